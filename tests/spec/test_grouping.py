"""Industries in groups: blocks drawn by hand are found by every method, whatever the order and the seed."""

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.definitions import SimilarityMatrix, group
from clusteratlas.definitions.grouping import METHODS
from clusteratlas.definitions.grouping.group import in_order
from clusteratlas.definitions.grouping.k_medians import k_medians_kernel
from clusteratlas.definitions.grouping.vectors import vectors
from clusteratlas.errors import BadCells, InputError, UnknownChoice, WrongColumns
from clusteratlas.tables import Coding

SIZES = (7, 5, 4, 3)


def blocks(sizes: tuple[int, ...] = SIZES, within: float = 0.9, between: float = 0.1, noise: float = 0.05) -> pa.Table:
    """Pairs of industries b0i0, b0i1 ...: alike within a block, unlike between, a little different each."""
    codes = tuple(f"b{block}i{place}" for block, size in enumerate(sizes) for place in range(size))
    block = np.repeat(np.arange(len(sizes)), sizes)
    drawn = np.random.default_rng(1).uniform(-noise, noise, (len(codes), len(codes)))
    values = np.where(block[:, None] == block, within, between) + (drawn + drawn.T) / 2
    return SimilarityMatrix.of_kernel(Coding(codes), values).table()


def groups_of(table: pa.Table) -> set[frozenset[str]]:
    rows = table.to_pylist()
    names = {row["cluster"] for row in rows}
    return {frozenset(row["industry"] for row in rows if row["cluster"] == name) for name in names}


def drawn_blocks(sizes: tuple[int, ...] = SIZES) -> set[frozenset[str]]:
    return {frozenset(f"b{block}i{place}" for place in range(size)) for block, size in enumerate(sizes)}


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_the_blocks(method: str) -> None:
    assert groups_of(group(blocks(), method, clusters=len(SIZES))) == drawn_blocks()


@pytest.mark.parametrize("method", METHODS)
def test_blocks_without_any_link_are_found(method: str) -> None:
    assert groups_of(group(blocks(between=0, noise=0), method, clusters=len(SIZES))) == drawn_blocks()


@pytest.mark.parametrize("method", METHODS)
def test_negative_similarities_and_standard_deviations_serve_as_well(method: str) -> None:
    assert groups_of(group(blocks(within=3, between=-2), method, clusters=len(SIZES))) == drawn_blocks()


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_groups_whatever_the_order_of_rows(method: str) -> None:
    pairs = blocks((4, 4, 4), within=0.5, between=0.3, noise=0.3)
    found = group(pairs, method, clusters=5, seed=7, starts=2)
    assert group(pairs, method, clusters=5, seed=7, starts=2).equals(found)
    assert group(pairs.take(pa.array(range(pairs.num_rows - 1, -1, -1))), method, clusters=5, seed=7, starts=2).equals(
        found
    )


@pytest.mark.parametrize("method", METHODS)
def test_groups_are_as_many_as_asked_for_and_numbered_by_their_first_industry(method: str) -> None:
    pairs = blocks((3, 3), noise=0.05)
    for clusters in range(1, 7):
        found = group(pairs, method, clusters=clusters)["cluster"].to_pylist()
        assert list(dict.fromkeys(found)) == [f"group-{number:02}" for number in range(1, clusters + 1)]


def test_a_hundred_groups_have_three_digits() -> None:
    codes = [f"i{number:03}" for number in range(101)]
    values = np.random.default_rng(0).normal(size=(101, 101))
    pairs = SimilarityMatrix.of_kernel(Coding(tuple(codes)), values + values.T).table()
    assert group(pairs, "ward", clusters=101)["cluster"].to_pylist()[-1] == "group-101"


@pytest.mark.parametrize("method", METHODS)
def test_an_industry_nothing_is_known_of_is_in_no_group(method: str) -> None:
    pairs = pa.concat_tables(
        [
            blocks((3, 3)),
            pa.table({"industry": ["zz"], "other": ["b0i0"], "similarity": pa.array([None], pa.float64())}),
        ]
    )
    rows = group(pairs, method, clusters=2).to_pylist()
    assert [row for row in rows if row["cluster"] is None] == [{"industry": "zz", "cluster": None}]
    assert len({row["cluster"] for row in rows}) == 3


@pytest.mark.parametrize("method", METHODS)
def test_more_groups_than_industries_that_differ_are_refused(method: str) -> None:
    with pytest.raises(InputError, match=f"{method} cannot make 7 groups of 6 industries"):
        group(blocks((3, 3)), method, clusters=7)
    # All of a block are alike to all others alike: only the blocks differ.
    with pytest.raises(InputError, match=f"{method} cannot make 3 groups"):
        group(blocks((3, 3), noise=0), method, clusters=3)
    with pytest.raises(InputError, match="cannot make 0 groups"):
        group(blocks((3, 3)), method, clusters=0)


@pytest.mark.parametrize("method", METHODS)
def test_nothing_cannot_be_grouped(method: str) -> None:
    empty = blocks(()).schema.empty_table()
    with pytest.raises(InputError, match=f"{method} cannot make 1 groups of 0 industries"):
        group(empty, method, clusters=1)


def test_what_is_grouped_are_the_rows_of_the_matrix() -> None:
    # b is alike to a, but c and d are alike to the same others as a is: rows count, not pairs.
    nan = np.nan
    matrix = np.array([[nan, 0.9, 0.5], [0.9, nan, nan], [0.5, nan, nan]])
    assert vectors(matrix).tolist() == [[0.9, 0.9, 0.5], [0.9, 0.9, pytest.approx(0.7)], [0.5, pytest.approx(0.7), 0.7]]
    assert vectors(np.array([[nan]])).tolist() == [[0.0]]
    assert vectors(np.zeros((0, 0))).shape == (0, 0)


def test_numbers_follow_the_first_member() -> None:
    assert in_order(np.array([5, 2, 5, 9, 2])).tolist() == [0, 1, 0, 2, 1]


def test_k_medians_finds_the_least_sum_of_differences() -> None:
    # The outlier 100 draws a mean away from 1, 2, 3, but no median.
    values = np.array([[1.0], [2.0], [3.0], [10.0], [11.0], [100.0]])
    groups = k_medians_kernel(values, clusters=3)
    assert len(set(groups[:3].tolist())) == 1
    assert len(set(groups.tolist())) == 3
    assert groups[3] == groups[4] != groups[5]


def test_every_group_of_k_medians_has_a_vector() -> None:
    values = np.repeat(np.arange(3.0), 40)[:, None]
    for seed in range(20):
        assert set(k_medians_kernel(values, clusters=3, starts=1, seed=seed).tolist()) == {0, 1, 2}


def test_a_bad_table_and_an_unknown_method_are_refused() -> None:
    with pytest.raises(UnknownChoice, match=r"method='dbscan' is not known\. Choose one of: k-means, k-medians, ward"):
        group(blocks(), "dbscan", clusters=2)
    for draws in ({"starts": 0}, {"seed": -1}, {"seed": 2**32}):
        with pytest.raises(InputError, match="1 and more are wanted"):
            group(blocks(), clusters=2, **draws)
    with pytest.raises(WrongColumns, match="column 'other' is missing"):
        group(blocks().drop_columns("other"), clusters=2)
    with pytest.raises(BadCells, match="is not a finite number"):
        group(pa.table({"industry": ["a"], "other": ["b"], "similarity": [float("inf")]}), clusters=1)
