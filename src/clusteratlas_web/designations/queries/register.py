"""The public register: what a selection of it holds on a day, and what there is to select by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from clusteratlas_web.designations.models import Designation, Level, Scheme
from clusteratlas_web.designations.queries.asof import as_of
from clusteratlas_web.designations.queries.designations import named
from clusteratlas_web.foundation.facets import Selection
from clusteratlas_web.registry.models import Name

FACETS = ("scheme", "level", "state", "country", "region", "cluster")
COLUMNS = {
    "scheme": "level__scheme__slug",
    "level": "level_then",
    "state": "state_then",
    "country": "country",
    "region": "region",
    "cluster": "cluster",
}
MOST = 25  # values of a facet that are offered


@dataclass(frozen=True, kw_only=True)
class DatedSelection(Selection):
    """What the register is asked for: a day besides words and values."""

    day: date

    @property
    def query(self) -> dict[str, str]:
        """What an address says of it; of the day only where it is not the present one."""
        is_today = self.day == timezone.now().date()
        return {"on": "" if is_today else self.day.isoformat(), **super().query}


def selected(selection: DatedSelection) -> QuerySet[Designation]:
    """The designations of a selection as they stood on its day, the latest granted first."""
    found = as_of(selection.day)
    for name, value in selection.values.items():
        found = found.filter(**{COLUMNS[name]: _stored(name, value)})
    for word in selection.words.split():
        called = Name.objects.filter(organisation=OuterRef("holder"), text__icontains=word)
        found = found.filter(Q(Exists(called)) | Q(words__icontains=word) | Q(code__iexact=word))
    return found.order_by("-granted_on", "pk")


def shown(found: QuerySet[Designation]) -> QuerySet[Designation]:
    """With what a row says."""
    return named(found)


def facet_counts(selection: DatedSelection) -> dict[str, list[tuple[str, int]]]:
    """For each facet its values with how many designations they would leave, the most frequent first."""
    return {name: _counted(selection.without(name), name) for name in FACETS}


def levels() -> dict[int, Level]:
    """All levels by their numbers, with their schemes: few, and each row of the register asks for one."""
    return {each.pk: each for each in Level.objects.select_related("scheme", "before", "becomes")}


def scheme_names() -> dict[str, Scheme]:
    """All schemes by their slugs."""
    return {each.slug: each for each in Scheme.objects.all()}


def _counted(selection: DatedSelection, name: str) -> list[tuple[str, int]]:
    column = COLUMNS[name]
    rows = selected(selection).order_by().values_list(column).annotate(n=Count("pk")).order_by("-n", column)
    return [(str(value), number) for value, number in rows if value][:MOST]


def _stored(name: str, value: str) -> Any:
    """A level is written as scheme/level in addresses."""
    if name != "level":
        return value
    scheme, _, code = value.partition("/")
    found: Any = Level.objects.filter(scheme__slug=scheme, code=code).values_list("pk", flat=True).first()
    return found or 0
