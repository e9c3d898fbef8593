"""Money over all programmes: by department, cluster, region or year, and how much of it is not recorded."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from clusteratlas_web.programmes.models import BudgetLine
from clusteratlas_web.programmes.queries.programmes import departments_at, visible
from clusteratlas_web.programmes.sums import Amount, Line, lines

BY = ("department", "year", "cluster", "region")
_FIELDS = {"department": "department__slug", "year": "year", "cluster": "cluster", "region": "region"}


@dataclass(frozen=True)
class Money:
    """Rows by one thing, its sums, and for how many programmes a budget is recorded at all."""

    by: str
    rows: list[Line]
    departments: dict[str, Any]
    programmes: int
    with_budget: int


def money_by(person: Any, by: str, country: str = "") -> Money:
    """All budget lines that a person sees, summed by one thing and currency; what is not recorded comes last."""
    programmes = visible(person).filter(country=country) if country else visible(person)
    budget = BudgetLine.objects.filter(programme__in=programmes.order_by().values("pk"))
    rows = lines(_amounts(budget, _FIELDS[by]))
    rows.sort(key=lambda row: (row.key in (None, ""), str(row.key), row.currency))
    slugs = [str(row.key) for row in rows if row.key] if by == "department" else []
    counted = budget.order_by().aggregate(n=Count("programme", distinct=True))["n"]
    return Money(by, rows, departments_at(slugs) if slugs else {}, programmes.count(), counted)


def money_of(department: Any, person: Any) -> list[Line]:
    """The budget lines of a department by year."""
    budget = BudgetLine.objects.filter(department=department, programme__in=visible(person).order_by().values("pk"))
    rows = lines(_amounts(budget, "year"))
    return sorted(rows, key=lambda row: (row.key is None, row.key or 0, row.currency))


def _amounts(budget: QuerySet[BudgetLine], field: str) -> list[Amount]:
    summed = budget.order_by().values_list(field, "state", "currency").annotate(total=Sum("amount"))
    return [Amount(key, state, currency, total) for key, state, currency, total in summed]
