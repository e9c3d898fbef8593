"""Whatever the counts: laws of the symmetric and the standardised location quotient, and of the interval."""

import math
from statistics import NormalDist

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from tests.reference import concentration as by_hand
from tests.reference import quotients

from clusteratlas.measures import (
    location_quotient_interval,
    location_quotient_interval_kernel,
    location_quotient_kernel,
    standardised_location_quotient,
    standardised_location_quotient_kernel,
    symmetric_location_quotient,
    symmetric_location_quotient_kernel,
)
from clusteratlas.measures.bootstrap_percentile import bootstrap_percentile

KINDS = {"x": "traded", "y": "traded", "z": "local"}
keys = st.tuples(st.sampled_from(["a", "b", "c", "d", "e"]), st.sampled_from(sorted(KINDS)))
cells = st.dictionaries(keys, st.integers(0, 4) | st.integers(0, 2_000_000_000), min_size=1)
full = st.lists(st.lists(st.integers(1, 10**6), min_size=3, max_size=3), min_size=3, max_size=6).map(np.array)


def table(values: quotients.Cells) -> pa.Table:
    regions, industries = zip(*values, strict=True)
    return pa.table(
        {
            "region": list(regions),
            "industry": list(industries),
            "kind": [KINDS[industry] for industry in industries],
            "employment": list(values.values()),
        }
    )


def by_cell(result: pa.Table, name: str) -> dict[tuple[str, str], float | None]:
    return {(row["region"], row["industry"]): row[name] for row in result.to_pylist()}


@settings(deadline=None, max_examples=50)
@given(cells, st.sampled_from(["all", "kind"]))
def test_the_symmetric_quotient_is_that_of_the_formula(values: quotients.Cells, within: str) -> None:
    expected = quotients.location_quotients(values, KINDS if within == "kind" else None)
    found = by_cell(symmetric_location_quotient(table(values), within=within), "symmetric_location_quotient")
    assert found.keys() == expected.keys()
    for key, value in expected.items():
        assert found[key] is None if value is None else found[key] == pytest.approx((value - 1) / (value + 1))
        assert value is None or -1 <= found[key] <= 1  # type: ignore[operator]


@settings(deadline=None, max_examples=50)
@given(full)
def test_the_symmetric_quotient_turns_its_sign_where_the_quotient_is_turned_over(values: np.ndarray) -> None:
    found, ratios = symmetric_location_quotient_kernel(values), location_quotient_kernel(values)
    np.testing.assert_allclose(found, -((1 / ratios - 1) / (1 / ratios + 1)), atol=1e-12)


@settings(deadline=None, max_examples=50)
@given(cells, st.sampled_from(["all", "kind"]), st.booleans())
def test_the_standardised_quotient_is_that_of_the_formula(
    values: quotients.Cells, within: str, logarithm: bool
) -> None:
    zeros = dict.fromkeys(((r, i) for r in by_hand.regions_of(values) for i in by_hand.industries_of(values)), 0)
    ratios = quotients.location_quotients(zeros | values, KINDS if within == "kind" else None)
    answer = standardised_location_quotient(table(values), within=within, logarithm=logarithm)
    found, above = by_cell(answer, "standardised_location_quotient"), by_cell(answer, "above_threshold")
    for industry in by_hand.industries_of(values):
        one = {r: v for (r, i), v in ratios.items() if i == industry and v is not None and (v or not logarithm)}
        y = {region: math.log(value) if logarithm else value for region, value in one.items()}
        flat = len(set(y.values())) < 2
        for region in [region for region, other in values if other == industry]:
            if flat or region not in y:
                assert found[region, industry] is above[region, industry] is None
                continue
            mean, deviation = np.mean(list(y.values())), np.std(list(y.values()), ddof=1)
            assert found[region, industry] == pytest.approx((y[region] - mean) / deviation, rel=1e-5, abs=1e-5)
            assert above[region, industry] == (found[region, industry] > NormalDist().inv_cdf(0.95))  # type: ignore[operator]


