"""Withheld cells of dataframes: every kind in, the same kind out, and what is refused with its row."""

from collections.abc import Callable

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, InputError, WrongColumns
from clusteratlas.suppression import bound, estimate
from clusteratlas.tables import Frame, to_arrow

TREE = pa.table({"industry": ["all", "farming", "mining", "trade"], "parent": [None, "all", "all", "all"]})
REGIONS = pa.table({"region": ["us", "ohio", "iowa"], "parent": [None, "us", "us"]})
CELLS = pa.table(
    {
        "year": [2019] * 4 + [2020] * 3,
        "region": ["ohio"] * 7,
        "industry": ["all", "farming", "mining", "trade", "all", "farming", "trade"],
        "employment": [10, None, None, 4, 9, None, 4],
        "establishments": [6, 2, 1, 3, 5, 2, 3],
    }
)
EXPECTED = [
    {"region": "ohio", "industry": "all", "year": 2019, "low": 10, "high": 10, "flag": "published", "estimate": 10},
    {"region": "ohio", "industry": "all", "year": 2020, "low": 9, "high": 9, "flag": "published", "estimate": 9},
    {"region": "ohio", "industry": "farming", "year": 2019, "low": 0, "high": 6, "flag": "bounded", "estimate": 4},
    {"region": "ohio", "industry": "farming", "year": 2020, "low": 5, "high": 5, "flag": "derived", "estimate": 5},
    {"region": "ohio", "industry": "mining", "year": 2019, "low": 0, "high": 6, "flag": "bounded", "estimate": 2},
    {"region": "ohio", "industry": "trade", "year": 2019, "low": 4, "high": 4, "flag": "published", "estimate": 4},
    {"region": "ohio", "industry": "trade", "year": 2020, "low": 4, "high": 4, "flag": "published", "estimate": 4},
]
KINDS: dict[str, Callable[[pa.Table], Frame]] = {
    "pandas": lambda table: table.to_pandas(),
    "polars": pl.from_arrow,
    "polars, lazy": lambda table: pl.from_arrow(table).lazy(),  # type: ignore[union-attr]
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
}


def without(rows: list[dict[str, object]], *names: str) -> list[dict[str, object]]:
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_frame_gets_the_same_answer_in_its_kind(kind: str) -> None:
    frame = KINDS[kind](CELLS)
    for function, dropped in ((bound, ("estimate",)), (estimate, ())):
        found = function(frame, KINDS[kind](TREE))
        assert type(found) is type(frame)
        assert without(to_arrow(found).to_pylist(), "employment") == without(EXPECTED, *dropped)


def test_the_value_stays_as_it_was() -> None:
    assert bound(CELLS, TREE)["employment"].to_pylist() == [10, 9, None, None, None, 4, 4]


def test_totals_of_regions_narrow_and_are_not_returned() -> None:
    cells = pa.table(
        {"region": ["ohio", "iowa", "iowa"], "industry": ["mining"] * 2 + ["trade"], "employment": [None, 3, 1]}
    )
    totals = pa.table({"region": ["us"], "industry": ["mining"], "employment": [8]})
    rows = bound(cells, TREE, totals, REGIONS).to_pylist()
    assert [(row["region"], row["industry"], row["low"], row["high"], row["flag"]) for row in rows] == [
        ("iowa", "mining", 3, 3, "published"),
        ("iowa", "trade", 1, 1, "published"),
        ("ohio", "mining", 5, 5, "derived"),
    ]


def test_what_nothing_bounds_is_empty_above() -> None:
    cells = pa.table({"region": ["ohio"], "industry": ["mining"], "employment": pa.array([None], pa.int64())})
    assert bound(cells, TREE).to_pylist() == [
        {"region": "ohio", "industry": "mining", "employment": None, "low": 0, "high": None, "flag": "bounded"}
    ]


def test_a_frame_without_rows_has_none_afterwards() -> None:
    assert estimate(CELLS.slice(0, 0), TREE).num_rows == 0


def test_rows_that_pandas_made_floating_are_whole_again() -> None:
    frame = pd.DataFrame({"region": ["ohio"] * 2, "industry": ["all", "mining"], "employment": [5.0, float("nan")]})
    assert bound(frame, TREE)["high"].tolist() == [5, 5]


REFUSED = {
    "unknown industry": ({"industry": ["all", "minning"]}, r"cells: .*\n  row 2, column industry: 'minning'.*mining"),
    "negative": ({"employment": [5, -1]}, "row 2, column employment: '-1' is negative"),
    "twice": ({"industry": ["all", "all"]}, "ohio all.*more than once"),
    "not whole": ({"employment": [5.0, 1.5]}, "row 2, column employment: '1.5' is not a whole number"),
    "crossed": ({"employment": [5, None], "low": [0, 9], "high": [0, 3]}, "row 2, column low: '9' is above high, 3"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_rows_are_refused_by_number(name: str) -> None:
    columns, message = REFUSED[name]
    good: dict[str, list[object]] = {"region": ["ohio"] * 2, "industry": ["all", "mining"], "employment": [5, None]}
    with pytest.raises(BadCells, match=message):
        bound(pa.table(good | columns), TREE)  # type: ignore[operator]


def test_a_total_that_stands_in_the_cells_too_is_refused() -> None:
    with pytest.raises(BadCells, match=r"totals: .*\n  row 2, .*'ohio mining 2019' stands in cells too"):
        bound(CELLS, TREE, CELLS.slice(2, 1).set_column(0, "year", pa.array([2019])).take([0, 0]).set_column(
            1, "region", pa.array(["iowa", "ohio"])))  # fmt: skip


def test_trees_without_their_parents_are_refused() -> None:
    with pytest.raises(BadCells, match=r"row 1, column parent: 'al'.*nearest known: all"):
        bound(CELLS, pa.table({"industry": ["farming", "all"], "parent": ["al", None]}))
    with pytest.raises(InputError, match="circle"):
        bound(CELLS, pa.table({"industry": ["farming", "all"], "parent": ["all", "farming"]}))
    with pytest.raises(WrongColumns, match="parent"):
        bound(CELLS, pa.table({"industry": ["all"]}))
