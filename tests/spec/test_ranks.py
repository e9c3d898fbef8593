"""Ranks and percentiles on tables drawn by hand."""

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.errors import BadCells, WrongColumns
from clusteratlas.measures import descending_ranks, linear_percentile, percentile_ranks, ranks


def test_ties_share_the_best_rank_and_the_next_rank_is_skipped() -> None:
    assert descending_ranks([7, 9, 7, 3], [True] * 4).tolist() == [2, 1, 2, 4]


def test_percentile_ranks_count_half_of_the_ties() -> None:
    # 9: three below, itself half: 3.5/4. 7: one below, two equal: (1 + 1)/4. 3: (0 + 0.5)/4.
    assert percentile_ranks([7, 9, 7, 3], [True] * 4).tolist() == [0.5, 0.875, 0.5, 0.125]


def test_members_that_are_not_eligible_neither_count_nor_get_an_answer() -> None:
    values, eligible = [7, 100, 3], [True, False, True]
    assert descending_ranks(values, eligible).tolist() == [1, 0, 2]
    np.testing.assert_array_equal(percentile_ranks(values, eligible), [0.75, np.nan, 0.25])
    assert float(linear_percentile(values, eligible, 50)) == 5.0


def test_linear_percentiles_of_four_values() -> None:
    # In order 1, 2, 4, 8 at places 0 to 3. P25: place 0.75, 1 + 0.75 * 1. P50: place 1.5. P90: place 2.7, 8 - 0.3 * 4.
    values, every = [4, 1, 8, 2], [True] * 4
    assert [float(linear_percentile(values, every, q)) for q in (0, 25, 50, 75, 100)] == [1.0, 1.75, 3.0, 5.0, 8.0]
    assert float(linear_percentile(values, every, 90)) == pytest.approx(6.8)


def test_no_eligible_member_has_no_percentile() -> None:
    assert np.isnan(linear_percentile([1.0, 2.0], [False, False], 50))
    assert np.isnan(linear_percentile([], [], 50))


def test_columns_are_sets_of_their_own() -> None:
    values = np.array([[1, 30], [2, 20], [3, 10]])
    eligible = np.array([[True, True], [True, False], [True, True]])
    assert descending_ranks(values, eligible).tolist() == [[3, 1], [2, 0], [1, 2]]
    assert linear_percentile(values, eligible, 50).tolist() == [2.0, 20.0]


PORTFOLIO = {
    "year": [2019] * 6,
    "level": ["metro", "metro", "metro", "micro", "micro", "metro"],
    "region": ["m1", "m2", "m3", "n1", "n2", "m1"],
    "cluster": ["aerospace"] * 5 + ["software"],
    "employment": [90, 20, 0, 500, 5, 1],
    "location_quotient": [1.0, 2.0, None, 9.0, 0.1, 1.0],
}


def test_levels_and_clusters_are_ranked_apart_and_empty_regions_are_left_out() -> None:
    result = ranks(pa.table(PORTFOLIO), "location_quotient")
    assert result.column_names == [
        "region", "year", "level", "cluster", "rank_location_quotient", "percentile_location_quotient", "ranked",
    ]  # fmt: skip
    found = {
        (row["region"], row["cluster"]): (
            row["rank_location_quotient"],
            row["percentile_location_quotient"],
            row["ranked"],
        )
        for row in result.to_pylist()
    }
    assert found == {
        ("m1", "aerospace"): (2, 0.25, 2),
        ("m1", "software"): (1, 0.5, 1),
        ("m2", "aerospace"): (1, 0.75, 2),
        ("m3", "aerospace"): (None, None, 2),  # no employment: not ranked, and not among the two
        ("n1", "aerospace"): (1, 0.75, 2),
        ("n2", "aerospace"): (2, 0.25, 2),
    }


def test_subclusters_are_ranked_apart_from_their_cluster() -> None:
    table = pa.table(
        {
            "region": ["a", "a", "b", "b"],
            "cluster": ["aerospace"] * 4,
            "subcluster": [None, "aircraft", None, "aircraft"],
            "employment": [10, 8, 20, 2],
        }
    )
    rows = ranks(table, "employment").to_pylist()
    assert [(row["region"], row["subcluster"], row["rank_employment"]) for row in rows] == [
        ("a", None, 2), ("a", "aircraft", 1), ("b", None, 1), ("b", "aircraft", 2),
    ]  # fmt: skip


def test_without_a_condition_every_value_is_ranked() -> None:
    table = pa.table({"region": ["a", "b", "c"], "score": [0.0, -1.0, None]})
    rows = ranks(table, "score", by=(), eligible=None).to_pylist()
    assert [(row["region"], row["rank_score"], row["ranked"]) for row in rows] == [
        ("a", 1, 2),
        ("b", 2, 2),
        ("c", None, 2),
    ]


def test_the_condition_must_be_there() -> None:
    with pytest.raises(WrongColumns, match="column 'employment' is missing"):
        ranks(pa.table({"region": ["a"], "cluster": ["x"], "score": [1.0]}), "score")


def test_a_region_stands_once_in_a_set() -> None:
    with pytest.raises(BadCells, match="'a x' stands more than once"):
        ranks(pa.table({"region": ["a", "a"], "cluster": ["x", "x"], "employment": [1, 2]}), "employment")
