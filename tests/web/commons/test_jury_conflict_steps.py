"""Conflicts are declared, asked and decided: every state and verb, who may, who is told, and what follows."""

from typing import Any

import pytest
from django.test import Client
from tests.web.commons import selection_things as made
from tests.web.commons.conftest import Cast

WAY = "/calls/clusters-2026/conflicts/"


class World:
    """Jun and Kai read the application of Lake Labs; Chen has the chair, Dee is deputy."""

    def __init__(self, cast: Cast) -> None:
        self.call = made.call(cast)
        self.round = made.stage(self.call, "reviewing")
        self.entry = made.entry(self.round, made.applicant("lake-labs", "Lake Labs"))
        self.jun, self.kai = (made.juror(self.call, name) for name in ("Jun", "Kai"))
        self.chen, self.dee = made.juror(self.call, "Chen", "chair"), made.juror(self.call, "Dee", "deputy")
        self.mine = made.review(self.entry, self.jun, (), "assigned")
        self.review = "/calls/clusters-2026/rounds/1/applications/1/review/"
        self.declare = "/calls/clusters-2026/rounds/1/applications/1/conflict/"

    def browser(self, seat: Any) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(seat.person)
        return client

    def letters(self) -> set[tuple[str, str]]:
        from clusteratlas_web.foundation.models import Letter

        return {(each.address, each.subject.partition(":")[0]) for each in Letter.objects.all()}


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


TABLE = {
    ("asked", "uphold"): "stands",
    ("dismissed", "uphold"): "stands",
    ("asked", "dismiss"): "dismissed",
    ("stands", "dismiss"): "dismissed",
}


def test_every_state_of_a_conflict_and_every_verb(world: World, cast: Cast) -> None:
    from django.db import transaction

    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.foundation.states import WrongState
    from clusteratlas_web.selection.actions import conflicts as act
    from clusteratlas_web.selection.states import CONFLICT

    conflict = made.conflict(world.kai, world.entry)
    acts = {"uphold": act.uphold_conflict, "dismiss": act.dismiss_conflict}
    assert {each.verb for each in CONFLICT.transitions} == set(acts)
    for state in CONFLICT.states:
        type(conflict).objects.filter(pk=conflict.pk).update(state=state)
        for verb, do in acts.items():
            for other in (cast.carla, cast.ana, world.jun.person):
                with pytest.raises(NotAllowed):
                    do(other, conflict, 1, "Why")
            for may in (world.chen.person, world.dee.person, cast.finn, cast.gao):
                with transaction.atomic():
                    if (state, verb) in TABLE:
                        assert do(may, conflict, 1, "Why").state == TABLE[state, verb]
                    else:
                        with pytest.raises(WrongState) as refused:
                            do(may, conflict, 1, "Why")
                        assert f"“{CONFLICT.label(state)}”" in refused.value.said
                    transaction.set_rollback(True)


def test_a_decision_says_why_and_two_at_once_are_told(world: World, cast: Cast) -> None:
    conflict = made.conflict(world.kai, world.entry)
    chen, way = world.browser(world.chen), f"{WAY}{conflict.pk}/dismiss/"
    assert chen.post(way, {"version": 1, "answer": " "}).status_code == 400
    assert chen.post(way, {"version": 1, "answer": "Long ago."}).status_code == 302
    assert (
        world.browser(world.dee).post(way.replace("dismiss", "uphold"), {"version": 1, "answer": "No"}).status_code
        == 409
    )
    conflict.refresh_from_db()
    assert (conflict.state, conflict.answer) == ("dismissed", "Long ago.")


