"""Everything that is recorded of one programme, read with a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from clusteratlas_web.programmes.models import (
    BudgetLine,
    Indicator,
    Meeting,
    Member,
    Part,
    Phase,
    Place,
    Programme,
    Promise,
    Succession,
)
from clusteratlas_web.programmes.queries.programmes import visible, with_departments

BESIDE = 12  # programmes shown beside one


@dataclass(frozen=True)
class Whole:
    """A programme with all its pieces."""

    programme: Programme
    parts: list[Part]
    budget: list[BudgetLine]
    phases: list[Phase]
    earlier: list[Succession]
    later: list[Succession]
    members: list[Member]
    meetings: list[Meeting]
    places: list[Place]
    indicators: list[Indicator]
    promise: Promise | None

    @property
    def has_council(self) -> bool:
        """Whether a council is recorded that met or will."""
        return bool(self.meetings)


def read_whole(programme: Programme, person: Any) -> Whole:
    """A programme with all its pieces; of others only those that the person sees."""
    shown = visible(person).values("pk")
    succession = Succession.objects.select_related("earlier", "later").prefetch_related(
        "earlier__names", "later__names"
    )
    return Whole(
        programme=programme,
        parts=list(
            programme.parts.select_related("organisation").prefetch_related(
                "organisation__names", "roles", "instruments"
            )
        ),
        budget=list(programme.budget.select_related("department").prefetch_related("department__names")),
        phases=list(programme.phases.prefetch_related("targets")),
        earlier=list(succession.filter(later=programme, earlier__in=shown)),
        later=list(succession.filter(earlier=programme, later__in=shown)),
        members=list(programme.members.select_related("organisation").prefetch_related("organisation__names")),
        meetings=list(programme.meetings.prefetch_related("decisions")),
        places=list(programme.places.all()),
        indicators=list(programme.indicators.all()),
        promise=Promise.objects.filter(programme=programme).first(),
    )


def beside(programme: Programme, person: Any) -> list[Programme]:
    """Programmes of the same country or union, this one first."""
    others = visible(person).filter(country=programme.country).exclude(pk=programme.pk)
    rows = with_departments(others).prefetch_related("budget")[: BESIDE - 1]
    return [*with_departments(Programme.objects.filter(pk=programme.pk)).prefetch_related("budget"), *rows]
