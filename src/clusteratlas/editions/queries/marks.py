"""The question what a rule book says of a cluster in each region of a level, and whether that would stand."""

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.diagnosis import RuleBook, robustness
from clusteratlas.diagnosis.situation import OF_TOTALS, QUOTIENT
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.verdicts import of_cluster

ROBUSTNESS = ("strong_low", "strong_high", "robust")
_ROWS = """
select {columns} from portfolio_by_cluster
where cluster = $cluster and subcluster is null and year = $year and level = $level order by region
"""
_KEYS = ("year", "level", "region", "cluster", "kind")


def marks(edition: Edition, cluster: str, level: str, year: int, rules: str | None = None) -> dict[str, Row]:
    """What one rule book (the edition's first if none is named) says of a cluster, by region of the level.

    Each row has class, grade, measured and strong as `verdicts`, and strong_low, strong_high and robust as the
    portfolio has them of its own rule book: whether the answer is the same at both ends of what withheld cells allow,
    and with 5 % less and more. Quotients and shares over all jobs move as the location quotient does. Empty where the
    rule book does not rank the cluster.
    """
    book = edition.book(rules)
    said = of_cluster(edition, cluster, year, book.name)
    if not said:
        return {}
    found = robustness(_portfolio(edition, cluster, level, year, book), book)
    stands = found.select(["region", *ROBUSTNESS]).to_pylist()
    return {row["region"]: said[row["region"]] | row for row in stands if row["region"] in said}


def _portfolio(edition: Edition, cluster: str, level: str, year: int, book: RuleBook) -> pa.Table:
    """The cluster's regions with all columns the rule book compares, and the ends of those that have ends."""
    known = edition.layouts["portfolio"].schema.names
    columns = [name for name in dict.fromkeys(("employment", QUOTIENT, *book.needs)) if name in known]
    ends = [f"{name}_{end}" for name in columns for end in ("low", "high")]
    stored = [*_KEYS, *columns, *(name for name in ends if name in known)]
    derived = [_end(name) for name in ends if name not in known and name.rpartition("_")[0] in OF_TOTALS]
    query = _ROWS.format(columns=", ".join((*stored, *derived)))
    table = edition.table(query, {"cluster": cluster, "year": year, "level": level})
    return table.filter(pc.is_valid(table["employment"]))


def _end(name: str) -> str:
    """An end of a figure over all jobs, as SQL: it lies where the end of the location quotient lies."""
    column, _, end = name.rpartition("_")
    return f"{column} * {QUOTIENT}_{end} / nullif({QUOTIENT}, 0) as {name}"
