"""A schema: the columns a table must have, their types, their key; and the check at the door."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.errors import SHOWN, BadCell, BadCells, WrongColumns
from clusteratlas.tables.key_numbers import repeats

TEXT, COUNT, NUMBER, TRUTH = "text", "count", "number", "truth"
_ARROW = {TEXT: pa.string(), COUNT: pa.int64(), NUMBER: pa.float64(), TRUTH: pa.bool_()}
_ACCEPTS = {
    TEXT: lambda kind: pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind),
    COUNT: pa.types.is_integer,
    NUMBER: lambda kind: pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind),
    TRUTH: pa.types.is_boolean,
}


@dataclass(frozen=True)
class Column:
    """One column: name, kind (text, count, number, truth), whether it may be empty, and its least value."""

    name: str
    kind: str
    nullable: bool = False
    minimum: float | None = None
    required: bool = True


@dataclass(frozen=True)
class Schema:
    """A named table: its columns and the columns that identify a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def check(self, table: pa.Table, where: str | None = None) -> pa.Table:
        """The table with exactly these columns and types; raises WrongColumns or BadCells, changes no value."""
        place = where or self.name
        present = [column for column in self.columns if column.required or column.name in table.column_names]
        self._check_columns(table, present, place)
        typed = pa.table({c.name: _cast(table[c.name], c) for c in present})
        problems = [cell for column in present for cell in _bad_cells(typed[column.name], column)]
        if problems:
            raise BadCells(place, problems, len(problems), "")
        self._check_key(typed, place)
        return typed

    def _check_columns(self, table: pa.Table, present: list[Column], where: str) -> None:
        problems = [f"column {c.name!r} is missing" for c in present if c.name not in table.column_names]
        problems += [
            f"column {c.name!r} must be {c.kind}, found {table.schema.field(c.name).type}"
            for c in present
            if c.name in table.column_names and not _accepts(table.schema.field(c.name).type, c)
        ]
        if problems:
            raise WrongColumns(where, problems, table.column_names)

    def _check_key(self, table: pa.Table, where: str) -> None:
        key = [name for name in self.key if name in table.column_names]
        if not key or not repeats(table, key):
            return
        repeated = table.group_by(key).aggregate([([], "count_all")])
        repeated = repeated.filter(pc.greater(repeated["count_all"], 1))
        rows = [{name: row[name] for name in key} for row in repeated.slice(0, SHOWN).to_pylist()]
        said, rule = "+".join(key), "stands more than once"
        cells = [BadCell(_second(table, row), said, " ".join(map(str, row.values())), rule) for row in rows]
        raise BadCells(where, cells, repeated.num_rows, "Sum or drop the repeated rows first.")


def _accepts(kind: pa.DataType, column: Column) -> bool:
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_null(value):  # a column that is empty throughout has no type of its own
        return column.nullable
    return bool(_ACCEPTS[column.kind](value))


def _cast(values: pa.ChunkedArray, column: Column) -> pa.ChunkedArray:
    if pa.types.is_dictionary(values.type):
        values = values.cast(values.type.value_type)
    # A whole number beyond 2^53 becomes the nearest that a float holds; Arrow would refuse it.
    return values.cast(_ARROW[column.kind], safe=column.kind != NUMBER)


def _bad_cells(values: pa.ChunkedArray, column: Column) -> Iterator[BadCell]:
    if not column.nullable and values.null_count:
        yield from (BadCell(row, column.name, "", "is empty") for row in _rows(pc.is_null(values)))
    if column.kind == NUMBER:
        odd = pc.fill_null(pc.invert(pc.is_finite(values)), False)
        yield from (BadCell(row, column.name, str(values[row - 1]), "is not a finite number") for row in _rows(odd))
    if column.minimum is not None:
        low = pc.fill_null(pc.less(values, column.minimum), False)
        rule = "is negative" if column.minimum == 0 else f"is below {column.minimum:g}"
        yield from (BadCell(row, column.name, str(values[row - 1]), rule) for row in _rows(low))


def _second(table: pa.Table, key: dict[str, object]) -> int:
    """The second row with these values, counted from 1."""
    same = [pc.is_null(table[name]) if value is None else pc.equal(table[name], value) for name, value in key.items()]
    return _rows(pc.fill_null(reduce(pc.and_, same), False))[1]


def _rows(mask: pa.ChunkedArray) -> list[int]:
    return [int(index) + 1 for index in pc.indices_nonzero(mask).to_pylist()]
