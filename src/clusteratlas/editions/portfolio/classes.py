"""The classes of a portfolio's year under every rule book, what they rest on, and whether they would stand."""

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa

from clusteratlas.diagnosis import RuleBook, classify, robustness, threshold_table, verdicts
from clusteratlas.diagnosis.portfolio import KEY
from clusteratlas.editions.layout import in_layout, tables_of
from clusteratlas.measures.answer import in_key_order

_ORDER = ("region", "cluster", "subcluster")
_ALWAYS_READ = ("employment", "location_quotient")
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
    """The year with its classes, in the order of its keys; only what classes rest on is moved to find them."""
    year = in_key_order(table, _ORDER)
    asked = year.select([name for name in year.column_names if name in _read_by(book)])
    found = in_key_order(robustness(classify(asked, book), book), _ORDER)
    for name in found.column_names:
        year = year if name in asked.column_names else year.append_column(name, found[name])
    if book.agreement != STRONG:  # what this rule book calls strong has another name there
        year = year.append_column(STRONG, year[book.agreement])
    return year


def _read_by(book: RuleBook) -> set[str]:
    """The columns that classes and their robustness rest on."""
    figures = {f"{name}{end}" for name in (*_ALWAYS_READ, *book.needs) for end in ("", "_low", "_high")}
    return {*KEY, "kind", *figures}
