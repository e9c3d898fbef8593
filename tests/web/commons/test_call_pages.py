"""What pages of calls show and hide: stages, facets, drafts, awards once published, counts of the desk."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.commons.conftest import NAMES, Cast
from tests.web.commons.programme_things import department, programme
from tests.web.commons.selection_things import applicant, call, conflict, decision, entry, juror, stage

HARM, SCRIPT = "=HYPERLINK(1)", "<script>alert(1)</script>"
DAY = timedelta(days=1)


def rows(answer: Any) -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def queries(client: Any, address: str) -> int:
    """How many queries a page takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def awarded(cast: Cast, slug: str, state: str = "final", **facts: Any) -> Any:
    """An award of a call of its own to an organisation of its own."""
    made = call(cast, slug, currency="EUR", **facts)
    the_round = stage(made, state, noticed=timezone.now())
    found = entry(the_round, applicant(f"winner-{slug}", f"Winner {slug}"), "selected")
    decision(found, cast.finn, amount=500)
    return found


def test_what_closes_next_stands_first_then_what_opens_what_is_judged_what_is_decided(cast: Cast) -> None:
    now = timezone.now()
    stage(call(cast, "far"), closes=now + 9 * DAY)
    stage(call(cast, "near"), closes=now + DAY)
    stage(call(cast, "no-end"), closes=None)
    stage(call(cast, "late"), closes=now - timedelta(minutes=1))  # the clock has not turned it yet
    stage(call(cast, "soon"), "planned", opens=now + 3 * DAY, closes=None)
    stage(call(cast, "judging"), "reviewing", decision_due=now + DAY)
    stage(call(cast, "done"), "noticed")
    call(cast, "gone", "cancelled")
    call(cast, "hidden", "draft")
    client = cast.client("visitor")
    found = [(row[0], row[2]) for row in rows(client.get("/calls/list.csv"))[1:]]
    assert found == [
        ("Call near", "open now"),
        ("Call far", "open now"),
        ("Call no-end", "open now"),
        ("Call soon", "coming"),
        ("Call judging", "being judged"),
        ("Call late", "being judged"),
        ("Call done", "decided"),
        ("Call gone", "cancelled"),
    ]
    assert [row[0] for row in rows(client.get("/calls/list.csv?stage=judged"))[1:]] == ["Call judging", "Call late"]
    assert rows(cast.client("finn").get("/calls/list.csv"))[1][:3] == ["Call hidden", "Competition", "draft"]


def test_facets_count_what_they_would_leave_under_what_else_is_chosen(cast: Cast) -> None:
    from clusteratlas_web.selection.queries.calls import Selection, listed

    science = department("ministry-of-science", "Ministry of Science")
    stage(call(cast, "a", kind="grant", for_regions=("us-metro-1",), for_clusters=("us/optics", "us/metal")))
    stage(call(cast, "b", kind="grant", department=science))
    stage(call(cast, "c", kind="label", department=science, for_clusters=("us/optics",)))
    call(cast, "hidden", "draft", kind="pilot")
    counts = listed(cast.carla, Selection("", {"kind": "grant"}), timezone.now()).facets
    assert counts["kind"] == [("grant", 2), ("label", 1)]
    assert counts["cluster"] == [("-", 1), ("us/metal", 1), ("us/optics", 1)]
    assert counts["region"] == [("-", 1), ("us-metro-1", 1)]
    assert counts["department"] == [("ministry-of-economy", 1), ("ministry-of-science", 1)]
    client = cast.client("visitor")

    def found(query: str) -> list[str]:
        return sorted(row[0] for row in rows(client.get(f"/calls/list.csv?{query}"))[1:])

    assert found("cluster=us/optics") == ["Call a", "Call c"]
    assert found("department=ministry-of-science&kind=label") == ["Call c"]
    assert found("q=science") == ["Call b", "Call c"]
    assert found("q=call+b") == ["Call b"]
    assert found("stage=nonsense") == found("q=hidden") == []


def test_a_draft_is_seen_by_its_department_and_by_administrators(cast: Cast) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from clusteratlas_web.foundation.files import keep

    made = call(cast, "hidden", "draft", names={"en": "Secret call"})
    stage(made, "planned")
    file = keep(SimpleUploadedFile("guide.txt", b"Secret guide"), made, cast.finn, (".txt",))
    for address in ("/calls/hidden/", "/calls/hidden/history/", "/calls/hidden/awards.csv"):
        seen = {who: cast.client(who).get(address).status_code for who in NAMES}
        assert seen == {"visitor": 404, "carla": 404, "ben": 404, "ana": 404, "finn": 200, "gao": 200}
    for address in ("/calls/", "/calls/list.csv", "/calls/?q=secret"):
        assert "Secret call" not in cast.client("ana").get(address).content.decode()
    assert "0 calls" in cast.client("ana").get("/calls/").content.decode()
    assert cast.client("ana").get(f"/files/{file.pk}/").status_code == 404
    type(made).objects.update(state="published")
    answer = cast.client("visitor").get(f"/files/{file.pk}/")
    assert b"".join(answer.streaming_content) == b"Secret guide"  # type: ignore[arg-type]


