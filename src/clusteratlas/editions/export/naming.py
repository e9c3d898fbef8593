"""Names beside codes: each code of a region, industry, cluster or subcluster is followed by its name in a language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.names import SOURCE_LANGUAGE
from clusteratlas.errors import WrongColumns

# Columns of codes, and the entity whose names they take.
NAMED = {
    "region": "region",
    "industry": "industry",
    "cluster": "cluster",
    "subcluster": "subcluster",
    "largest_cluster": "cluster",
    "other": "cluster",
    "peer": "region",
}
_OWN_NAMES = {"name", "title"}  # a table of entities has the names of its source already


def chosen(rows: pa.Table | Iterable[Mapping[str, Any]], columns: Sequence[str] | None = None) -> pa.Table:
    """An Arrow table of these columns in this order, all if none are named; raises WrongColumns for one it lacks.

    Of no rows at all, the columns named are there, empty.
    """
    table = rows if isinstance(rows, pa.Table) else _table(list(rows), columns)
    lacking = [f"column {name!r} is missing" for name in columns or () if name not in table.column_names]
    if lacking:
        raise WrongColumns("export", lacking, table.column_names)
    return table.select(list(columns)) if columns is not None else table


def with_names(edition: Edition, table: pa.Table, language: str) -> pa.Table:
    """The table with a column `<code>_name` after each column of codes that does not have one yet."""
    if language == SOURCE_LANGUAGE and _OWN_NAMES & set(table.column_names):
        return table
    for column in [name for name in table.column_names if name in NAMED]:
        if f"{column}_name" not in table.column_names:
            place = table.column_names.index(column) + 1
            table = table.add_column(place, f"{column}_name", _names(edition, table, column, language))
    return table


def _table(rows: list[Mapping[str, Any]], columns: Sequence[str] | None) -> pa.Table:
    return pa.Table.from_pylist(rows) if rows else pa.table({name: pa.nulls(0) for name in columns or ()})


def _names(edition: Edition, table: pa.Table, column: str, language: str) -> pa.ChunkedArray:
    names = edition.names.of(NAMED[column], language)
    codes = pa.array(list(names), pa.string())
    places = pc.index_in(_codes(table, column), value_set=codes)  # null for a code that is empty or has no name
    return pa.array(list(names.values()), pa.string()).take(places)


def _codes(table: pa.Table, column: str) -> pa.ChunkedArray:
    """The codes as the table of names has them: a subcluster's name stands under cluster/subcluster."""
    codes = table[column].cast(pa.string())
    if column != "subcluster" or "cluster" not in table.column_names:
        return codes
    return pc.binary_join_element_wise(table["cluster"].cast(pa.string()), codes, "/")
