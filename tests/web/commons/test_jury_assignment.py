"""Assignment: what is computed is what is applied, gaps are named with their reason, and only the gap is filled."""

import re
from typing import Any

import pytest
from tests.web.commons import selection_things as made
from tests.web.commons.conftest import Cast

from clusteratlas_web.selection.suitability import (
    Knowledge,
    Subject,
    language_of,
    suitabilities,
    suitability,
    words_that_tell,
)

WAY = "/calls/clusters-2026/rounds/1/assignment/"


@pytest.mark.parametrize(
    ("clusters", "fields", "language", "value"),
    [
        ((), "", "zh-hans", 0.0),
        ((), "", "en", 0.1),
        (("us/optics",), "", "en", 0.7),
        (("us/steel",), "", "en", 0.1),
        ((), "Laser physics", "en", 0.2),
        ((), "The laser of the optics", "zh-hans", 0.2),  # two words; those that every text has tell nothing
        ((), "Laser optics sensors lenses", "zh-hans", 0.3),  # three are enough
        (("us/optics",), "laser optics sensors", "en", 1.0),
    ],
)
def test_a_shared_cluster_weighs_most_then_words_then_language(
    clusters: tuple[str, ...], fields: str, language: str, value: float
) -> None:
    text = "Laser sensors and lenses for the optics of tomorrow"
    subject = Subject(frozenset({"us/optics"}), words_that_tell([text]), language_of(text))
    juror = Knowledge(frozenset(clusters), words_that_tell([fields]), language)
    assert suitability(juror, subject).value == value
    assert suitabilities({"j": juror}, {"a": subject}).get(("a", "j"), 0.0) == value


@pytest.mark.parametrize(
    ("text", "language"),
    [("激光传感器", "zh-hans"), ("A laser", "en"), ("The 激光", "zh-hans"), ("", "en"), ("12", "en")],
)
def test_the_language_that_a_text_is_written_in(text: str, language: str) -> None:
    assert language_of(text) == language


class World:
    """Three applications that need two jurors each, and a jury of three: Jun knows optics, Kai and Mia nothing."""

    def __init__(self, cast: Cast, state: str = "checking", **facts: Any) -> None:
        self.call = made.call(cast)
        self.round = made.stage(self.call, state, **{"least_reviews": 2} | facts)
        self.entries = [made.entry(self.round, made.applicant(f"org-{n}", f"Org {n}")) for n in (1, 2, 3)]
        optics = self.entries[0].application
        optics.cluster = "us/optics"
        optics.save()
        self.jurors = {name: made.juror(self.call, name) for name in ("Jun", "Kai", "Mia")}
        self.jurors["Jun"].clusters = ("us/optics",)
        self.jurors["Jun"].save()
        self.finn = cast.client("finn")

    def plan(self, person: Any, anew: bool = False) -> Any:
        from clusteratlas_web.selection.queries.assignment import plan

        return plan(person, self.round, anew)

    def apply(self, how: str = "") -> Any:
        """Looks at the page and applies what it shows."""
        page = self.finn.get(WAY, {"how": how}).content.decode()
        mark = re.search(r'name="mark" value="(\w+)"', page)
        return self.finn.post(WAY, {"mark": mark.group(1) if mark else "", "how": how})

    def pairs(self) -> set[tuple[int, str]]:
        """Number of the application and name of the juror of every review that is not withdrawn."""
        from clusteratlas_web.selection.models import Review

        rows = Review.objects.exclude(state="withdrawn")
        return set(rows.values_list("entry__application__number", "juror__person__name"))


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def test_what_is_shown_is_applied_with_two_jurors_each_and_the_expert_on_the_cluster(world: World, cast: Cast) -> None:
    page = world.finn.get(WAY).content.decode()
    assert "cluster:" in page
    shown = {
        (row.entry.application.number, str(each.juror.person))
        for row in world.plan(cast.finn).rows
        for each in row.given
    }
    assert world.apply().status_code == 302
    assert world.pairs() == shown
    assert (len(shown), (1, "Jun") in shown) == (6, True)
    assert {name: sum(name == other for _, other in shown) for name in world.jurors} == {"Jun": 2, "Kai": 2, "Mia": 2}
    assert "There is nothing to apply." in world.finn.get(WAY).content.decode()


