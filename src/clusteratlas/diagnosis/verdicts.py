"""Verdicts: what several rule books say of every regional cluster, one row for each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.judgement import Judgement
from clusteratlas.diagnosis.portfolio import check_for_all, keys, rows_ranked
from clusteratlas.diagnosis.rule_book import RuleBook, Rules, load_all
from clusteratlas.diagnosis.strength import judge_rows
from clusteratlas.measures.answer import in_key_order
from clusteratlas.tables import Frame, like

KEY = ("year", "level", "region", "cluster")


def verdicts(portfolio: Frame, rules: Rules | Sequence[Rules] = "us-percentile") -> Frame:
    """What each rule book says of each regional cluster it ranks: its class, its stars, and whether it is strong.

    Parameters:
        portfolio: one row for each region and cluster: region, cluster, kind (text), employment (persons),
            location_quotient (ratio); where it has them year, level, subcluster, and what else the rule books compare.
            A column it lacks is not measured. An absent row is a region without the cluster; it gets no verdict.
        rules: a rule book or several, each by its name, the path of one's own, or itself.

    Returns:
        The kind of dataframe that came in: those of year, level that the portfolio has, region, cluster, rules, class
        (the highest that certainly holds), grade (how many stars pass), measured (how many stars could be measured),
        strong (whether the class that the rule book names in `agreement` holds); one row for each row of the portfolio
        and each rule book that ranks it, ordered by year, level, region, cluster, rules.

    Raises:
        WrongColumns: employment or location_quotient is missing, or a column has another type.
        BadCells: a number is negative or not finite, a row stands twice, or a region with jobs has no quotient.
        UnknownChoice: there is no such rule book.
        InputError: a rule book is asked for twice, or one's own is wrong.

    Notes:
        A null class means none that certainly holds. grade and measured are null where the rule book has no stars,
        grade also where its minima are not measured; without its minima a regional cluster has no star. strong is null
        where what is measured does not decide it: one star of three, a fourth not measured, cannot be three of four, so
        it is false; two of three could be, so it is null. A row without jobs passes nothing.

    Example:
        The cut is 1: c is specialised and was more so, d is and rises. Nobody knows how a changed.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["a", "b", "c", "d"], "cluster": ["aerospace"] * 4, "kind": ["traded"] * 4,
        ...     "employment": [10, 20, 30, 40], "location_quotient": [1.5, 0.5, 1.2, 3.0],
        ...     "location_quotient_change": [None, 0.1, -0.2, 0.3],
        ... })
        >>> for row in verdicts(portfolio, "quadrants").to_pylist():
        ...     print(row["region"], row["class"], row["strong"])
        a None None
        b emerging False
        c mature False
        d star True
    """
    books = load_all(rules)
    table = check_for_all(portfolio, books)
    table = in_key_order(table, keys(table, KEY))
    return like(portfolio, _stacked(table, judge_all(table, books)))


@dataclass(frozen=True)
class Judged:
    """What one rule book says, and of which rows of the table."""

    book: RuleBook
    rows: NDArray[np.int64]
    judgement: Judgement


def judge_all(table: pa.Table, books: Sequence[RuleBook]) -> list[Judged]:
    """What each rule book says of the rows it ranks, of a table checked for all of them."""
    return [_judged(table, book) for book in books]


def _judged(table: pa.Table, book: RuleBook) -> Judged:
    rows = np.flatnonzero(rows_ranked(table, book))
    return Judged(book, rows, judge_rows(table.take(pa.array(rows)), book))


def _stacked(table: pa.Table, judged: Sequence[Judged]) -> pa.Table:
    """The verdicts row by row of the table, which is in key order, and in each in the order of the rule books."""
    rows = np.concatenate([np.empty(0, np.int64), *(each.rows for each in judged)])
    order = pa.array(np.argsort(rows, kind="stable"))
    said = pa.concat_tables([_SCHEMA.empty_table(), *map(_said, judged)]).take(order)
    columns = {key: table[key].take(pa.array(rows).take(order)) for key in keys(table, KEY)}
    return pa.table(columns | {name: said[name] for name in said.column_names})


_SCHEMA = pa.schema(
    {"rules": pa.string(), "class": pa.string(), "grade": pa.int64(), "measured": pa.int64(), "strong": pa.bool_()}
)


def _said(each: Judged) -> pa.Table:
    classes, found = pa.array(list(each.judgement.classes), pa.string()), each.judgement.highest
    columns = {
        "rules": pa.array([each.book.name], pa.string()).take(pa.array(np.zeros(len(found), np.int64))),
        "class": classes.take(pa.array(found, mask=found < 0)),
        "grade": _counted(each.judgement.grade),
        "measured": _counted(each.judgement.measured),
        "strong": each.judgement.strong.column(),
    }
    return pa.table(columns, schema=_SCHEMA)


def _counted(values: NDArray[np.float64]) -> pa.Array:
    return pa.array(np.nan_to_num(values).astype(np.int64), mask=np.isnan(values))
