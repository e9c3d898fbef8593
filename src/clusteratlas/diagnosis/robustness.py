"""Robustness: whether a class would stand if withheld figures were as low, or as high, as they can be."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.answers import Answers
from clusteratlas.diagnosis.columns import COLUMNS
from clusteratlas.diagnosis.judgement import Figures, judge
from clusteratlas.diagnosis.portfolio import check_portfolio, keys, numbers, rows_ranked
from clusteratlas.diagnosis.rule_book import RuleBook, Rules, load
from clusteratlas.diagnosis.thresholds import RankedSets
from clusteratlas.measures.answer import in_key_order
from clusteratlas.tables import Frame, like, to_arrow

PERTURBATION = 0.05  # a class that 5 % more or less would change is not called robust

Ratios = NDArray[np.float64]


def robustness(portfolio: Frame, rules: Rules = "us-percentile") -> Frame:
    """The portfolio with the columns strong_low, strong_high and robust.

    A regional cluster is strong_low if the class that the rule book calls strong (its `agreement`) holds with its
    figures at the low end of what withheld cells allow, strong_high if it holds with all at the high end; thresholds
    and all other regions stay as they are. It is robust if both say what the class says, and so do its figures with 5 %
    less and 5 % more employment, quotients, share and wages per head. Growth, the change of the quotient and the
    industries above 1 are not moved.

    Parameters:
        portfolio: as `classify` reads it; where it has them with <column>_low and <column>_high for the columns the
            rule book compares, empty where nothing is withheld. A low end without a high one is open: nobody can say
            how large the figure may be.
        rules: the name of a rule book, the path of one's own, or a rule book.

    Returns:
        The kind of dataframe that came in, with all its columns and the three truth columns, ordered by year, level,
        region, cluster, subcluster; null where the rule book ranks nothing, and where what is measured does not decide
        it.

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
        kept = kept.append_column(name, answers.column_among(ranked))
    return like(portfolio, in_key_order(kept, keys(table), of=table))


def _answers(source: pa.Table, table: pa.Table, book: RuleBook) -> dict[str, Answers]:
    values = {column: numbers(table, column) for column in book.needs}
    sets = RankedSets.of(table, book, keys(table, book.within), values[book.present] > 0)
    thresholds = {id_: sets.threshold(rule) for id_, rule in book.rules.items()}
    low, high = ({column: _end(source, table, column, end) for column in values} for end in ("low", "high"))
    as_is, at_low, at_high, less, more = (
        judge(book, Figures(each, thresholds, each[book.present] > 0, sets.company)).strong
        for each in (values, low, high, _moved(values, 1 - PERTURBATION), _moved(values, 1 + PERTURBATION))
    )
    others = (at_low, at_high, less, more)
    robust = Answers(
        np.all([as_is.said & (as_is.yes == each.yes) & (as_is.no == each.no) for each in others], axis=0),
        np.any([(as_is.yes & each.no) | (as_is.no & each.yes) for each in others], axis=0),
    )
    return {"strong_low": at_low, "strong_high": at_high, "robust": robust}


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
    return {name: each * factor if COLUMNS[name].perturbed else each for name, each in values.items()}
