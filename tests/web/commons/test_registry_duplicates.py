"""Which names may mean the same organisation."""

import pytest

from clusteratlas_web.registry.duplicates import Known, bare, host_of, likely


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Ácme Corporation, Inc.", "acme"),
        ("ACME GmbH & Co. KG", "acme"),
        ("江苏光电股份有限公司", "江苏光电"),
        ("Company of Companies", "companies"),
        ("The Co", "the co"),
    ],
)
def test_names_are_compared_without_legal_forms_and_accents(name: str, folded: str) -> None:
    assert bare(name) == folded


@pytest.mark.parametrize(
    ("web", "host"),
    [
        ("https://www.acme.example/about", "acme.example"),
        ("acme.example", "acme.example"),
        ("https://www.linkedin.com/company/acme", ""),
        ("", ""),
    ],
)
def test_hosts_that_many_share_say_nothing(web: str, host: str) -> None:
    assert host_of(web) == host


KNOWN = (
    Known(1, ("Rochester Regional Photonics Cluster",), "rrpc.example", "US"),
    Known(2, ("Rochester Photonics",), "", "US"),
    Known(3, ("Regional Photonics Cluster of Rochester",), "", "DE"),
    Known(4, ("江苏光电有限公司", "Jiangsu Optics"), "", "CN"),
)


@pytest.mark.parametrize(
    ("name", "web", "country", "found"),
    [
        ("Rochester Regional Photonics Cluster Inc.", "", "DE", [(1, "same-name"), (3, "near-name")]),
        ("Rochester Regional Photonic Cluster", "", "US", [(1, "near-name")]),
        ("Something Else", "http://rrpc.example/x", "FR", [(1, "same-host")]),
        ("江苏光电", "", "US", [(4, "same-name")]),
        ("Rochester", "", "US", []),
        ("Photonics", "", "", []),
    ],
)
def test_likely_duplicates_with_their_reasons(name: str, web: str, country: str, found: list[tuple[int, str]]) -> None:
    assert [(each.number, each.reason) for each in likely([name], web, country, KNOWN)] == found
