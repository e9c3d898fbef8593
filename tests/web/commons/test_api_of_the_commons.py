"""The API gives the public part of the commons: what a visitor's pages show, and nothing of what they hide."""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from tests.web.api_answers import ROOT, ask, cells_of, problem_of, rows_of
from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.contribution_things import stored_as
from tests.web.commons.designation_things import granted, hearing, level, scheme
from tests.web.commons.matrix_stories import story_in
from tests.web.commons.programme_things import instrument, programme, question
from tests.web.commons.registry_things import listed, organisation
from tests.web.commons.selection_things import applicant, call, conflict, decision, entry, juror, review, stage

from clusteratlas_web.stories.models import Story

LISTS = (
    *("/organisations", "/organisation-counts", "/programmes", "/calls", "/awards", "/designations", "/data-sets"),
    "/stories",
)


@pytest.fixture(autouse=True)
def unlimited() -> Iterator[None]:
    """Many requests are made here, which count for nobody."""
    with override_settings(CLUSTERATLAS_API_RATE="0"):
        yield


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def story_called(cast: Cast, slug: str, **facts: Any) -> Story:
    """A published story with a name of its own."""
    found = story_in(cast, "published", **facts)
    found.slug = slug
    found.save()
    return found


def bodies(client: Client, addresses: Iterable[str]) -> str:
    """Everything that is answered at these addresses, in every format."""
    found = []
    for address in addresses:
        for query in ({"language": "en"}, {"language": "zh-hans"}, {"format": "csv"}, {"format": "arrow"}):
            answer = client.get(f"{ROOT}{address}", query)
            found.append(answer.content.decode(errors="replace") if answer.status_code == 200 else "")
    return "\n".join(found)


def test_the_directory_is_the_one_that_a_visitor_sees(cast: Cast, visitor: Client) -> None:
    listed(cast)
    organisation("acme", regions=("us-metro-48620",), clusters=("us/plastics",), activities=("financing",))
    organisation("zeta", names={"zh-hans": "泽塔"}, kind="institute")
    for state in ("draft", "submitted", "suspended"):
        organisation(f"hidden-{state}", state=state, names={"en": f"Hidden {state}"}, regions=("us-metro-48620",))
    told = rows_of(visitor, f"{ROOT}/organisations", limit=2)
    assert [row["slug"] for row in told] == ["acme", "ministry-of-economy", "valley-optics", "zeta"]
    exported = cells_of(visitor.get("/organisations/table.csv"))
    assert len(exported) == len(told)
    assert told[0]["regions"] == ["us-metro-48620"]
    assert told[0]["clusters"] == ["us/plastics"]
    assert [row["slug"] for row in rows_of(visitor, f"{ROOT}/organisations", kind="institute")] == ["zeta"]
    assert [row["slug"] for row in rows_of(visitor, f"{ROOT}/organisations", cluster="us/plastics")] == ["acme"]
    counted = rows_of(visitor, f"{ROOT}/organisation-counts")
    assert {row["value"]: row["organisations"] for row in counted if row["facet"] == "kind"} == {
        "agency": 1, "cluster-organisation": 1, "firm": 1, "institute": 1,
    }  # fmt: skip
    assert "idden" not in bodies(visitor, LISTS)
    problem_of(visitor, f"{ROOT}/organisations/hidden-draft", 404)
    problem_of(visitor, f"{ROOT}/organisations", 400, state="draft")


def test_of_an_organisation_only_what_is_public_is_told(cast: Cast, visitor: Client) -> None:
    from clusteratlas_web.registry.actions.belonging import ServiceFacts, log_service
    from clusteratlas_web.registry.actions.editing import edit_profile
    from clusteratlas_web.registry.models import Membership

    contact = {"contact_name": "Quentin Q", "contact_email": "q@private.example", "contact_phone": "+1 555 0100"}
    edit_profile(cast.ana, cast.valley, 1, contact)
    log_service(
        cast.ben, cast.valley, ServiceFacts(datetime.date(2026, 1, 5), "training", Decimal(3), 2, 1, "Call Zeta")
    )
    hidden = organisation("hidden-firm", state="draft", names={"en": "Hidden Firm"})
    Membership.objects.create(organisation=cast.valley, member=hidden, kind="firm")
    Membership.objects.create(organisation=cast.valley, member=organisation("shown-firm"), kind="firm")
    told = ask(visitor, f"{ROOT}/organisations/valley-optics")
    assert told["contact"] is None
    assert [each["slug"] for each in told["members"]] == ["shown-firm"]
    assert told["services_given"] == {"entries": 1, "hours": 3.0, "firms_helped": 2, "introductions": 1}
    everything = bodies(visitor, ["/organisations/valley-optics", *LISTS])
    for secret in (*contact.values(), "Call Zeta", "hidden-firm", "Hidden Firm", "ana@example.org", "Ana"):
        assert secret not in everything, secret
    edit_profile(cast.ana, cast.valley, 2, {"contact_is_public": True})
    assert ask(visitor, f"{ROOT}/organisations/valley-optics")["contact"]["email"] == "q@private.example"


