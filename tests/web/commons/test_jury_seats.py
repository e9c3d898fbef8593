"""Seats in a jury: invited with and without an account, accepted, declined, left and released; every state and verb."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.web.commons import selection_things as made
from tests.web.commons.conftest import PASSWORD, Cast

JURY, MINE = "/calls/clusters-2026/jury/", "/calls/clusters-2026/jury/mine/"


def _letters() -> list[tuple[str, str]]:
    from clusteratlas_web.foundation.models import Letter

    return [(each.address, each.subject) for each in Letter.objects.order_by("pk")]


def browser(person: Any) -> Client:
    """Somebody who is not of the cast, signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def known(**facts: Any) -> Any:
    from clusteratlas_web.selection.actions.jurors import Known

    told = {"organisation": None, "country": "", "clusters": (), "fields": "", "most_load": None}
    return Known(**told | facts)


def test_who_has_an_account_is_invited_into_a_seat_and_accepts_with_what_one_knows(cast: Cast) -> None:
    from clusteratlas_web.registry.models import Membership
    from clusteratlas_web.selection.models import Conflict, Juror
    from clusteratlas_web.selection.queries.conflicts import organisations_named, reason_said

    call = made.call(cast)
    made.entry(made.stage(call, "checking"), cast.valley)
    university = made.applicant("university", "University")
    Membership.objects.create(organisation=cast.valley, member=university, kind="university")
    sent = {"email": "Carla@example.org", "seat": "deputy"}
    assert cast.client("finn").post(JURY, sent).status_code == 302
    seat = Juror.objects.get()
    assert (seat.person, seat.seat, seat.state) == (cast.carla, "deputy", "invited")
    assert _letters() == [("carla@example.org", "You are invited into a jury: Call clusters-2026")]
    told = {"organisation": "University", "country": "de", "clusters": "us/optics", "fields_known": "Laser optics"}
    assert cast.client("carla").post(MINE, told | {"most_load": 7, "version": 1}).status_code == 302
    seat.refresh_from_db()
    assert (seat.state, seat.organisation, seat.country, seat.clusters) == (
        "accepted",
        university,
        "DE",
        ("us/optics",),
    )
    assert (seat.fields, seat.most_load, seat.answered is not None) == ("Laser optics", 7, True)
    found = Conflict.objects.get()  # at once
    assert reason_said(found, organisations_named([found])) == "its organisation is a member of: Valley Optics"


def test_an_organisation_that_nobody_knows_is_said_at_its_field(cast: Cast) -> None:
    made.juror(made.call(cast), "Carla", state="invited")
    page = cast.client("carla").post(MINE, {"organisation": "Nowhere", "version": 1})
    assert "No organisation here is called that, or more than one." in page.content.decode()


def test_who_has_no_account_signs_up_with_the_address_and_gets_the_seat_once(cast: Cast) -> None:
    from clusteratlas_web.accounts.models import Person
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.models import Juror, SeatInvitation

    made.call(cast)
    sent = {"email": "new@example.org", "seat": "chair"}
    assert cast.client("finn").post(JURY, sent).status_code == 302
    assert (Juror.objects.count(), SeatInvitation.objects.count()) == (0, 1)
    letter = Letter.objects.get()
    assert (letter.address, letter.subject) == ("new@example.org", "You are invited into a jury: Call clusters-2026")
    way = re.search(r"/calls/seats/\S+/", letter.text).group()  # type: ignore[union-attr]
    assert "Withdraw that invitation first" in cast.client("finn").post(JURY, sent).content.decode()
    assert cast.client("carla").get(way).status_code == 403  # another address
    new = Person.objects.create_user("new@example.org", PASSWORD, name="Nel")
    page = browser(new).get(way).content.decode()
    assert "Finn of Ministry of Economy invites you into the jury of this call. Seat: chair." in page
    answer = browser(new).post(way)
    assert (answer.status_code, answer["Location"]) == (302, MINE)
    assert Juror.objects.values_list("person", "seat", "state").get() == (new.pk, "chair", "invited")
    assert browser(new).post(way).status_code == 410  # used


def test_an_invitation_that_was_withdrawn_or_has_expired_is_gone(cast: Cast) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from clusteratlas_web.registry.queries.invitations import checksum
    from clusteratlas_web.selection.models import SeatInvitation

    call, now = made.call(cast), timezone.now()
    for secret, facts in (
        ("withdrawn", {"withdrawn": now, "expires": now + timedelta(days=1)}),
        ("expired", {"expires": now - timedelta(seconds=1)}),
    ):
        told = {"call": call, "email": "carla@example.org", "invited_by": cast.finn, "secret": checksum(secret)}
        SeatInvitation.objects.create(**told | facts)
        assert cast.client("carla").post(f"/calls/seats/{secret}/").status_code == 410


def test_a_jury_has_one_chair(cast: Cast) -> None:
    from clusteratlas_web.selection.actions.jurors import change_seat, invite_juror
    from clusteratlas_web.selection.jury_refusals import CHAIRED, Occupied
    from clusteratlas_web.selection.models import Juror

    call = made.call(cast)
    chen, jun = made.juror(call, "Chen", "chair"), made.juror(call, "Jun")
    for act in (
        lambda: change_seat(cast.finn, jun, 1, "chair"),
        lambda: invite_juror(cast.finn, call, "carla@example.org", "chair"),
    ):
        with pytest.raises(Occupied) as refused:
            act()
        assert refused.value.sentence == CHAIRED
    change_seat(cast.finn, chen, 1, "juror")
    change_seat(cast.finn, jun, 1, "chair")
    assert dict(Juror.objects.values_list("person__name", "seat")) == {"Chen": "juror", "Jun": "chair"}


