"""What an atlas answers with: a table that every dataframe library reads, names beside its codes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.names import SOURCE_LANGUAGE

Columns = Mapping[str, pa.DataType]

TEXT, TRUTH, RATIO, COUNT = pa.string(), pa.bool_(), pa.float64(), pa.int64()
NAMED = {"region": "region", "peer": "region", "cluster": "cluster", "other": "cluster"}  # codes and what they name


class Table:
    """A result any dataframe library reads (`pandas`, `polars`, `pyarrow`): rows in order, columns of the glossary."""

    def __init__(self, table: pa.Table) -> None:
        self.arrow = table

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.arrow.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows())

    def __repr__(self) -> str:
        return str(self.to_pandas())

    def _repr_html_(self) -> str:
        return str(self.to_pandas().to_html(max_rows=20, notebook=True))

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return list(self.arrow.column_names)

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame."""
        return self.arrow.to_pandas()

    def rows(self) -> list[Row]:
        """The rows as dictionaries."""
        return list(self.arrow.to_pylist())


class EditionTable(Table):
    """A table that knows its edition, so that it can be drawn with the edition's short names."""

    def __init__(self, table: pa.Table, edition: Edition) -> None:
        super().__init__(table)
        self.edition = edition

    def labelled(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with the short names of their clusters."""
        short = self.edition.names.of("cluster-short")
        return [dict(row) | {"label": short.get(row["cluster"])} for row in rows]


def table_of(edition: Edition, rows: Sequence[Row], columns: Columns, language: str = SOURCE_LANGUAGE) -> pa.Table:
    """The rows with these columns, whether or not there are any; in front the names of what their codes stand for."""
    names = {f"{column}_name": TEXT for column in NAMED if column in columns}
    schema = pa.schema(names | dict(columns))
    return pa.Table.from_pylist([_named(edition, row, language) for row in rows], schema)


def columns_of(edition: Edition, table: str, without: Sequence[str] = ()) -> dict[str, pa.DataType]:
    """The columns of a table of the edition; whole numbers are wide enough to be added up."""
    schema = edition.layouts[table].schema
    return {field.name: _wide(field.type) for field in schema if field.name not in without}


def _wide(kind: pa.DataType) -> pa.DataType:
    return COUNT if pa.types.is_integer(kind) else kind


def _named(edition: Edition, row: Row, language: str) -> Row:
    codes = {column: entity for column, entity in NAMED.items() if column in row}
    return {
        f"{column}_name": edition.names.get(entity, row[column], language) for column, entity in codes.items()
    } | row
