"""Related clusters on tables drawn by hand."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from clusteratlas.definitions import load, membership_by_kind, related_clusters
from clusteratlas.definitions.related import Between, RelationRules, between_clusters_kernel, relations_kernel
from clusteratlas.errors import BadCells, InputError, WrongColumns

METALS = {"steel": "metal", "foundries": "metal", "dies": "tools", "cars": "automotive", "bodies": "automotive"}


def pairs(**similar: Mapping[str, float | None]) -> pa.Table:
    rows = [(one, other, value) for one, others in similar.items() for other, value in others.items()]
    industry, other, value = zip(*rows, strict=True)
    return pa.table({"industry": industry, "other": other, "similarity": pa.array(value, pa.float64())})


def members(of: Mapping[str, str] = METALS, **kinds: str) -> pa.Table:
    columns: dict[str, Any] = {"industry": list(of), "cluster": list(of.values())}
    return pa.table(columns | ({"kind": [kinds[cluster] for cluster in of.values()]} if kinds else {}))


def found(answer: pa.Table, column: str) -> dict[tuple[str, str], Any]:
    return {(row["cluster"], row["other"]): row[column] for row in answer.to_pylist()}


# Between metal and tools: 0.6 and 0.4, so 0.5. Metal and automotive: 0.1, 0.2, 0.3, 0.4, so 0.25. Tools and
# automotive: 0.9 and 0.8, so 0.85. What is alike within a cluster plays no part.
SIMILAR = pairs(
    steel={"foundries": 0.99, "dies": 0.6, "cars": 0.1, "bodies": 0.2},
    foundries={"dies": 0.4, "cars": 0.3, "bodies": 0.4},
    dies={"cars": 0.9, "bodies": 0.8},
    cars={"bodies": 0.95},
)


def test_relatedness_is_the_mean_over_the_pairs_of_industries() -> None:
    related = found(related_clusters(SIMILAR, members()), "relatedness")
    assert related == {
        ("automotive", "metal"): 0.25,
        ("automotive", "tools"): 0.85,
        ("metal", "automotive"): 0.25,
        ("metal", "tools"): 0.5,
        ("tools", "automotive"): 0.85,
        ("tools", "metal"): 0.5,
    }


def test_the_percentile_is_the_rank_among_all_pairs_of_clusters() -> None:
    # Of three pairs one stands below each with its own half: 1/6, 3/6, 5/6.
    percentiles = found(related_clusters(SIMILAR, members()), "percentile")
    assert percentiles["automotive", "tools"] == percentiles["tools", "automotive"] == pytest.approx(5 / 6)
    assert percentiles["metal", "tools"] == pytest.approx(1 / 2)
    assert percentiles["metal", "automotive"] == pytest.approx(1 / 6)


def test_the_related_share_counts_industries_above_the_ninetieth_percentile() -> None:
    # Industries to clusters: cars 0.9 and bodies 0.8 to tools; dies 0.85 to automotive and 0.5 to metal; steel 0.6 and
    # foundries 0.4 to tools, 0.15 and 0.35 to automotive; cars 0.2 and bodies 0.3 to metal. Of these ten the 90th
    # percentile stands at place 8.1, 0.85 + 0.1 * 0.05: only cars are above it.
    shares = found(related_clusters(SIMILAR, members()), "related_share")
    assert shares["automotive", "tools"] == 0.5
    assert {pair for pair, share in shares.items() if share} == {("automotive", "tools")}


def test_a_relation_asks_for_the_share_from_both_sides() -> None:
    # Tools and automotive are the top pair, but no industry of tools is above the percentile: next, and not close.
    assert found(related_clusters(SIMILAR, members()), "relation")["automotive", "tools"] == "next"
    easier = RelationRules(related_industry=50)
    relations = found(related_clusters(SIMILAR, members(), easier), "relation")
    assert relations["automotive", "tools"] == relations["tools", "automotive"] == "close"


RELATEDNESS = np.array(
    [[np.nan, 0.9, 0.5, 0.3], [0.9, np.nan, 0.4, 0.2], [0.5, 0.4, np.nan, 0.1], [0.3, 0.2, 0.1, np.nan]]
)
ALL = np.ones((4, 4))


def test_a_cluster_without_a_related_one_has_next_closest_ones() -> None:
    # The median of 0.1 0.2 0.3 0.4 0.5 0.9 is 0.35. The third has two above it; the fourth none, so its most related.
    relations = relations_kernel(Between(RELATEDNESS, ALL), RelationRules())
    assert relations.tolist() == [
        [None, "close", None, None],
        ["close", None, None, None],
        ["next", "next", None, None],
        ["next", None, None, None],
    ]


def test_the_next_closest_stand_in_the_same_places() -> None:
    # The quarter of co-location is 0.125 of 0 0.1 0.2 0.3 0.4 0.5: the third is apart from the first and goes on.
    together = np.array([[0, 0.5, 0.1, 0.2], [0.5, 0, 0.3, 0.4], [0.1, 0.3, 0, 0.0], [0.2, 0.4, 0.0, 0]])
    relations = relations_kernel(Between(RELATEDNESS, ALL), RelationRules(), together)
    assert relations[2].tolist() == [None, "next", None, None]


def test_close_begins_at_the_95th_percentile_and_related_at_the_90th() -> None:
    # 21 pairs of 7 clusters with relatedness 0 to 20: the percentiles are 19 and 18, and both are at or above.
    values = np.full((7, 7), np.nan)
    upper = np.triu_indices(7, 1)
    values[upper] = np.arange(21)
    values.T[upper] = np.arange(21)
    relations = relations_kernel(Between(values, np.ones((7, 7))), RelationRules())
    assert {tuple(pair) for pair in np.argwhere(relations == "close")} == {(5, 6), (6, 5), (4, 6), (6, 4)}
    assert {tuple(pair) for pair in np.argwhere(relations == "related")} == {(4, 5), (5, 4)}


def test_local_clusters_are_left_out() -> None:
    kinds = {"metal": "traded", "tools": "all", "automotive": "local"}
    answer = related_clusters(SIMILAR, members(**kinds))
    assert found(answer, "relatedness") == {("metal", "tools"): 0.5, ("tools", "metal"): 0.5}


def test_several_similarities_count_as_their_standardised_mean() -> None:
    # 1 and 3 become -1 and 1, whatever their unit; the pair only one of them knows has what that one says.
    one = pairs(a={"b": 1.0, "c": 3.0})
    ten = pairs(a={"b": 10.0, "c": 30.0}, b={"c": None})
    apart = members({"a": "A", "b": "B", "c": "C"})
    answer = related_clusters({"lc-employment": one, "input-output": ten}, apart)
    assert answer.column_names[-2:] == ["relatedness_lc_employment", "relatedness_input_output"]
    assert found(answer, "relatedness") == {
        ("A", "B"): -1.0,
        ("A", "C"): 1.0,
        ("B", "A"): -1.0,
        ("B", "C"): None,
        ("C", "A"): 1.0,
        ("C", "B"): None,
    }
    assert found(answer, "relatedness_input_output")["A", "C"] == 30.0


def test_industries_outside_the_clusters_do_not_move_the_standard() -> None:
    with_more = pairs(a={"b": 1.0, "c": 3.0, "rest": 1000.0})
    apart = members({"a": "A", "b": "B", "c": "C"})
    named = {"x": with_more, "y": pairs(a={"b": 1.0, "c": 3.0})}
    assert found(related_clusters(named, apart), "relatedness")["A", "C"] == 1.0


def test_industries_that_a_similarity_lacks_count_in_no_mean() -> None:
    answer = related_clusters(pairs(steel={"dies": 0.6, "cars": None}), members())
    assert found(answer, "relatedness")["metal", "tools"] == 0.6
    assert found(answer, "relatedness")["metal", "automotive"] is None
    assert found(answer, "percentile")["metal", "automotive"] is None
    assert found(answer, "related_share")["metal", "automotive"] is None


def test_one_cluster_has_no_other() -> None:
    answer = related_clusters(pairs(steel={"foundries": 0.5}), members({"steel": "metal", "foundries": "metal"}))
    assert answer.num_rows == 0
    assert answer.column_names == ["cluster", "other", "relatedness", "percentile", "related_share", "relation"]


def test_nothing_gives_nothing() -> None:
    nothing = pa.table({"industry": pa.array([], pa.string()), "cluster": pa.array([], pa.string())})
    assert related_clusters(SIMILAR, nothing).num_rows == 0
    assert related_clusters(SIMILAR.slice(0, 0), nothing).num_rows == 0
    unknown = related_clusters(SIMILAR.slice(0, 0), members())
    assert set(unknown["relatedness"].to_pylist()) == set(unknown["relation"].to_pylist()) == {None}


def test_equal_similarities_leave_nobody_related() -> None:
    same = pairs(steel={"dies": 0.0, "cars": 0.0}, dies={"cars": 0.0})
    answer = related_clusters(same, members({"steel": "metal", "dies": "tools", "cars": "automotive"}))
    assert set(found(answer, "related_share").values()) == {0.0}
    assert set(found(answer, "relation").values()) == {"next", None}


def test_the_answer_is_the_kind_of_dataframe_that_came_in() -> None:
    expected = related_clusters(SIMILAR, members())
    in_polars = related_clusters(pl.from_arrow(SIMILAR), members())
    assert isinstance(in_polars, pl.DataFrame)
    assert in_polars.to_arrow().cast(expected.schema).equals(expected)
    assert isinstance(related_clusters(SIMILAR.to_pandas(), members().to_pandas()), pd.DataFrame)


@pytest.mark.parametrize(
    ("similarity", "membership", "error"),
    [
        (SIMILAR.drop_columns("other"), members(), WrongColumns),
        (SIMILAR, members().drop_columns("cluster"), WrongColumns),
        (SIMILAR, pa.concat_tables([members(), members()]), BadCells),
        (pa.concat_tables([SIMILAR, SIMILAR]), members(), BadCells),
        (pairs(steel={"dies": float("nan")}), members(), BadCells),
        (pairs(steel={"dies": 0.1}, dies={"steel": 0.2}), members(), BadCells),
        ({}, members(), InputError),
    ],
)
def test_tables_that_cannot_be_used_are_refused(similarity: Any, membership: pa.Table, error: type[Exception]) -> None:
    with pytest.raises(error):
        related_clusters(similarity, membership)


def test_a_definition_says_which_clusters_are_traded() -> None:
    table = membership_by_kind(load("us-benchmark"), "2017")
    kinds = {row["industry"]: (row["cluster"], row["kind"]) for row in table.to_pylist()}
    assert kinds["336411"] == ("aerospace-vehicles-and-defense", "traded")
    assert kinds["722511"][1] == "local"


def test_large_values_are_as_good_as_small_ones() -> None:
    similarity = np.array([[1.0, 2.0, 4.0], [2.0, 1.0, 3.0], [4.0, 3.0, 1.0]])
    small = between_clusters_kernel(similarity, [0, 1, 2])
    large = between_clusters_kernel(similarity * 1e9, [0, 1, 2])
    np.testing.assert_array_equal(large.relatedness, small.relatedness * 1e9)
    np.testing.assert_array_equal(large.related_share, small.related_share)
