"""The history of a conflict: found, declared, doubted, decided, by whom; for those who may read the conflict itself."""

from typing import Any

import pytest
from django.test import Client
from tests.web.commons import selection_things as made
from tests.web.commons.conftest import Cast
from tests.web.commons.deciding_things import browser

CALL = "/calls/clusters-2026/"


class World:
    """Two applications; Jun works at Lake Labs, which applied first; Kai declares on both; Chen has the chair."""

    def __init__(self, cast: Cast, **facts: Any) -> None:
        from clusteratlas_web.selection.actions.conflicts import find_conflicts
        from clusteratlas_web.selection.models import Conflict

        self.call = made.call(cast)
        self.round = made.stage(self.call, "reviewing", **facts)
        lake = made.applicant("lake-labs", "Lake Labs")
        self.first, self.second = made.entry(self.round, lake), made.entry(self.round, cast.valley)
        self.seats = made.jury(self.call)
        type(self.seats["jun"]).objects.filter(pk=self.seats["jun"].pk).update(organisation=lake)
        find_conflicts(self.call)
        self.found = Conflict.objects.get()

    def browser(self, name: str) -> Client:
        return browser(self.seats[name].person)

    def declared(self, reason: str = "We worked together", doubt: bool = False) -> Any:
        from clusteratlas_web.selection.actions.conflicts import declare_conflict, declare_doubt

        act = declare_doubt if doubt else declare_conflict
        kai = self.seats["kai"]
        return act(kai.person, kai, self.second.application, reason)


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def page(client: Client, conflict: Any, way: str = "") -> str:
    return client.get(f"{way}{CALL}conflicts/{conflict.pk}/").content.decode()


def body(text: str) -> str:
    """The rows of the history."""
    return text.partition('<table class="history">')[2].partition("</table>")[0]


def test_it_tells_what_was_found_and_decided_by_whom_in_both_languages(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.actions.conflicts import dismiss_conflict, uphold_conflict

    chen = world.seats["chen"].person
    held = dismiss_conflict(chen, world.found, world.found.version, "He left in spring")
    uphold_conflict(cast.finn, held, held.version, "He is still listed")
    rows = body(page(cast.client("finn"), world.found))
    order = ("found to be a conflict", "found to be none", "conflict found")
    assert sorted(order, key=rows.index) == list(order)
    for words in ("the platform", "Chen", "Finn", "He left in spring", "He is still listed", "works at: Lake Labs"):
        assert words in rows
    chinese = body(page(cast.client("finn"), world.found, "/zh-hans"))
    assert ("任职于：Lake Labs" in chinese, "works at" in chinese, "found to be" in chinese) == (True, False, False)


def test_the_desk_leads_to_it(world: World, cast: Cast) -> None:
    for client in (cast.client("finn"), world.browser("chen")):
        assert f'href="{CALL}conflicts/{world.found.pk}/"' in client.get(f"{CALL}conflicts/").content.decode()


def test_a_doubt_asked_and_decided_is_told_to_its_juror(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.actions.conflicts import dismiss_conflict

    held = world.declared("Until 2016", doubt=True)
    dismiss_conflict(world.seats["chen"].person, held, held.version, "Too long ago")
    kai = world.browser("kai")
    told = page(kai, held)
    assert all(each in body(told) for each in ("doubt asked", "Until 2016", "found to be none", "Too long ago", "Chen"))
    assert "Valley" not in told
    assert f'href="{CALL}conflicts/{held.pk}/"' in kai.get(f"{CALL}jury/mine/").content.decode()


def test_whom_it_is_about_does_not_read_what_was_found(world: World, cast: Cast) -> None:
    """Jun does not know which applications there are, nor the chair of those that the chair is kept out of."""
    declared = world.declared()
    made.conflict(world.seats["chen"], world.second, kind="project")
    for who, conflict in (("jun", world.found), ("jun", declared), ("kai", world.found), ("chen", declared)):
        answer = world.browser(who).get(f"{CALL}conflicts/{conflict.pk}/")
        assert (answer.status_code, "Lake" in answer.content.decode()) == (404, False)
    for who, status in (("visitor", 302), ("carla", 404), ("ana", 404), ("ben", 404)):
        answer = cast.client(who).get(f"{CALL}conflicts/{declared.pk}/")
        assert (answer.status_code, "worked together" in answer.content.decode()) == (status, False)


def test_an_officer_of_the_consortium_reads_none_of_it(world: World, cast: Cast) -> None:
    from clusteratlas_web.registry.models import Acting

    declared = world.declared()
    Acting.objects.create(organisation=cast.valley, person=cast.finn, role="member")
    assert cast.client("finn").get(f"{CALL}conflicts/{declared.pk}/").status_code == 404
    assert cast.client("finn").get(f"{CALL}conflicts/{world.found.pk}/").status_code == 200


def test_a_juror_reads_nothing_of_what_was_asked_before_the_own_declaration(world: World, cast: Cast) -> None:
    from clusteratlas_web.selection.actions.conflicts import ask_conflict, dismiss_conflict

    kai = world.seats["kai"]
    asked = ask_conflict(cast.finn, kai, world.second.application, "declared", "Kai advises Valley Optics")
    dismiss_conflict(cast.finn, asked, asked.version, "Not Valley Optics, it says")
    held = world.declared("I remember now")
    told = page(world.browser("kai"), held)
    assert ("I remember now" in told, "Valley Optics" in told, "doubt asked" in told) == (True, False, False)
    assert "Kai advises Valley Optics" in page(cast.client("finn"), held)


def test_where_a_round_hides_who_applies_its_jury_reads_no_names_in_the_history(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.conflicts import dismiss_conflict

    world = World(cast, shows_applicants=False)
    dismiss_conflict(cast.finn, world.found, world.found.version, "Lake Labs says he left")
    told = page(world.browser("chen"), world.found)
    assert ("Lake" in told, "lake-labs" in told, "found to be none" in told) == (False, False, True)
    assert "Lake Labs says he left" in page(cast.client("finn"), world.found)
    declared = world.declared("We worked together")
    assert "We worked together" in page(world.browser("chen"), declared)


def test_the_desk_asks_as_much_for_one_conflict_as_for_three(world: World, cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    finn = cast.client("finn")

    def queries() -> int:
        finn.get(f"{CALL}conflicts/")
        with CaptureQueriesContext(connection) as seen:
            assert finn.get(f"{CALL}conflicts/").status_code == 200
        return len(seen)

    one = queries()
    for name in ("mill", "dock"):
        there = made.applicant(name, name.title())
        made.conflict(world.seats["jun"], made.entry(world.round, there), reason="", grounds=[["works at", there.pk]])
    assert queries() == one
