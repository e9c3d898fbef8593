"""The steps in the life of a designation; each is dated, has its reasons, and adds a line to how it stood."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusteratlas_web.designations import refusals
from clusteratlas_web.designations.actions.granting import Texts, add_standing, kept
from clusteratlas_web.designations.actions.letters import clock, tell_grantors, tell_holder
from clusteratlas_web.designations.dates import day_in, end_of, last_day, months_after
from clusteratlas_web.designations.models import Assessment, Designation, Hearing, Level
from clusteratlas_web.designations.queries.drafts import latest_edition
from clusteratlas_web.designations.refusals import TooEarly
from clusteratlas_web.designations.states import CLOSED, DESIGNATION, IN_FORCE, OVER
from clusteratlas_web.foundation.clocks import Place
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.refusals import Refusal

REASONED = frozenset({"watch", "put_on_probation", "restore", "revoke"})
HEADLINES = {
    "watch": gettext_lazy("Your designation is under watch"),
    "confirm": gettext_lazy("Your designation is confirmed"),
    "put_on_probation": gettext_lazy("Your designation is on probation; you will be heard"),
    "set_hearing": gettext_lazy("A hearing on your designation is set"),
    "hear": gettext_lazy("The hearing on your designation is recorded"),
    "restore": gettext_lazy("Your designation is restored and under watch"),
    "revoke": gettext_lazy("Your designation is revoked"),
    "renew": gettext_lazy("Your designation is renewed"),
    "expire": gettext_lazy("Your designation has expired"),
    "withdraw": gettext_lazy("Your designation is given back"),
}
GIVEN_BACK = gettext_lazy("A designation was given back")
LEFT = gettext_lazy("A designation has expired")


@dataclass(frozen=True)
class Step:
    """What a step tells: its day (today if none), its reasons, and what some steps need besides."""

    on: date | None = None
    reasons: Texts = field(default_factory=dict)
    deadline: date | None = None  # of a probation
    hearing: datetime | None = None  # when a hearing is to be
    place: str = ""
    minutes: str = ""
    statement: str = ""


@transaction.atomic
def move_designation(person: Any, designation: Designation, version: int, verb: str, step: Step) -> Designation:
    """Watches, confirms, puts on probation, hears, restores, revokes, renews, gives back; raises a Refusal."""
    held = lock(designation, version)
    today = day_in(held.scheme.time_zone, timezone.now())
    if held.expires_on is not None and held.expires_on < today and held.state in IN_FORCE:
        held = expire_designation(held, timezone.now())  # the worker was not there yet
    on, before = step.on or today, kept(held)
    DESIGNATION.move(held, verb, person)
    _check_dates(held, verb, on, today)
    if verb in REASONED and not any(step.reasons.values()):
        raise Refusal(refusals.NO_REASON)
    if verb in _BESIDES:
        _BESIDES[verb](person, held, on, step)
    if held.state in OVER or verb == "restore":
        held.hearings.filter(held=None).update(called_off=True)
    save_next(held)
    if verb != "set_hearing":
        add_standing(person, held, verb, on, step.reasons, step.deadline if verb == "put_on_probation" else None)
    record(person, verb, held, before, kept(held))
    _tell(held, verb, step)
    return held


@transaction.atomic
def expire_designation(designation: Designation, now: datetime) -> Designation:
    """The clock ends it after its last day in the time zone of its scheme; raises TooEarly before."""
    held = lock(designation)
    zone = held.scheme.time_zone
    if held.expires_on is None or now < end_of(held.expires_on, zone):
        raise TooEarly(refusals.NOT_OVER, day=held.expires_on, zone=Place(zone))
    before = kept(held)
    DESIGNATION.move(held, "expire", None)
    held.hearings.filter(held=None).update(called_off=True)
    save_next(held)
    last = held.standings.order_by("-on", "-pk").values_list("on", flat=True).first() or held.granted_on
    add_standing(None, held, "expire", max(held.expires_on + timedelta(days=1), last))
    record(None, "expire", held, before, kept(held))
    _tell(held, "expire", Step())
    return held


def renew(person: Any, held: Designation, on: date, step: Step) -> None:
    """Another period: from the day after the last one, or from this day where that is past."""
    months = held.level.valid_months
    if months is None:
        raise Refusal(refusals.NO_END)
    ended = held.expires_on
    grace = held.scheme.grace_months
    if ended is not None and on > months_after(ended, grace):
        raise Refusal(refusals.TOO_LATE_TO_RENEW, day=ended, months=grace)
    if held.level.rule:
        _use_assessment(held)
    begins = ended + timedelta(days=1) if ended is not None and ended >= on else on
    held.expires_on = last_day(begins, months)
    held.edition = latest_edition(held.scheme)
    _next_review(held, held.level, on)


def _use_assessment(held: Designation) -> None:
    """A level with indicators is renewed by an assessment that was passed, each once."""
    passed = Assessment.objects.filter(renews=held, state=CLOSED, passed=True, granted=None).first()
    if passed is None:
        raise Refusal(refusals.NOT_ASSESSED)
    passed.granted = held
    save_next(passed)


def _check_dates(held: Designation, verb: str, on: date, today: date) -> None:
    if on > today:
        raise Refusal(refusals.LATER_THAN_TODAY, today=today)
    last = held.standings.order_by("-on", "-pk").values_list("on", flat=True).first()
    if last is not None and on < last:
        raise Refusal(refusals.EARLIER_THAN_LAST, day=last)


def _confirm(person: Any, held: Designation, on: date, step: Step) -> None:
    """What is confirmed may become another level: a pilot that passes has the title."""
    if held.level.becomes is None:
        held.review_due = None
        return
    held.level = held.level.becomes
    if held.level.valid_months:
        held.expires_on = last_day(on, held.level.valid_months)
    _next_review(held, held.level, on)


def _next_review(held: Designation, level: Level, on: date) -> None:
    held.review_due = months_after(on, level.review_months) if level.review_months else None


def _put_on_probation(person: Any, held: Designation, on: date, step: Step) -> None:
    if step.deadline is None or step.deadline <= on:
        raise Refusal(refusals.DEADLINE_PAST, day=on)
    _set_hearing(person, held, on, step)


def _set_hearing(person: Any, held: Designation, on: date, step: Step) -> None:
    if step.hearing is None or step.hearing <= timezone.now():
        raise Refusal(refusals.DEADLINE_PAST, day=on)
    if held.hearings.filter(held=None, called_off=False).exists():
        raise Refusal(refusals.HEARING_TO_COME)
    made = Hearing.objects.create(designation=held, set_for=step.hearing, place=step.place)
    record(person, "set_hearing", made, {}, state_of(made))


def _hear(person: Any, held: Designation, on: date, step: Step) -> None:
    hearing = held.hearings.select_for_update().filter(held=None, called_off=False).first()
    if hearing is None:
        raise Refusal(refusals.NO_HEARING_TO_COME)
    if on < day_in(held.scheme.time_zone, hearing.set_for):
        raise TooEarly(refusals.NOT_YET_HEARD, day=day_in(held.scheme.time_zone, hearing.set_for))
    if not step.minutes.strip():
        raise Refusal(refusals.NO_MINUTES)
    before = state_of(hearing)
    hearing.held, hearing.minutes, hearing.statement, hearing.held_by = on, step.minutes, step.statement, person
    save_next(hearing)
    record(person, "hear", hearing, before, state_of(hearing))


def _revoke(person: Any, held: Designation, on: date, step: Step) -> None:
    """After a hearing that was held on this probation."""
    begun = held.standings.filter(verb="put_on_probation").order_by("-on", "-pk").first()
    heard = begun is not None and held.hearings.filter(held__gte=begun.on, set_for__gte=begun.recorded).exists()
    if not heard:
        raise TooEarly(refusals.NO_HEARING)


_BESIDES = {
    "confirm": _confirm,
    "put_on_probation": _put_on_probation,
    "set_hearing": _set_hearing,
    "hear": _hear,
    "revoke": _revoke,
    "renew": renew,
}


def _tell(held: Designation, verb: str, step: Step) -> None:
    if held.is_sample:
        return
    occasion, facts = f"{verb}:{held.version}", {}
    if verb in ("put_on_probation", "set_hearing"):
        facts = {"deadline": step.deadline, "hearing": clock(step.hearing, held.scheme.time_zone), "place": step.place}
    tell_holder(held, occasion, HEADLINES[verb], **facts)
    if verb in ("withdraw", "expire"):
        tell_grantors(held, occasion, GIVEN_BACK if verb == "withdraw" else LEFT)
