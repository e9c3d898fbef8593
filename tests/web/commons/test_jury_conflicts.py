"""Conflicts of interest are derived from each ground and from nothing else, found once, and never taken away."""

import random
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone
from tests.web.commons import selection_things as made
from tests.web.commons.conftest import Cast

from clusteratlas_web.selection.grounds import Applicant, Ground, Ties, grounds

WITHIN = {
    "metro": ("state", "country"),
    "town": ("metro", "state", "country"),
    "other": ("state", "country"),
    "state": ("country",),
    "country": (),
}


def within(code: str) -> tuple[str, ...]:
    return WITHIN.get(code, ())


@pytest.mark.parametrize(
    ("ties", "found"),
    [
        (Ties(acts_for=frozenset({1})), [("membership", "acts for", 1)]),
        (Ties(works_at=frozenset({2})), [("membership", "works at", 2)]),
        (Ties(acts_for=frozenset({1}), works_at=frozenset({1})), [("membership", "acts for", 1)]),
        (Ties(member_of=frozenset({1})), [("membership", "its organisation is a member of", 1)]),
        (Ties(has_members=frozenset({2})), [("membership", "its organisation has as member", 2)]),
        (Ties(projects={1: frozenset({8})}), [("project", "applied together with", 1)]),
        (Ties(projects={1: frozenset({7})}), []),  # this very application
        (Ties(declared=frozenset({(2, "ownership")})), [("ownership", "declared a tie to", 2)]),
        (Ties(declared=frozenset({(2, "project")})), [("project", "declared a tie to", 2)]),
        (Ties(declared=frozenset({(2, "declared")})), [("declared", "declared a tie to", 2)]),
        (Ties(regions=frozenset({"metro"})), [("region", "same region", "metro")]),
        (Ties(regions=frozenset({"town"})), [("region", "same region", "town")]),  # lies in it
        (Ties(regions=frozenset({"state"})), [("region", "same region", "state")]),  # holds it
        (Ties(regions=frozenset({"other"})), []),  # another one of the state
        (Ties(regions=frozenset({"country"})), []),  # a whole country is too much to share
        (
            Ties(
                acts_for=frozenset({9}),
                works_at=frozenset({9}),
                member_of=frozenset({9}),
                has_members=frozenset({9}),
                projects={9: frozenset({8})},
                declared=frozenset({(9, "ownership")}),
            ),
            [],
        ),
    ],
)
def test_each_ground_by_itself(ties: Ties, found: list[tuple[str, str, Any]]) -> None:
    applicant = Applicant(7, frozenset({1, 2}), "metro")
    assert [(each.kind, each.word, each.names) for each in grounds(ties, applicant, within)] == found


def test_regions_only_count_where_the_call_says_so() -> None:
    near = Ties(regions=frozenset({"metro"}))
    assert grounds(near, Applicant(7, frozenset({1}), "metro")) == ()
    assert grounds(near, Applicant(7, frozenset({1}), ""), within) == ()


def test_a_thousand_drawn_ties_argue_with_the_slow_way() -> None:
    chance = random.Random(1)

    def some(of: Any, most: int = 3) -> frozenset[Any]:
        return frozenset(chance.sample(list(of), chance.randint(0, most)))

    organisations, kinds = range(1, 7), ("membership", "ownership", "project", "declared")
    for _ in range(1000):
        projects = {each: some(range(1, 4)) for each in some(organisations)}
        ties = Ties(
            *(some(organisations) for _ in range(4)), projects, some(product(organisations, kinds)), some(WITHIN)
        )
        applicant = Applicant(chance.randint(1, 3), some(organisations), chance.choice(["", *WITHIN]))
        assert set(grounds(ties, applicant, within)) == slow(ties, applicant)


def slow(ties: Ties, applicant: Applicant) -> set[Ground]:
    """Every ground, one organisation and one region after the other."""
    found = set()
    for each in applicant.organisations:
        if each in ties.acts_for:
            found.add(Ground("membership", "acts for", each))
        elif each in ties.works_at:
            found.add(Ground("membership", "works at", each))
        if each in ties.member_of:
            found.add(Ground("membership", "its organisation is a member of", each))
        if each in ties.has_members:
            found.add(Ground("membership", "its organisation has as member", each))
        if any(number != applicant.number for number in ties.projects.get(each, ())):
            found.add(Ground("project", "applied together with", each))
        found |= {Ground(kind, "declared a tie to", each) for who, kind in ties.declared if who == each}
    for region in ties.regions:
        chain = {code: [code, *WITHIN[code]] for code in WITHIN}
        theirs = applicant.region
        shares = theirs and (
            region == theirs
            or (region in chain[theirs][1:] and region != "country")
            or (theirs in chain[region][1:] and theirs != "country")
        )
        if shares:
            found.add(Ground("region", "same region", region))
    return found