def test_everybody_is_told_the_same(cast: Cast, visitor: Client) -> None:
    listed(cast)
    plan = programme("plan", cast.ministry, state="draft")
    call(cast, slug="hidden", state="draft", programme=plan)
    addresses = [*LISTS, "/organisations/valley-optics"]
    told = bodies(visitor, addresses)
    for name in NAMES:
        client = cast.client(name)
        assert bodies(client, addresses) == told, name
        for address in ("/programmes/plan", "/calls/hidden"):
            problem_of(client, f"{ROOT}{address}", 404)
        answer = client.get(f"{ROOT}/organisations")
        assert (answer.cookies, "Cookie" in answer.headers.get("Vary", "")) == ({}, False)


def test_programmes_are_those_that_a_visitor_sees(cast: Cast, visitor: Client) -> None:
    made = programme("open-plan", cast.ministry, (cast.valley,), since=2010)
    instrument(made, cast.ministry, "Loan")
    made.budget.create(department=cast.ministry, year=2020, amount=5, currency="USD", state="spent")
    programme("hidden-plan", cast.ministry, state="draft")
    asked = question(cast)
    told = rows_of(visitor, f"{ROOT}/programmes")
    assert [row["slug"] for row in told] == ["open-plan"]
    assert (told[0]["lead"], told[0]["partners"], told[0]["since"]) == ("ministry-of-economy", ["valley-optics"], 2010)
    assert len(cells_of(visitor.get("/programmes/list.csv"))) == 1
    one = ask(visitor, f"{ROOT}/programmes/open-plan")
    assert [each["name"] for part in one["departments"] for each in part["instruments"]] == ["Loan"]
    assert [line["amount"] for line in one["budget"]] == [5.0]
    everything = bodies(visitor, ["/programmes/open-plan", *LISTS])
    for secret in ("hidden-plan", asked.subject, asked.text):
        assert secret not in everything
    problem_of(visitor, f"{ROOT}/programmes/hidden-plan", 404)


def test_calls_tell_rounds_and_criteria_and_nothing_of_applications(cast: Cast, visitor: Client) -> None:
    plan = programme("hidden-plan", cast.ministry, state="draft")
    made = call(cast, programme=plan, most_amount=1000, currency="USD")
    first = stage(made, state="reviewing", criteria=3)
    hidden = call(cast, slug="hidden-call", state="draft")
    stage(hidden)
    found = entry(first, applicant("hill-optics", "Hill Optics"))
    seat = juror(made, "Jun")
    review(found, seat, (7, 8, 9))
    conflict(seat, found)
    told = rows_of(visitor, f"{ROOT}/calls")
    assert [(row["slug"], row["stage"], row["programme"]) for row in told] == [("clusters-2026", "judged", None)]
    one = ask(visitor, f"{ROOT}/calls/clusters-2026")
    assert [each["share"] for each in one["round"][0]["criteria"]] == pytest.approx([1 / 3] * 3)
    everything = bodies(visitor, ["/calls/clusters-2026", *LISTS])
    for secret in ("hidden-call", "hidden-plan", "Secret", "hill-optics", "Hill Optics", "Jun"):
        assert secret not in everything, secret
    problem_of(visitor, f"{ROOT}/calls/hidden-call", 404)
    problem_of(visitor, f"{ROOT}/awards", 404, call="hidden-call")
    problem_of(visitor, f"{ROOT}/calls", 400, stage="draft")


def test_awards_are_told_once_they_are_published(cast: Cast, visitor: Client) -> None:
    made = call(cast, currency="USD")
    last = stage(made, state="meeting")
    won = entry(last, applicant("hill-optics", "Hill Optics"), "selected")
    lost = entry(last, applicant("dale-optics", "Dale Optics"), "not-selected")
    decision(won, cast.finn, amount=600)
    decision(lost, cast.finn, "not-selected")
    assert rows_of(visitor, f"{ROOT}/awards") == []
    last.state, last.noticed = "noticed", timezone.now()
    last.save()
    (told,) = rows_of(visitor, f"{ROOT}/awards", call="clusters-2026")
    assert (told["organisation"], told["amount"], told["is_final"]) == ("hill-optics", 600.0, False)
    assert len(cells_of(visitor.get("/calls/awards.csv"))) == 1
    assert "ale" not in "".join(row["name"] for row in rows_of(visitor, f"{ROOT}/awards"))
    assert "dale-optics" not in bodies(visitor, ["/awards", "/calls/clusters-2026"])


