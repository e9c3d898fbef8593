"""Two definitions held against each other: agreement, clusters matched, industries moved."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from clusteratlas.definitions import Move, compare, fork, load, move_industries
from clusteratlas.definitions.comparing import permuted_rand_indices
from clusteratlas.errors import BadCells, InputError, UnknownChoice


def places(**clusters: str) -> pa.Table:
    names = [(industry, name) for name, industries in clusters.items() for industry in industries]
    return pa.table([pa.array(column, pa.string()) for column in zip(*names, strict=True)], ["industry", "cluster"])


def test_agreement_is_the_adjusted_rand_index() -> None:
    # Together before: ab, ac, bc, de. After: ab, cd, ce, de. Both: ab, de. Of 10 pairs chance gives 4 * 4 / 10 = 1.6.
    found = compare(places(x="abc", y="de"), places(p="ab", q="cde"))
    assert found.adjusted_rand_index == pytest.approx((2 - 1.6) / (4 - 1.6))


def test_what_clusters_are_called_does_not_matter() -> None:
    found = compare(places(x="abc", y="de"), places(y="abc", x="de"))
    assert found.adjusted_rand_index == 1.0
    assert found.moved.num_rows == 0
    assert [(row["cluster"], row["match"], row["overlap"]) for row in found.clusters.to_pylist()] == [
        ("x", "y", 1.0),
        ("y", "x", 1.0),
    ]


def test_clusters_are_matched_by_their_overlap_and_industries_move_against_that() -> None:
    found = compare(places(x="abc", y="de", z="f"), places(p="ab", q="cdeg"))
    assert found.clusters.to_pylist() == [
        {"cluster": "x", "match": "p", "before": 3, "after": 2, "shared": 2, "overlap": pytest.approx(2 / 3)},
        {"cluster": "y", "match": "q", "before": 2, "after": 3, "shared": 2, "overlap": pytest.approx(2 / 3)},
        {"cluster": "z", "match": None, "before": 0, "after": None, "shared": 0, "overlap": None},
    ]
    assert found.moved.to_pylist() == [
        {"industry": "c", "before": "x", "after": "q", "moved": True},
        {"industry": "f", "before": "z", "after": None, "moved": True},
        {"industry": "g", "before": None, "after": "q", "moved": True},
    ]
    assert found.industries["industry"].to_pylist() == list("abcdefg")


def test_fewer_than_two_shared_industries_cannot_agree() -> None:
    assert compare(places(x="ab"), places(x="b")).adjusted_rand_index is None
    assert compare(places(x="ab"), places(x="cd")).adjusted_rand_index is None
    assert np.isnan(compare(places(x="ab"), places(x="b")).by_chance(3)).all()


def test_chance_is_near_nothing_and_the_same_for_a_seed() -> None:
    industries = [f"i{number:03}" for number in range(200)]
    one, other = ([f"c{number % groups}" for number in range(200)] for groups in (10, 11))
    table = {"industry": industries}
    found = compare(pa.table(table | {"cluster": one}), pa.table(table | {"cluster": other}))
    chance = found.by_chance(200, seed=3)
    assert abs(chance.mean()) < 0.005
    assert 0 < chance.max() < 0.1
    assert (
        chance.tolist() == found.by_chance(200, seed=3).tolist() == permuted_rand_indices(one, other, 200, 3).tolist()
    )
    assert chance.tolist() != found.by_chance(200, seed=4).tolist()


def test_a_fork_differs_by_what_was_moved() -> None:
    benchmark = load("us-benchmark")
    moved = move_industries(fork(benchmark, "mine"), [Move("336411", "automotive", "to see it move")])
    found = compare(benchmark, moved, vintage="2017")
    assert found.moved.to_pylist() == [
        {"industry": "336411", "before": "aerospace-vehicles-and-defense", "after": "automotive", "moved": True}
    ]
    assert 0.99 < (found.adjusted_rand_index or 0) < 1
    assert compare(benchmark, fork(benchmark, "mine")).adjusted_rand_index == 1.0
    assert set(compare(benchmark, moved, kind="traded").clusters["match"].to_pylist()) == {
        cluster.code for cluster in benchmark.clusters if cluster.kind == "traded"
    }


def test_a_definition_is_compared_with_a_table_on_its_industries() -> None:
    table = pa.table({"industry": ["336411", "336412", "541511"], "cluster": ["x", "x", "y"]})
    for like in (table, table.to_pandas(), pl.from_arrow(table)):
        assert compare(load("us-benchmark"), like).adjusted_rand_index == 1.0
    few = compare(load("us-benchmark"), table, industries=pd.DataFrame({"industry": ["336411", "541511"]}))
    assert few.industries["industry"].to_pylist() == ["336411", "541511"]


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(InputError, match=r"eu-divisions is stated on NACE 2\. Only definitions of one vintage"):
        compare(load("us-benchmark"), load("eu-divisions"))
    with pytest.raises(UnknownChoice, match="vintage='1950'"):
        compare(load("us-benchmark"), load("us-benchmark"), vintage="1950")
    with pytest.raises(BadCells, match="stands more than once"):
        compare(places(x="aa"), places(x="a"))
