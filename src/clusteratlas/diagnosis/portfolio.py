"""The door of diagnosis: what a portfolio must look like, and which of its rows a rule book ranks."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.columns import COLUMNS
from clusteratlas.diagnosis.rule_book import RuleBook
from clusteratlas.errors import BadCell, BadCells
from clusteratlas.tables import Column, Frame, Schema, to_arrow

KEY = ("year", "level", "region", "cluster", "subcluster")

_ENTRIES = (
    Column("year", "count", required=False),
    Column("level", "text", required=False),
    Column("region", "text"),
    Column("cluster", "text"),
    Column("subcluster", "text", nullable=True, required=False),
    Column("kind", "text"),
)
_ALWAYS = ("employment", "location_quotient")  # what every explanation counts in
_MAY_BE_EMPTY = ("location_quotient",)  # where there are no jobs


def check_portfolio(frame: Frame, book: RuleBook) -> pa.Table:
    """The columns a rule book reads, checked; a region with jobs in a cluster must have a location quotient.

    Figures the rule book does not compare are neither asked for nor looked at, but employment and location quotient. A
    column that not every portfolio has is empty where this one lacks it.
    """
    return _checked(frame, book.needs, needed=tuple(name for name in book.needs if COLUMNS[name].needed))


def check_for_all(frame: Frame, books: Iterable[RuleBook]) -> pa.Table:
    """The columns that any of several rule books reads; none but employment and location quotient must be there."""
    return _checked(frame, {name for book in books for name in book.needs}, needed=())


def _checked(frame: Frame, columns: Iterable[str], needed: tuple[str, ...]) -> pa.Table:
    asked = [name for name in COLUMNS if name in {*_ALWAYS, *columns}]
    figures = (_figure(name, name in {*_ALWAYS, *needed}) for name in asked)
    table = Schema("portfolio", (*_ENTRIES, *figures), KEY).check(to_arrow(frame, "portfolio"))
    lacking = np.flatnonzero((numbers(table, "employment") > 0) & np.isnan(numbers(table, "location_quotient")))
    if len(lacking):
        rule = "is empty where employment is above zero"
        cells = [BadCell(int(row) + 1, "location_quotient", "", rule) for row in lacking]
        raise BadCells("portfolio", cells, len(cells), "Compute it with measures.location_quotient.")
    for name in asked:
        if name not in table.column_names:
            table = table.append_column(name, pa.nulls(table.num_rows, pa.float64()))
    return table


def _figure(name: str, needed: bool) -> Column:
    nullable = name in _MAY_BE_EMPTY or not needed
    return Column(name, "number", nullable=nullable, minimum=COLUMNS[name].minimum, required=needed)


def keys(table: pa.Table, among: tuple[str, ...] = KEY) -> tuple[str, ...]:
    """Those of the key columns that the table has."""
    return tuple(key for key in among if key in table.column_names)


def numbers(table: pa.Table, column: str) -> NDArray[np.float64]:
    """A column as numbers, NaN where it is empty."""
    return np.asarray(table[column].to_numpy(), dtype=np.float64)


def rows_of_whole_clusters(table: pa.Table) -> NDArray[np.bool_]:
    """Whether each row is a whole cluster and not a subcluster."""
    if "subcluster" not in table.column_names:
        return np.ones(table.num_rows, np.bool_)
    return np.asarray(pc.is_null(table["subcluster"]).to_numpy())


def rows_at(table: pa.Table, levels: tuple[str, ...]) -> NDArray[np.bool_]:
    """Whether each row is at one of the levels; none is where the table names no levels."""
    return rows_with(table, "level", levels) if "level" in table.column_names else np.zeros(table.num_rows, np.bool_)


def rows_with(table: pa.Table, column: str, words: tuple[str, ...]) -> NDArray[np.bool_]:
    """Whether each row's text is one of the words."""
    return np.asarray(pc.is_in(table[column], value_set=pa.array(words, pa.string())).to_numpy())


def rows_ranked(table: pa.Table, book: RuleBook) -> NDArray[np.bool_]:
    """Whether the rule book classifies each row: whole clusters of its kinds, at the levels it ranks."""
    whole_of_kind = rows_of_whole_clusters(table) & rows_with(table, "kind", book.kinds)
    return whole_of_kind & ~rows_at(table, book.levels_not_ranked)
