"""The check at the door: columns, types, empty cells, ranges, keys."""

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, WrongColumns
from clusteratlas.tables import Column, Schema

SCHEMA = Schema(
    "jobs",
    (
        Column("region", "text"),
        Column("year", "count", minimum=1980, required=False),
        Column("jobs", "count", minimum=0),
        Column("share", "number", nullable=True, minimum=0),
        Column("strong", "truth", nullable=True),
    ),
    key=("region", "year"),
)
GOOD = {"region": ["a", "b"], "year": [2019, 2019], "jobs": [1, 0], "share": [0.5, None], "strong": [True, None]}


def test_a_good_table_gets_the_columns_and_types_of_the_schema() -> None:
    narrow = pa.table(GOOD | {"note": ["x", "y"]}).select(["note", "strong", "share", "jobs", "year", "region"])
    narrow = narrow.set_column(3, "jobs", pa.array([1, 0], pa.uint8()))
    narrow = narrow.set_column(5, "region", pa.array(["a", "b"]).dictionary_encode())
    checked = SCHEMA.check(narrow)
    assert checked.column_names == list(GOOD)
    assert [str(field.type) for field in checked.schema] == ["string", "int64", "int64", "double", "bool"]
    assert checked.to_pydict() == GOOD


def test_a_column_that_is_not_required_may_be_absent() -> None:
    assert SCHEMA.check(pa.table(GOOD).drop_columns("year")).column_names == ["region", "jobs", "share", "strong"]


def test_a_column_empty_throughout_needs_no_type() -> None:
    checked = SCHEMA.check(pa.table(GOOD | {"share": pa.nulls(2)}))
    assert checked["share"].type == pa.float64()
    with pytest.raises(WrongColumns, match="column 'jobs' must be count, found null"):
        SCHEMA.check(pa.table(GOOD | {"jobs": pa.nulls(2)}))


def test_all_wrong_columns_are_named_at_once() -> None:
    with pytest.raises(WrongColumns) as caught:
        SCHEMA.check(pa.table({"region": [1], "jobs": ["many"]}), "file.csv")
    assert str(caught.value) == (
        "file.csv: column 'share' is missing; column 'strong' is missing; column 'region' must be text, found int64; "
        "column 'jobs' must be count, found string. Columns found: region, jobs."
    )


@pytest.mark.parametrize(
    ("column", "values", "line"),
    [
        ("region", ["a", None], "row 2, column region: '' is empty"),
        ("jobs", [-1, 3], "row 1, column jobs: '-1' is negative"),
        ("jobs", [3, None], "row 2, column jobs: '' is empty"),
        ("year", [2019, 1979], "row 2, column year: '1979' is below 1980"),
        ("share", [-0.5, 0.1], "row 1, column share: '-0.5' is negative"),
        ("share", [np.inf, 0.1], "row 1, column share: 'inf' is not a finite number"),
        ("share", [0.1, np.nan], "row 2, column share: 'nan' is not a finite number"),
        ("region", ["a", "a"], "row 2, column region+year: 'a 2019' stands more than once"),
    ],
)
def test_a_bad_cell_is_named(column: str, values: list[object], line: str) -> None:
    with pytest.raises(BadCells) as caught:
        SCHEMA.check(pa.table(GOOD | {column: values}))
    assert str(caught.value).startswith("jobs: 1 cell breaks a rule.")
    assert str(caught.value).splitlines()[1:] == [f"  {line}"]


def test_five_are_shown_and_all_counted() -> None:
    with pytest.raises(BadCells) as caught:
        SCHEMA.check(
            pa.table({"region": list("abcdefgh"), "jobs": [-1] * 8, "share": [-1.0] * 8, "strong": [True] * 8})
        )
    assert caught.value.count == 16
    assert len(caught.value.cells) == 5


def test_keys_of_large_numbers_do_not_collide() -> None:
    years = [2**53, 2**53 + 1]
    assert SCHEMA.check(pa.table(GOOD | {"region": ["a", "a"], "year": years})).num_rows == 2
