"""Whatever the cells: laws of specialisation, concentration and diversity, and agreement with the slow formulas."""

import math
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import concentration as by_hand

from clusteratlas.measures import (
    coagglomeration,
    coagglomeration_kernel,
    herfindahl,
    herfindahl_kernel,
    hoover,
    hoover_kernel,
    krugman_specialisation,
    krugman_specialisation_kernel,
    locational_gini,
    locational_gini_kernel,
    lorenz_curve,
    theil,
    theil_kernel,
    variety,
    variety_kernel,
)

STATES = {"a": "north", "b": "north", "c": "south", "d": "south"}
SECTORS = {"w": "making", "x": "making", "y": "making", "z": "serving"}
AGAINST = ["total", "uniform"]
keys = st.tuples(st.sampled_from(sorted(STATES)), st.sampled_from(sorted(SECTORS)))
amounts = st.integers(0, 4) | st.integers(0, 2_000_000_000)
cells = st.dictionaries(keys, amounts, min_size=1)
# Every region has some of everything, so that nothing is undefined.
full = st.lists(st.lists(st.integers(1, 10**6), min_size=4, max_size=4), min_size=2, max_size=5).map(np.array)


def table(values: by_hand.Cells, kind: pa.DataType | None = None) -> pa.Table:
    regions, industries = zip(*values, strict=True)
    return pa.table(
        {
            "region": list(regions),
            "industry": list(industries),
            "state": [STATES[region] for region in regions],
            "sector": [SECTORS[industry] for industry in industries],
            "employment": pa.array(list(values.values()), kind or pa.int64()),
        }
    )


def column(result: pa.Table, key: str, name: str) -> dict[str, float | None]:
    return dict(zip(result[key].to_pylist(), result[name].to_pylist(), strict=True))


def check(found: Mapping[object, float | None], expected: Mapping[object, object], slack: float = 1e-12) -> None:
    assert found.keys() == expected.keys()
    for key, value in expected.items():
        assert found[key] is None if value is None else found[key] == pytest.approx(float(value), rel=1e-9, abs=slack)


@settings(deadline=None, max_examples=50)
@given(cells)
def test_herfindahl_and_krugman_are_those_of_the_formula(values: by_hand.Cells) -> None:
    frame = table(values)
    for by in ("region", "industry"):
        check(column(herfindahl(frame, by), by, "herfindahl"), by_hand.herfindahl(values, by))
    for reference in ("rest", "whole"):
        found = column(krugman_specialisation(frame, reference), "region", "krugman_specialisation")
        check(found, by_hand.krugman(values, reference))


@settings(deadline=None, max_examples=50)
@given(cells, st.sampled_from(AGAINST))
def test_gini_and_hoover_are_those_of_the_formula(values: by_hand.Cells, against: str) -> None:
    frame = table(values)
    check(column(locational_gini(frame, against), "industry", "locational_gini"), by_hand.gini(values, against))
    check(column(hoover(frame, against), "industry", "hoover"), by_hand.hoover(values, against))


@settings(deadline=None, max_examples=50)
@given(cells, st.sampled_from(AGAINST))
def test_theil_is_that_of_the_formula_and_its_parts_add_up(values: by_hand.Cells, against: str) -> None:
    expected = by_hand.theil(values, against, STATES)
    found = theil(table(values), group="state", against=against)
    for place, name in enumerate(("theil", "theil_between", "theil_within")):
        part = {industry: None if value is None else value[place] for industry, value in expected.items()}
        check(column(found, "industry", name), part, 1e-11)
    for row in found.to_pylist():
        if row["theil"] is not None:
            assert row["theil"] == row["theil_between"] + row["theil_within"]
    alone = theil(table(values), against=against)
    check(column(alone, "industry", "theil"), column(found, "industry", "theil"), 1e-11)


@settings(deadline=None, max_examples=50)
@given(cells)
def test_variety_is_that_of_the_formula_and_adds_up_to_the_entropy(values: by_hand.Cells) -> None:
    expected = by_hand.variety(values, SECTORS)
    found = variety(table(values), group="sector")
    for place, name in enumerate(("unrelated_variety", "related_variety")):
        part = {region: None if value is None else value[place] for region, value in expected.items()}
        check(column(found, "region", name), part)
    for row in found.to_pylist():
        shares = by_hand.industrial_shares(values, row["region"])
        assert (row["total_variety"] is None) == (shares is None)
        if shares is not None:
            assert row["total_variety"] == row["unrelated_variety"] + row["related_variety"]
            assert row["total_variety"] == pytest.approx(by_hand.entropy(list(shares.values())), abs=1e-12)