@pytest.mark.parametrize(("is_doubt", "state"), [(False, "stands"), (True, "asked")])
def test_a_juror_declares_on_an_application_and_it_leaves_the_queue(world: World, is_doubt: bool, state: str) -> None:
    from clusteratlas_web.selection.models import Conflict

    jun = world.browser(world.jun)
    assert (
        "Application 1" in jun.get(world.declare).content.decode()
        or "Secret plan" in jun.get(world.declare).content.decode()
    )
    sent = {"reason": "We worked together until 2016"} | ({"is_doubt": "on"} if is_doubt else {})
    assert jun.post(world.declare, sent)["Location"] == "/calls/reviews/"
    found = Conflict.objects.get()
    assert (found.kind, found.state, found.is_declared, found.juror) == ("declared", state, True, world.jun)
    world.mine.refresh_from_db()
    assert world.mine.state == "withdrawn"
    assert [jun.get(each).status_code for each in (world.review, world.declare)] == [404, 404]
    assert "Secret plan" not in jun.get("/calls/reviews/").content.decode()
    asked = {(f"{name}@example.org", "A question of a conflict of interest is open") for name in ("chen", "dee")}
    gone = {("jun@example.org", "An application was taken out of your queue")}
    assert world.letters() == gone | (asked if is_doubt else set())


def test_a_dismissed_doubt_lets_the_juror_in_again_once_it_is_assigned(world: World, cast: Cast) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.models import Conflict

    jun = world.browser(world.jun)
    jun.post(world.declare, {"reason": "Until 2016", "is_doubt": "on"})
    Letter.objects.all().delete()
    way = f"{WAY}{Conflict.objects.get().pk}/dismiss/"
    assert world.browser(world.chen).post(way, {"version": 1, "answer": "Ten years ago"}).status_code == 302
    assert world.letters() == {("jun@example.org", "A conflict of interest was decided")}
    assert jun.get(world.review).status_code == 404  # still withdrawn
    again = f"/calls/clusters-2026/rounds/1/applications/1/reviews/{world.mine.pk}/assign/"
    assert cast.client("finn").post(again, {"version": 2}).status_code == 302
    assert jun.get(world.review).status_code == 200
    assert "Ten years ago" in jun.get("/calls/clusters-2026/jury/mine/").content.decode()


def test_a_doubt_of_the_chair_keeps_the_juror_out_at_once(world: World) -> None:
    sent = {"juror": world.jun.pk, "application": 1, "kind": "project", "reason": "A joint paper"}
    chen = world.browser(world.chen)
    assert chen.post(WAY, sent).status_code == 302
    assert world.browser(world.jun).get(world.review).status_code == 404
    page = chen.get(WAY).content.decode()
    assert "1 open question." in page
    assert "A conflict of this kind is recorded" in chen.post(WAY, sent).content.decode()
    unknown = chen.post(WAY, sent | {"application": 9}).content.decode()
    assert "There is no application of this number." in unknown


def test_a_chair_with_a_conflict_cannot_decide_and_the_deputy_is_asked(world: World, cast: Cast) -> None:
    own, other = made.conflict(world.chen, world.entry, state="asked"), made.conflict(world.kai, world.entry)
    chen = world.browser(world.chen)
    for each in (own, other):
        for verb in ("uphold", "dismiss"):
            assert chen.post(f"{WAY}{each.pk}/{verb}/", {"version": 1, "answer": "Mine"}).status_code == 404
    world.browser(world.jun).post(world.declare, {"reason": "A doubt", "is_doubt": "on"})
    asked = {each for each, subject in world.letters() if subject.startswith("A question")}
    assert asked == {"dee@example.org"}
    made.conflict(world.dee, world.entry)
    mia = made.juror(world.call, "Mia")
    made.review(world.entry, mia, (), "assigned")
    world.browser(mia).post(world.declare, {"reason": "A doubt", "is_doubt": "on"})
    asked = {each for each, subject in world.letters() if subject.startswith("A question")}
    assert asked == {"dee@example.org", "finn@example.org"}  # nobody in the chair is clear: the officer


def test_taking_a_tie_back_does_not_take_back_what_it_found(world: World) -> None:
    from clusteratlas_web.selection.actions.jurors import declare_tie, take_back_tie
    from clusteratlas_web.selection.models import Conflict

    tie = declare_tie(world.jun.person, world.jun, world.entry.application.organisation, "ownership", "Shares")
    world.mine.refresh_from_db()
    assert world.mine.state == "withdrawn"
    take_back_tie(world.jun.person, tie)
    found = Conflict.objects.get()
    assert (found.state, found.gone is not None) == ("stands", True)
