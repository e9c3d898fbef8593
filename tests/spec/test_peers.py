"""Peers on tables drawn by hand."""

import doctest
import importlib
import math

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.diagnosis import Likeness, peers
from clusteratlas.diagnosis.peers import cosine_kernel
from clusteratlas.errors import BadCells, InputError, UnknownChoice, UnknownCode, WrongColumns

# Jobs in x, y (traded) and z (local), and the quotient in x; strong by the fixed threshold: 1,000 jobs at 1.5.
REGIONS = {
    ("metro", "m1"): (3000, 4000, 3000, 2.0),
    ("metro", "m2"): (1500, 2000, 1500, 2.0),  # the same mix, half the size
    ("metro", "m3"): (4000, 0, 6000, 2.0),  # 12 / 20 of m1
    ("metro", "m4"): (6000, 8000, 7000, 1.0),  # the same mix, 2.1 times the size
    ("metro", "m5"): (0, 0, 9000, None),  # nothing traded
    ("metro", "m6"): (4500, 6000, 4500, 1.0),  # the same mix, half as much again, not strong
    ("micro", "n1"): (3000, 4000, 3000, 2.0),  # a twin at another level
    ("country", "us"): (23500, 30000, 30000, 1.0),
}


def portfolio(regions: dict[tuple[str, str], tuple[object, ...]] = REGIONS) -> pa.Table:
    rows = [
        {
            "level": level,
            "region": region,
            "cluster": cluster,
            "kind": kind,
            "employment": jobs,
            "establishments": 9 if jobs else 0,
            "location_quotient": (quotient if cluster == "x" else 1.0) if jobs else None,
        }
        for (level, region), (*counts, quotient) in regions.items()
        for cluster, kind, jobs in zip("xyz", ("traded", "traded", "local"), counts, strict=True)
    ]
    return pa.Table.from_pylist(rows) if rows else portfolio(REGIONS).slice(0, 0)


FIXED = Likeness(rules="fixed-threshold")


def named(result: pa.Table) -> list[tuple[object, ...]]:
    return [tuple(row.values())[1:] for row in result.to_pylist()]


def test_the_most_alike_stand_first() -> None:
    result = peers(portfolio(), "m1", likeness=FIXED)
    assert result.column_names == ["region", "rank", "peer", "similarity", "size_ratio", "shared_strong", "strong"]
    assert named(result) == [
        (1, "m2", 1.0, 0.5, 1, 1),  # shares the strong cluster x
        (2, "m6", 1.0, 1.5, 0, 0),  # nearer in size, but shares none
        (3, "m3", pytest.approx(0.6), 1.0, 1, 1),
    ]  # m4 is too large, m5 has nothing traded, n1 is of another level


def test_of_equals_the_nearer_in_size_and_then_the_first_code_stands_first() -> None:
    twins = {("metro", f"t{place}"): (300 * size, 400 * size, 0, 1.0) for place, size in enumerate((10, 14, 9, 14))}
    result = peers(portfolio(twins), "t0", likeness=FIXED)
    assert [row[1] for row in named(result)] == ["t2", "t1", "t3"]  # 0.9 is nearer than 1.4


def test_the_band_is_a_choice() -> None:
    wide = Likeness(rules="fixed-threshold", smallest=0, largest=math.inf)
    assert [row[1] for row in named(peers(portfolio(), "m1", likeness=wide))] == ["m2", "m6", "m4", "m3"]
    narrow = Likeness(rules="fixed-threshold", smallest=1, largest=1)
    assert [row[1] for row in named(peers(portfolio(), "m1", likeness=narrow))] == ["m3"]


def test_count_and_all_regions_at_once() -> None:
    every = peers(portfolio(), likeness=FIXED)
    assert every["region"].to_pylist() == sorted(every["region"].to_pylist())
    assert "us" not in every["region"].to_pylist()
    assert {row["region"] for row in every.to_pylist()} == {"m1", "m2", "m3", "m4", "m6"}
    for region in ("m1", "m4"):
        kept = [row for row in every.to_pylist() if row["region"] == region]
        assert kept == peers(portfolio(), region, likeness=FIXED).to_pylist()
    first = peers(portfolio(), count=1, likeness=FIXED).to_pylist()
    assert first == [row for row in every.to_pylist() if row["rank"] == 1]


def test_ones_own_list_is_ranked_whatever_level_and_size() -> None:
    result = peers(portfolio(), "m1", count=1, among=["m3", "n1", "m4", "m1", "m5"], likeness=FIXED)
    assert [row[:4] for row in named(result)] == [
        (1, "n1", 1.0, 1.0),
        (2, "m4", 1.0, 2.1),
        (3, "m3", pytest.approx(0.6), 1.0),
    ]
    assert peers(portfolio(), "m1", among=[], likeness=FIXED).num_rows == 0


def test_neighbours_are_marked() -> None:
    near = pa.table({"region": ["m1", "m3"], "neighbour": ["m3", "m1"]})
    result = peers(portfolio(), "m1", neighbours=near, likeness=FIXED)
    assert [(row[1], row[-1]) for row in named(result)] == [("m2", False), ("m6", False), ("m3", True)]
    with pytest.raises(UnknownCode, match="'us' is not a code of the regions"):
        peers(portfolio(), "m1", neighbours=pa.table({"region": ["m1"], "neighbour": ["us"]}), likeness=FIXED)