VERBS = ("accept", "decline", "leave", "release", "invite_again")
TABLE = {
    ("invited", "accept"): "accepted",
    ("invited", "decline"): "declined",
    ("accepted", "leave"): "withdrawn",
    ("invited", "release"): "withdrawn",
    ("accepted", "release"): "withdrawn",
    ("declined", "invite_again"): "invited",
    ("withdrawn", "invite_again"): "invited",
}


def test_every_state_of_a_seat_and_every_verb(cast: Cast) -> None:
    from django.db import transaction

    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.foundation.states import WrongState
    from clusteratlas_web.selection.actions import jurors as act
    from clusteratlas_web.selection.states import JUROR

    seat = made.juror(made.call(cast), "Carla")
    own = ("accept", "decline", "leave")
    acts: dict[str, Any] = {
        "accept": lambda who: act.accept_seat(who, seat, 1, known()),
        "decline": lambda who: act.decline_seat(who, seat, 1),
        "leave": lambda who: act.leave_jury(who, seat, 1),
        "release": lambda who: act.release_juror(who, seat, 1),
        "invite_again": lambda who: act.invite_again(who, seat, 1),
    }
    assert {each.verb for each in JUROR.transitions} == set(acts) == set(VERBS)
    for state in JUROR.states:
        for verb, do in acts.items():
            type(seat).objects.filter(pk=seat.pk).update(state=state)
            seat.state = state
            may, other = (cast.carla, cast.finn) if verb in own else (cast.finn, cast.carla)
            with pytest.raises(NotAllowed):
                do(other)
            with transaction.atomic():
                if (state, verb) in TABLE:
                    assert do(may).state == TABLE[state, verb]
                else:
                    with pytest.raises(WrongState) as refused:
                        do(may)
                    assert f"“{JUROR.label(state)}”" in refused.value.said
                transaction.set_rollback(True)


def test_who_leaves_takes_reviews_along_and_the_officers_are_told(cast: Cast) -> None:
    from clusteratlas_web.foundation.history import history_of
    from clusteratlas_web.selection.queries.jury import counted_reviews

    call = made.call(cast)
    first, second = made.stage(call, "noticed"), made.stage(call, "reviewing", 2)
    jun, mia = made.juror(call, "Jun"), made.juror(call, "Mia")
    before = made.review(made.entry(first, made.applicant("one", "One")), jun, (3, 3))
    entry = made.entry(second, made.applicant("two", "Two"))
    mine, other = made.review(entry, jun, (4, 4)), made.review(entry, mia, (5, 5))
    answer = browser(jun.person).post(f"{MINE}leave/", {"version": 1, "note": "Ill"})
    assert answer.status_code == 302
    for each in (before, mine, other):
        each.refresh_from_db()
    assert [each.state for each in (before, mine, other)] == ["submitted", "withdrawn", "submitted"]
    assert {each.juror for each in counted_reviews(second)} == {mia.pk}
    assert {each.juror for each in counted_reviews(first)} == {jun.pk}  # its decisions are published
    assert history_of(jun).first().note == "Ill"  # type: ignore[union-attr]
    assert history_of(mine).first().note == "left the jury"  # type: ignore[union-attr]
    assert _letters() == [("finn@example.org", "A juror has left the jury: Call clusters-2026")]
    assert browser(jun.person).get("/calls/clusters-2026/rounds/2/applications/2/review/").status_code == 404
    page = cast.client("finn").get("/calls/clusters-2026/rounds/2/assignment/").content.decode()
    assert "Jun" not in page  # the gap is there, and who left cannot fill it


def test_two_at_once_are_told(cast: Cast) -> None:
    from clusteratlas_web.foundation.editing import Changed
    from clusteratlas_web.selection.actions.jurors import accept_seat, release_juror

    seat = made.juror(made.call(cast), "Carla", state="invited")
    release_juror(cast.finn, seat, 1)
    with pytest.raises(Changed):
        accept_seat(cast.carla, seat, 1, known())


def test_an_invitation_into_a_call_that_is_over_is_refused(cast: Cast) -> None:
    made.call(cast, state="concluded")
    page = cast.client("finn").post(JURY, {"email": "carla@example.org", "seat": "juror"})
    assert "This call is over." in page.content.decode()
    assert _letters() == []


def test_the_page_of_the_jury_costs_the_same_for_one_juror_and_three(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call = made.call(cast)
    entry = made.entry(made.stage(call, "reviewing"), made.applicant("one", "One"))
    finn = cast.client("finn")

    def cost() -> int:
        with CaptureQueriesContext(connection) as spent:
            assert finn.get(JURY).status_code == 200
        return len(spent)

    made.review(entry, made.juror(call, "Jun", organisation=cast.valley), (1, 1))
    cost()
    first = cost()
    for name in ("Mia", "Nia"):
        made.review(entry, made.juror(call, name, organisation=cast.valley), (1, 1))
    assert (first, cost()) == (18, 18)
