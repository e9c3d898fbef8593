"""Robustness: whether a class would stand if withheld figures were as low, or as high, as they can be."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.portfolio import check_portfolio, keys, numbers, rows_ranked
from clusteratlas.diagnosis.rule_book import Rule, RuleBook, load
from clusteratlas.diagnosis.thresholds import RankedSets
from clusteratlas.measures.answer import key_order
from clusteratlas.tables import Frame, like, to_arrow

PERTURBATION = 0.05  # a class that 5 % more or less would change is not called robust
CLASS = "strong"
_PERTURBED = ("employment", "location_quotient")

Ratios = NDArray[np.float64]


def robustness(portfolio: Frame, rules: str | RuleBook = "us-percentile") -> Frame:
    """The portfolio with the columns strong_low, strong_high and robust.

    A regional cluster is strong_low if it meets every condition of `strong` with its figures at the low end of what
    withheld cells allow, strong_high with all at the high end; thresholds and all other regions stay as they are. It
    is robust if both say what `strong` says, and so do its figures with 5 % less and 5 % more employment and quotient.

    Parameters:
        portfolio: as `classify` reads it; where it has them with <column>_low and <column>_high for employment,
            establishments and location_quotient, empty where nothing is withheld. A low end without a high one is
            open: nobody can say how large the figure may be.
        rules: the name of a rule book, or a rule book.

    Returns:
        The kind of dataframe that came in, with all its columns and the three truth columns, ordered by year, level,
        region, cluster, subcluster; null where the rule book ranks nothing.

    Raises:
        WrongColumns, BadCells, UnknownChoice: as `classify`.

    Example:
        The thresholds are 3.5 for the quotient, 17.5 for employment and 1 for establishments. Withheld cells leave d
        between 3 and 6: not strong at the low end.

        >>> import pyarrow as pa
        >>> portfolio = pa.table({
        ...     "region": ["a", "b", "c", "d"], "cluster": ["aerospace"] * 4, "kind": ["traded"] * 4,
        ...     "employment": [10, 20, 30, 40], "establishments": [1, 1, 2, 3],
        ...     "location_quotient": [1.0, 2.0, 3.0, 5.0],
        ...     "location_quotient_low": [None, None, None, 3.0], "location_quotient_high": [None, None, None, 6.0],
        ... })
        >>> row = robustness(portfolio).to_pylist()[3]
        >>> row["strong_low"], row["strong_high"], row["robust"]
        (False, True, False)
    """
    book = load(rules)
    source = to_arrow(portfolio, "portfolio")
    table = check_portfolio(source, book)
    ranked = rows_ranked(table, book)
    columns = _answers(source.filter(pa.array(ranked)), table.filter(pa.array(ranked)), book)
    kept = source.select([name for name in source.column_names if name not in columns])
    for name, answers in columns.items():
        kept = kept.append_column(name, _spread(ranked, answers))
    return like(portfolio, kept.take(key_order(table, keys(table))))


def _answers(source: pa.Table, table: pa.Table, book: RuleBook) -> dict[str, NDArray[np.bool_]]:
    conditions = book.of_class(CLASS)
    sets = RankedSets.of(table, book, keys(table, book.within), numbers(table, book.present) > 0)
    thresholds = {rule.id: sets.threshold(rule) for rule in conditions}
    values = {rule.column: numbers(table, rule.column) for rule in conditions}
    low, high = ({column: _end(source, table, column, end) for column in values} for end in ("low", "high"))
    as_is, at_low, at_high, less, more = (
        _holds(conditions, thresholds, each)
        for each in (values, low, high, _moved(values, 1 - PERTURBATION), _moved(values, 1 + PERTURBATION))
    )
    robust = np.all([as_is == other for other in (at_low, at_high, less, more)], axis=0)
    return {f"{CLASS}_low": at_low, f"{CLASS}_high": at_high, "robust": robust}


def _end(source: pa.Table, table: pa.Table, column: str, end: str) -> Ratios:
    """The low or high end of a column; the figure itself where nothing is withheld."""
    values, name = numbers(table, column), f"{column}_{end}"
    if name not in source.column_names:
        return values
    ends = numbers(source, name)
    if end == "high":
        ends = np.where(np.isnan(ends) & ~np.isnan(numbers(source, f"{column}_low")), np.inf, ends)
    return np.where(np.isnan(ends), values, ends)


def _moved(values: Mapping[str, Ratios], factor: float) -> dict[str, Ratios]:
    return {name: each * factor if name in _PERTURBED else each for name, each in values.items()}


def _holds(
    conditions: tuple[Rule, ...], thresholds: Mapping[str, Ratios], values: Mapping[str, Ratios]
) -> NDArray[np.bool_]:
    holds = [rule.holds(values[rule.column], thresholds[rule.id]) for rule in conditions]
    return np.asarray(np.all(holds, axis=0))


def _spread(ranked: NDArray[np.bool_], answers: NDArray[np.bool_]) -> pa.Array:
    values = np.zeros(len(ranked), np.bool_)
    values[ranked] = answers
    return pa.array(values, mask=~ranked)
