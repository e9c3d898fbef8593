"""The peers of a region: those of the library's own search, their headlines, and the likeness of the first computed."""

import csv
import io
import re
from math import sqrt
from pathlib import Path

import pytest
from django.test import Client
from tests.web.edition_rows import rows
from tests.web.test_region_change import number
from tests.web.test_region_pages import PAGE, REGION, section, signed, table_rows, text_of


def peer_rows(page: str) -> list[list[str]]:
    """The table: the region itself first."""
    return table_rows(section(page, "Peers").split("</table>")[0])[1:]


def test_peers_are_ten_with_their_headlines(sample: Client, sample_home: Path) -> None:
    own, *shown = peer_rows(sample.get(PAGE).text)
    found = sorted(rows(sample_home, "peers", region=REGION, year=2019), key=lambda row: row["rank"])
    summary = {row["region"]: row for row in rows(sample_home, "summary", year=2019)}
    names = {row["region"]: row["name"] for row in rows(sample_home, "regions")}
    assert own[0] == "Wichita, KS"
    assert len(shown) == 10
    for row, peer in zip(shown, found, strict=True):
        headlines = summary[peer["peer"]]
        assert row == [
            names[peer["peer"]],
            f"{peer['similarity']:.2f}",
            f"{headlines['employment']:,}",
            f"{peer['shared_strong']} of its {peer['strong_clusters']}",
            signed(headlines["traded_growth"]),
            f"{headlines['strong_share']:.1%}",
        ]
    assert [row[1] for row in shown] == sorted((row[1] for row in shown), reverse=True)


def test_shared_strong_clusters_are_strong_in_both(sample_home: Path) -> None:
    strong: dict[str, set[str]] = {}
    for row in rows(sample_home, "portfolio", year=2019, level="metro", subcluster=None, strong=True):
        strong.setdefault(row["region"], set()).add(row["cluster"])
    for peer in rows(sample_home, "peers", region=REGION, year=2019):
        assert peer["shared_strong"] == len(strong[REGION] & strong[peer["peer"]])
        assert peer["strong_clusters"] == len(strong[peer["peer"]])


def test_the_likeness_shown_is_that_of_the_two_portfolios(sample: Client, sample_home: Path) -> None:
    page = sample.get(PAGE).text
    nearest = next(row for row in rows(sample_home, "peers", region=REGION, year=2019) if row["rank"] == 1)["peer"]
    ours, theirs = (
        {
            row["cluster"]: row["employment"]
            for row in rows(sample_home, "portfolio", region=region, year=2019, subcluster=None, kind="traded")
        }
        for region in (REGION, nearest)
    )
    said = text_of(section(page, "Peers"))
    found = re.search(r"= ([\d,]+) ÷ √\(([\d,]+) × ([\d,]+)\) = ([\d.]+)", said)
    assert found
    both, own, other, cosine = map(number, found.groups())
    assert both == sum(jobs * theirs.get(cluster, 0) for cluster, jobs in ours.items())
    assert (own, other) == tuple(sum(jobs**2 for jobs in each.values()) for each in (ours, theirs))
    assert cosine == pytest.approx(both / sqrt(own * other), abs=5e-5)
    assert f"{cosine:.2f}" == peer_rows(page)[1][1]


def test_the_meta_line_leads_to_the_peers(sample: Client) -> None:
    page = sample.get(PAGE).text
    assert '<a href="#peers">Peers</a>' in page
    assert 'id="peers"' in page
    assert "#peers" not in sample.get("/us/2019.1/regions/us/").text


def test_the_file_names_the_peers(sample: Client) -> None:
    answer = sample.get(f"{PAGE}peers.csv").content.decode("utf-8-sig")
    taken = list(csv.DictReader(io.StringIO(answer)))
    shown = peer_rows(sample.get(PAGE).text)[1:]
    assert [row["peer_name"] for row in taken] == [row[0] for row in shown]
    assert [f"{float(row['similarity']):.2f}" for row in taken] == [row[1] for row in shown]
    assert sample.get(f"{PAGE}peers.xlsx").content.startswith(b"PK")