def test_the_register_is_told_as_of_a_day(cast: Cast, visitor: Client) -> None:
    label = scheme(cast)
    bronze = level(label, review_months=None)
    held = granted(bronze, cast.valley, datetime.date(2020, 3, 1))
    granted(bronze, None, datetime.date(2024, 5, 1), names={"en": "Some Park"}, words="Some Park")
    meeting = hearing(held, timezone.now(), datetime.date(2021, 1, 1)) if held.hearings.exists() else None
    assert meeting is None
    for day, count in (("2019-12-31", 0), ("2020-03-01", 1), ("2024-06-01", 2)):
        told = rows_of(visitor, f"{ROOT}/designations", on=day)
        page = cells_of(visitor.get("/designations/list.csv", {"on": day}))
        assert (len(told), len(page)) == (count, count), day
        assert [str(row["number"]) for row in told] == [row["No."] for row in page]
    then = rows_of(visitor, f"{ROOT}/designations", on="2021-06-01")[0]
    later = rows_of(visitor, f"{ROOT}/designations", on="2023-06-01")[0]
    assert (then["state"], later["state"]) == ("granted", "expired")  # it was valid for two years
    one = ask(visitor, f"{ROOT}/designations/{held.pk}")
    assert [step["state"] for step in one["steps"]] == ["granted"]
    assert (one["holder"], one["level"], one["code"]) == ("valley-optics", "label/bronze", held.code)
    problem_of(visitor, f"{ROOT}/designations", 400, on="2999-01-01")
    problem_of(visitor, f"{ROOT}/designations", 400, on="yesterday")
    for number in ("999999", "0", "-1", "٣", "9" * 30, "x"):
        problem_of(visitor, f"{ROOT}/designations/{number}", 404)


def test_minutes_of_a_hearing_and_drafts_are_nobodys(cast: Cast, visitor: Client) -> None:
    from tests.web.commons.designation_things import assessment

    bronze = level(scheme(cast), "bronze", "answered")
    hidden = programme("hidden-plan", cast.ministry, state="draft")
    held = granted(bronze, cast.valley, datetime.date(2020, 3, 1), "probation", programme=hidden)
    held.hearings.create(set_for=timezone.now(), held=timezone.now().date(), minutes="Secret minutes", place="Room 9")
    assessment(bronze, cast.valley, "draft", ("2", "0.4", "1"))
    everything = bodies(visitor, [f"/designations/{held.pk}", *LISTS])
    for secret in ("Secret minutes", "Room 9", "hidden-plan"):
        assert secret not in everything


def test_data_sets_are_told_once_they_are_accepted_and_never_their_figures(cast: Cast, visitor: Client) -> None:
    for state in ("draft", "offered", "returned", "refused"):
        stored_as(cast, state)
    assert rows_of(visitor, f"{ROOT}/data-sets") == []
    stored_as(cast, "accepted", publication="confidential")
    (told,) = rows_of(visitor, f"{ROOT}/data-sets")
    assert (told["state"], told["organisation"], told["quality"]) == ("accepted", "valley-optics", "survey")
    everything = bodies(visitor, LISTS)
    for secret in ("7654321", "7,654,321", "987654", "Secret reason", "secret-plants.csv", "Ana", "Finn"):
        assert secret not in everything, secret


@pytest.mark.usefixtures("boundaries")
def test_stories_are_told_once_they_are_published(cast: Cast, visitor: Client, sample_home: Path) -> None:
    titles = {"en": "Lenses", "zh-hans": "镜头"}
    told = story_called(cast, "lenses", titles=titles, leads={"en": "Where lenses come from"})
    told.steps.filter(place=1).update(address="/us/2019.1/regions/us-metro-48620/?year=2018", texts={"en": "Look."})
    for state in ("draft", "withdrawn"):
        story_in(cast, state)
    by_ana = story_called(cast, "by-ana", organisation=None, titles={"en": "By a person"})
    by_ana.steps.update(address="/us/2019.1/definitions/")
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        rows = rows_of(visitor, f"{ROOT}/stories", limit=1)
        assert [(row["slug"], row["organisation"], row["steps"]) for row in rows] == [
            ("by-ana", None, 2),
            ("lenses", "valley-optics", 2),
        ]
        assert rows[1]["page"] == "/stories/lenses/"
        assert "Where lenses come from" in visitor.get(rows[1]["page"]).content.decode()
        one = ask(visitor, f"{ROOT}/stories/lenses", language="zh-hans")
        assert (one["title"], one["titles"], one["page"]) == ("镜头", titles, "/zh-hans/stories/lenses/")
        first, second = one["steps"]
        assert (first["place"], first["text"], first["view"]["edition"]) == (1, "Look.", "us-2019.1")
        assert first["view"]["pages"] == {
            "en": "/us/2019.1/regions/us-metro-48620/?year=2018",
            "zh-hans": "/zh-hans/us/2019.1/regions/us-metro-48620/?year=2018",
        }
        for each in (first, second):  # a region's chart, and a map
            assert visitor.get(each["view"]["picture"]).headers["Content-Type"].startswith("image/svg+xml")
        without = ask(visitor, f"{ROOT}/stories/by-ana")["steps"]
        assert [each["view"]["picture"] for each in without] == [None, None]
        for slug in ("lenses-draft", "lenses-withdrawn"):
            for client in (visitor, cast.client("ana")):
                problem_of(client, f"{ROOT}/stories/{slug}", 404)
        assert "Secret" not in bodies(visitor, [*LISTS, "/stories/lenses"])