class World:
    """A call with two applications, of Valley Optics and of Lake Labs; in the jury Jun, who works at a university."""

    def __init__(self, cast: Cast, **facts: Any) -> None:
        from clusteratlas_web.selection.models import Partner

        self.call = made.call(cast, **facts)
        self.round = made.stage(self.call, "reviewing")
        self.lake = made.applicant("lake-labs", "Lake Labs")
        self.mill = made.applicant("mill", "Mill")
        self.university = made.applicant("university", "University")
        self.one = made.entry(self.round, cast.valley)
        self.two = made.entry(self.round, self.lake)
        self.mate = Partner.objects.create(entry=self.two, organisation=self.mill)
        self.jun = made.juror(self.call, "Jun", organisation=self.university)

    def find(self) -> set[tuple[str, int, str, str]]:
        """What is found: juror, application, kind, reason."""
        from clusteratlas_web.selection.actions.conflicts import find_conflicts
        from clusteratlas_web.selection.models import Conflict

        find_conflicts(self.call)
        rows = Conflict.objects.select_related("juror__person", "application")
        return {(each.juror.person.name, each.application.number, each.kind, said(each)) for each in rows}


def said(conflict: Any) -> str:
    """Why, as a page says it in the language that is spoken."""
    from clusteratlas_web.selection.queries.conflicts import organisations_named, reason_said

    return reason_said(conflict, organisations_named([conflict]))


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def test_nothing_is_found_where_nothing_is_recorded(world: World) -> None:
    assert world.find() == set()


def test_acting_and_working_for_the_lead_or_a_partner(world: World, cast: Cast) -> None:
    from clusteratlas_web.registry.models import Acting

    made.juror(world.call, "Ben")  # of Valley Optics
    made.juror(world.call, "Mia", organisation=world.mill)
    Acting.objects.create(organisation=world.lake, person=world.jun.person, role="member")
    assert world.find() == {
        ("Ben", 1, "membership", "acts for: Valley Optics"),
        ("Mia", 2, "membership", "works at: Mill"),
        ("Jun", 2, "membership", "acts for: Lake Labs"),
    }


@pytest.mark.parametrize(
    ("is_member", "since", "until", "found"),
    [
        (True, None, None, {("Jun", 1, "membership", "its organisation is a member of: Valley Optics")}),
        (False, None, None, {("Jun", 1, "membership", "its organisation has as member: Valley Optics")}),
        (True, -9, 9, {("Jun", 1, "membership", "its organisation is a member of: Valley Optics")}),
        (True, -9, -1, set()),  # it ended
        (False, 1, None, set()),  # it has not begun
    ],
)
def test_membership_both_ways(
    world: World, cast: Cast, is_member: bool, since: int | None, until: int | None, found: Any
) -> None:
    from clusteratlas_web.registry.models import Membership

    body, member = (cast.valley, world.university) if is_member else (world.university, cast.valley)
    days = {
        name: None if after is None else timezone.now().date() + timedelta(days=after)
        for name, after in (("since", since), ("until", until))
    }
    Membership.objects.create(organisation=body, member=member, kind="university", **days)
    Membership.objects.create(organisation=world.mill, member=made.applicant("third", "Third"), kind="firm")
    assert world.find() == found


@pytest.mark.parametrize(("years", "found"), [(4, True), (6, False)])
def test_shared_projects_of_five_years_in_any_call(world: World, cast: Cast, years: int, found: bool) -> None:
    from clusteratlas_web.selection.models import Entry, Partner

    before = made.entry(made.stage(made.call(cast, "earlier"), "final"), made.applicant("lead", "Lead"))
    for each in (world.university, world.mill):
        Partner.objects.create(entry=before, organisation=each)
    Entry.objects.filter(pk=before.pk).update(submitted=timezone.now() - timedelta(days=365 * years))
    assert world.find() == ({("Jun", 2, "project", "applied together with: Mill")} if found else set())


