"""Whatever the cells: effects add up exactly, and every variant is what its formula says in fractions."""

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import shift_share as by_hand

from clusteratlas.measures import contribution, expected_change, shift_share, shift_share_kernel

YEARS = (2018, 2019, 2021)
REGIONS, INDUSTRIES = ("a", "b", "c", "d"), ("x", "y", "z")
NEIGHBOURS = {("a", "b"): 1, ("a", "c"): 3, ("b", "a"): 1, ("c", "d"): 2, ("d", "a"): 0}
keys = st.tuples(st.sampled_from(YEARS), st.sampled_from(REGIONS), st.sampled_from(INDUSTRIES))
values = st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 2_000_000_000))
# Both ends and every region have a row, so that the years and the neighbours are known.
ENDS = {(2018, region, "x"): 1 for region in REGIONS} | {(2021, "a", "x"): 1}
cells = st.dictionaries(keys, values).map(lambda drawn: ENDS | drawn)
WITHOUT_SPACE = {
    "classic": by_hand.classic,
    "esteban-marquillas": by_hand.esteban_marquillas,
    "gerfin": by_hand.classic,
    "dynamic": by_hand.dynamic,
}


def table(drawn: by_hand.Cells, kind: pa.DataType | None = None) -> pa.Table:
    year, region, industry = zip(*drawn, strict=True)
    return pa.table(
        {
            "year": list(year),
            "region": list(region),
            "industry": list(industry),
            "employment": pa.array(list(drawn.values()), kind or pa.int64()),
        }
    )


def neighbours() -> pa.Table:
    region, neighbour = zip(*NEIGHBOURS, strict=True)
    return pa.table({"region": list(region), "neighbour": list(neighbour), "weight": list(NEIGHBOURS.values())})


def computed(drawn: by_hand.Cells, variant: str) -> pa.Table:
    near = neighbours() if variant == "spatial" else None
    return shift_share(table(drawn), 2018, 2021, variant, neighbours=near)


def expected(drawn: by_hand.Cells, variant: str) -> dict[tuple[str, str], by_hand.Effects]:
    if variant == "spatial":
        return by_hand.spatial(drawn, 2018, 2021, NEIGHBOURS)
    return WITHOUT_SPACE[variant](drawn, 2018, 2021)


ALL = (*WITHOUT_SPACE, "spatial")
EFFECTS = ("national", "mix", "competitive", "allocation")


@pytest.mark.parametrize("variant", ALL)
@settings(deadline=None, max_examples=60)
@given(cells)
def test_effects_are_those_of_the_formula(variant: str, drawn: by_hand.Cells) -> None:
    found = {(row["region"], row["industry"]): row for row in computed(drawn, variant).to_pylist()}
    wanted = expected(drawn, variant)
    assert found.keys() == wanted.keys()
    for place, effects in wanted.items():
        largest = max(float(abs(effect)) for effect in effects.values() if effect is not None)
        # An effect is a small difference of large terms, taken in numbers of sixteen places.
        before, after = drawn.get((2018, *place), 0), drawn.get((2021, *place), 0)
        region = sum(value for (_, where, _), value in drawn.items() if where == place[0])
        near_zero = 1e-12 * (largest + max(drawn.get((year, *place), 0) for year in YEARS))
        near_zero += 1e-15 * region * after / before if before else 0
        for name, effect in effects.items():
            near = None if effect is None else pytest.approx(float(effect), rel=1e-12, abs=near_zero)
            assert found[place][name] == near, (place, name)


@pytest.mark.parametrize("variant", ALL)
@settings(deadline=None, max_examples=60)
@given(cells)
def test_effects_of_whole_numbers_add_up_exactly_in_any_order(variant: str, drawn: by_hand.Cells) -> None:
    for row in computed(drawn, variant).to_pylist():
        effects = [row[name] for name in EFFECTS if name in row]
        if None not in effects:
            assert {sum(order) for order in permutations(effects)} == {row["change"]}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.just(0.0) | st.floats(0.01, 1e12), min_size=8, max_size=8), st.sampled_from(ALL))
def test_effects_of_other_numbers_add_up_to_the_last_bits(drawn: list[float], variant: str) -> None:
    stack = np.array(drawn).reshape(2, 2, 2)
    effects = shift_share_kernel(stack, variant, [[0, 1], [1, 0]] if variant == "spatial" else None)
    parts = [
        part for part in (effects.national, effects.mix, effects.competitive, effects.allocation) if part is not None
    ]
    largest = np.max([np.abs(part) for part in (effects.change, *parts)], axis=0)
    known = ~np.isnan(largest)
    assert np.all(np.abs(sum(parts) - effects.change)[known] <= 1e-15 * 4 * largest[known])


