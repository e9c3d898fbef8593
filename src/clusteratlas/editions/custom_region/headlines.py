"""The headlines of a custom region: its totals, how they grew, how sure they are, and where they stand in the level."""

from collections.abc import Mapping, Sequence

from clusteratlas.diagnosis import Distribution
from clusteratlas.editions.custom_region.asked import Asked
from clusteratlas.editions.custom_region.measured import share, stored
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.layout import columns_of
from clusteratlas.editions.layout.grades import GRADES, LOWEST_GRADE
from clusteratlas.editions.queries.custom_units import HEADLINES, headline_distributions

Years = Mapping[int, Mapping[str, Row]]
_QUALITY = ("published_employment", "derived_employment", "estimated_employment")


def headlines(edition: Edition, asked: Asked, years: Years, rows: Sequence[Row]) -> Row:
    """The columns of `summary` and `quality` for the units together; an empty row where none has figures."""
    now = list(years[asked.year].values())
    if not now:
        return {}
    totals = {name: _sum(now, name) for name in (*columns_of(edition.manifest.measures), *_JOBS)}
    found = totals | _growth(asked, years) | _strong(rows) | _largest(rows) | _quality(now)
    return {"year": asked.year, "level": asked.ranked_in} | found | _ranks(edition, asked, found)


_JOBS = ("traded_employment", "local_employment")


def _sum(rows: Sequence[Row], name: str) -> int | None:
    """The sum; not known where a unit's figure is not, nor where the edition has no such measure."""
    values = [row.get(name) for row in rows]
    return None if any(value is None for value in values) else sum(int(value) for value in values if value is not None)


def _growth(asked: Asked, years: Years) -> Row:
    """Growth of all jobs and of traded ones; unknown unless every unit's two years can be compared."""
    now, past = years[asked.year], years[asked.year - 1]
    units = [(now[unit], past[unit]) for unit in asked.units if unit in now and unit in past]
    nothing = {"employment_change": None, "employment_growth": None, "traded_growth": None}
    if len(units) < len(asked.units) or any(row["employment_change"] is None for row, _ in units):
        return nothing
    change = sum(row["employment_change"] for row, _ in units)
    traded = [sum(row["traded_employment"] for row in each) for each in zip(*units, strict=True)]
    known = all(row["traded_growth"] is not None or not then["traded_employment"] for row, then in units)
    return {
        "employment_change": change,
        "employment_growth": share(change, sum(_base(row, then) for row, then in units)),
        "traded_growth": share(traded[0] - traded[1], traded[1]) if known else None,
    }


def _base(row: Row, then: Row) -> float:
    """The jobs that a unit's growth is of: those of its clusters only, where its total is not known in both years."""
    growth, change = row["employment_growth"], row["employment_change"]
    return change / growth if growth else float(then["employment"] or 0)


def _strong(rows: Sequence[Row]) -> Row:
    """Strong clusters under the edition's first rule book, and their share of traded jobs."""
    strong = [row for row in rows if row["strong"]]
    traded = sum(row["employment"] for row in rows if row["kind"] != "local")
    jobs = sum(row["employment"] for row in strong)
    return {
        "strong_clusters": len(strong),
        "strong_borderline": sum(not row["robust"] for row in strong),
        "strong_employment": jobs,
        "strong_share": share(jobs, traded),
    }


def _largest(rows: Sequence[Row]) -> Row:
    traded = [row for row in rows if row["kind"] != "local" and row["employment"]]
    first = max(traded, key=lambda row: (row["employment"], row["cluster"]), default=None)
    return {
        "largest_cluster": first and first["cluster"],
        "largest_share": first and first["employment_share"],
    }


def _quality(now: Sequence[Row]) -> Row:
    published, derived, estimated = (sum(row[name] or 0 for row in now) for name in _QUALITY)
    known = share(published + derived, published + derived + estimated)
    grade = None if known is None else next((grade for grade, least in GRADES.items() if known >= least), LOWEST_GRADE)
    cells = sum(row["withheld_cells"] or 0 for row in now)
    return {"known_share": known, "grade": grade, "withheld_cells": cells}


def _ranks(edition: Edition, asked: Asked, found: Row) -> Row:
    among = headline_distributions(edition, asked.ranked_in, asked.year)
    places: Row = {"ranked": len(among["employment"].values)}
    for name in HEADLINES:
        places |= _place(name, among[name], found[name])
    return places


def _place(name: str, among: Distribution, value: float | None) -> Row:
    if value is None:
        return {f"rank_{name}": None, f"percentile_{name}": None}
    position = among.position(value)
    return {f"rank_{name}": position.rank, f"percentile_{name}": stored(position.percentile)}
