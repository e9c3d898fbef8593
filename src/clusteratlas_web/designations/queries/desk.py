"""What an officer has before them: what was handed in, whom to hear, what to review, what ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from clusteratlas_web.designations.models import Assessment, Designation, Hearing
from clusteratlas_web.designations.queries.assessments import assessments_run_by, experts_of, with_names
from clusteratlas_web.designations.queries.designations import levels_run_by, named
from clusteratlas_web.designations.states import ASSESSED, HANDED_IN, IN_FORCE, PROBATION

AHEAD = timedelta(days=180)
MOST = 50  # rows of each list


@dataclass(frozen=True)
class Desk:
    """The lists of a desk, the most urgent first."""

    assessments: list[Assessment]
    on_probation: list[Designation]
    hearings: list[Hearing]
    reviews: list[Designation]
    ends: list[Designation]


def desk_of(person: Any, today: date) -> Desk:
    """What is before somebody, without what the person acts for."""
    rows = assessments_run_by(person).filter(state__in=(HANDED_IN, ASSESSED)).order_by("handed_in", "pk")
    mine = _run_by(person)
    on_probation = named(mine.filter(state=PROBATION)).order_by("granted_on", "pk")
    coming = Hearing.objects.filter(designation__in=mine, held=None, called_off=False)
    reviews = named(mine.filter(state__in=IN_FORCE, review_due__lte=today + AHEAD)).order_by("review_due", "pk")
    ends = named(mine.filter(state__in=IN_FORCE, expires_on__lte=today + AHEAD)).order_by("expires_on", "pk")
    return Desk(
        list(experts_of(with_names(rows))[:MOST]),
        list(on_probation[:MOST]),
        list(coming.select_related("designation__level__scheme", "designation__holder")[:MOST]),
        list(reviews[:MOST]),
        list(ends[:MOST]),
    )


def _run_by(person: Any) -> QuerySet[Designation]:
    """The designations of schemes that somebody runs, but for those of organisations the person acts for."""
    schemes = levels_run_by(person).values("scheme")
    mine = person.acting.values("organisation")
    return Designation.objects.filter(level__scheme__in=schemes).exclude(holder__in=mine)
