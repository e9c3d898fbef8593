"""Questions about how concentrated a cluster is: its place among all clusters, and in how few regions half of it is."""

from collections.abc import Iterable, Mapping
from itertools import accumulate

from clusteratlas.editions.edition import Edition, Row

MEASURES = ("locational_gini", "hoover", "theil", "herfindahl", "product_complexity", "regions")


def places(edition: Edition, cluster: str, level: str, year: int) -> dict[str, Row]:
    """For each of MEASURES the value of a cluster, its rank among all clusters (1 is the highest), and of how many.

    A measure that is not known of the cluster is not there.
    """
    rows = edition.rows("select * from concentration where level = ? and year = ?", [level, year])
    own = next((row for row in rows if row["cluster"] == cluster), {})
    return {name: _place(name, own, rows) for name in MEASURES if own.get(name) is not None}


def _place(measure: str, own: Row, rows: list[Row]) -> Row:
    known = [row[measure] for row in rows if row[measure] is not None]
    return {"value": own[measure], "rank": 1 + sum(value > own[measure] for value in known), "ranked": len(known)}


def values(edition: Edition, column: str, level: str, year: int) -> dict[str, float]:
    """A column of `concentration` for every cluster that has a value at a level, by cluster."""
    edition.layouts["concentration"].schema.field(column)  # raises KeyError: the name comes from our own code
    query = f"select cluster, {column} as v from concentration where level = ? and year = ? and v is not null"  # noqa: S608
    return {row["cluster"]: row["v"] for row in edition.rows(query, [level, year])}


def jobs_in_clusters(edition: Edition, level: str, year: int) -> dict[str, int]:
    """The jobs in all clusters, traded and local, of every region of a level, by region."""
    query = "select region, traded_employment + local_employment as n from summary where level = ? and year = ?"
    return {row["region"]: row["n"] for row in edition.rows(query, [level, year]) if row["n"]}


def half_of(jobs: Mapping[str, int] | Iterable[int]) -> int:
    """In how many of the largest regions at least half of the jobs are; 0 where there are none.

    Example:
        5 of 9 jobs are in the largest region, and that is more than half.

        >>> half_of([1, 5, 3])
        1
    """
    ordered = sorted(jobs.values() if isinstance(jobs, Mapping) else jobs, reverse=True)
    half = sum(ordered) / 2
    return next((count for count, reached in enumerate(accumulate(ordered), 1) if reached >= half > 0), 0)
