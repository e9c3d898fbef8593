"""Measures between years, and what is diagnosed from them, give each kind of dataframe the same answer in that kind."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import pyarrow as pa
import pytest
from tests.property.test_every_kind_of_frame import KINDS as EVERY_KIND

from clusteratlas.diagnosis import Likeness, crossings, life_cycle, peers
from clusteratlas.measures import contribution, expected_change, rank_changes, shift_share
from clusteratlas.tables import Frame, to_arrow

YEARS = range(2015, 2020)
KINDS = EVERY_KIND | {
    "pandas, filtered": lambda table: pd.concat([table.to_pandas().head(2), table.to_pandas()]).iloc[2:],
}
CELLS = pa.Table.from_pylist(
    [
        {
            "year": year,
            "level": "metro",
            "region": region,
            "cluster": cluster,
            "subcluster": None,
            "kind": "traded",
            "employment": 900 + 100 * place + (year - 2015) * step,
            "establishments": 3,
            "location_quotient": 1.4 + (year - 2015) / 20 * place,
        }
        for year in YEARS
        for place, (region, cluster, step) in enumerate(
            [("b", "x", 50), ("b", "y", 0), ("a", "x", -30), ("a", "y", 10), ("c", "x", 5)]
        )
    ],
    schema=pa.schema(
        [("year", pa.int64())]
        + [(name, pa.string()) for name in ("level", "region", "cluster", "subcluster", "kind")]
        + [("employment", pa.int32()), ("establishments", pa.int64()), ("location_quotient", pa.float64())]
    ),
)
NEAR = pa.table({"region": ["a", "b", "c"], "neighbour": ["b", "a", "a"], "weight": [1.0, 2.0, 1.0]})
PARTS = pa.table(CELLS.select(["year", "region", "cluster", "employment"])).append_column(
    "industry", pa.array(["p"] * len(CELLS))
)

FUNCTIONS: dict[str, Callable[[Frame], Frame]] = {
    "shift_share": partial(shift_share, start=2015, end=2019, of="cluster"),
    "contribution": partial(contribution, start=2015, end=2019, of="cluster"),
    "contribution by region": partial(contribution, start=2015, end=2019, by="region", of="cluster"),
    "expected_change": partial(expected_change, start=2015, end=2019, of="cluster"),
    "rank_changes": partial(rank_changes, column="employment", start=2015, end=2019),
    "crossings": partial(crossings, start=2015, end=2019, rules="fixed-threshold"),
    "life_cycle": life_cycle,
    "peers": partial(peers, likeness=Likeness(rules="fixed-threshold")),
}
WITH_ANOTHER: dict[str, Callable[[Frame, Frame], Frame]] = {
    "shift_share": lambda frame, other: shift_share(frame, 2015, 2019, "spatial", of="cluster", neighbours=other),
    "peers": lambda frame, other: peers(frame, neighbours=other, likeness=Likeness(rules="fixed-threshold")),
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
@pytest.mark.parametrize("name", WITH_ANOTHER)
def test_neighbours_may_be_of_any_kind(name: str, kind: str) -> None:
    expected = WITH_ANOTHER[name](CELLS, NEAR)
    assert to_arrow(WITH_ANOTHER[name](KINDS[kind](CELLS), KINDS[kind](NEAR))).to_pylist() == expected.to_pylist()


@pytest.mark.parametrize("kind", KINDS)
def test_parts_may_be_of_any_kind(kind: str) -> None:
    result = life_cycle(KINDS[kind](CELLS), KINDS[kind](PARTS))
    assert to_arrow(result).to_pylist() == life_cycle(CELLS, PARTS).to_pylist()