def test_a_story_whose_edition_is_gone_says_so(cast: Cast, visitor: Client, sample_home: Path) -> None:
    told = story_called(cast, "lenses")
    told.steps.update(address="/us/1999.1/map/")
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        steps = ask(visitor, f"{ROOT}/stories/lenses")["steps"]
    assert [step["view"] for step in steps] == [None, None]
    assert all("leads nowhere" in step["why"] for step in steps)


def test_the_search_finds_what_its_page_finds(cast: Cast, visitor: Client, sample_home: Path) -> None:
    listed(cast)
    for number in range(3):
        organisation(f"plastics-{number}", names={"en": f"Plastics Works {number}"})
    for state in ("draft", "submitted", "suspended"):
        organisation(f"hidden-{state}", state=state, names={"en": f"Plastics Hidden {state}"})
    programme("plastics-plan", cast.ministry, state="draft")
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        rows = rows_of(visitor, f"{ROOT}/search", q="plastics", limit=7)
        counted = ask(visitor, f"{ROOT}/search/counts", q="plastics")
        kinds = [each["kind"] for each in counted["kinds"]]
        pages = {kind: visitor.get("/search/", {"q": "plastics", "kind": kind}) for kind in kinds}
        english = bodies(visitor, ["/search?q=plastics", "/search/counts?q=plastics", "/search?q=hidden"])
        regional = rows_of(visitor, f"{ROOT}/search", q="plastics in wichita")
        misspelt = ask(visitor, f"{ROOT}/search/counts", q="plasticz")
    of_kind = {kind: [row for row in rows if row["kind"] == kind] for kind in pages}
    assert {each["kind"]: each["number"] for each in counted["kinds"]} == {k: len(v) for k, v in of_kind.items()}
    assert list(dict.fromkeys(row["kind"] for row in rows)) == [each["kind"] for each in counted["kinds"]]
    assert [row["name"] for row in of_kind["organisation"]] == [f"Plastics Works {number}" for number in range(3)]
    for kind, page in pages.items():
        text = page.content.decode()
        assert all(escape(row["page"].partition("#")[0]) in text for row in of_kind[kind][:25]), kind
    assert "idden" not in english
    assert [row["kind"] for row in regional][:1] == ["regional"]
    assert regional[0]["page"] == "/us/2019.1/regions/us-metro-48620/clusters/plastics/"
    assert (misspelt["meant"], misspelt["near"]) == ("plastics", True)


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "'; drop table x;--", "%", "_", "x" * 200, "٣", "<b>"])
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/organisations", "q"),
        ("/organisations", "region"),
        ("/organisations", "cluster"),
        ("/programmes", "q"),
        ("/programmes", "department"),
        ("/programmes", "region"),
        ("/calls", "q"),
        ("/calls", "country"),
        ("/designations", "q"),
        ("/designations", "level"),
        ("/designations", "country"),
        ("/awards", "call"),
        ("/search", "atlas"),
    ],
)
def test_a_hostile_value_is_refused_or_finds_nothing(
    stored: None, visitor: Client, address: str, name: str, text: str
) -> None:
    answer = visitor.get(f"{ROOT}{address}", {name: text})
    assert answer.status_code in (200, 400, 404), answer.content[:200]
    if answer.status_code == 200:
        assert answer.json()["rows"] == []


def test_lists_ask_as_many_queries_for_many_as_for_one(cast: Cast, visitor: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(f"{ROOT}{address}").status_code == 200
        return len(queries)

    def one_more(number: int) -> None:
        organisation(f"firm-{number}", regions=("us-metro-48620",), clusters=("us/plastics",))
        programme(f"plan-{number}", cast.ministry, (cast.valley,))
        made = call(cast, slug=f"call-{number}", programme=programme(f"of-call-{number}", cast.ministry))
        stage(made)
        granted(bronze, cast.valley, datetime.date(2024, 1, number))
        stored_as(cast, "accepted", slug=f"set-{number}")
        story_called(cast, f"story-{number}")

    bronze = level(scheme(cast))
    one_more(1)
    few = {address: asked(address) for address in LISTS}
    one_more(2)
    one_more(3)
    assert {address: asked(address) for address in LISTS} == few
