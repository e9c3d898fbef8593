"""A table of an edition: its columns and types, and the columns that identify and order its rows."""

from dataclasses import dataclass

import pyarrow as pa

TEXT, TRUTH, RATIO = pa.string(), pa.bool_(), pa.float64()
SMALL, NUMBER, COUNT = pa.int16(), pa.int32(), pa.int64()
Columns = dict[str, pa.DataType]


@dataclass(frozen=True)
class TableLayout:
    """One table: its schema and its key, by which its rows are ordered."""

    schema: pa.Schema
    key: tuple[str, ...]

    @classmethod
    def of(cls, key: str, columns: Columns) -> "TableLayout":
        """The layout with these columns, and the key named in a line."""
        return cls(pa.schema(columns), tuple(key.split()))


def every(names: str, kind: pa.DataType) -> Columns:
    """Columns of one type, named in a line."""
    return dict.fromkeys(names.split(), kind)


def in_layout(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with the columns of a schema, in its order; a column it has not is empty."""
    for column in schema:
        if column.name not in table.column_names:
            table = table.append_column(column, pa.nulls(table.num_rows, column.type))
    return table.select(schema.names).cast(schema)