@settings(deadline=None, max_examples=50)
@given(full)
def test_scores_of_an_industry_have_mean_zero_and_deviation_one(values: np.ndarray) -> None:
    for logarithm in (True, False):
        scores = standardised_location_quotient_kernel(values, logarithm=logarithm)
        scores = scores[:, ~np.isnan(scores).any(axis=0)]
        np.testing.assert_allclose(scores.mean(axis=0), 0, atol=1e-6)
        np.testing.assert_allclose(scores.std(axis=0, ddof=1), 1, rtol=1e-6)


@settings(deadline=None, max_examples=50)
@given(full)
def test_regions_that_are_all_alike_have_no_score(values: np.ndarray) -> None:
    alike = values[:, :1] * np.array([1, 3, 7])
    assert np.isnan(standardised_location_quotient_kernel(alike)).all()
    assert np.isnan(standardised_location_quotient_kernel(alike, logarithm=False)).all()


@pytest.mark.parametrize("regions", range(3, 40))
def test_regions_with_the_same_share_have_no_score_whatever_the_mean_is_rounded_to(regions: int) -> None:
    # One job of three in all regions but the last, which has none of them.
    values = np.array([[1, 2]] * regions + [[0, 7]])
    assert np.isnan(standardised_location_quotient_kernel(values)[:, 0]).all()


@settings(deadline=None, max_examples=12)
@given(
    st.lists(st.floats(-5, 5), min_size=1, max_size=4),
    st.sampled_from([0.0, 0.3, 0.5, 0.9, 0.95, 1.0]),
)
def test_the_bootstrapped_percentile_is_the_mean_over_all_samples(values: list[float], level: float) -> None:
    found = bootstrap_percentile(values, level, 40_000, np.random.default_rng(1))
    # The standard error of 40,000 draws is at most the range over 400; four of them.
    assert found == pytest.approx(by_hand.bootstrap_percentile(values, level), abs=np.ptp(values) / 100 + 1e-9)


@settings(deadline=None, max_examples=20)
@given(cells, st.integers(0, 5))
def test_a_seed_gives_one_answer_whatever_the_order_of_rows(values: quotients.Cells, seed: int) -> None:
    frame = table(values)
    turned = frame.take(pa.array(np.arange(frame.num_rows)[::-1]))
    for measure in (
        lambda each, chance: standardised_location_quotient(each, "tian", draws=50, seed=chance),
        lambda each, chance: location_quotient_interval(each, draws=50, seed=chance),
    ):
        expected = measure(frame, seed)
        assert measure(turned, seed).equals(expected)
        assert measure(frame, np.random.default_rng(seed)).equals(expected)


@settings(deadline=None, max_examples=30)
@given(cells)
def test_a_bootstrapped_threshold_lies_among_the_scores(values: quotients.Cells) -> None:
    rows = standardised_location_quotient(table(values), "tian", draws=20).to_pylist()
    for industry in by_hand.industries_of(values):
        own = [row for row in rows if row["industry"] == industry]
        scores = [row["standardised_location_quotient"] for row in own]
        scores = [score for score in scores if score is not None]
        limits = {row["threshold"] for row in own}
        assert len(limits) == 1
        limit = limits.pop()
        assert limit is None if not scores else min(scores) - 1e-9 <= limit <= max(scores) + 1e-9


def variance(own: int, region: int, industry: int, total: int) -> float:
    """Of ln LQ = ln(a / r) - ln((a + b) / n): a and b binomial, each part by its derivative."""
    rest, rest_total = industry - own, total - region
    of_own = region * (own / region) * (1 - own / region)
    of_rest = 0.0 if not rest_total else rest_total * (rest / rest_total) * (1 - rest / rest_total)
    return (1 / own - 1 / industry) ** 2 * of_own + (1 / industry) ** 2 * of_rest


