"""The thresholds of rule books, one row for each condition of each ranked set."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from clusteratlas.diagnosis.portfolio import check_for_all, keys, numbers, rows_ranked
from clusteratlas.diagnosis.rule_book import RuleBook, Rules, load_all
from clusteratlas.diagnosis.small_sets import FIXED_THRESHOLDS, SMALL_RANKED_SET
from clusteratlas.diagnosis.thresholds import RankedSets
from clusteratlas.measures.answer import in_key_order, nullable
from clusteratlas.tables import Frame, like


def threshold_table(portfolio: Frame, rules: Rules | Sequence[Rules] = "us-percentile") -> Frame:
    """What every condition of a rule book compares with in every ranked set, and on how many regions that rests.

    The same percentiles as `thresholds`, in long form, so that rule books with different conditions fit one table.

    Parameters:
        portfolio: as `verdicts` reads it.
        rules: a rule book or several, each by its name, the path of one's own, or itself.

    Returns:
        The kind of dataframe that came in: rules, those of year, level that the portfolio has, cluster, condition (its
        id), ranked (regions the percentile rests on; all ranked regions for a fixed threshold), threshold (in the unit
        of the condition's column), instead (the rule book to read beside it where a percentile rests on fewer than
        `SMALL_RANKED_SET` regions); ordered by rules, year, level, cluster, condition.

    Raises:
        WrongColumns, BadCells, UnknownChoice, InputError: as `verdicts`.

    Notes:
        Null threshold where no ranked region has a value: the condition is not measured. `instead` is null where enough
        regions are ranked, and for fixed thresholds.

    Example:
        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["a", "b", "c"], "cluster": ["aerospace"] * 3, "kind": ["traded"] * 3,
        ...     "employment": [10, 20, 40], "location_quotient": [1.0, 2.0, 3.0], "employment_growth": [None, 0.0, 0.5],
        ... })
        >>> for row in threshold_table(portfolio, "eu-panorama-2014").to_pylist():
        ...     print(row["condition"], row["ranked"], row["threshold"], row["instead"])
        dynamism 2 0.4 fixed-threshold
        productivity 0 None fixed-threshold
        size 3 32.0 fixed-threshold
        specialisation 0 None fixed-threshold
    """
    books = load_all(rules)
    table = check_for_all(portfolio, books)
    within = keys(table, ("year", "level", "cluster"))
    stacked = _stacked([part for book in books for part in _of_book(table, book)], table, within)
    return like(portfolio, in_key_order(stacked, ("rules", *within, "condition")))


def _of_book(table: pa.Table, book: RuleBook) -> list[pa.Table]:
    rows = table.filter(pa.array(rows_ranked(table, book)))
    within = keys(rows, book.within)
    sets = RankedSets.of(rows, book, within, numbers(rows, book.present) > 0)
    named = rows.select(list(within)).take(pa.array(sets.layout.first))
    return [_of_condition(named, sets, book, id_) for id_ in book.rules]


def _of_condition(named: pa.Table, sets: RankedSets, book: RuleBook, id_: str) -> pa.Table:
    rule, rows = book.rules[id_], len(sets.layout)
    ranked = sets.resting_on(rule)
    few = (ranked < SMALL_RANKED_SET) & (rule.percentile is not None)
    columns = {
        "rules": pa.array([book.name] * rows, pa.string()),
        **{key: named[key] for key in named.column_names},
        "condition": pa.array([id_] * rows, pa.string()),
        "ranked": pa.array(ranked.astype(np.int64)),
        "threshold": nullable(sets.of_sets(rule)),
        "instead": pa.array([FIXED_THRESHOLDS] * rows, pa.string(), mask=~few),
    }
    return pa.table(columns)


def _stacked(parts: list[pa.Table], table: pa.Table, within: tuple[str, ...]) -> pa.Table:
    """The parts under one another; a key that a rule book does not rank within is null there."""
    kinds = {"rules": pa.string(), **{key: table.schema.field(key).type for key in within}, "condition": pa.string()}
    schema = pa.schema({**kinds, "ranked": pa.int64(), "threshold": pa.float64(), "instead": pa.string()})
    return pa.concat_tables([schema.empty_table(), *parts], promote_options="default")