def test_an_assignment_that_would_be_another_by_now_is_refused(world: World, cast: Cast) -> None:
    page = world.finn.get(WAY).content.decode()
    mark = re.search(r'name="mark" value="(\w+)"', page).group(1)  # type: ignore[union-attr]
    made.conflict(world.jurors["Jun"], world.entries[0])
    answer = world.finn.post(WAY, {"mark": mark})
    assert (answer.status_code, world.pairs()) == (409, set())
    assert "Something changed since this assignment was computed." in answer.content.decode()


def test_no_conflict_ever_also_one_that_nobody_noticed_yet(world: World, cast: Cast) -> None:
    from clusteratlas_web.registry.models import Acting

    made.conflict(world.jurors["Jun"], world.entries[0], state="asked")
    made.conflict(world.jurors["Jun"], world.entries[1], state="dismissed")
    two = world.entries[2].application.organisation
    Acting.objects.create(organisation=two, person=world.jurors["Kai"].person, role="member")  # not found yet
    found = {
        (row.entry.application.number, str(each.juror.person))
        for row in world.plan(cast.finn).rows
        for each in row.given
    }
    assert found == {(1, "Kai"), (1, "Mia"), (2, "Jun"), (2, "Kai"), (3, "Jun"), (3, "Mia")}


def test_gaps_say_whether_conflicts_or_loads_make_them(world: World, cast: Cast) -> None:
    for name in ("Jun", "Kai"):
        made.conflict(world.jurors[name], world.entries[0])
    page = world.finn.get(WAY).content.decode()
    assert "1 juror lacks: not enough are without a conflict of interest" in page
    assert "all others read as many" not in page
    type(world.round).objects.update(most_load=1)
    page = world.finn.get(WAY).content.decode()
    assert page.count("1 juror lacks: all others read as many as they take") == 2
    world.round.refresh_from_db()
    assert world.plan(cast.finn).lacking == 1 + 2


def test_a_juror_reads_no_more_than_the_juror_takes(world: World, cast: Cast) -> None:
    type(world.jurors["Jun"]).objects.filter(person__name="Jun").update(most_load=0)
    plan = world.plan(cast.finn)
    assert {str(each.juror.person): each.will_have for each in plan.loads} == {"Jun": 0, "Kai": 3, "Mia": 3}


