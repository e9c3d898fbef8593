"""Where clusters stand in the network of related clusters: deterministic, apart, within the frame, near their own."""

from itertools import combinations
from math import dist, inf
from statistics import fmean

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusteratlas.charts import network_layout
from clusteratlas.charts.network_spreading import spread
from clusteratlas.errors import BadCells, WrongColumns

CLUSTERS = "abcdefghijkl"
relations = st.dictionaries(
    st.sampled_from(list(combinations(CLUSTERS, 2))),
    st.tuples(st.none() | st.floats(-1, 1), st.sampled_from([None, None, "next", "related", "close"])),
    max_size=40,
)
Pairs = dict[tuple[str, str], tuple[float | None, str | None]]


def table(pairs: Pairs) -> pa.Table:
    one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    columns = {"cluster": pa.array(one, pa.string()), "other": pa.array(other, pa.string())}
    columns["relatedness"] = pa.array([value for value, _ in pairs.values()], pa.float64())
    return pa.table(columns | {"relation": pa.array([relation for _, relation in pairs.values()], pa.string())})


def places(layout: pa.Table) -> dict[str, tuple[float, float]]:
    return {row["cluster"]: (row["x"], row["y"]) for row in layout.to_pylist()}


# Two groups of four that are all close, joined by one pair that is no link.
GROUPS: Pairs = {pair: (0.9, "close") for group in ("abcd", "efgh") for pair in combinations(group, 2)}
GROUPS |= {("d", "e"): (0.3, None), ("a", "h"): (0.1, None)}


def test_two_groups_stand_apart() -> None:
    found = places(network_layout(table(GROUPS)))
    one, other = ([found[code][0] for code in group] for group in ("abcd", "efgh"))
    assert max(one) < min(other) or max(other) < min(one)
    within = [dist(found[one], found[other]) for one, other in combinations(found, 2) if (one < "e") == (other < "e")]
    between = [dist(found[one], found[other]) for one in "abcd" for other in "efgh"]
    assert fmean(within) < fmean(between) / 1.5
    assert dist(found["d"], found["e"]) == min(between)  # the pair that holds the two together


def test_a_chain_stands_in_its_order() -> None:
    chain: Pairs = dict.fromkeys(zip("abcd", "bcde", strict=True), (0.5, "close"))
    across = [x for _, (x, _) in sorted(places(network_layout(table(chain))).items())]
    assert across in (sorted(across), sorted(across, reverse=True))


@settings(deadline=None, max_examples=50)
@given(relations)
def test_every_cluster_stands_in_the_frame_and_on_no_other(pairs: Pairs) -> None:
    found = places(network_layout(table(pairs)))
    assert found.keys() == {code for pair in pairs for code in pair}
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in found.values())
    assert min((dist(one, other) for one, other in combinations(found.values(), 2)), default=inf) > 0.05


@settings(deadline=None, max_examples=50)
@given(relations, st.randoms(use_true_random=False))
def test_neither_order_nor_the_way_round_matters(pairs: Pairs, random: object) -> None:
    rows = list(pairs.items())
    random.shuffle(rows)  # type: ignore[attr-defined]
    turned = {(other, one): value for (one, other), value in rows}
    assert network_layout(table(turned)).equals(network_layout(table(pairs)))


@settings(deadline=None, max_examples=50)
@given(relations.filter(lambda pairs: any(relation == "close" for _, relation in pairs.values())))
def test_related_clusters_stand_nearer_than_others_on_average(pairs: Pairs) -> None:
    found = places(network_layout(table(pairs)))
    linked = [pair for pair, (_, relation) in pairs.items() if relation]
    apart = [pair for pair in combinations(sorted(found), 2) if pair not in linked]
    if apart:
        near, far = (sum(dist(found[one], found[other]) for one, other in some) / len(some) for some in (linked, apart))
        assert near < far + 0.15  # a few clusters in a square have no room to stand as they would


def test_the_relation_of_both_ways_round_is_the_nearer() -> None:
    both: Pairs = {
        ("a", "b"): (0.5, "next"),
        ("b", "a"): (0.5, "close"),
        ("b", "c"): (0.4, "next"),
        ("c", "b"): (0.4, None),
    }
    found = places(network_layout(table(both)))
    assert dist(found["a"], found["b"]) < dist(found["b"], found["c"])


def test_few_clusters_have_a_place_too() -> None:
    assert network_layout(table({})).num_rows == 0
    two = places(network_layout(table({("a", "b"): (None, None)})))
    assert two.keys() == {"a", "b"}
    assert dist(two["a"], two["b"]) > 0.5


def test_the_answer_is_the_kind_of_dataframe_that_came_in() -> None:
    assert isinstance(network_layout(pl.from_arrow(table(GROUPS))), pl.DataFrame)


@pytest.mark.parametrize(
    ("related", "error"),
    [
        (table(GROUPS).drop_columns("relation"), WrongColumns),
        (pa.concat_tables([table(GROUPS), table(GROUPS)]), BadCells),
        (table({("a", "b"): (float("nan"), "close")}), BadCells),
    ],
)
def test_tables_that_cannot_be_used_are_refused(related: pa.Table, error: type[Exception]) -> None:
    with pytest.raises(error):
        network_layout(related)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200), st.floats(1, 9)), max_size=20))
def test_circles_pushed_apart_meet_no_other_and_stay_inside(circles: list[tuple[float, float, float]]) -> None:
    drawn = np.array(circles).reshape(-1, 3)
    moved = spread(drawn[:, :2], drawn[:, 2], (300, 200))
    for (one, radius), (other, other_radius) in combinations(zip(moved, drawn[:, 2], strict=True), 2):
        assert dist(one, other) > (radius + other_radius) * 0.9
    assert (moved >= drawn[:, 2:] - 1e-9).all()
    assert (moved <= np.array([300, 200]) - drawn[:, 2:] + 1e-9).all()


def test_circles_that_do_not_meet_stay_where_they_are() -> None:
    apart = np.array([[10.0, 10.0], [40.0, 10.0]])
    np.testing.assert_array_equal(spread(apart, np.array([5.0, 5.0]), (50, 20)), apart)
