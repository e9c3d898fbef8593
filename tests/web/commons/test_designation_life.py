"""The life of a designation walked whole: every verb from every state; reasons, dates, hearings, periods, letters."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import assessment, granted, hearing, level, noon, scheme

STATES = ("granted", "watched", "confirmed", "probation", "revoked", "expired", "withdrawn")
LEADS = {  # verb: from which states, to which
    "watch": (("granted", "confirmed"), "watched"),
    "confirm": (("granted", "watched"), "confirmed"),
    "put_on_probation": (("granted", "watched", "confirmed"), "probation"),
    "set_hearing": (("probation",), "probation"),
    "hear": (("probation",), "probation"),
    "restore": (("probation",), "watched"),
    "revoke": (("probation",), "revoked"),
    "renew": (("granted", "watched", "confirmed", "expired"), "granted"),
    "withdraw": (("granted", "watched", "confirmed", "probation"), "withdrawn"),
}
TODAY = timezone.now().date()


def step(**facts: Any) -> Any:
    from clusteratlas_web.designations.actions.life import Step

    told = {"reasons": {"en": "Because"}, "minutes": "What was said", "deadline": TODAY + timedelta(days=60)}
    return Step(**told | {"hearing": timezone.now() + timedelta(days=14)} | facts)


@pytest.mark.parametrize("verb", LEADS)
def test_every_verb_from_every_state(cast: Cast, verb: str) -> None:
    from clusteratlas_web.designations.actions.life import move_designation
    from clusteratlas_web.foundation.refusals import Refusal
    from clusteratlas_web.foundation.states import WrongState

    bronze = level(scheme(cast))
    who = cast.ana if verb == "withdraw" else cast.finn
    found = {}
    for state in STATES:
        made = granted(bronze, cast.valley, TODAY - timedelta(days=30), state)
        if state == "probation":
            past = verb in ("revoke", "set_hearing")
            moment = made.standings.latest("pk").recorded + timedelta(seconds=1)
            hearing(made, moment, TODAY if past else None)
        try:
            found[state] = move_designation(who, made, 1, verb, step()).state
        except WrongState:
            found[state] = "wrong state"
        except Refusal as refusal:
            found[state] = str(refusal)
    sources, target = LEADS[verb]
    assert found == {state: target if state in sources else "wrong state" for state in STATES}


def test_only_the_clock_lets_it_expire(cast: Cast) -> None:
    from clusteratlas_web.designations.actions.life import Step, move_designation
    from clusteratlas_web.foundation.permissions import NotAllowed

    made = granted(level(scheme(cast)), cast.valley, TODAY)
    with pytest.raises(NotAllowed, match="by the clock"):
        move_designation(cast.gao, made, 1, "expire", Step())


def test_whoever_acts_for_the_holder_decides_nothing(cast: Cast) -> None:
    from clusteratlas_web.designations.actions.granting import Grant, grant_designation
    from clusteratlas_web.designations.actions.life import move_designation
    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.registry.models import Acting

    bronze = level(scheme(cast))
    made = granted(bronze, cast.valley, TODAY)
    Acting.objects.create(organisation=cast.valley, person=cast.finn, role="member")
    Acting.objects.create(organisation=cast.valley, person=cast.gao, role="member")
    for who in (cast.finn, cast.gao):
        with pytest.raises(NotAllowed, match="You act for the holder"):
            move_designation(who, made, 1, "confirm", step())
        with pytest.raises(NotAllowed, match="You act for the holder"):
            grant_designation(who, bronze, Grant(holder=cast.valley))


def test_probation_hearing_and_revocation_with_their_letters(cast: Cast) -> None:
    from clusteratlas_web.designations.actions.life import move_designation
    from clusteratlas_web.designations.refusals import TooEarly
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.foundation.refusals import Refusal

    made = granted(level(scheme(cast)), cast.valley, TODAY - timedelta(days=10))

    def move(verb: str, **facts: Any) -> Any:
        made.refresh_from_db()
        return move_designation(cast.finn, made, made.version, verb, step(**facts))

    with pytest.raises(Refusal, match="has reasons"):
        move("put_on_probation", reasons={})
    with pytest.raises(Refusal, match="deadline has to be after"):
        move("put_on_probation", deadline=TODAY)
    move("put_on_probation", place="Room 5")
    with pytest.raises(Refusal, match="A hearing is to come already"):
        move("set_hearing")
    with pytest.raises(TooEarly, match="None was held"):
        move("revoke")
    with pytest.raises(TooEarly, match="on its day or later"):
        move("hear")
    made.hearings.update(set_for=timezone.now() + timedelta(seconds=1))
    with pytest.raises(Refusal, match="has minutes"):
        move("hear", minutes=" ")
    move("hear", statement="We shall do better")
    assert [(each.held, each.minutes, each.held_by) for each in made.hearings.all()] == [
        (TODAY, "What was said", cast.finn)
    ]
    assert move("revoke").state == "revoked"
    rows = [(each.verb, each.state, each.deadline, each.reasons) for each in made.standings.all()]
    because = {"en": "Because"}
    assert rows == [
        ("grant", "granted", None, {}),
        ("put_on_probation", "probation", TODAY + timedelta(days=60), because),
        ("hear", "probation", None, because),
        ("revoke", "revoked", None, because),
    ]
    letters = Letter.objects.order_by("pk").values_list("address", "subject")
    assert [(address, subject.partition(":")[0]) for address, subject in letters] == [
        ("ana@example.org", "Your designation is on probation; you will be heard"),
        ("ana@example.org", "The hearing on your designation is recorded"),
        ("ana@example.org", "Your designation is revoked"),
    ]


def test_a_hearing_of_an_earlier_probation_does_not_count(cast: Cast) -> None:
    from clusteratlas_web.designations.actions.life import move_designation
    from clusteratlas_web.designations.refusals import TooEarly

    made = granted(level(scheme(cast)), cast.valley, TODAY - timedelta(days=10), "probation")
    hearing(made, noon(TODAY - timedelta(days=1)), TODAY - timedelta(days=1))
    made = move_designation(cast.finn, made, 1, "restore", step())
    made = move_designation(cast.finn, made, made.version, "put_on_probation", step())
    with pytest.raises(TooEarly):
        move_designation(cast.finn, made, made.version, "revoke", step())
    assert [each.called_off for each in made.hearings.order_by("pk")] == [False, False]
    move_designation(cast.ana, made, made.version, "withdraw", step())
    assert [each.called_off for each in made.hearings.order_by("pk")] == [False, True]


def test_a_confirmed_pilot_has_the_title_and_a_park_is_given_back_by_its_department(cast: Cast) -> None:
    from clusteratlas_web.designations.actions.life import move_designation

    parks = scheme(cast, "parks", kind="pilot")
    title = level(parks, "title", valid_months=None, review_months=None)
    pilot = level(parks, "pilot", valid_months=None, becomes=title)
    made = granted(pilot, None, TODAY - timedelta(days=90))
    made = move_designation(cast.finn, made, 1, "confirm", step(on=TODAY - timedelta(days=1)))
    assert (made.level, made.state, made.expires_on, made.review_due) == (title, "confirmed", None, None)
    assert [each.level.code for each in made.standings.all()] == ["pilot", "title"]
    assert move_designation(cast.finn, made, made.version, "withdraw", step()).state == "withdrawn"


def test_steps_are_dated_in_order_and_not_ahead(cast: Cast) -> None:
    from clusteratlas_web.designations.actions.life import move_designation
    from clusteratlas_web.foundation.editing import Changed
    from clusteratlas_web.foundation.refusals import Refusal

    made = granted(level(scheme(cast)), cast.valley, TODAY - timedelta(days=10))
    with pytest.raises(Refusal, match="cannot be dated after today"):
        move_designation(cast.finn, made, 1, "watch", step(on=TODAY + timedelta(days=1)))
    with pytest.raises(Refusal, match="before the last step"):
        move_designation(cast.finn, made, 1, "watch", step(on=TODAY - timedelta(days=11)))
    move_designation(cast.finn, made, 1, "watch", step())
    with pytest.raises(Changed):
        move_designation(cast.finn, made, 1, "confirm", step())


def test_renewal_adds_a_period_without_losing_days(cast: Cast) -> None:
    """Renewed early, the next period begins where this one ends; renewed late, on its day."""
    from clusteratlas_web.designations.actions.life import move_designation
    from clusteratlas_web.designations.dates import months_after

    bronze, day = level(scheme(cast)), timedelta(days=1)
    early, late = (granted(bronze, cast.valley, months_after(TODAY, -months)) for months in (20, 25))
    first, second = (move_designation(cast.finn, made, 1, "renew", step()) for made in (early, late))
    assert (first.state, first.expires_on) == ("granted", months_after(early.granted_on, 48) - day)
    assert (second.state, second.expires_on) == ("granted", months_after(TODAY, 24) - day)
    assert first.review_due == second.review_due == months_after(TODAY, 12)
    assert [(each.state, each.on) for each in first.standings.all()] == [
        ("granted", early.granted_on),
        ("granted", TODAY),
    ]
    assert [(each.state, each.on) for each in second.standings.all()] == [
        ("granted", late.granted_on),
        ("expired", late.expires_on + day),
        ("granted", TODAY),
    ]


def test_after_the_grace_it_is_granted_anew_and_indicators_ask_for_an_assessment(cast: Cast) -> None:
    from clusteratlas_web.designations.actions.life import move_designation
    from clusteratlas_web.foundation.refusals import Refusal

    label = scheme(cast)
    old = granted(level(label), cast.valley, TODAY - timedelta(days=1100))
    with pytest.raises(Refusal, match="within 6 months"):
        move_designation(cast.finn, old, 1, "renew", step())
    silver = level(label, "silver", "answered")
    made = granted(silver, cast.valley, TODAY - timedelta(days=700))
    with pytest.raises(Refusal, match="closed as passed"):
        move_designation(cast.finn, made, 1, "renew", step())
    done = assessment(silver, cast.valley, "closed", renews=made, passed=True, closed=timezone.now())
    made = move_designation(cast.finn, made, 1, "renew", step())
    done.refresh_from_db()
    assert done.granted == made
    with pytest.raises(Refusal, match="closed as passed"):
        move_designation(cast.finn, made, made.version, "renew", step())


def test_the_database_keeps_how_it_stood(cast: Cast) -> None:
    from django.db import DatabaseError, transaction

    from clusteratlas_web.designations.models import Designation, Standing

    made = granted(level(scheme(cast)), cast.valley, TODAY)
    row = made.standings.get()
    row.state = "revoked"
    with pytest.raises(TypeError):
        row.save()
    for act in (
        lambda: Standing.objects.filter(pk=row.pk).update(state="revoked"),
        lambda: Standing.objects.filter(pk=row.pk).delete(),
        lambda: Designation.objects.filter(pk=made.pk).update(expires_on=made.granted_on - timedelta(days=1)),
        lambda: Designation.objects.filter(pk=made.pk).update(holder=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert made.standings.get().state == "granted"