@settings(deadline=None, max_examples=50)
@given(cells, st.sampled_from(["mean", "total"]))
def test_coagglomeration_is_that_of_the_formula(values: by_hand.Cells, size: str) -> None:
    rows = coagglomeration(table(values), size=size).to_pylist()
    found = {(row["industry"], row["other"]): row["coagglomeration"] for row in rows}
    # Two regions of which one has next to nothing leave a room of 1e-9 to divide by.
    check(found, by_hand.coagglomeration(values, size), 1e-6)


@settings(deadline=None, max_examples=50)
@given(cells, st.sampled_from(AGAINST))
def test_the_lorenz_curve_ends_at_one_and_bends_one_way(values: by_hand.Cells, against: str) -> None:
    rows = lorenz_curve(table(values), against).to_pylist()
    sizes, regions = by_hand.sizes_of(values, against), len(by_hand.regions_of(values))
    for industry in by_hand.industries_of(values):
        curve = [row for row in rows if row["industry"] == industry]
        assert [row["position"] for row in curve] == list(range(1, regions + 1))
        assert sorted(row["region"] for row in curve) == by_hand.regions_of(values)
        shares = by_hand.regional_shares(values, industry)
        if shares is None:
            assert {row["industry_share"] for row in curve} == {row["reference_share"] for row in curve} == {None}
            continue
        order = [row["region"] for row in curve]
        slopes = [shares[region] / sizes[region] for region in order if sizes[region]]
        assert slopes == sorted(slopes)
        for place, row in enumerate(curve, 1):
            assert row["reference_share"] == pytest.approx(float(sum(sizes[r] for r in order[:place])))
            assert row["industry_share"] == pytest.approx(float(sum(shares[r] for r in order[:place])))
        assert curve[-1]["reference_share"] == curve[-1]["industry_share"] == 1


MEASURES = {
    "herfindahl by region": herfindahl,
    "herfindahl by industry": lambda frame: herfindahl(frame, "industry"),
    "krugman": krugman_specialisation,
    "gini": locational_gini,
    "lorenz": lorenz_curve,
    "hoover": hoover,
    "theil": lambda frame: theil(frame, "state"),
    "variety": lambda frame: variety(frame, "sector"),
    "coagglomeration": coagglomeration,
}