def test_the_page_says_everything_an_applicant_must_know(cast: Cast) -> None:
    from clusteratlas_web.selection.models import Condition

    made = call(
        cast,
        time_zone="Europe/Berlin",
        most_amount=40_000_000,
        currency="EUR",
        years=5,
        least_matching="0.5",
        jury_size=15,
        for_kinds=("cluster-organisation",),
        programme=programme("plan", cast.ministry),
    )
    year = timezone.now().year + 2
    the_round = stage(made, closes=datetime(year, 9, 30, 15, tzinfo=UTC), places=15, asks=("evidence",), least_score=60)
    stage(made, "planned", 2, places=5)
    Condition.objects.create(round=the_round, number=1, kind="partner-kinds", value=["firm"])
    Condition.objects.create(round=the_round, number=2, kind="declared", says={"en": "We pay wages."})
    page = cast.client("visitor").get(f"/calls/{made.slug}/").content.decode()
    missing = [
        words
        for words in (
            f">30 September {year}, 17:00 (Berlin; 15:00 UTC)</time>",
            "up to 40,000,000 EUR",
            "over 5 years, own funds at least 50% of the budget",
            "at most 15 → at most 5",
            "15 jurors",
            "The applicant is: Cluster organisation.",
            "Among those who take part is at least one of each: Firm.",
            "To be declared: We pay wages.",
            "an evidence sheet from an edition of the atlas",
            "Below a score of 60 nothing is selected.",
            "public notice of 5 days",
            "Programme plan",
            "50%</td>",
        )
        if words not in page
    ]
    assert missing == []
    chinese = cast.client("visitor").get(f"/zh-hans/calls/{made.slug}/").content.decode()
    assert f"{year}年9月30日 17:00（" in chinese


def test_an_organisation_sees_whether_it_is_eligible_and_with_which_reasons(cast: Cast) -> None:
    stage(call(cast, "firms", for_kinds=("firm",)))
    stage(call(cast, "clusters", for_kinds=("cluster-organisation",)))
    ana = cast.client("ana")
    assert "As recorded, Valley Optics is not eligible" in ana.get("/calls/firms/").content.decode()
    assert "As recorded, nothing keeps Valley Optics from applying." in ana.get("/calls/clusters/").content.decode()
    assert "Valley Optics" not in cast.client("carla").get("/calls/firms/").content.decode()


def test_an_award_stands_everywhere_once_it_is_published_and_nowhere_before(cast: Cast) -> None:
    from clusteratlas_web.selection.queries import awards

    plan = programme("plan", cast.ministry)
    won = awarded(cast, "won", programme=plan)
    type(won.application).objects.filter(pk=won.application_id).update(region="r-1", cluster="us/optics")
    first = call(cast, "two-rounds", programme=plan)
    entry(stage(first, "final"), cast.valley, "selected")  # goes on to the second round: no award
    stage(first, "planned", 2)
    secret = entry(stage(call(cast, "secret", programme=plan), "meeting"), applicant("s", "Secret winner"), "admitted")
    decision(secret, cast.finn)
    lost = awarded(cast, "given-back", programme=plan)
    type(lost).objects.filter(pk=lost.pk).update(state="withdrawn")
    winner = won.application.organisation
    lists = (
        awards.awards_of_programme(plan),
        awards.awards_of_organisation(winner),
        awards.awards_of_region(("r-1", "r-2")),
        awards.awards_of_cluster("us/optics"),
        awards.awards_of_call(won.call),
    )
    assert [[(each.organisation, each.amount, each.is_final) for each in found] for found in lists] == [
        [(winner, 500, True)]
    ] * 5
    assert awards.awards_of_organisation(cast.valley) == awards.awards_of_region(()) == []
    table = cast.client("visitor").get("/calls/awards.csv")
    assert [(row[0], row[3], row[6], row[9]) for row in rows(table)[1:]] == [("Call won", "Winner won", "500", "final")]
    for address in ("/calls/awards/", "/calls/secret/", "/calls/secret/awards.csv"):
        assert "Secret winner" not in cast.client("finn").get(address).content.decode()


