"""Recipes of places among regions: ranks, percentiles and how many are ranked."""

from collections.abc import Callable

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.reading import PORTFOLIO, key_of, of_part, own
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import Parts, Working

RANK = "1 + count(x > x_r)"
PERCENTILE = "(count(x < x_r) + count(x == x_r) / 2) / count()"
MANY = "count()"

_RANKED_SET = """
select region, {column} as x from {portfolio}
where cluster = $cluster and {part} and year = $year and level = $level and employment > 0 and {column} is not null
order by x desc, region
"""

Making = Callable[[Edition, Subject, Row], Working]


def in_ranked_set(formula: str, column: str) -> Making:
    """A recipe over the regions of the level that have jobs in the cluster that year."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        query = _RANKED_SET.format(column=column, portfolio=PORTFOLIO, part=of_part(row))
        rows = edition.rows(query, key_of(row, "cluster", "subcluster", "year", "level"))
        parts = Parts("region", {"x": f"portfolio.{column}"}, rows, key_of(row, "cluster", "subcluster", "year"))
        numbers = () if formula == MANY else (own("x_r", "portfolio", column, row),)
        return Working(formula, numbers, parts)

    return make


def in_level(formula: str, table: str, column: str) -> Making:
    """A recipe over the regions of the level in the year; those without a value have no rank."""

    def make(edition: Edition, subject: Subject, row: Row) -> Working:
        known = "true" if formula == MANY else f"{column} is not null"
        query = f"select region, {column} as x from {table} where year = $year and level = $level and {known}"  # noqa: S608
        rows = edition.rows(f"{query} order by x desc, region", key_of(row, "year", "level"))
        parts = Parts("region", {"x": f"{table}.{column}"}, rows, key_of(row, "year"))
        return Working(formula, () if formula == MANY else (own("x_r", table, column, row),), parts)

    return make
