"""Recipes of what rule books say: thresholds, how many regions they rest on, stars."""

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.formula import Value
from clusteratlas.editions.explained.reading import PORTFOLIO, key_of, value_of
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import RULE, Parts, Working
from clusteratlas.editions.queries.clusters import cluster as cluster_row
from clusteratlas.editions.queries.explanation import why_strong_or_not

_RANKED_SET = """
select region, {column} as x from {portfolio}
where cluster = $cluster and subcluster is null and year = $year and level = $level and {present} > 0
    and {column} is not null
order by x desc, region
"""


def threshold(edition: Edition, subject: Subject, row: Row) -> Working:
    """A percentile of the ranked set, or the number that the rule book itself names."""
    rule = edition.book(row["rules"]).rules[row["condition"]]
    if rule.percentile is None:
        return Working(kind=RULE)
    return Working(f"percentile(x, {rule.percentile:g})", parts=_set(edition, row))


def ranked(edition: Edition, subject: Subject, row: Row) -> Working:
    """How many regions a percentile rests on."""
    return Working("count()", parts=_set(edition, row))


def _set(edition: Edition, row: Row) -> Parts:
    book = edition.book(row["rules"])
    rule = book.rules[row["condition"]]
    column = rule.column if rule.percentile is not None else book.present
    known = edition.layouts["portfolio"].schema.names
    query = _RANKED_SET.format(column=column, portfolio=PORTFOLIO, present=book.present)
    rows = edition.rows(query, key_of(row, "cluster", "year", "level")) if column in known else []
    return Parts("region", {"x": f"portfolio.{column}"}, rows, key_of(row, "cluster", "year"))


def stars(edition: Edition, subject: Subject, row: Row) -> Working:
    """How many of the rule book's stars hold, or could be measured."""
    explanation = why_strong_or_not(
        edition, row["region"], cluster_row(edition, row["cluster"]), row["year"], row["rules"]
    )
    found = [each for each in explanation.conditions if each.id in _starred(edition, row)] if explanation else []
    absent = not _jobs(edition, row)  # a region without the cluster passes nothing: of that nothing need be measured
    rows = [
        {"condition": each.id, "x": each.value, "y": each.threshold, "holds": bool(each.passes) and not absent,
         "measured": absent or each.passes is not None, "column": each.column}
        for each in found
    ]  # fmt: skip
    letter = "holds" if subject.column == "grade" else "measured"
    letters = {"x": "condition.value", "y": "thresholds.threshold", letter: f"condition.{letter}"}
    here = key_of(row, "region", "cluster", "year", "rules") | {"level": _level(edition, row)}
    return Working(f"count({letter})", parts=Parts("condition", letters, rows, here, told=("x", "y")))


def _starred(edition: Edition, row: Row) -> set[str]:
    return {rule.id for rule in edition.book(row["rules"]).starred()}


def _jobs(edition: Edition, row: Row) -> Value:
    query = """select employment from portfolio
        where region = $region and cluster = $cluster and year = $year and subcluster is null"""
    return value_of(edition, query, key_of(row, "region", "cluster", "year"))


def _level(edition: Edition, row: Row) -> str:
    query = "select level from regions where region = $region"
    return str(edition.rows(query, key_of(row, "region"))[0]["level"])
