"""The years of a map: the one before and after, all of them, and how the whole grew from each to the next."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.mapped import whole
from clusteratlas_web.explore.mapping.asked import Asked
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.page import Link

_TALLEST = 28  # of the bars of the whole


@dataclass(frozen=True)
class MapYear:
    """A year: its link, the whole's jobs and their growth since the year before, and the bar of the jobs."""

    link: Link
    jobs: str
    growth: str
    height: float

    @property
    def top(self) -> float:
        """Where the bar begins."""
        return round(_TALLEST + 2 - self.height, 1)


@dataclass(frozen=True)
class MapYears:
    """The years of a view, the one it shows marked."""

    years: list[MapYear]
    before: Link | None
    after: Link | None
    said: str

    @property
    def can_play(self) -> bool:
        """Whether there is another year to step to."""
        return len(self.years) > 1


def lay_years(edition: Edition, asked: Asked, address: str, names: Naming) -> MapYears:
    """The years of the first map; a second one keeps its own."""
    shown = asked.shown
    found = whole(edition, shown.subject.mapped)
    most = max((row["employment"] for row in found.values()), default=0)
    links = [Link(str(each), asked.but(address, year=each), current=each == shown.year) for each in edition.years]
    at = edition.years.index(shown.year)
    return MapYears(
        years=[_year(link, found.get(int(link.label)), most) for link in links],
        before=links[at - 1] if at else None,
        after=links[at + 1] if at + 1 < len(links) else None,
        said=_said(found.get(shown.year), shown.year, names),
    )


def _year(link: Link, row: Row | None, most: int) -> MapYear:
    if row is None:
        return MapYear(link, "", "", 0)
    growth = row["employment_growth"]
    height = round(_TALLEST * row["employment"] / most, 1) if most else 0
    return MapYear(link, numbers.count(row["employment"]), "" if growth is None else numbers.change(growth), height)


def _said(row: Row | None, year: int, names: Naming) -> str:
    """1,234 jobs in all of the reference in 2019, +2.1% since the year before."""
    if row is None:
        return ""
    facts = {"jobs": numbers.count(row["employment"]), "reference": names.reference, "year": year}
    if row["employment_growth"] is None:
        return gettext("%(jobs)s jobs in %(year)s (%(reference)s).") % facts
    facts["growth"] = numbers.change(row["employment_growth"])
    return gettext("%(jobs)s jobs in %(year)s, %(growth)s since the year before (%(reference)s).") % facts
