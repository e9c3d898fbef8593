"""The register: how designations stood on any day, facets and words, tables to take away, codes verified."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import granted, level, scheme
from tests.web.commons.selection_things import applicant

TODAY = timezone.now().date()


def add(made: Any, verb: str, state: str, on: date, until: date | None = None, to: Any = None) -> None:
    """A line of a timeline, written by hand."""
    from clusteratlas_web.designations.models import Standing

    Standing.objects.create(
        designation=made, on=on, verb=verb, state=state, level=to or made.level, valid_until=until or made.expires_on
    )
    made.state, made.level = state, to or made.level
    made.save()


def rows(client: Any, query: str = "") -> list[dict[str, str]]:
    """The register as its CSV."""
    text = client.get(f"/designations/list.csv{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def timeline(cast: Cast) -> dict[str, Any]:
    """A label that lapsed unnoticed and was renewed; a pilot that got its title; one revoked; one of today."""
    label = scheme(cast)
    bronze = level(label)
    parks = scheme(cast, "parks", kind="pilot")
    title = level(parks, "title", valid_months=None)
    pilot = level(parks, "pilot", valid_months=None, becomes=title)
    renewed = granted(bronze, cast.valley, date(2020, 1, 1), region="us-metro-48620", cluster="us/aerospace")
    add(renewed, "renew", "granted", date(2022, 3, 1), date(2024, 2, 29))
    park = granted(pilot, None, date(2021, 5, 1), country="CN")
    add(park, "confirm", "confirmed", date(2022, 11, 1), to=title)
    bad = granted(bronze, applicant("hill", "Hill Optics"), date(2021, 6, 1), country="DE")
    for verb, state, on in (
        ("watch", "watched", date(2021, 9, 1)),
        ("put_on_probation", "probation", date(2022, 1, 1)),
        ("revoke", "revoked", date(2022, 6, 1)),
    ):
        add(bad, verb, state, on)
    return {"renewed": renewed, "park": park, "bad": bad, "bronze": bronze}


@pytest.mark.parametrize(
    ("on", "stood"),
    [
        ("2019-12-31", {}),
        ("2020-01-01", {"Valley Optics": "designated Bronze"}),
        ("2021-05-01", {"Valley Optics": "designated Bronze", "Secret Park": "designated Pilot"}),
        (
            "2021-12-31",  # the last day of the first period
            {
                "Valley Optics": "designated Bronze",
                "Secret Park": "designated Pilot",
                "Hill Optics": "under watch Bronze",
            },
        ),
        (
            "2022-01-01",  # over, though no step says so; and the probation begins
            {
                "Valley Optics": "expired Bronze",
                "Secret Park": "designated Pilot",
                "Hill Optics": "on probation Bronze",
            },
        ),
        (
            "2022-11-01",
            {
                "Valley Optics": "designated Bronze",
                "Secret Park": "confirmed Title",
                "Hill Optics": "revoked Bronze",
            },
        ),
        (
            "2024-03-01",
            {"Valley Optics": "expired Bronze", "Secret Park": "confirmed Title", "Hill Optics": "revoked Bronze"},
        ),
    ],
)
def test_as_of_a_day(cast: Cast, timeline: dict[str, Any], on: str, stood: dict[str, str]) -> None:
    found = rows(cast.client("visitor"), f"?on={on}")
    assert {row["Name"]: f"{row['Status']} {row['Level']}" for row in found} == stood
    assert {row["As of"] for row in found} == ({on} if stood else set())


def test_facets_count_the_day_and_keep_it_in_their_addresses(cast: Cast, timeline: dict[str, Any]) -> None:
    client = cast.client("visitor")
    context = client.get("/designations/?on=2022-01-15").context
    counts = {facet["title"]: {str(v["label"]): v["count"] for v in facet["values"]} for facet in context["facets"]}
    assert counts["Status"] == {"designated": 1, "expired": 1, "on probation": 1}
    assert counts["Level"] == {"Label label · Bronze": 2, "Label parks · Pilot": 1}
    assert counts["Country or union"] == {"China": 1, "Germany": 1}
    addresses = [value["address"] for facet in context["facets"] for value in facet["values"]]
    assert all("on=2022-01-15" in each for each in addresses)
    only = rows(client, "?on=2022-01-15&level=label/bronze&state=probation")
    assert [row["Name"] for row in only] == ["Hill Optics"]
    assert [row["Name"] for row in rows(client, "?on=2022-11-01&level=parks/title")] == ["Secret Park"]
    assert [row["Name"] for row in rows(client, "?region=us-metro-48620")] == ["Valley Optics"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=secret", ["Secret Park"]),
        ("q=valley+optics", ["Valley Optics"]),
        ("q=nothing", []),
        ("scheme=nowhere", []),
        ("level=label", []),
        ("on=tomorrow&q=park", ["Secret Park"]),  # what is no day is today
        ("on=9999-12-31&q=park", ["Secret Park"]),
    ],
)
def test_words_and_wrong_choices(cast: Cast, timeline: dict[str, Any], query: str, names: list[str]) -> None:
    answer = cast.client("visitor").get(f"/designations/?{query}")
    assert [str(row["named"].name) for row in answer.context["rows"]] == names
    assert ("No designation here" in answer.content.decode()) is not bool(names)


def test_a_page_of_the_register_takes_as_many_queries_for_three_as_for_one(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    bronze = level(scheme(cast))
    granted(bronze, cast.valley, TODAY)
    client = cast.client("visitor")

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    first = [queries(each) for each in ("/designations/", "/designations/list.csv")]
    for number in (1, 2):
        granted(bronze, applicant(f"hill-{number}", f"Hill {number}"), TODAY)
    assert [queries(each) for each in ("/designations/", "/designations/list.csv")] == first == [12, 3]


def test_what_a_code_stands_for_today_and_no_more(cast: Cast, timeline: dict[str, Any]) -> None:
    cache.clear()
    client = cast.client("visitor")

    def verified(code: str) -> tuple[int, list[bool]]:
        answer = client.get(f"/designations/verify/{code}/")
        page = answer.content.decode()
        words = ("Valid:", "Not valid:", "On probation:", "There is no certificate with this code")
        return answer.status_code, [each in page for each in words]

    held = granted(timeline["bronze"], cast.valley, TODAY)
    watched = granted(timeline["bronze"], cast.valley, TODAY, "probation")
    lapsed = granted(timeline["bronze"], cast.valley, TODAY - timedelta(days=800))
    assert verified(held.code) == (200, [True, False, False, False])
    assert verified(held.code.lower().replace("-", "")) == (200, [True, False, False, False])
    assert verified(watched.code) == (200, [False, False, True, False])
    assert verified(timeline["bad"].code) == (200, [False, True, False, False])
    assert verified(lapsed.code) == (200, [False, True, False, False])  # the worker was not there yet
    nothing, near = (404, [False, False, False, True]), held.code[:-1] + ("3" if held.code.endswith("2") else "2")
    assert [verified(code) for code in (near, held.code[:10], "x")] == [nothing] * 3
    assert "Valley" not in client.get(f"/designations/verify/{near}/").content.decode()
    typed = client.get("/designations/verify/", {"code": f" {held.code.lower()} "})
    assert (typed.status_code, typed["Location"]) == (302, f"/designations/verify/{held.code}/")


def test_codes_are_not_tried_one_by_one(cast: Cast) -> None:
    cache.clear()
    client = cast.client("visitor")
    answers = [client.get("/designations/verify/AAAAA-AAAAA-AAAAA-AAAAA/").status_code for _ in range(32)]
    cache.clear()
    assert answers == [404] * 30 + [429] * 2


def test_codes_are_random_and_can_be_read_aloud() -> None:
    from clusteratlas_web.designations.codes import ALPHABET, new_code, written

    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(each) for each in codes} == {23}
    assert {sign for each in codes for sign in each} <= {*ALPHABET, "-"}
    assert written("abcde fghjk\nlmnpq-rstuv") == "ABCDE-FGHJK-LMNPQ-RSTUV"
