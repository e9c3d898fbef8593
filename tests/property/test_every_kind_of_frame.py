"""Every public function that takes a dataframe gives each kind the same answer, in that kind, ordered by its keys."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import duckdb
import ibis
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.property.public_functions import ROOMS, calls, frames, names_of_frame_functions

from clusteratlas.errors import WrongColumns
from clusteratlas.tables import Frame, to_arrow


def _with_dictionaries(table: pa.Table) -> pa.Table:
    """Codes as Arrow dictionaries in several chunks, as Parquet files and other libraries give them."""
    coded = [
        table.column(name).dictionary_encode() if pa.types.is_string(table.schema.field(name).type) else table[name]
        for name in table.column_names
    ]
    encoded = pa.table(dict(zip(table.column_names, coded, strict=True)))
    return pa.concat_tables([encoded.slice(0, 1), encoded.slice(1)])


KINDS: dict[str, Callable[[pa.Table], Frame]] = {
    "pandas": lambda table: table.to_pandas(),
    "pandas, filtered": lambda table: pd.concat([table.to_pandas().head(2), table.to_pandas()]).iloc[2:],
    "pandas, nullable": lambda table: table.to_pandas().convert_dtypes(),
    "pandas, Arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pandas, categories": lambda table: _with_dictionaries(table).to_pandas(),
    "polars": pl.from_arrow,
    "polars, lazy": lambda table: pl.from_arrow(table).lazy(),  # type: ignore[union-attr]
    "pyarrow": lambda table: table,
    "pyarrow, dictionaries": _with_dictionaries,
    "duckdb": duckdb.from_arrow,
    "ibis": ibis.memtable,
}

TABLES = (pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.Table, duckdb.DuckDBPyRelation, ibis.Table)

each_call = pytest.mark.parametrize("name", calls())


def test_every_public_function_is_walked() -> None:
    public = set[str]().union(*map(names_of_frame_functions, ROOMS))
    assert {name.split(",", maxsplit=1)[0] for name in calls()} == public


def tables_of(answer: object, place: str = "") -> Iterator[tuple[str, Frame]]:
    """The tables an answer is, or is made of, and where they stand in it."""
    if isinstance(answer, Mapping):
        for name, part in answer.items():
            yield from tables_of(part, f"{place}.{name}")
    elif dataclasses.is_dataclass(answer):
        for part in dataclasses.fields(answer):
            yield from tables_of(getattr(answer, part.name), f"{place}.{part.name}")
    elif isinstance(answer, TABLES):
        yield place, answer


def said(answer: object) -> object:
    """An answer in plain words, whatever kind its tables are."""
    found = {place: to_arrow(table).to_pylist() for place, table in tables_of(answer)}
    return found or repr(answer)


@cache
def expected(name: str) -> Any:
    call = calls()[name]
    return call.on(frames()[call.frame])


# Not one table but a judgement, to be asked on; it says of its tables that they are Arrow's.
IN_ARROW = {"validate", "compare", "reassign_outliers", "define"}


@pytest.mark.parametrize("name", [name for name in calls() if not name.endswith("by year")])
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_answer_in_the_same_kind(name: str, kind: str) -> None:
    call, made = calls()[name], KINDS[kind]
    frame = made(frames()[call.frame])
    answer = call.on(frame, made)
    assert said(answer) == said(expected(name))
    kinds = {type(table) for _, table in tables_of(answer)}
    assert kinds <= ({pa.Table} if name.split(",", maxsplit=1)[0] in IN_ARROW else {type(frame)})


class Streaming:
    """No dataframe, but something that hands out Arrow data, as the tables of an atlas do."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


def test_what_hands_out_arrow_data_is_answered_with_arrow_tables() -> None:
    for name in ("location_quotient", "classify", "group", "bound"):
        call = calls()[name]
        answer = call.on(Streaming(frames()[call.frame]), Streaming)
        assert isinstance(answer, pa.Table)
        assert answer == expected(name)


@pytest.mark.parametrize("what", [[], None, "cells.csv", pa.array([1]), pa.chunked_array([[1]]), pd.Series([1])])
def test_what_is_no_dataframe_is_refused(what: object) -> None:
    with pytest.raises(WrongColumns, match=f"{type(what).__name__} is not a dataframe"):
        calls()["location_quotient"].on(what)


@each_call
def test_there_is_an_answer(name: str) -> None:
    """A walk over empty tables would show nothing."""
    answer = expected(name)
    assert answer
    tables = [table for place, table in tables_of(answer) if not place.endswith(".moves")]  # where nobody stands wrong
    assert all(table.num_rows for table in tables)


def test_there_are_nulls_for_every_kind_to_show() -> None:
    known = [pa.table(expected(name)) for name in ("location_quotient", "classify", "prospects", "rank_changes")]
    assert all(any(column.null_count for column in table.columns) for table in known)


@each_call
def test_rows_are_ordered_by_their_keys(name: str) -> None:
    answer, keys = expected(name), calls()[name].keys.split()
    assert bool(keys) == isinstance(answer, pa.Table)
    if keys:
        found = [tuple(row[key] for key in keys) for row in answer.to_pylist()]
        assert found == sorted(set(found))


@each_call
def test_the_order_of_the_rows_that_come_does_not_count(name: str) -> None:
    call, rows = calls()[name], frames()[calls()[name].frame]
    turned = call.on(rows.take(list(range(len(rows)))[::-1]))
    if name == "entry_probability":  # it adds a column to the rows as they stand
        turned = turned.take(list(range(len(rows)))[::-1])
    assert said(turned) == said(expected(name))
