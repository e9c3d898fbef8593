"""Who does what over all programmes: how many roles and instruments of each department treat each dimension."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from clusteratlas_web.programmes.matrix import ORDER, UNCODED
from clusteratlas_web.programmes.models import Instrument, Role
from clusteratlas_web.programmes.queries.programmes import departments_at, visible


@dataclass(frozen=True)
class CoverageRow:
    """A department with the number of tasks in each dimension, and of those not coded."""

    department: Any
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All its roles and instruments."""
        return sum(self.counts)


@dataclass(frozen=True)
class Coverage:
    """Departments by dimension, and how many departments treat each."""

    columns: tuple[str, ...]
    rows: tuple[CoverageRow, ...]

    @property
    def departments(self) -> tuple[int, ...]:
        """Departments that treat each dimension."""
        return tuple(sum(row.counts[place] > 0 for row in self.rows) for place in range(len(self.columns)))


def coverage(person: Any, country: str = "") -> Coverage:
    """The matrix of what a person sees; a role that an instrument carries out is counted once, as the instrument."""
    programmes = visible(person).filter(country=country) if country else visible(person)
    wanted = {"of__programme__in": programmes.order_by().values("pk")}
    counts: Counter[tuple[str, str]] = Counter()
    for tasks in (Instrument.objects.filter(**wanted), Role.objects.filter(**wanted, instruments__isnull=True)):
        for slug, dimension, number in (
            tasks.order_by().values_list("of__organisation__slug", "dimension").annotate(n=Count("pk"))
        ):
            counts[slug, dimension] += number
    columns = (*ORDER, UNCODED)
    slugs = sorted({slug for slug, _ in counts})
    known = departments_at(slugs)
    rows = [CoverageRow(known[slug], tuple(counts[slug, column] for column in columns)) for slug in slugs]
    return Coverage(columns, tuple(sorted(rows, key=lambda row: (-row.total, row.department.slug))))
