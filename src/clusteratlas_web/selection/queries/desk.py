"""The desk of somebody who runs a call: for each round how many applications, reviews and appeals stand where.

Everything that is counted goes through `clear_for`: whoever is kept out of an application does not count it either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet

from clusteratlas_web.selection.models import Appeal, Application, Call, Entry, Juror, Review, Round
from clusteratlas_web.selection.queries.reading import clear_for
from clusteratlas_web.selection.states import (
    ACCEPTED,
    ADMITTED,
    ASSIGNED,
    DRAFT,
    INELIGIBLE,
    INVITED,
    LODGED,
    NOT_SELECTED,
    RETURNED,
    SELECTED,
    STANDING,
    SUBMITTED,
    WITHDRAWN,
)

Counts = Mapping[str, int]


@dataclass(frozen=True)
class RoundDesk:
    """A round with its numbers."""

    round: Round
    entries: Counts = field(default_factory=dict)
    reviews: Counts = field(default_factory=dict)
    appeals: int = 0

    @property
    def drafts(self) -> int:
        """Entries that are not handed in yet."""
        return self.entries.get(DRAFT, 0)

    @property
    def handed_in(self) -> int:
        """Entries that were handed in and not withdrawn."""
        return sum(self.entries.get(state, 0) for state in STANDING)

    @property
    def to_check(self) -> int:
        """Entries whose completeness is not decided."""
        return self.entries.get(SUBMITTED, 0) + self.entries.get(RETURNED, 0)

    @property
    def admitted(self) -> int:
        """Entries before the jury, or judged by it."""
        return sum(self.entries.get(state, 0) for state in (ADMITTED, SELECTED, NOT_SELECTED))

    @property
    def ineligible(self) -> int:
        """Entries that were excluded."""
        return self.entries.get(INELIGIBLE, 0)

    @property
    def selected(self) -> int:
        """Entries that were selected, once that is published."""
        return self.entries.get(SELECTED, 0)

    @property
    def withdrawn(self) -> int:
        """Entries that their applicants withdrew."""
        return self.entries.get(WITHDRAWN, 0)

    @property
    def reviews_in(self) -> int:
        """Reviews handed in."""
        return self.reviews.get(SUBMITTED, 0)

    @property
    def reviews_assigned(self) -> int:
        """Reviews that were assigned, handed in or not."""
        return self.reviews_in + self.reviews.get(ASSIGNED, 0)


@dataclass(frozen=True)
class Desk:
    """A call with the numbers of its rounds and of its jury."""

    call: Call
    rounds: list[RoundDesk]
    jurors: Counts

    @property
    def accepted(self) -> int:
        """Jurors who accepted."""
        return self.jurors.get(ACCEPTED, 0)

    @property
    def invited(self) -> int:
        """Jurors who have not answered."""
        return self.jurors.get(INVITED, 0)


def desk_of(person: Any, call: Call) -> Desk:
    """The numbers of a call for somebody who runs it (`reading.runs_call` asks); a fixed number of queries."""
    clear = clear_for(person, Application.objects.filter(call=call))
    own = Entry.objects.filter(application__in=clear)
    entries = _counted(own, "round", "state")
    rows = Review.objects.filter(entry__in=own).exclude(state=WITHDRAWN)
    reviews = _counted(rows, "entry__round", "state")
    waiting = Appeal.objects.filter(entry__in=own, state=LODGED)
    appeals = _counted(waiting, "entry__round", "state")
    rounds = [
        RoundDesk(each, entries.get(each.pk, {}), reviews.get(each.pk, {}), sum(appeals.get(each.pk, {}).values()))
        for each in call.rounds.all()
    ]
    seats = Juror.objects.filter(call=call).order_by().values_list("state").annotate(n=Count("pk"))
    return Desk(call, rounds, dict(seats))


def _counted(rows: QuerySet[Any], of: str, by: str) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for key, value, number in rows.order_by().values_list(of, by).annotate(n=Count("pk")):
        found.setdefault(key, {})[value] = number
    return found
