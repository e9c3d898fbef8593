"""Whatever the plants: their Herfindahl index, its bounds from size classes, and concentration corrected for them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference import concentration as by_hand

from clusteratlas.measures import (
    ellison_glaeser,
    ellison_glaeser_kernel,
    maurel_sedillot,
    plant_herfindahl_kernel,
    size_class_herfindahl_kernel,
)

keys = st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(["x", "y"]))
cells = st.dictionaries(keys, st.integers(0, 40) | st.integers(0, 2_000_000_000), min_size=1)
plants = st.dictionaries(st.sampled_from(["x", "y", "z"]), st.lists(st.integers(0, 2_000_000_000), max_size=5))
classes = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 6), st.integers(0, 2)), min_size=1, max_size=3)

INDICES: dict[str, tuple[Callable[..., pa.Table], Callable[..., Mapping[str, object]]]] = {
    "ellison_glaeser": (ellison_glaeser, by_hand.ellison_glaeser),
    "maurel_sedillot": (maurel_sedillot, by_hand.maurel_sedillot),
}


def table(values: by_hand.Cells) -> pa.Table:
    regions, industries = zip(*values, strict=True)
    return pa.table({"region": list(regions), "industry": list(industries), "employment": list(values.values())})


def listed(sizes: Mapping[str, Sequence[int]]) -> pa.Table:
    rows = [(industry, size) for industry, members in sizes.items() for size in members]
    industries, amounts = ([row[place] for row in rows] for place in (0, 1))
    return pa.table({"industry": pa.array(industries, pa.string()), "size": pa.array(amounts, pa.int64())})


@pytest.mark.parametrize("name", INDICES)
@settings(deadline=None, max_examples=50)
@given(cells, plants)
def test_the_index_is_that_of_the_formula(name: str, values: by_hand.Cells, sizes: dict[str, list[int]]) -> None:
    measure, formula = INDICES[name]
    found = {row["industry"]: row for row in measure(table(values), listed(sizes)).to_pylist()}
    expected = formula(values, sizes)
    assert found.keys() == expected.keys()
    for industry, value in expected.items():
        index = by_hand.plant_herfindahl(sizes.get(industry, []))
        # Where almost all is in one region, or in one plant, the formula divides by next to nothing.
        assume(value is None or abs(value) < 10**6)
        given_index = found[industry]["plant_herfindahl"]
        assert given_index is None if index is None else given_index == pytest.approx(float(index))
        answer = found[industry][name]
        assert answer is None if value is None else answer == pytest.approx(float(value), rel=1e-6, abs=1e-6)


@settings(deadline=None, max_examples=30)
@given(cells, plants, st.randoms(use_true_random=False))
def test_neither_order_nor_counting_of_plants_matters(
    values: by_hand.Cells, sizes: dict[str, list[int]], random: object
) -> None:
    rows = listed(sizes).to_pylist()
    random.shuffle(rows)  # type: ignore[attr-defined]
    shuffled = pa.Table.from_pylist(rows, listed(sizes).schema)
    counted = listed(sizes).group_by(["industry", "size"]).aggregate([([], "count_all")])
    counted = counted.rename_columns(["industry", "size", "count"])
    expected = ellison_glaeser(table(values), listed(sizes))
    assert ellison_glaeser(table(values), shuffled).equals(expected)
    again, indices = (each["plant_herfindahl"] for each in (ellison_glaeser(table(values), counted), expected))
    np.testing.assert_allclose(again.cast("float64"), indices.cast("float64"), rtol=1e-12)


@settings(deadline=None, max_examples=50)
@given(classes, st.integers(1, 60))
def test_bounds_hold_every_set_of_whole_plants(drawn: list[tuple[int, int, int]], total: int) -> None:
    ends = [(low, low + width, count) for low, width, count in drawn]
    assume(sum(count for *_, count in ends) <= 4)
    low, high, count = (np.array(part, np.float64) for part in zip(*ends, strict=True))
    found = size_class_herfindahl_kernel(low, high, count, total)
    possible = [float(index) for index in by_hand.whole_plants(ends, total)]
    assert (not possible) == bool(np.isnan(found.low))
    if not possible:
        assert np.isnan(found).all()
        return
    assert found.low <= min(possible) + 1e-12
    assert found.high >= max(possible) - 1e-12
    assert found.low - 1e-12 <= found.estimate <= found.high + 1e-12
    # One plant at most stands between the ends of its class, where the chord is above the square by a quarter at most.
    assert found.high <= max(possible) + float((high - low).max()) ** 2 / 4 / total**2 + 1e-12
    # Plants as equal as can be differ from whole ones by the rounding of each.
    assert found.low >= min(possible) - float(count.sum()) / 4 / total**2 - 1e-12


@settings(deadline=None, max_examples=50)
@given(classes, st.integers(1, 40), st.integers(1, 2), st.integers(1, 200))
def test_an_open_class_is_one_that_ends_where_one_plant_has_all(
    drawn: list[tuple[int, int, int]], low_of_open: int, count_of_open: int, total: int
) -> None:
    low = np.array([*(low for low, _, _ in drawn), low_of_open], np.float64)
    high = np.array([*(low + width for low, width, _ in drawn), np.inf], np.float64)
    count = np.array([*(count for *_, count in drawn), count_of_open], np.float64)
    found = size_class_herfindahl_kernel(low, high, count, total)
    closed = size_class_herfindahl_kernel(low, np.minimum(high, float(total)), count, total)
    assert (found.low, found.high) == pytest.approx((closed.low, closed.high), nan_ok=True)
    assert np.isnan(found.low) or found.low - 1e-12 <= found.estimate <= found.high + 1e-12


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(1, 1000), min_size=2, max_size=6), st.sampled_from([[1, 5, 10, 100], [1, 50], [1, 1001]]))
def test_bounds_hold_the_plants_the_classes_were_counted_from(sizes: list[int], starts: list[int]) -> None:
    ends = [*starts[1:], 10**6]
    counts = [sum(start <= size < end for size in sizes) for start, end in zip(starts, ends, strict=True)]
    high = [end - 1 for end in ends[:-1]] + [np.inf]
    found = size_class_herfindahl_kernel(starts, high, counts, sum(sizes))
    truth = float(by_hand.plant_herfindahl(sizes) or 0)
    assert found.low - 1e-12 <= truth <= found.high + 1e-12


@settings(deadline=None, max_examples=50)
@given(cells, classes)
def test_bounds_of_the_index_hold_its_value_between_those_of_the_plants(
    values: by_hand.Cells, drawn: list[tuple[int, int, int]]
) -> None:
    low, width, count = zip(*drawn, strict=True)
    total = sum(v for (_, industry), v in values.items() if industry == "x")
    # One plant takes what the classes leave, so that the plants can add up to the industry.
    least = int(np.dot(low, count))
    assume(total > least)
    sized = pa.table(
        {
            "industry": ["x"] * (len(drawn) + 1),
            "size_low": [*low, 1],
            "size_high": pa.array([*np.add(low, width).tolist(), None], pa.int64()),
            "count": [*count, 1],
        }
    )
    for name, (measure, _) in INDICES.items():
        row = measure(table(values), sized).to_pylist()[-1 if "y" not in by_hand.industries_of(values) else 0]
        assert row["industry"] == "x"
        bounds = [row[f"plant_herfindahl{end}"] for end in ("_low", "", "_high")]
        assert bounds == sorted(bounds)
        found = [row[f"{name}{end}"] for end in ("_low", "", "_high")]
        known = [value for value in found if value is not None]
        assert all(one <= other + 1e-9 * max(1, abs(other)) for one, other in pairwise(known))


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8), st.sampled_from([2, 1024, 1 / 8]))
def test_the_unit_of_sizes_does_not_matter(sizes: list[int], factor: float) -> None:
    ones, zeros = np.ones(len(sizes)), np.zeros(len(sizes), np.int64)
    found = plant_herfindahl_kernel(np.array(sizes) * factor, ones, zeros, 1)
    assert found == plant_herfindahl_kernel(sizes, ones, zeros, 1)
    assert 1 / len(sizes) - 1e-12 <= found[0] <= 1


def test_darts_thrown_at_the_map_give_no_concentration() -> None:
    # Twelve plants of four sizes fall on five regions with the chances of their sizes, which a second, far larger
    # industry fixes. The mean index over many throws is zero, though every throw is as concentrated as chance makes it.
    generator = np.random.default_rng(7)
    sizes, chances = np.array([40, 20, 10, 5] * 3), np.array([0.4, 0.25, 0.2, 0.1, 0.05])
    places = generator.choice(5, (20_000, 12), p=chances)
    thrown = ((places[:, :, None] == np.arange(5)) * sizes[:, None]).sum(axis=1)
    everything = np.broadcast_to(chances * 1e12, thrown.shape)
    index = np.array([np.sum(sizes**2) / np.sum(sizes) ** 2, 0])
    found = ellison_glaeser_kernel(np.stack([thrown, everything], axis=-1), index)[:, 0]
    assert abs(found.mean()) < 4 * found.std() / np.sqrt(len(found))
    assert found.std() > 0.02
    assert np.abs(ellison_glaeser_kernel(np.stack([thrown, everything], axis=-1), index * 0)[:, 0].mean()) > 0.1