def test_a_draft_of_somebody_else_is_no_shared_project(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.models import Partner

    draft = made.entry(made.stage(made.call(cast, "other")), made.applicant("lead", "Lead"), "draft")
    for each in (world.university, world.mill):
        Partner.objects.create(entry=draft, organisation=each)
    assert world.find() == set()


def test_the_region_where_the_juror_works(world: World, cast: Cast) -> None:
    from clusteratlas_web.registry.models import InRegion
    from clusteratlas_web.selection.models import Application

    Application.objects.filter(pk=world.one.application_id).update(region="us-metro-1")
    Application.objects.filter(pk=world.two.application_id).update(region="us-metro-2")
    InRegion.objects.create(organisation=world.university, region="us-metro-1")
    assert world.find() == set()  # the call does not say so
    world.call.region_is_conflict = True
    world.call.save()
    assert world.find() == {("Jun", 1, "region", "same region: us-metro-1")}


@pytest.mark.parametrize("kind", ["membership", "ownership", "project", "declared"])
def test_a_declared_tie(world: World, cast: Cast, kind: str) -> None:
    from clusteratlas_web.selection.actions.jurors import declare_tie
    from clusteratlas_web.selection.models import Conflict

    declare_tie(world.jun.person, world.jun, world.mill, kind)
    found = Conflict.objects.get()
    assert (found.kind, found.application_id, found.is_declared) == (kind, world.two.application_id, True)
    assert (found.state, said(found)) == ("stands", "declared a tie to: Mill")


def test_finding_twice_adds_nothing_and_a_partner_who_left_still_counts(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.actions.conflicts import find_conflicts
    from clusteratlas_web.selection.models import Conflict

    made.juror(world.call, "Mia", organisation=world.mill)
    made.juror(world.call, "Mel", state="declined", organisation=world.mill)
    assert (find_conflicts(world.call), find_conflicts(world.call)) == (1, 0)
    world.mate.delete()
    second = made.stage(world.call, "planned", 2)
    later = world.two.application.entries.create(round=second)
    later.partners.create(organisation=world.university)
    assert find_conflicts(world.call) == 1  # Jun's university came in
    rows = list(Conflict.objects.order_by("pk").values_list("juror__person__name", "state", "version"))
    assert [row[:2] for row in rows] == [("Mia", "stands"), ("Jun", "stands")]


def test_a_ground_that_is_gone_is_said_and_not_deleted(world: World, cast: Cast) -> None:
    from clusteratlas_web.registry.models import Acting
    from clusteratlas_web.selection.models import Conflict

    acting = Acting.objects.create(organisation=cast.valley, person=world.jun.person, role="member")
    world.find()
    acting.delete()
    world.find()
    gone = Conflict.objects.get()
    assert (gone.state, gone.gone is not None, said(gone)) == ("stands", True, "acts for: Valley Optics")
    world.find()
    assert Conflict.objects.get().version == gone.version  # said once
    page = cast.client("finn").get("/calls/clusters-2026/conflicts/").content.decode()
    assert f"Its ground is not recorded any more since {timezone.now().date()}." in page
    Acting.objects.create(organisation=cast.valley, person=world.jun.person, role="member")
    world.find()
    assert Conflict.objects.get().gone is None


def test_a_dismissed_conflict_stays_dismissed_until_there_is_a_new_ground(world: World, cast: Cast) -> None:
    from clusteratlas_web.registry.models import Membership
    from clusteratlas_web.selection.actions.conflicts import dismiss_conflict
    from clusteratlas_web.selection.models import Conflict

    tie = Membership.objects.create(organisation=world.lake, member=world.university, kind="university")
    world.find()
    dismiss_conflict(cast.finn, Conflict.objects.get(), 1, "An open association.")
    world.find()
    assert Conflict.objects.get().state == "dismissed"
    tie.delete()
    world.find()
    Membership.objects.create(organisation=world.lake, member=world.university, kind="university")
    world.find()
    assert Conflict.objects.get().state == "dismissed"  # the same ground again
    Membership.objects.create(organisation=world.university, member=world.mill, kind="firm", since=date(2020, 1, 1))
    world.find()
    again = Conflict.objects.get()
    assert (again.state, again.answer) == ("asked", "An open association.")
    assert said(again) == "its organisation is a member of: Lake Labs; its organisation has as member: Mill"


def test_organisations_are_named_in_the_readers_language_wherever_a_conflict_is_said(world: World, cast: Cast) -> None:
    from django.utils import translation

    from clusteratlas_web.registry.models import InRegion, Name
    from clusteratlas_web.selection.models import Application, Conflict

    Name.objects.create(organisation=world.lake, language="zh-hans", text="湖畔实验室")
    type(world.jun).objects.filter(pk=world.jun.pk).update(organisation=world.lake)
    Application.objects.filter(pk=world.one.application_id).update(region="us-metro-1")
    InRegion.objects.create(organisation=world.lake, region="us-metro-1")
    world.call.region_is_conflict = True
    world.call.save()
    world.find()
    work, region = Conflict.objects.order_by("-kind")
    assert (work.grounds, work.reason) == ([["same region", "us-metro-1"]], "")
    assert (region.grounds, region.reason) == ([["works at", world.lake.pk]], "")
    with translation.override("zh-hans"):
        assert said(region) == "任职于：湖畔实验室"
    finn = cast.client("finn")
    for page in ("conflicts/", "conflicts.csv", "jury/", f"conflicts/{region.pk}/", "rounds/1/assignment/2/"):
        english, chinese = (finn.get(f"{way}calls/clusters-2026/{page}").content.decode() for way in ("/", "/zh-hans/"))
        if page != "jury/":
            assert ("Lake Labs" in english, "湖畔实验室" in chinese) == (True, True), page
        assert ("湖畔实验室" in english, "works at" in chinese) == (False, False), page


def test_a_record_that_was_merged_into_another_is_no_new_ground(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.actions.conflicts import dismiss_conflict
    from clusteratlas_web.selection.models import Conflict

    twin = made.applicant("lake-labs-2", "Lake Labs twin")
    type(world.jun).objects.filter(pk=world.jun.pk).update(organisation=world.lake)
    world.find()
    found = dismiss_conflict(cast.finn, Conflict.objects.get(), 1, "Long ago")
    for who in (world.jun, world.two.application):
        type(who).objects.filter(pk=who.pk).update(organisation=twin)
    world.two.partners.filter(organisation=world.lake).update(organisation=twin)
    type(world.lake).objects.filter(pk=world.lake.pk).update(merged_into=twin, state="closed")
    world.find()
    found.refresh_from_db()
    assert (found.state, found.grounds) == ("dismissed", [["works at", world.lake.pk]])


def test_a_new_conflict_withdraws_the_review_with_a_note_and_its_scores_do_not_count(world: World, cast: Cast) -> None:
    from clusteratlas_web.foundation.history import history_of
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.registry.models import Membership
    from clusteratlas_web.selection.queries.jury import counted_reviews

    mine, other = (made.review(each, world.jun, (4, 8)) for each in (world.one, world.two))
    assert {each.application for each in counted_reviews(world.round)} == {world.one.pk, world.two.pk}
    Membership.objects.create(organisation=cast.valley, member=world.university, kind="university")
    world.find()
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.state, other.state, mine.scores.count()) == ("withdrawn", "submitted", 2)
    assert [(each.verb, each.note) for each in history_of(mine)] == [("withdraw", "conflict of interest")]
    assert {each.application for each in counted_reviews(world.round)} == {world.two.pk}
    letter = Letter.objects.get(address="jun@example.org")
    assert letter.subject == "An application was taken out of your queue: Call clusters-2026"
    assert "Application: 1" in letter.text
    assert "Secret" not in letter.text + letter.html


def test_a_final_round_keeps_what_counted(world: World, cast: Cast) -> None:
    from clusteratlas_web.registry.models import Membership
    from clusteratlas_web.selection.queries.jury import counted_reviews

    made.review(world.one, world.jun, (4, 8))
    world.round.state = "final"
    world.round.save()
    Membership.objects.create(organisation=cast.valley, member=world.university, kind="university")
    world.find()
    assert len(counted_reviews(world.round)) == 2


def test_finding_costs_the_same_queries_for_one_application_and_three(world: World, cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from clusteratlas_web.selection.queries.conflicts import found_now

    def cost() -> int:
        with CaptureQueriesContext(connection) as spent:
            found_now(world.call)
        return len(spent)

    made.juror(world.call, "Mia", organisation=world.mill)
    first = cost()
    for number in range(3):
        made.entry(world.round, made.applicant(f"more-{number}", f"More {number}"))
        made.juror(world.call, f"Nia{number}", organisation=made.applicant(f"seat-{number}", "Seat"))
    assert (first, cost()) == (9, 9)
