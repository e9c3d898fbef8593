"""Whatever the figures: similarities, scores, agreement and outliers are those of slow loops, and laws of grouping."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import defining as by_hand

from clusteratlas.classifications import classification
from clusteratlas.definitions import (
    SimilarityMatrix,
    Space,
    Wish,
    average,
    compare,
    define,
    group,
    reassign_outliers,
    search,
    similarity,
    traded,
    validate,
)
from clusteratlas.definitions.grouping import METHODS
from clusteratlas.definitions.similarity import input_output_kernel, local_correlation_kernel
from clusteratlas.tables import Coding

INDUSTRIES = "abcdef"
counts = st.integers(0, 6) | st.integers(0, 2_000_000_000)
matrices = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(counts, min_size=n, max_size=n), min_size=1, max_size=6)
)
tenths = st.integers(-5, 10).map(lambda number: number / 10)
pairs = st.dictionaries(
    st.tuples(st.sampled_from(INDUSTRIES), st.sampled_from(INDUSTRIES)).filter(lambda pair: pair[0] < pair[1]),
    tenths,
    min_size=1,
)
places = st.dictionaries(st.sampled_from(INDUSTRIES), st.sampled_from("xyz"), min_size=1)
labels = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("pqrs")), min_size=2, max_size=12)


def pair_table(values: by_hand.Pairs) -> pa.Table:
    columns = zip(*((*pair, value) for pair, value in values.items()), strict=True)
    return pa.table(dict(zip(("industry", "other", "similarity"), map(list, columns), strict=True)))


def place_table(values: by_hand.Places) -> pa.Table:
    return pa.table({"industry": list(values), "cluster": list(values.values())})


@settings(deadline=None)
@given(matrices)
def test_local_correlation_is_pearsons(values: list[list[int]]) -> None:
    table = np.array(values)
    found = local_correlation_kernel(table)
    for i in range(table.shape[1]):
        for j in range(table.shape[1]):
            expected = by_hand.pearson(table[:, i].tolist(), table[:, j].tolist())
            assert found[i, j] == pytest.approx(np.nan if expected is None else expected, abs=1e-9, nan_ok=True)


@settings(deadline=None)
@given(matrices, st.integers(1, 1000), st.integers(0, 10**6))
def test_local_correlation_does_not_change_with_the_unit(values: list[list[int]], factor: int, more: int) -> None:
    table = np.array(values, np.float64)
    found = local_correlation_kernel(table * factor + more)
    np.testing.assert_allclose(found, local_correlation_kernel(table), atol=1e-7)
    np.testing.assert_array_equal(found, found.T)


@settings(deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), st.integers(0, 100)))
def test_input_output_is_the_largest_share(flows: dict[tuple[str, str], int]) -> None:
    matrix = np.array([[flows.get((one, other), 0) for other in "abcd"] for one in "abcd"])
    found = input_output_kernel(matrix)
    for i, one in enumerate("abcd"):
        for j, other in enumerate("abcd"):
            expected = by_hand.input_output(flows, one, other)
            assert found[i, j] == pytest.approx(np.nan if expected is None else expected, nan_ok=True)


@settings(deadline=None)
@given(pairs, places)
def test_validation_scores_are_those_of_loops(similar: by_hand.Pairs, where: by_hand.Places) -> None:
    found = validate(place_table(where), {"s": pair_table(similar)})
    scores = {(row["level"], row["against"]): row["score"] for row in found.scores.to_pylist()}
    assert scores == {key: pytest.approx(score) for key, score in by_hand.validation_scores(similar, where).items()}
    known = [score for score in scores.values() if score is not None]
    assert found.score == (pytest.approx(sum(known) / len(known)) if known else None)


@settings(deadline=None)
@given(labels)
def test_agreement_is_that_of_counting_pairs(drawn: list[tuple[str, str]]) -> None:
    industries = [f"i{number:02}" for number in range(len(drawn))]
    before, after = [old for old, _ in drawn], [new for _, new in drawn]
    one, other = ({"industry": industries, "cluster": each} for each in (before, after))
    found = compare(pa.table(one), pa.table(other))
    assert found.adjusted_rand_index == pytest.approx(by_hand.adjusted_rand_index(before, after))
    assert compare(pa.table(other), pa.table(one)).adjusted_rand_index == pytest.approx(found.adjusted_rand_index)
    assert compare(pa.table(one), pa.table(one)).adjusted_rand_index == 1.0
    assert compare(pa.table(one), pa.table(one)).moved.num_rows == 0


@settings(deadline=None)
@given(pairs, places)
def test_outliers_are_those_of_loops(similar: by_hand.Pairs, where: by_hand.Places) -> None:
    known = {code: cluster for code, cluster in where.items() if any(code in pair for pair in similar)}
    found = reassign_outliers(place_table(where), pair_table(similar))
    now = dict(known)
    for move in found.moves.to_pylist():
        own = by_hand.between(similar, [move["industry"]], [code for code in now if now[code] == move["before"]])
        near = by_hand.between(similar, [move["industry"]], [code for code in now if now[code] == move["after"]])
        assert move["gain"] == pytest.approx(near - own)  # type: ignore[operator]
        assert now[move["industry"]] == move["before"]
        now[move["industry"]] = move["after"]
    rows = found.membership.to_pylist()
    assert {row["industry"]: row["cluster"] for row in rows if row["cluster"]} == now
    assert found.settled == (by_hand.farthest_out(similar, now) is None)
    assert set(now.values()) == set(known.values())  # no cluster is emptied
    if found.moves.num_rows:
        first = by_hand.farthest_out(similar, known)
        assert found.moves.to_pylist()[0]["gain"] == pytest.approx(first[2])  # type: ignore[index]


def square(draw: int, size: int) -> SimilarityMatrix:
    values = np.random.default_rng(draw).normal(size=(size, size))
    return SimilarityMatrix.of_kernel(Coding(tuple(INDUSTRIES[:size])), values + values.T)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.integers(3, 6), st.sampled_from(sorted(METHODS)), st.data())
def test_groups_are_a_partition_of_the_number_asked_for(draw: int, size: int, method: str, data: st.DataObject) -> None:
    clusters = data.draw(st.integers(1, size))
    found = group(square(draw, size).table(), method, clusters=clusters, starts=2)
    assert found["industry"].to_pylist() == list(INDUSTRIES[:size])
    assert len(set(found["cluster"].to_pylist())) == clusters


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.sampled_from(["k-means", "k-medians", "ward", "average"]))
def test_groups_do_not_change_with_the_unit(draw: int, method: str) -> None:
    # Powers of two scale without rounding.
    matrix = square(draw, 6)
    larger = SimilarityMatrix(matrix.industries, matrix.values * 8)
    assert group(matrix.table(), method, clusters=3).equals(group(larger.table(), method, clusters=3))


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6))
def test_an_average_has_no_unit_and_a_search_is_the_validation_of_its_groups(draw: int) -> None:
    one, other = square(draw, 6), square(draw + 1, 6)
    larger = SimilarityMatrix(other.industries, other.values * 50 + 3)
    np.testing.assert_allclose(
        SimilarityMatrix.of(average([one.table(), larger.table()])).values,
        SimilarityMatrix.of(average([one.table(), other.table()])).values,
        atol=1e-9,
    )
    similar = {"one": one, "other": other}
    found = search(similar, Space(methods=("ward", "spectral"), clusters=(2, 3), starts=2))
    for rank, finding in enumerate(found.ranked, 1):
        expected = validate(found.membership(rank), similar).score
        assert finding.score == (None if expected is None else pytest.approx(expected))


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6))
def test_moving_outliers_never_lowers_the_score_of_a_definition(draw: int) -> None:
    tree = classification("NACE", "2")
    codes = tree.with_digits(2)[:6]
    similar = {name: SimilarityMatrix(Coding(codes), square(draw + place, 6).values) for place, name in enumerate("ab")}
    wish = Wish("drawn", space=Space(methods=("ward",), clusters=(2, 3)))
    found = define(similar, tree, dict.fromkeys(codes, 1.0), wish)
    assert found.validation.score >= found.search.best.score  # type: ignore[operator]
    placed = {code: place.cluster for code, place in found.definition.membership("2").items()}
    assert validate(place_table(placed), similar).score == pytest.approx(found.validation.score)


CELLS = pa.table(
    {
        "region": list("aabbccaab"),
        "industry": ["x", "y", "x", "y", "x", "y", "z", "w", "z"],
        "employment": pa.array([5, 10, 6, 2, 9, 1, 4, 4, 4], pa.int32()),
    }
)


@pytest.mark.parametrize("library", [pa.Table.to_pandas, pl.from_arrow], ids=["pandas", "polars"])
def test_every_kind_of_frame_gives_the_same(library: object) -> None:
    def rows(frame: object) -> list[dict[str, object]]:
        return (pa.table(frame) if isinstance(frame, pl.DataFrame) else pa.Table.from_pandas(frame)).to_pylist()

    frame = library(CELLS)  # type: ignore[operator]
    likeness = similarity(frame)
    assert isinstance(likeness, pd.DataFrame | pl.DataFrame)
    assert rows(likeness) == similarity(CELLS).to_pylist()
    assert rows(traded(frame)) == traded(CELLS).to_pylist()
    # What is null in one library and not-a-number in another means the same on the way back.
    assert rows(average([likeness])) == average([similarity(CELLS)]).to_pylist()
    assert rows(group(likeness, "ward", clusters=2)) == group(similarity(CELLS), "ward", clusters=2).to_pylist()
