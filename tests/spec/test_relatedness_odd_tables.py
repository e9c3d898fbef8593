"""Tables that are odd, and what every measure of relatedness and complexity answers or refuses."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, WrongColumns
from clusteratlas.measures import (
    complexity_outlook,
    economic_complexity,
    fitness,
    product_space,
    proximity,
    relatedness_density,
    specialised,
)

MEASURES: dict[str, Callable[..., Any]] = {
    "specialised": specialised,
    "relatedness_density": relatedness_density,
    "economic_complexity": economic_complexity,
    "fitness": fitness,
    "complexity_outlook": complexity_outlook,
    "product_space": product_space,
} | {
    f"proximity, {method}": partial(proximity, method=method)
    for method in ("conditional", "cosine", "jaccard", "association", "correlation")
}
CELLS = {"region": ["a", "a", "b", "b", "c"], "industry": ["x", "y", "x", "z", "z"], "employment": [3, 1, 2, 5, 4]}
every = pytest.mark.parametrize("name", MEASURES)


def tables(result: Any) -> list[pa.Table]:
    """The tables of an answer; the report of its years, which is no measure, left out."""
    if not is_dataclass(result):
        return [result]
    return [getattr(result, each.name) for each in fields(result) if each.name != "years"]


def results(table: pa.Table) -> list[list[object]]:
    """The columns that are no keys and no counts."""
    known = ("region", "industry", "other", "year", "diversity", "ubiquity", "specialised")
    return [table[name].to_pylist() for name in table.column_names if name not in known]


@every
@pytest.mark.parametrize("dated", [False, True])
def test_a_table_without_rows_gives_tables_without_rows(name: str, dated: bool) -> None:
    empty = {
        "region": pa.array([], pa.string()),
        "industry": pa.array([], pa.string()),
        "employment": pa.array([], pa.int64()),
    }
    found = tables(MEASURES[name](pa.table(empty | ({"year": pa.array([], pa.int64())} if dated else {}))))
    full = tables(MEASURES[name](pa.table(CELLS | ({"year": [2019] * 5} if dated else {}))))
    assert [table.num_rows for table in found] == [0] * len(found)
    assert [table.schema for table in found] == [table.schema for table in full]


@every
def test_values_that_are_all_zero_have_no_answer(name: str) -> None:
    for table in tables(MEASURES[name](pa.table(CELLS | {"employment": [0] * 5}))):
        assert table.num_rows > 0
        assert {value for column in results(table) for value in column} <= {None}


@every
def test_one_region(name: str) -> None:
    table = pa.table({"region": ["a"] * 3, "industry": ["x", "y", "z"], "employment": [1, 2, 0]})
    found = tables(MEASURES[name](table))
    if name == "specialised":  # a region that is the country has the country's shares
        assert found[0]["specialised"].to_pylist() == [True, True, None]
    if name in ("economic_complexity", "complexity_outlook"):
        assert {value for each in found for column in results(each) for value in column} == {None}
    if name == "relatedness_density":
        assert found[0]["density"].to_pylist() == [1.0, 1.0, None]


@every
def test_one_industry(name: str) -> None:
    table = pa.table({"region": ["a", "b", "c"], "industry": ["x"] * 3, "employment": [1, 2, 0]})
    found = tables(MEASURES[name](table))
    if name == "specialised":
        assert found[0]["specialised"].to_pylist() == [True, True, None]
    if name.startswith("proximity"):
        assert found[0].num_rows == 0
    if name == "relatedness_density":  # there is no other industry that could be near
        assert found[0]["density"].to_pylist() == [None, None, None]
    if name == "fitness":
        assert found[0]["fitness"].to_pylist() == [1.0, 1.0, None]


@every
def test_regions_with_nothing_in_common(name: str) -> None:
    table = pa.table({"region": ["a", "b"], "industry": ["x", "y"], "employment": [1, 2]})
    found = tables(MEASURES[name](table))
    if name == "proximity, correlation":
        assert found[0]["proximity"].to_pylist() == [-1.0, -1.0]
    elif name.startswith("proximity"):
        assert found[0]["proximity"].to_pylist() == [0.0, 0.0]
    if name in ("economic_complexity", "complexity_outlook"):
        assert {value for each in found for column in results(each) for value in column} == {None}


@every
@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (float("nan"), "is not a finite number"),
        (float("inf"), "is not a finite number"),
        (-1.0, "is negative"),
        (None, "is empty"),
    ],
)
def test_bad_values_are_refused(name: str, value: float | None, rule: str) -> None:
    with pytest.raises(BadCells, match=f"frame: 1 cell breaks a rule.*\n.*row 2, column employment: .* {rule}"):
        MEASURES[name](pa.table(CELLS | {"employment": [3.0, value, 2.0, 5.0, 4.0]}))


@every
@pytest.mark.parametrize("dated", [False, True])
def test_a_row_that_stands_twice_is_refused(name: str, dated: bool) -> None:
    twice = {"region": ["a", "b", "b", "b", "c"], "industry": ["x", "z", "x", "z", "z"], "employment": [3, 1, 2, 5, 4]}
    with pytest.raises(BadCells, match="'b z' stands more than once"):
        MEASURES[name](pa.table(twice | ({"year": [2019] * 5} if dated else {})))
    MEASURES[name](pa.table(twice | {"year": [2019, 2018, 2019, 2019, 2019]}))


@every
def test_missing_and_mistyped_columns_are_named(name: str) -> None:
    with pytest.raises(WrongColumns, match="column 'wages' is missing"):
        MEASURES[name](pa.table(CELLS), value="wages")
    with pytest.raises(WrongColumns, match="column 'cluster' is missing"):
        MEASURES[name](pa.table(CELLS), of="cluster")
    with pytest.raises(WrongColumns, match="column 'industry' must be text"):
        MEASURES[name](pa.table(CELLS | {"industry": [1, 2, 1, 3, 3]}))
    with pytest.raises(WrongColumns, match="list is not a dataframe"):
        MEASURES[name]([1, 2, 3])


@every
@pytest.mark.parametrize("kind", [pa.int8, pa.int16, pa.int32, pa.int64, pa.uint8, pa.uint16, pa.uint32, pa.uint64])
def test_every_width_of_integer_gives_the_same(name: str, kind: type) -> None:
    jobs = [120, 1, 20, 100, 90]  # 8 bits hold no sum of these
    found = MEASURES[name](pa.table(CELLS | {"employment": pa.array(jobs, kind())}))
    expected = MEASURES[name](pa.table(CELLS | {"employment": pa.array(jobs, pa.float64())}))
    assert [one.equals(other) for one, other in zip(tables(found), tables(expected), strict=True)] == [True] * len(
        tables(found)
    )


@every
def test_other_names_of_columns(name: str) -> None:
    renamed = pa.table({"region": CELLS["region"], "cluster": CELLS["industry"], "wages": CELLS["employment"]})
    for found, expected in zip(
        tables(MEASURES[name](renamed, value="wages", of="cluster")),
        tables(MEASURES[name](pa.table(CELLS))),
        strict=True,
    ):
        assert found.column_names == ["cluster" if column == "industry" else column for column in expected.column_names]
        assert [column.to_pylist() for column in found.columns] == [column.to_pylist() for column in expected.columns]


@every
def test_a_row_of_zero_and_no_row_are_the_same(name: str) -> None:
    more = {"region": "c", "industry": "x", "employment": 0}
    found = tables(MEASURES[name](pa.table({key: [*values, more[key]] for key, values in CELLS.items()})))
    if name == "specialised":  # has an answer for each row of the frame, and others for each region with each industry
        answers = found[0].to_pylist()
        assert answers.pop(4) == {"region": "c", "industry": "x", "specialised": False}
        found = [pa.Table.from_pylist(answers)]
    expected = tables(MEASURES[name](pa.table(CELLS)))
    assert [one.equals(other) for one, other in zip(found, expected, strict=True)] == [True] * len(expected)