@pytest.mark.parametrize("name", MEASURES)
@settings(deadline=None, max_examples=25)
@given(cells, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_32_bits_matter(name: str, values: by_hand.Cells, random: object) -> None:
    shuffled = list(values.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    expected = MEASURES[name](table(values))
    assert MEASURES[name](table(dict(shuffled))).equals(expected)
    assert MEASURES[name](table(values, pa.int32())).equals(expected)


def every_kernel(values: np.ndarray) -> list[np.ndarray]:
    return [
        herfindahl_kernel(values),
        herfindahl_kernel(values, "industry"),
        krugman_specialisation_kernel(values),
        krugman_specialisation_kernel(values, "whole"),
        *(kernel(values, against) for kernel in (locational_gini_kernel, hoover_kernel) for against in AGAINST),
        *theil_kernel(values, np.arange(values.shape[-2]) % 2),
        *variety_kernel(values, np.arange(values.shape[-1]) % 2),
        coagglomeration_kernel(values),
        coagglomeration_kernel(values, "total"),
    ]


@settings(deadline=None, max_examples=50)
@given(full, st.sampled_from([2, 1024, 1 / 8]))
def test_scaling_every_value_changes_nothing(values: np.ndarray, factor: float) -> None:
    # Powers of two scale without rounding, so the answers are the same bits.
    for found, expected in zip(every_kernel(values * factor), every_kernel(values), strict=True):
        np.testing.assert_array_equal(found, expected)


@settings(deadline=None, max_examples=50)
@given(full)
def test_shares_stay_between_none_and_all(values: np.ndarray) -> None:
    regions, industries = values.shape
    for found in every_kernel(values)[:8]:
        assert ((found >= 0) & (found <= 1)).all()
    assert (herfindahl_kernel(values) >= (1 - 1e-12) / industries).all()
    assert (locational_gini_kernel(values, "uniform") <= 1 - 1 / regions + 1e-12).all()
    largest = -np.log(values.sum(axis=1).min() / values.sum())
    assert all((part >= 0).all() and (part <= largest + 1e-12).all() for part in theil_kernel(values))
    assert (variety_kernel(values, np.array([0, 0, 1, 1])).total <= math.log2(industries) + 1e-12).all()


@settings(deadline=None, max_examples=50)
@given(full, st.sampled_from([1, 3, 7]))
def test_a_region_cut_into_two_alike_changes_nothing_against_the_total(values: np.ndarray, times: int) -> None:
    whole = values.copy()
    whole[0] *= 1 + times
    cut = np.concatenate([values[:1] * times, values])
    for kernel in (locational_gini_kernel, hoover_kernel, lambda each: theil_kernel(each).total):
        np.testing.assert_allclose(kernel(cut), kernel(whole), rtol=1e-9, atol=1e-12)
    # An even spread is another matter: now there are more regions to be even over.
    assert herfindahl_kernel(cut, "industry").sum() < herfindahl_kernel(whole, "industry").sum()


@settings(deadline=None, max_examples=50)
@given(full)
def test_spread_like_the_whole_is_no_concentration_to_the_last_bit(values: np.ndarray) -> None:
    alike = values[:, :1] * np.array([1, 2, 3, 7])
    for found in (locational_gini_kernel(alike), hoover_kernel(alike), theil_kernel(alike).total):
        np.testing.assert_array_equal(found, 0)
    np.testing.assert_allclose(krugman_specialisation_kernel(alike), 0, atol=1e-15)
    np.testing.assert_allclose(coagglomeration_kernel(alike), 0, atol=1e-15)


@settings(deadline=None, max_examples=50)
@given(full)
def test_the_gap_of_the_curve_is_never_above_twice_the_area(values: np.ndarray) -> None:
    for against in AGAINST:
        assert (hoover_kernel(values, against) <= locational_gini_kernel(values, against) + 1e-12).all()


@settings(deadline=None, max_examples=50)
@given(full)
def test_a_region_is_part_of_the_whole_it_is_compared_with(values: np.ndarray) -> None:
    own = values.sum(axis=1) / values.sum()
    whole, rest = (krugman_specialisation_kernel(values, reference) for reference in ("whole", "rest"))
    np.testing.assert_allclose(whole, (1 - own) * rest, rtol=1e-9, atol=1e-12)


@settings(deadline=None, max_examples=50)
@given(full)
def test_between_groups_is_the_index_of_the_groups(values: np.ndarray) -> None:
    groups = np.arange(len(values)) % 2
    merged = np.stack([values[groups == group].sum(axis=0) for group in (0, 1)])
    np.testing.assert_allclose(theil_kernel(values, groups).between, theil_kernel(merged).total, atol=1e-12)
    np.testing.assert_allclose(theil_kernel(values, np.arange(len(values))).within, 0, atol=1e-12)


@settings(deadline=None, max_examples=50)
@given(full)
def test_variety_in_one_group_is_related_and_in_as_many_as_industries_unrelated(values: np.ndarray) -> None:
    one, many = variety_kernel(values, np.zeros(4, np.int64)), variety_kernel(values, np.arange(4))
    np.testing.assert_array_equal(one.unrelated, 0)
    np.testing.assert_array_equal(many.related, 0)
    np.testing.assert_allclose(one.total, many.total, rtol=1e-12)


@settings(deadline=None, max_examples=50)
@given(full)
def test_coagglomeration_is_symmetric_and_adds_up_to_nothing(values: np.ndarray) -> None:
    for size, weights in (("mean", np.ones(4)), ("total", values.sum(axis=0) / values.sum())):
        found = coagglomeration_kernel(values, size)
        np.testing.assert_array_equal(found, found.T)
        # The deviations of all industries from the size of a region, the mean of theirs, add up to zero.
        np.testing.assert_allclose(found @ weights, 0, atol=1e-9)


@settings(deadline=None, max_examples=50)
@given(st.lists(full.filter(lambda values: len(values) == 3), min_size=1, max_size=3))
def test_a_stack_of_years_equals_each_year_alone(years: list[np.ndarray]) -> None:
    alone = zip(*(every_kernel(year) for year in years), strict=True)
    for found, expected in zip(every_kernel(np.array(years)), alone, strict=True):
        np.testing.assert_array_equal(found, np.array(expected))
