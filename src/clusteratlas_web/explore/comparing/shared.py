"""Which strong clusters the things have in common, and which only one of them has."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.units import Unit
from clusteratlas_web.explore.wording import LOCAL

TABLE = "strong"


@dataclass(frozen=True)
class SharedCluster:
    """A cluster with the things it is strong in; `marked` where those are to be told beside it."""

    name: str
    full_name: str
    address: str
    units: list[Unit]
    marked: bool


@dataclass(frozen=True)
class SharedLine:
    """The clusters strong in so many of the things, or in this one alone."""

    label: str
    unit: Unit | None
    clusters: list[SharedCluster]


def read_shared(comparison: Comparison) -> list[SharedLine]:
    """First what all have, then what some have, then for each what it alone has."""
    found = strong_in(comparison)
    every = len(comparison.present)
    lines = [_line(comparison, found, count, every) for count in range(every, 1, -1)]
    alone = [_alone(comparison, found, unit) for unit in comparison.present]
    return [*(line for line in lines if line.clusters or line.label == _all_of(every)), *alone]


def strong_in(comparison: Comparison) -> dict[str, list[Unit]]:
    """For every cluster that is strong anywhere the things it is strong in; the largest first."""
    cells = comparison.cells
    found = {
        code: [unit for unit in comparison.units if comparison.is_strong(code, unit)]
        for code, rows in cells.items()
        if any(row["kind"] != LOCAL for row in rows.values())
    }
    jobs = {code: max(row["employment"] for row in cells[code].values()) for code in found}
    return {code: found[code] for code in sorted(found, key=lambda code: (-jobs[code], code)) if found[code]}


def _line(comparison: Comparison, found: dict[str, list[Unit]], count: int, every: int) -> SharedLine:
    label = _all_of(every) if count == every else gettext("%(count)s of %(of)s") % {"count": count, "of": every}
    codes = [code for code, units in found.items() if len(units) == count]
    return SharedLine(label, None, [_cluster(comparison, code, found[code], count < every) for code in codes])


def _alone(comparison: Comparison, found: dict[str, list[Unit]], unit: Unit) -> SharedLine:
    codes = [code for code, units in found.items() if units == [unit]]
    label = gettext("%(name)s alone") % {"name": unit.short}
    return SharedLine(label, unit, [_cluster(comparison, code, [unit], False) for code in codes])


def _all_of(every: int) -> str:
    return gettext("All %(count)s") % {"count": every}


def _cluster(comparison: Comparison, code: str, units: list[Unit], marked: bool) -> SharedCluster:
    names, asked = comparison.names, comparison.asked
    address = asked.to.cluster(code, level=asked.level, year=asked.year)
    return SharedCluster(names.short_cluster(code), names.cluster(code), address, units, marked)


def strong_rows(comparison: Comparison) -> tuple[list[str], list[Row]]:
    """Every strong cluster of every thing as a table to take away."""
    rules = comparison.asked.rules.book.name
    columns = ["year", "region", "cluster", "rules", "class", "strong", "employment", "location_quotient"]
    rows = [
        {name: comparison.cells[code][unit.key][name] for name in columns if name != "rules"} | {"rules": rules}
        for code, units in strong_in(comparison).items()
        for unit in units
    ]
    return columns, rows