@settings(deadline=None, max_examples=50)
@given(full, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_the_delta_interval_is_that_of_the_formula(values: np.ndarray, confidence: float) -> None:
    low, high = location_quotient_interval_kernel(values, confidence=confidence)
    ratios = location_quotient_kernel(values)
    width = float(norm.ppf((1 + confidence) / 2))
    regions, industries, total = values.sum(axis=1), values.sum(axis=0), values.sum()
    for (r, i), own in np.ndenumerate(values):
        step = width * math.sqrt(variance(int(own), int(regions[r]), int(industries[i]), int(total)))
        assert low[r, i] == pytest.approx(ratios[r, i] * math.exp(-step))
        assert high[r, i] == pytest.approx(ratios[r, i] * math.exp(step))


@settings(deadline=None, max_examples=50)
@given(full)
def test_four_times_the_counts_halve_the_width(values: np.ndarray) -> None:
    narrow, wide = (np.log(location_quotient_interval_kernel(each)) for each in (values * 4, values))
    np.testing.assert_allclose(2 * (narrow[1] - narrow[0]), wide[1] - wide[0], rtol=1e-9, atol=1e-12)


@settings(deadline=None, max_examples=50)
@given(cells, st.sampled_from(["all", "kind"]))
def test_the_interval_holds_the_quotient_and_says_how_it_was_made(values: quotients.Cells, within: str) -> None:
    expected = quotients.location_quotients(values, KINDS if within == "kind" else None)
    for row in location_quotient_interval(table(values), within=within, draws=40, confidence=0.9).to_pylist():
        key = row["region"], row["industry"]
        if expected[key] is None:
            assert [row[name] for name in list(row)[2:]] == [None] * 4
            continue
        own = values[key]
        assert row["interval_method"] == ("exact" if own == 0 else "bootstrap" if own < 20 else "delta")
        assert row["location_quotient"] == pytest.approx(expected[key])
        assert 0 <= row["interval_low"] <= row["interval_high"] < math.inf
        if row["interval_method"] != "bootstrap":  # a few draws may all fall on one side
            assert row["interval_low"] <= row["location_quotient"] <= row["interval_high"]
        if own == 0:
            assert row["interval_low"] == 0 < row["interval_high"]


def test_drawn_and_reckoned_intervals_agree_where_counts_are_large() -> None:
    frame = pa.table(
        {"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "employment": [400, 3_600, 2_000, 34_000]}
    )
    reckoned, drawn = (
        location_quotient_interval(frame, small=small, draws=20_000).to_pylist()[0] for small in (0, 10**9)
    )
    assert (reckoned["interval_method"], drawn["interval_method"]) == ("delta", "bootstrap")
    for end in ("interval_low", "interval_high"):
        assert drawn[end] == pytest.approx(reckoned[end], rel=0.01)


def test_an_interval_holds_the_true_quotient_as_often_as_it_says() -> None:
    # Ten thousand countries: 2,000 jobs in the region, 0.06 of them in the industry; 20,000 elsewhere, 0.03 of them.
    generator = np.random.default_rng(11)
    region, rest = generator.binomial(2_000, 0.06, 10_000), generator.binomial(20_000, 0.03, 10_000)
    cells = np.stack([np.stack([region, 2_000 - region], -1), np.stack([rest, 20_000 - rest], -1)], -2)
    truth = 0.06 / ((2_000 * 0.06 + 20_000 * 0.03) / 22_000)
    low, high = location_quotient_interval_kernel(cells)
    covered = ((low[:, 0, 0] <= truth) & (truth <= high[:, 0, 0])).mean()
    assert covered == pytest.approx(0.95, abs=0.01)


def test_the_exact_limit_leaves_no_job_the_chance_it_says() -> None:
    # 0 of 50 jobs, 30 of 450 elsewhere. At the limit p, (1 - p)^50 is 0.025; its quotient is p / ((50p + 30) / 500).
    _, high = location_quotient_interval_kernel([[0, 50], [30, 420]])
    p = 1 - 0.025 ** (1 / 50)
    assert high[0, 0] == pytest.approx(p / ((50 * p + 30) / 500))
