"""The classes of a portfolio's year under every rule book, what they rest on, and whether they would stand."""

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.diagnosis import RuleBook, classify, robustness, threshold_table, verdicts
from clusteratlas.editions.layout import in_layout, tables_of

_ORDER = [(name, "ascending", "at_start") for name in ("region", "cluster", "subcluster")]
STRONG = "strong"


class Classified(NamedTuple):
    """The tables of a year: the portfolio with its classes, what every rule book says, and what it compares with."""

    portfolio: pa.Table
    verdicts: pa.Table
    thresholds: pa.Table


def classified(table: pa.Table, books: Sequence[RuleBook], measures: tuple[str, ...]) -> Classified:
    """The year's tables; the portfolio's own classes are those of the first rule book, where it ranks."""
    layouts = tables_of(measures)
    return Classified(
        in_layout(_with_classes(table, books[0]), layouts["portfolio"].schema),
        in_layout(verdicts(table, books), layouts["verdicts"].schema),
        in_layout(threshold_table(table, books), layouts["thresholds"].schema),
    )


def _with_classes(table: pa.Table, book: RuleBook) -> pa.Table:
    found = robustness(classify(table, book), book)
    if book.agreement != STRONG:  # what this rule book calls strong has another name there
        found = found.append_column(STRONG, found[book.agreement])
    return found.take(pc.sort_indices(found, sort_keys=_ORDER))
