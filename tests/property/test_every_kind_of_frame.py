"""Every public function of measures and diagnosis gives each kind of dataframe the same answer, in that kind."""

from collections.abc import Callable
from functools import partial

import duckdb
import ibis
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from clusteratlas.diagnosis import classify, thresholds, why_not
from clusteratlas.measures import (
    complexity_outlook,
    compound_growth,
    economic_complexity,
    fitness,
    growth,
    location_quotient,
    national_shares,
    product_space,
    proximity,
    ranks,
    region_shares,
    relatedness_density,
    specialised,
)
from clusteratlas.tables import Frame, to_arrow

CELLS = pa.table(
    {
        "year": [2018, 2018, 2018, 2018, 2019, 2019, 2019, 2019, 2019],
        "level": ["metro"] * 9,
        "region": ["b", "b", "a", "a", "b", "b", "a", "a", "c"],
        "cluster": ["x", "y", "x", "y", "x", "y", "x", "y", "y"],
        "subcluster": pa.array([None] * 9, pa.string()),
        "kind": ["traded"] * 9,
        "employment": pa.array([30, 10, 20, 140, 31, 0, 20, 150, 0], pa.int32()),
        "establishments": [3, 1, 2, 5, 3, 0, 2, 5, 0],
        "location_quotient": [3.0, 1 / 3, 0.5, 7 / 6, 3.0, 0.0, 0.5, 7 / 6, None],
    }
)

KINDS: dict[str, Callable[[pa.Table], Frame]] = {
    "pandas": lambda table: table.to_pandas(),
    "pandas, filtered": lambda table: (
        pd.concat([table.to_pandas().head(2), table.to_pandas()]).iloc[2:].set_axis(range(7, 16))
    ),
    "polars": pl.from_arrow,
    "polars, lazy": lambda table: pl.from_arrow(table).lazy(),  # type: ignore[union-attr]
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
    "ibis": ibis.memtable,
}

FUNCTIONS: dict[str, Callable[[Frame], Frame]] = {
    "location_quotient": partial(location_quotient, of="cluster", within="kind"),
    "region_shares": partial(region_shares, of="cluster"),
    "national_shares": partial(national_shares, of="cluster"),
    "ranks": partial(ranks, column="location_quotient"),
    "growth": partial(growth, of="cluster"),
    "compound_growth": partial(compound_growth, value="employment", start=2018, end=2019, of="cluster"),
    "specialised": partial(specialised, of="cluster"),
    "proximity": partial(proximity, of="cluster"),
    "relatedness_density": partial(relatedness_density, of="cluster"),
    "classify": classify,
    "thresholds": thresholds,
}
SEVERAL: dict[str, Callable[[Frame], object]] = {
    "economic_complexity": partial(economic_complexity, of="cluster"),
    "fitness": partial(fitness, of="cluster"),
    "complexity_outlook": partial(complexity_outlook, of="cluster"),
    "product_space": partial(product_space, of="cluster"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_same_answer_in_the_same_kind(name: str, kind: str) -> None:
    expected = FUNCTIONS[name](CELLS)
    frame = KINDS[kind](CELLS)
    result = FUNCTIONS[name](frame)
    assert type(result) is type(frame)
    assert to_arrow(result).to_pylist() == expected.to_pylist()
    assert expected.num_rows > 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SEVERAL)
def test_every_table_of_an_answer_is_of_the_same_kind(name: str, kind: str) -> None:
    frame, expected = KINDS[kind](CELLS), vars(SEVERAL[name](CELLS))
    result = vars(SEVERAL[name](frame))
    assert result.keys() == expected.keys()
    for part, table in expected.items():
        assert type(result[part]) is type(frame)
        assert to_arrow(result[part]).to_pylist() == table.to_pylist()
        assert table.num_rows > 0


@pytest.mark.parametrize("kind", KINDS)
def test_an_explanation_is_the_same_from_each_kind(kind: str) -> None:
    assert why_not(KINDS[kind](CELLS), "a", "x") == why_not(CELLS, "a", "x")