@settings(deadline=None, max_examples=60)
@given(cells)
def test_allocation_and_competitive_are_the_classic_competitive(drawn: by_hand.Cells) -> None:
    classic, split = computed(drawn, "classic").to_pylist(), computed(drawn, "esteban-marquillas").to_pylist()
    for one, other in zip(classic, split, strict=True):
        if other["allocation"] is not None:
            rest = other["competitive"] + other["allocation"]
            assert rest == pytest.approx(one["competitive"], rel=1e-12, abs=1e-12 * abs(other["allocation"]) + 1e-6)


@settings(deadline=None, max_examples=60)
@given(cells)
def test_competitive_effects_of_an_industry_cancel_out(drawn: by_hand.Cells) -> None:
    rows = computed(drawn, "classic").to_pylist()
    for industry in INDUSTRIES:
        found = [row for row in rows if row["industry"] == industry]
        if found and found[0]["competitive"] is not None:
            size = sum(abs(row[name]) for row in found for name in ("change", "national", "mix"))
            assert sum(row["competitive"] for row in found) == pytest.approx(0, abs=1e-14 * size)


@settings(deadline=None, max_examples=60)
@given(cells)
def test_factors_of_gerfin_multiply(drawn: by_hand.Cells) -> None:
    for row in computed(drawn, "gerfin").to_pylist():
        regional, structural, locational = (row[f"{name}_factor"] for name in ("regional", "structural", "locational"))
        if None not in (regional, structural, locational):
            assert structural * locational == pytest.approx(regional, rel=1e-12)


@settings(deadline=None, max_examples=40)
@given(cells)
def test_two_years_are_the_same_dynamic_or_not(drawn: by_hand.Cells) -> None:
    ends = {key: value for key, value in drawn.items() if key[0] != 2019}
    assert computed(ends, "dynamic").equals(computed(ends, "classic"))


@settings(deadline=None, max_examples=40)
@given(cells, st.sampled_from([2, 1024, 1 / 8]))
def test_weights_standardised_by_row_give_the_same(drawn: by_hand.Cells, factor: float) -> None:
    near = neighbours()
    scaled = near.set_column(2, "weight", pa.array([weight * factor for weight in near["weight"].to_pylist()]))
    result = shift_share(table(drawn), 2018, 2021, "spatial", neighbours=scaled)
    assert result.equals(computed(drawn, "spatial"))


@settings(deadline=None, max_examples=40)
@given(cells, st.randoms(use_true_random=False), st.sampled_from([pa.int32(), pa.uint64(), pa.float64()]))
def test_neither_order_nor_width_matters(drawn: by_hand.Cells, random: object, kind: pa.DataType) -> None:
    shuffled = list(drawn.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert shift_share(table(dict(shuffled), kind), 2018, 2021).equals(shift_share(table(drawn), 2018, 2021))


def changes(result: pa.Table, column: str) -> dict[tuple[str, str], float | None]:
    return {(row["region"], row["industry"]): row[column] for row in result.to_pylist()}


@settings(deadline=None, max_examples=60)
@given(cells)
def test_the_difference_from_expected_is_the_competitive_effect(drawn: by_hand.Cells) -> None:
    found = changes(expected_change(table(drawn), 2018, 2021), "difference")
    for place, effects in by_hand.classic(drawn, 2018, 2021).items():
        wanted, size = effects["competitive"], drawn.get((2018, *place), 0) + drawn.get((2021, *place), 0)
        near = None if wanted is None else pytest.approx(float(wanted), rel=1e-12, abs=1e-12 * size + 1e-6)
        assert found[place] == near


@settings(deadline=None, max_examples=60)
@given(cells, st.sampled_from(["industry", "region"]))
def test_contributions_add_up_to_the_growth(drawn: by_hand.Cells, by: str) -> None:
    rows = contribution(table(drawn), 2018, 2021, by).to_pylist()
    (nation, _, regions), (later, _, regions_later) = (by_hand.totals(drawn, year) for year in (2018, 2021))
    wholes: dict[str, Fraction | None] = {"nation": by_hand.growth(nation, later)}
    wholes |= {
        region: by_hand.growth(regions[region], regions_later[region]) for region in {row["region"] for row in rows}
    }
    for whole in {row["region"] for row in rows} if by == "industry" else {"nation"}:
        found = [row["contribution"] for row in rows if whole in ("nation", row["region"])]
        size = sum(abs(part) for part in found if part is not None)
        growth = wholes[whole]
        assert (
            found == [None] * len(found)
            if growth is None
            else sum(found) == pytest.approx(float(growth), rel=1e-12, abs=1e-12 * size)
        )


@pytest.mark.parametrize("variant", ["classic", "dynamic"])
def test_a_stack_of_one_pair_is_enough(variant: str) -> None:
    kernel: Callable[..., object] = shift_share_kernel
    assert kernel([[[1]], [[2]]], variant).change.tolist() == [[1.0]]  # type: ignore[attr-defined]