def test_calls_of_a_place_or_a_programme_are_found_for_other_pages(cast: Cast) -> None:
    from clusteratlas_web.selection.queries import calls

    now, plan = timezone.now(), programme("plan", cast.ministry)
    for slug, facts in (
        ("a", {"for_regions": ("us-1",)}),
        ("b", {"for_clusters": ("us/x",)}),
        ("c", {"programme": plan}),
    ):
        stage(call(cast, slug, **facts))
        stage(call(cast, f"{slug}-draft", "draft", **facts), "planned")
    found = (
        calls.calls_of_region(("us-1", "us"), now),
        calls.calls_of_region(("us-11",), now),
        calls.calls_of_cluster("us/x", now),
        calls.calls_of_programme(plan, now),
        calls.calls_of_department(cast.ministry, now),
        calls.calls_open(now),
    )
    assert [sorted(each.slug for each in some) for some in found] == [
        ["a"],
        [],
        ["b"],
        ["c"],
        ["a", "b", "c"],
        ["a", "b", "c"],
    ]


def test_the_desk_counts_only_what_nothing_keeps_its_reader_out_of(cast: Cast) -> None:
    from clusteratlas_web.selection.models import Appeal
    from clusteratlas_web.selection.queries.desk import desk_of

    made = call(cast, jury_size=3)
    the_round = stage(made, "checking")
    theirs = entry(the_round, cast.valley, "submitted")
    for state in ("draft", "submitted", "admitted", "ineligible", "withdrawn"):
        entry(the_round, applicant(state, state), state)
    Appeal.objects.create(entry=theirs, grounds="Secret", lodged_by=cast.ana, lodged=timezone.now())
    seat = juror(made, "Finn")
    desk = desk_of(cast.finn, made).rounds[0]
    assert (desk.drafts, desk.handed_in, desk.to_check, desk.admitted, desk.appeals) == (1, 4, 2, 1, 1)
    conflict(seat, theirs)
    desk = desk_of(cast.finn, made).rounds[0]
    assert (desk.drafts, desk.handed_in, desk.to_check, desk.admitted, desk.appeals) == (1, 3, 1, 1, 0)
    page = cast.client("finn").get(f"/calls/{made.slug}/desk/").content.decode()
    assert "1 application waits for its check." in page


@pytest.mark.parametrize(
    ("address", "one", "three"),
    [
        ("/calls/", 7, 7),
        ("/calls/list.csv", 5, 5),
        ("/calls/awards/", 4, 4),
        ("/calls/awards.csv", 3, 3),
    ],
)
def test_queries_do_not_grow_with_calls(cast: Cast, address: str, one: int, three: int) -> None:
    client = cast.client("visitor")
    awarded(cast, "a", programme=programme("p-a", cast.ministry))
    first = queries(client, address)
    for slug in ("b", "c"):
        awarded(cast, slug, programme=programme(f"p-{slug}", department(f"d-{slug}", slug)))
    assert (first, queries(client, address)) == (one, three)


def test_queries_do_not_grow_with_rounds_criteria_and_awards(cast: Cast) -> None:
    from clusteratlas_web.selection.models import Condition

    made = awarded(cast, "one").call

    def add(number: int) -> None:
        the_round = stage(made, "planned", number, criteria=number)
        Condition.objects.create(round=the_round, number=1, kind="verified")

    add(2)
    addresses = {"visitor": "/calls/one/", "ana": "/calls/one/", "finn": "/calls/one/desk/", "gao": "/calls/one/edit/"}
    few = {"visitor": 10, "ana": 22, "finn": 13, "gao": 11}
    first = {who: queries(cast.client(who), address) for who, address in addresses.items()}
    add(3)
    add(4)
    assert (first, {who: queries(cast.client(who), address) for who, address in addresses.items()}) == (few, few)


def test_no_text_is_run_as_a_formula_or_as_a_script(cast: Cast) -> None:
    made = awarded(
        cast, "one", names={"en": HARM}, about={"en": SCRIPT}, source=SCRIPT, web="https://example.org/"
    ).call
    for table in ("/calls/list.csv", "/calls/awards.csv", "/calls/one/awards.csv"):
        cells = [cell for row in rows(cast.client("visitor").get(table)) for cell in row]
        assert (f"'{HARM}" in cells, HARM in cells) == (True, False)
    type(made).objects.update(names={"en": SCRIPT})
    made.rounds.update(names={"en": SCRIPT})
    made.rounds.get().criteria.update(names={"en": SCRIPT}, about={"en": SCRIPT}, evidence={"en": SCRIPT})
    for address in ("/calls/", "/calls/one/", "/calls/awards/", "/calls/one/desk/", "/calls/one/edit/"):
        assert SCRIPT not in cast.client("finn").get(address).content.decode()
