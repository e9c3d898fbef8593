"""The units of a custom region beside each other and the whole: a table, a map, and what they are only together."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.custom_units import jobs_of_level, units_in_clusters
from clusteratlas_web.explore.custom_regions.drawing import Unit, UnitMap, draw_around
from clusteratlas_web.explore.custom_regions.reading import CustomPage
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.names import Name


@dataclass(frozen=True)
class Parts:
    """The units, largest first; clusters that are strong only together; those strong in a unit and not together."""

    rows: list[Row]
    without_figures: list[Name]
    only_together: list[Row]
    only_apart: list[Row]


def read_parts(page: CustomPage) -> Parts:
    """The units with their headlines, and how many of the whole's strong clusters are strong in each."""
    codes = [row["cluster"] for row in page.strong]
    inside = units_in_clusters(page.edition, page.asked.units, codes, page.year)
    shared: dict[str, int] = {}
    for (region, _), row in inside.items():
        shared[region] = shared.get(region, 0) + bool(row["strong"])
    return Parts(
        rows=[_unit(page, row, shared.get(row["region"], 0)) for row in sorted(page.found.units, key=_size)],
        without_figures=[page.names.region(unit) for unit in page.found.without_figures],
        only_together=only_together(page),
        only_apart=only_apart(page),
    )


def only_together(page: CustomPage) -> list[Row]:
    """The clusters strong in none of its units alone; of the first rule book, by which the units' classes go."""
    return [row for row in page.strong if not row["units_strong"]] if _tells_units_apart(page) else []


def only_apart(page: CustomPage) -> list[Row]:
    """The clusters strong in one of its units and not in the whole."""
    return [row for row in page.traded if row["units_strong"] and not row["strong"]] if _tells_units_apart(page) else []


def _tells_units_apart(page: CustomPage) -> bool:
    return len(page.asked.units) > 1 and page.rules.is_first


def _size(row: Row) -> tuple[int, str]:
    return -(row["employment"] or 0), row["region"]


def _unit(page: CustomPage, row: Row, shared: int) -> Row:
    jobs, whole, largest = row["employment"], page.now["employment"], row["largest_cluster"]
    return row | {
        "name": page.names.region(row["region"]),
        "address": page.to.region(row["region"], page.year),
        "part": jobs / whole if jobs is not None and whole else None,
        "traded_share": row["traded_employment"] / jobs if jobs else None,
        "shared": shared,
        "largest": page.names.short_cluster(largest) if largest else "",
        "largest_address": page.to.regional(row["region"], largest, page.year) if largest else "",
    }


def map_of(page: CustomPage) -> UnitMap | None:
    """The part of the map in which the units lie, with their neighbours; each leads to its own page."""
    picked = frozenset(page.asked.units)
    rows = jobs_of_level(page.edition, page.asked.level, page.year)
    units = [_drawn(page, row, row["region"] in picked) for row in rows.values() if row["has_boundary"]]
    largest = [row["region"] for row in sorted(page.found.units, key=_size)]
    names = {unit: str(page.names.short_region(unit)) for unit in largest}
    title = gettext("Map of %(name)s and what lies around it") % {"name": page.title}
    return draw_around(page.edition, units, page.to, title, (gettext("All jobs"), gettext("Part of its jobs")), names)


def _drawn(page: CustomPage, row: Row, picked: bool) -> Unit:
    name, jobs, whole = page.names.region(row["region"]), row["employment"], page.now.get("employment")
    written = "" if jobs is None else numbers.count(jobs)
    part = numbers.share(jobs / whole) if picked and jobs is not None and whole else ""
    label = "; ".join(filter(None, (name, written, part)))
    address = page.to.region(row["region"], page.year)
    return Unit(row["region"], address, label, f"{name}|{written}|{part}", picked)