def test_quotients_count_small_specialities() -> None:
    # ln(1 + LQ) of m1 (2, 1) and m3 (2, 0): ln 3, ln 2 and ln 3, 0.
    likeness = Likeness(similarity="quotients", rules="fixed-threshold")
    rows = {row[1]: row[2] for row in named(peers(portfolio(), "m1", likeness=likeness))}
    assert rows["m3"] == pytest.approx(math.log(3) / math.hypot(math.log(3), math.log(2)))
    # m6 (1, 1): ln 2, ln 2.
    assert rows["m6"] == pytest.approx(math.log(6) / (math.sqrt(2) * math.hypot(math.log(3), math.log(2))))


def test_the_latest_year_unless_another_is_asked_for() -> None:
    old = {key: (*values[:3], values[3]) for key, values in REGIONS.items() if key[1] != "m6"}
    before, now = portfolio(old), portfolio()
    both = pa.concat_tables(
        [
            before.append_column("year", pa.array([2018] * len(before))),
            now.append_column("year", pa.array([2019] * len(now))),
        ]
    )
    assert peers(both, "m1", likeness=FIXED).equals(peers(now, "m1", likeness=FIXED))
    assert peers(both, "m1", 2018, likeness=FIXED).equals(peers(before, "m1", likeness=FIXED))
    with pytest.raises(UnknownChoice, match=r"year=2017 is not known. Choose one of: 2018, 2019"):
        peers(both, "m1", 2017, likeness=FIXED)


def test_subclusters_do_not_count() -> None:
    table = portfolio().append_column("subcluster", pa.array([None] * 24, pa.string()))
    part = table.slice(0, 1).set_column(7, "subcluster", pa.array(["part"]))
    assert peers(pa.concat_tables([table, part]), likeness=FIXED).equals(peers(portfolio(), likeness=FIXED))


def test_without_levels_all_regions_are_of_one() -> None:
    table = portfolio({key: values for key, values in REGIONS.items() if key[0] != "country"}).drop_columns(["level"])
    # n1 is as alike as m2, shares as much, and is nearer in size.
    assert [row[1] for row in named(peers(table, "m1", likeness=FIXED))] == ["n1", "m2", "m6", "m3"]


def test_one_region_all_zero_and_nothing() -> None:
    alone = {("metro", "m1"): REGIONS["metro", "m1"]}
    assert peers(portfolio(alone), likeness=FIXED).num_rows == 0
    local = portfolio().filter(pa.array([row["kind"] == "local" for row in portfolio().to_pylist()]))
    assert peers(local, likeness=FIXED).num_rows == 0
    zero = {("metro", region): (0, 0, 0, None) for region in "ab"}
    assert peers(portfolio(zero), likeness=FIXED).num_rows == 0
    assert peers(portfolio({}), likeness=FIXED).num_rows == 0


def test_what_is_refused() -> None:
    with pytest.raises(UnknownCode, match=r"'m11' is not a code of the regions of the portfolio. The nearest .* is m1"):
        peers(portfolio(), "m11", likeness=FIXED)
    with pytest.raises(UnknownCode, match="'m9'"):
        peers(portfolio(), "m1", among=["m2", "m9"], likeness=FIXED)
    with pytest.raises(InputError, match="name at least one peer"):
        peers(portfolio(), "m1", count=0)
    with pytest.raises(InputError, match="has no place for any region"):
        Likeness(smallest=2, largest=1)
    with pytest.raises(UnknownChoice, match=r"similarity='jaccard' is not known. Choose one of: shares, quotients"):
        Likeness(similarity="jaccard")
    with pytest.raises(WrongColumns, match="column 'establishments' is missing"):
        peers(portfolio().drop_columns(["establishments"]), "m1")
    with pytest.raises(BadCells, match="stands more than once"):
        peers(pa.concat_tables([portfolio(), portfolio().slice(0, 1)]), likeness=FIXED)
    wrong = portfolio().set_column(4, "employment", pa.array([float("nan")] * 24))
    with pytest.raises(BadCells, match="is not a finite number"):
        peers(wrong, likeness=FIXED)
    negative = portfolio().set_column(4, "employment", pa.array([-1] * 24))
    with pytest.raises(BadCells, match="is negative"):
        peers(negative, likeness=FIXED)


@pytest.mark.parametrize("kind", ["int16", "uint16", "int32", "uint32", "uint64"])
def test_every_width_of_integer_gives_the_same(kind: str) -> None:
    narrow = portfolio().set_column(4, "employment", portfolio()["employment"].cast(kind))
    assert peers(narrow, likeness=FIXED).equals(peers(portfolio(), likeness=FIXED))


@pytest.mark.parametrize("scale", [1e-200, 1.0, 1e9, 1e200])
def test_the_cosine_of_any_size_is_neither_lost_nor_infinite(scale: float) -> None:
    values = np.array([[3.0, 4.0], [4.0, 0.0], [0.0, 0.0]]) * scale
    np.testing.assert_allclose(
        cosine_kernel(values), [[1, 0.6, np.nan], [0.6, 1, np.nan], [np.nan, np.nan, np.nan]], rtol=1e-12
    )


def test_rounding_decides_no_rank() -> None:
    portfolio = np.random.default_rng(1).random(7)
    alike = portfolio * np.array([[1.0], [3.0], [1 / 3], [7.7]])
    assert np.all(cosine_kernel(alike) == 1.0)


@pytest.mark.parametrize("module", ["search", "likeness"])
def test_examples_run(module: str) -> None:
    assert doctest.testmod(importlib.import_module(f"clusteratlas.diagnosis.peers.{module}")).failed == 0
