"""What the clock does to designations: ends what is over, and reminds of what is to come; each occasion once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from clusteratlas_web.designations.actions.letters import managers_of, officers_of, write_about
from clusteratlas_web.designations.actions.life import expire_designation
from clusteratlas_web.designations.dates import day_in, end_of
from clusteratlas_web.designations.models import Designation, Standing
from clusteratlas_web.designations.states import IN_FORCE, PROBATION
from clusteratlas_web.foundation.models import Letter

BEFORE = (180, 90, 30, 7)  # days before which somebody is reminded
ENDS, REVIEW, DEADLINE, HEARING = "ends", "review", "deadline", "hearing"
HEADLINES = {
    ENDS: gettext_lazy("A designation ends soon"),
    REVIEW: gettext_lazy("A designation is to be reviewed"),
    DEADLINE: gettext_lazy("The deadline of a probation is near"),
    HEARING: gettext_lazy("A hearing is near"),
}
# Letters of a probation cannot be declined: they are written to everybody concerned.
TEMPLATES = {
    ENDS: "designation-reminder",
    REVIEW: "designation-reminder",
    DEADLINE: "hearing-reminder",
    HEARING: "hearing-reminder",
}


def expire_what_is_over(now: datetime) -> int:
    """Lets expire what was valid until a day that is over in the time zone of its scheme; returns how many."""
    rows = Designation.objects.filter(state__in=IN_FORCE, expires_on__lte=now.date()).select_related("level__scheme")
    over = [each for each in rows if each.expires_on and now >= end_of(each.expires_on, each.scheme.time_zone)]
    for each in over:
        expire_designation(each, now)
    return len(over)


@transaction.atomic
def remind(now: datetime) -> int:
    """Writes what is due today to managers and officers; returns how many letters."""
    before = _letters()
    rows = Designation.objects.filter(state__in=IN_FORCE, is_sample=False).select_related("level__scheme", "holder")
    for each in rows.prefetch_related("holder__names", "hearings"):
        today = day_in(each.scheme.time_zone, now)
        for kind, due in _dates(each):
            near = nearest(due, today)
            if near is not None:
                _write(each, kind, due, near, (due - today).days)
    return _letters() - before


def nearest(due: date, today: date) -> int | None:
    """The reminder that a day is in: the smallest of BEFORE that is not yet passed; None before all and after it."""
    left = (due - today).days
    return min((days for days in BEFORE if left <= days), default=None) if left >= 0 else None


def _dates(designation: Designation) -> Iterable[tuple[str, date]]:
    """What is to come for a designation: its end, its review, the deadline of a probation, a hearing."""
    if designation.expires_on is not None:
        yield ENDS, designation.expires_on
    if designation.review_due is not None:
        yield REVIEW, designation.review_due
    if designation.state == PROBATION:
        last = Standing.objects.filter(designation=designation, deadline__isnull=False).order_by("-on", "-pk").first()
        if last is not None and last.deadline is not None:
            yield DEADLINE, last.deadline
    for hearing in designation.hearings.all():
        if hearing.held is None and not hearing.called_off:
            yield HEARING, day_in(designation.scheme.time_zone, hearing.set_for)


def _write(designation: Designation, kind: str, due: date, near: int, left: int) -> None:
    told: dict[str, Any] = {"headline": HEADLINES[kind], "due": due, "days_left": left}
    occasion = f"remind-{kind}:{due}:{near}"
    people = {each.pk: each for each in managers_of(designation.holder_id)}
    people |= {each.pk: each for each in officers_of(designation.scheme, designation.holder_id)}
    for person in people.values():
        write_about(designation, person, TEMPLATES[kind], occasion, **told)


def _letters() -> int:
    return Letter.objects.filter(key__startswith="designation:", key__contains=":remind-").count()