def test_who_leaves_opens_a_gap_and_only_the_gap_is_filled(world: World, cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.actions.jurors import leave_jury
    from clusteratlas_web.selection.models import Review

    world.apply()
    type(world.round).objects.update(state="reviewing")
    before = world.pairs()
    kai = world.jurors["Kai"]
    leave_jury(kai.person, kai, kai.version)
    lost = {pair for pair in before if pair[1] == "Kai"}
    assert world.pairs() == before - lost
    nia = made.juror(world.call, "Nia")
    Letter.objects.all().delete()
    plan = world.plan(cast.finn)
    assert plan.dropped == ()
    world.apply()
    assert world.pairs() - (before - lost) == {(number, "Nia") for number, _ in lost}
    assert before - lost <= world.pairs()
    assert Review.objects.filter(juror=kai, state="withdrawn").count() == len(lost)
    assert [(each.address, each.subject) for each in Letter.objects.all()] == [
        ("nia@example.org", "Applications to review: Call clusters-2026")
    ]
    assert "2 applications to review" in Letter.objects.get().text
    assert nia.reviews.count() == 2


def test_anew_leaves_what_was_begun_handed_in_or_given_by_hand(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.models import Review

    mia = world.jurors["Mia"]
    begun = made.review(world.entries[0], mia, (4,), "assigned", comment="")
    by_hand = made.review(world.entries[1], mia, (), "assigned", comment="", by_hand=True)
    handed_in = made.review(world.entries[2], mia, (4, 4))
    kai = made.review(world.entries[0], world.jurors["Kai"], (), "assigned", comment="")
    world.apply("anew")
    kept = Review.objects.filter(pk__in=[begun.pk, by_hand.pk, handed_in.pk]).values_list("state", flat=True)
    assert sorted(kept) == ["assigned", "assigned", "submitted"]
    kai.refresh_from_db()
    assert ((1, "Jun") in world.pairs(), kai.state) == (True, "withdrawn")  # the expert got it


def test_what_was_taken_off_by_hand_is_not_given_back(world: World, cast: Cast) -> None:
    world.apply()
    from clusteratlas_web.selection.models import Review

    jun = Review.objects.get(entry=world.entries[0], juror=world.jurors["Jun"])
    way = f"/calls/clusters-2026/rounds/1/applications/1/reviews/{jun.pk}/withdraw/"
    assert world.finn.post(way, {"version": 1}).status_code == 302
    world.apply()
    world.apply("anew")
    assert (1, "Jun") not in world.pairs()
    assert world.finn.post(f"{WAY}1/", {"juror": world.jurors["Jun"].pk}).status_code == 302  # by hand it can be
    assert (1, "Jun") in world.pairs()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ("conflict", "A conflict of interest keeps this juror out of this application."),
        ("left", "This juror is not in the jury of this call."),
        ("has it", "This juror has this application already."),
        ("full", "This juror reads 1 applications already, as many as the juror takes."),
        ("meeting", "Jurors are assigned while a round is being checked or reviewed. It is “before the jury”."),
    ],
)
def test_by_hand_with_the_reason_of_each_refusal(world: World, cast: Cast, spoil: str, sentence: str) -> None:
    jun = world.jurors["Jun"]
    if spoil == "conflict":
        made.conflict(jun, world.entries[0])
    elif spoil == "left":
        type(jun).objects.filter(pk=jun.pk).update(state="withdrawn")
    elif spoil == "has it":
        made.review(world.entries[0], jun, (), "assigned")
    elif spoil == "full":
        type(world.round).objects.update(most_load=1)
        made.review(world.entries[1], jun, (), "assigned")
    elif spoil == "meeting":
        type(world.round).objects.update(state="meeting")
    answer = world.finn.post(f"{WAY}1/", {"juror": jun.pk})
    assert (answer.status_code, sentence in answer.content.decode()) == (409, True)


def test_reviews_start_when_everything_is_checked_and_each_juror_is_told_once(world: World, cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.models import Entry, Round

    world.apply()
    assert Letter.objects.count() == 0  # nobody reads yet
    way = "/calls/clusters-2026/rounds/1/reviews/"
    Entry.objects.filter(pk=world.entries[1].pk).update(state="submitted")
    refused = world.finn.post(f"{way}review/", {"version": 1})
    assert "These applications are not checked yet: 2." in refused.content.decode()
    Entry.objects.all().update(state="admitted")
    assert world.finn.post(f"{way}review/", {"version": 1}).status_code == 302
    assert world.finn.post(f"{way}review/", {"version": 1}).status_code == 409  # somebody did meanwhile
    assert Letter.objects.filter(subject__startswith="Applications to review").count() == 3
    for verb, state, version in (("meet", "meeting", 2), ("resume", "reviewing", 3)):
        assert world.finn.post(f"{way}{verb}/", {"version": version}).status_code == 302
        assert Round.objects.get().state == state


def test_the_page_costs_the_same_for_three_applications_and_six(world: World, cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as spent:
            assert world.finn.get(WAY).status_code == 200
        return len(spent)

    cost()
    first = cost()
    for number in (4, 5, 6):
        made.entry(world.round, made.applicant(f"org-{number}", f"Org {number}"))
    assert (first, cost()) == (28, 28)
