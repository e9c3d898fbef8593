"""The rule of the United States, row by row, and the smallest changes by adding one job at a time."""

from dataclasses import dataclass, replace

from tests.reference.ordering import percentile
from tests.reference.quotients import location_quotients


@dataclass(frozen=True)
class Row:
    """One regional cluster."""

    region: str
    cluster: str
    employment: int
    establishments: int
    location_quotient: float | None = None
    level: str = "metro"
    kind: str = "traded"
    year: int = 2019


CLASSES = ("qualifying", "significant", "strong", "strong10")


def cut(rows: list[Row], column: str, q: float) -> float | None:
    """The percentile of a column over the rows with employment."""
    return percentile([getattr(row, column) for row in rows if row.employment > 0], q)


def above(value: float | None, threshold: float | None) -> bool:
    """Whether a value is above a threshold; never where either is missing."""
    return value is not None and threshold is not None and value > threshold


def at_least(value: float | None, threshold: float | None) -> bool:
    """Whether a value reaches a threshold; never where either is missing."""
    return value is not None and threshold is not None and value >= threshold


def classes(row: Row, ranked: list[Row]) -> dict[str, bool | None]:
    """The classes of a row against the rows it is ranked with."""
    if row.kind != "traded" or row.level == "country":
        return dict.fromkeys(CLASSES)
    big = above(row.employment, cut(ranked, "employment", 25))
    many = above(row.establishments, cut(ranked, "establishments", 25))
    quotient = row.location_quotient
    one = at_least(quotient, 1.0)
    return {
        "qualifying": big and many and above(quotient, cut(ranked, "location_quotient", 25)),
        "significant": big and many and above(quotient, cut(ranked, "location_quotient", 50)),
        "strong": big and many and one and at_least(quotient, cut(ranked, "location_quotient", 75)),
        "strong10": big and many and one and at_least(quotient, cut(ranked, "location_quotient", 90)),
    }


def ranked_with(row: Row, rows: list[Row]) -> list[Row]:
    """The rows of the same year, level and cluster."""
    return [other for other in rows if (other.year, other.level, other.cluster) == (row.year, row.level, row.cluster)]


def with_quotients(rows: list[Row]) -> list[Row]:
    """The rows with their location quotients within the kind; zero where there are no jobs to divide by."""
    kinds = {row.cluster: row.kind for row in rows}
    quotients = location_quotients({(row.region, row.cluster): row.employment for row in rows}, kinds)
    return [replace(row, location_quotient=quotients[row.region, row.cluster]) for row in rows]


def add(rows: list[Row], region: str, cluster: str, jobs: int = 0, establishments: int = 0) -> list[Row]:
    """The rows after the regional cluster has gained jobs and establishments, everything recomputed."""
    changed = [
        replace(row, employment=row.employment + jobs, establishments=row.establishments + establishments)
        if (row.region, row.cluster) == (region, cluster)
        else row
        for row in rows
    ]
    return with_quotients(changed)


def find(rows: list[Row], region: str, cluster: str) -> Row:
    """The row of a regional cluster."""
    return next(row for row in rows if (row.region, row.cluster) == (region, cluster))


def passes(row: Row, ranked: list[Row]) -> tuple[bool, bool]:
    """Whether the conditions of `strong` on jobs hold, and whether the one on establishments does."""
    jobs = (
        at_least(row.location_quotient, cut(ranked, "location_quotient", 75))
        and at_least(row.location_quotient, 1.0)
        and above(row.employment, cut(ranked, "employment", 25))
    )
    return jobs, above(row.establishments, cut(ranked, "establishments", 25))


def enough_held(rows: list[Row], region: str, cluster: str, jobs: int) -> bool:
    """Whether so many jobs are enough when every other region and the thresholds are held."""
    before = ranked_with(find(rows, region, cluster), rows)
    return passes(find(add(rows, region, cluster, jobs=jobs), region, cluster), before)[0]


def enough_recomputed(rows: list[Row], region: str, cluster: str, jobs: int) -> bool:
    """Whether so many jobs are enough when everything is recomputed."""
    after = add(rows, region, cluster, jobs=jobs)
    row = find(after, region, cluster)
    return passes(row, ranked_with(row, after))[0]
