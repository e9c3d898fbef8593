"""What pages of programmes show and hide, how many queries they take, and that what they give away does no harm."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.programme_things import department, instrument, programme

HARM = "=HYPERLINK(1)"


def _rows(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def _queries(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_draft_is_seen_by_those_who_take_part_and_by_administrators(cast: Cast) -> None:
    programme("hidden", cast.ministry, state="draft").names.update(text="Programme secret")
    seen = {who: cast.client(who).get("/programmes/hidden/").status_code for who in NAMES}
    assert seen == {"visitor": 404, "carla": 404, "ben": 404, "ana": 404, "finn": 200, "gao": 200}
    for address in (
        "/programmes/",
        "/programmes/list.csv",
        "/programmes/coverage/",
        "/programmes/departments/ministry-of-economy/",
    ):
        assert "Programme secret" not in cast.client("carla").get(address).content.decode()
    for address in ("history/", "money.csv", "departments.xlsx"):
        assert cast.client("carla").get(f"/programmes/hidden/{address}").status_code == 404


def test_drafts_are_in_no_count_of_outsiders(cast: Cast) -> None:
    from clusteratlas_web.programmes.models import BudgetLine

    made = programme("hidden", cast.ministry, state="draft")
    instrument(made, cast.ministry, "Hidden tool")
    BudgetLine.objects.create(
        programme=made, department=cast.ministry, year=2025, amount=7, currency="EUR", state="spent"
    )
    page = cast.client("carla").get("/programmes/").content.decode()
    assert ("0 programmes" in page, "Ministry of Economy" in page) == (True, False)
    assert len(_rows(cast.client("carla").get("/programmes/money.csv"))) == 1
    assert len(_rows(cast.client("finn").get("/programmes/money.csv"))) == 2
    assert len(_rows(cast.client("carla").get("/programmes/coverage.csv"))) == 1


@pytest.mark.parametrize(
    ("address", "one", "three"),
    [
        ("/programmes/", 18, 18),
        ("/programmes/money/", 5, 5),
        ("/programmes/coverage/", 4, 4),
        ("/programmes/departments/ministry-of-economy/", 10, 10),
        ("/programmes/list.csv", 4, 4),
    ],
)
def test_queries_do_not_grow_with_rows(cast: Cast, address: str, one: int, three: int) -> None:
    from clusteratlas_web.programmes.models import BudgetLine

    def add(slug: str) -> None:
        other = department(f"d-{slug}", f"Department {slug}")
        made = programme(slug, cast.ministry, (other,), since=2010)
        for each in (cast.ministry, other):
            instrument(made, each, f"Tool {slug}")
        BudgetLine.objects.create(programme=made, department=other, year=2020, amount=1, currency="USD", state="spent")
        made.places.create(kind="region", code="us-metro-48620")

    client = cast.client("visitor")
    add("a")
    first = _queries(client, address)
    add("b")
    add("c")
    assert (first, _queries(client, address)) == (one, three)


def test_the_page_of_a_programme_takes_as_many_queries_with_three_of_everything(cast: Cast) -> None:
    from clusteratlas_web.programmes.models import BudgetLine, Phase, Target

    made = programme("one", cast.ministry)

    def add(number: int) -> None:
        other = department(f"d-{number}", f"Department {number}")
        made.parts.create(organisation=other, part="partner")
        instrument(made, other, f"Tool {number}")
        BudgetLine.objects.create(programme=made, department=other, year=2020, amount=1, currency="USD", state="spent")
        phase = Phase.objects.create(
            programme=made, number=number, names={"en": "P"}, begins="2001-01-01", ends="2002-01-01"
        )
        Target.objects.create(phase=phase, indicator="I", value=3)
        made.members.create(organisation=other)
        made.meetings.create(held="2025-05-02", subject="S").decisions.create(number=1, text="T")
        made.earlier_ones.create(earlier=programme(f"before-{number}", other), kind="follows")

    client = cast.client("visitor")
    add(1)
    first = _queries(client, "/programmes/one/")
    add(2)
    add(3)
    assert (first, _queries(client, "/programmes/one/")) == (36, 36)


def test_search_and_facets_find_the_same_in_both_languages(cast: Cast) -> None:
    energy = programme("energy", cast.ministry, type="industry")
    energy.names.create(language="zh-hans", text="能源集群计划")
    instrument(energy, cast.ministry, "Tool", dimension="demand")
    programme("other", country="JP")
    client = cast.client("visitor")

    def found(query: str) -> list[str]:
        return [row[1] for row in _rows(client.get(f"/programmes/list.csv?{query}"))[1:]]

    assert (
        found("q=能源")
        == found("q=energy")
        == found("type=industry")
        == found("dimension=demand")
        == ["Programme energy"]
    )
    assert found("open=now") == found("department=ministry-of-economy") == ["Programme energy"]
    assert found("country=JP") == found("type=-") == ["Programme other"]
    assert found("country=JP&dimension=demand") == []
    assert found("q=%00") == ["Programme energy", "Programme other"]


def test_no_text_is_run_as_a_formula(cast: Cast) -> None:
    from openpyxl import load_workbook

    made = programme("one", cast.ministry, source=HARM)
    made.names.update(text=HARM)
    instrument(made, cast.ministry, HARM)
    client = cast.client("visitor")
    for address in ("/programmes/list", "/programmes/one/departments", "/programmes/one/instruments"):
        cells = [cell for row in _rows(client.get(f"{address}.csv")) for cell in row]
        assert (f"'{HARM}" in cells, HARM in cells) == (True, False)
        book = load_workbook(io.BytesIO(client.get(f"{address}.xlsx").content))
        kinds = {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value == HARM}
        assert kinds == {"s"}


def test_script_in_every_text_is_shown_as_text(cast: Cast) -> None:
    script = "<script>alert(1)</script>"
    made = programme("one", cast.ministry, about=script, source=script)
    made.names.update(text=script)
    instrument(made, cast.ministry, script, about=script, coding=script)
    made.meetings.create(held="2025-05-02", subject=script, place=script).decisions.create(number=1, text=script)
    made.members.create(name=script)
    for address in ("/programmes/", "/programmes/one/", "/programmes/coverage/", "/zh-hans/programmes/one/"):
        page = cast.client("visitor").get(address)
        assert (page.status_code, script in page.content.decode()) == (200, False)


def test_currencies_are_never_added_and_what_is_missing_is_said(cast: Cast) -> None:
    from clusteratlas_web.programmes.models import BudgetLine

    made = programme("one", cast.ministry)
    programme("two")
    for year, amount, currency, state in (
        (2024, 5, "EUR", "planned"),
        (2025, 6, "EUR", "planned"),
        (2025, 9, "USD", "spent"),
    ):
        BudgetLine.objects.create(
            programme=made, department=cast.ministry, year=year, amount=amount, currency=currency, state=state
        )
    BudgetLine.objects.create(programme=made, amount=1, currency="EUR", state="planned")
    client = cast.client("visitor")
    assert _rows(client.get("/programmes/money.csv?by=department"))[1:] == [
        ["Ministry of Economy", "EUR", "11", "", ""],
        ["Ministry of Economy", "USD", "", "", "9"],
        ["not recorded", "EUR", "1", "", ""],
    ]
    assert _rows(client.get("/programmes/money.csv?by=year"))[1:] == [
        ["2024", "EUR", "5", "", ""],
        ["2025", "EUR", "6", "", ""],
        ["2025", "USD", "", "", "9"],
        ["not recorded", "EUR", "1", "", ""],
    ]
    assert "Of 2 programmes, 1 have no budget line recorded" in client.get("/programmes/money/").content.decode()


def test_the_four_questions_are_answered_as_far_as_recorded(cast: Cast) -> None:
    made = programme("one", cast.ministry, since=2010)
    instrument(made, cast.ministry, "Loans", dimension="finance")
    page = cast.client("visitor").get("/programmes/one/").content.decode()
    assert page.count("cannot be answered") == 2
    assert "Needs a scoreboard before 2010 and one after." in page
    assert "Budget lines are not recorded for this programme." in page
