"""Whatever the similarities: related clusters as the slow sentences say, from both sides, in any order."""

from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import related as by_hand

from clusteratlas.definitions import related_clusters

INDUSTRIES = "abcdefg"
CLUSTERS = "STUV"
memberships = st.dictionaries(st.sampled_from(INDUSTRIES), st.sampled_from(CLUSTERS), min_size=1)
values = st.sampled_from([0.0, 0.1, 0.25, 0.5, 1 / 3, -0.2]) | st.floats(-1, 1).map(lambda value: round(value, 6))
similarities = st.fixed_dictionaries({}, optional={frozenset(pair): values for pair in combinations(INDUSTRIES, 2)})


def table(similarity: by_hand.Similarity, turned: bool = False) -> pa.Table:
    pairs = [(*sorted(pair, reverse=turned), value) for pair, value in similarity.items()]
    one, other, value = zip(*pairs, strict=True) if pairs else ([], [], [])
    columns = {"industry": pa.array(one, pa.string()), "other": pa.array(other, pa.string())}
    return pa.table(columns | {"similarity": pa.array(value, pa.float64())})


def members(of: by_hand.Members) -> pa.Table:
    return pa.table({"industry": list(of), "cluster": list(of.values())})


def answers(result: pa.Table, column: str) -> dict[tuple[str, str], object]:
    return {(row["cluster"], row["other"]): row[column] for row in result.to_pylist()}


@settings(deadline=None)
@given(similarities, memberships)
def test_related_clusters_are_what_the_sentences_say(similarity: by_hand.Similarity, of: by_hand.Members) -> None:
    result = related_clusters(table(similarity), members(of))
    assert answers(result, "relatedness") == pytest.approx(by_hand.relatedness(similarity, of), abs=1e-9)
    within = {pair: value for pair, value in similarity.items() if pair <= of.keys()}
    # A mean that equals the threshold but for rounding may fall on either side: such draws prove nothing.
    means = list(by_hand.to_cluster(within, of).values())
    threshold = by_hand.percentile(means, 90) if means else 0.0
    if not any(0 < abs(mean - threshold) < 1e-9 for mean in means):
        assert answers(result, "related_share") == pytest.approx(by_hand.related_shares(within, of))


@settings(deadline=None)
@given(similarities.map(lambda drawn: {p: round(v * 64) / 64 for p, v in drawn.items()}), st.permutations(CLUSTERS))
def test_relations_are_what_the_sentences_say(similarity: by_hand.Similarity, names: list[str]) -> None:
    # Each cluster one industry, and values that are exact in binary: no mean is rounded, so no rule hangs on rounding.
    of = dict(zip(INDUSTRIES, names, strict=False))
    within = {pair: value for pair, value in similarity.items() if pair <= of.keys()}
    assert answers(related_clusters(table(similarity), members(of)), "relation") == by_hand.relations(within, of)


@settings(deadline=None)
@given(similarities, memberships)
def test_both_sides_say_the_same(similarity: by_hand.Similarity, of: by_hand.Members) -> None:
    result = related_clusters(table(similarity), members(of))
    for column in ("relatedness", "percentile"):
        side = answers(result, column)
        assert all(side[pair] == side[pair[::-1]] for pair in side)
    relation = answers(result, "relation")
    assert all(relation[pair] == relation[pair[::-1]] for pair in relation if relation[pair] in ("close", "related"))


@settings(deadline=None)
@given(similarities, memberships, st.randoms(use_true_random=False), st.booleans())
def test_neither_order_nor_the_way_round_matters(
    similarity: by_hand.Similarity, of: by_hand.Members, random: object, turned: bool
) -> None:
    rows, industries = list(similarity.items()), list(of.items())
    random.shuffle(rows)  # type: ignore[attr-defined]
    random.shuffle(industries)  # type: ignore[attr-defined]
    shuffled = related_clusters(table(dict(rows), turned), members(dict(industries)))
    assert shuffled.equals(related_clusters(table(similarity), members(of)))


@settings(deadline=None)
@given(similarities, memberships, st.permutations(INDUSTRIES))
def test_the_names_of_industries_decide_nothing(
    similarity: by_hand.Similarity, of: by_hand.Members, names: list[str]
) -> None:
    renamed = dict(zip(INDUSTRIES, names, strict=True))
    other = {frozenset(renamed[industry] for industry in pair): value for pair, value in similarity.items()}
    result = related_clusters(table(other), members({renamed[industry]: cluster for industry, cluster in of.items()}))
    assert result.equals(related_clusters(table(similarity), members(of)))


@settings(deadline=None)
@given(similarities, memberships)
def test_no_cluster_is_without_a_neighbour_where_anything_is_known(
    similarity: by_hand.Similarity, of: by_hand.Members
) -> None:
    result = related_clusters(table(similarity), members(of))
    known, relation = answers(result, "relatedness"), answers(result, "relation")
    for cluster in set(of.values()):
        mine = [pair for pair in known if pair[0] == cluster and known[pair] is not None]
        assert not mine or any(relation[pair] for pair in mine)
