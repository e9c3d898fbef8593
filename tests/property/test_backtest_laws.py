"""Arithmetic of the back-test: AUC by counting pairs, its interval by drawing regions, regression against another's."""

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from tests.reference import opportunities as slow

from clusteratlas.diagnosis.backtest import auc_kernel, brier_kernel, calibration_line, reliability_kernel
from clusteratlas.diagnosis.backtest.calibration import wilson
from clusteratlas.diagnosis.backtest.discrimination import auc_at_equal, auc_difference, auc_interval
from clusteratlas.diagnosis.backtest.logistic import expit, fit_logistic, standardised
from clusteratlas.errors import InputError

scores = st.one_of(st.integers(0, 4).map(float), st.floats(-1e9, 1e9))
cases = st.lists(st.tuples(scores, st.booleans()), min_size=1, max_size=40)


@given(cases)
def test_auc_is_the_share_of_pairs_in_order(drawn: list[tuple[float, bool]]) -> None:
    given_, entered = [score for score, _ in drawn], [truth for _, truth in drawn]
    expected = slow.auc(given_, entered)
    found = auc_kernel(given_, entered)
    assert np.isnan(found) if expected is None else found == pytest.approx(expected)


@given(cases)
def test_the_auc_of_the_opposite_is_what_is_left_of_one(drawn: list[tuple[float, bool]]) -> None:
    given_, entered = np.array([score for score, _ in drawn]), [truth for _, truth in drawn]
    assume(0 < sum(entered) < len(entered))
    assert auc_kernel(-given_, entered) == pytest.approx(1 - auc_kernel(given_, entered))
    assert auc_kernel(np.arctan(given_ / 1e9), entered) >= 0  # an increasing function changes no order
    assert auc_at_equal(given_, entered, np.zeros(len(given_))) == pytest.approx(auc_kernel(given_, entered))


def regions_of_cases(seed: int) -> tuple[Any, Any, Any, Any]:
    """Three hundred cases in forty regions; cases of a region have something in common."""
    random = np.random.default_rng(seed)
    region = random.integers(0, 40, 300)
    common = random.normal(size=40)[region]
    signal = random.normal(size=300)
    entered = random.random(300) < expit(-1.0 + signal + common)
    return signal + common, signal, entered, region


def test_the_interval_is_that_of_drawing_regions() -> None:
    one, other, entered, region = regions_of_cases(3)
    random = np.random.default_rng(5)
    rows = [np.flatnonzero(region == number) for number in range(40)]
    drawn, differences = [], []
    for _ in range(400):
        chosen = np.concatenate([rows[number] for number in random.integers(0, 40, 40)])
        drawn.append(auc_kernel(one[chosen], entered[chosen]))
        differences.append(drawn[-1] - auc_kernel(other[chosen], entered[chosen]))
    found, gain = auc_interval(one, entered, region), auc_difference(one, other, entered, region)
    assert found.value == auc_kernel(one, entered)
    assert (found.high - found.low) / (2 * 1.96) == pytest.approx(np.std(drawn), rel=0.15)
    assert gain.value == pytest.approx(auc_kernel(one, entered) - auc_kernel(other, entered))
    assert (gain.high - gain.low) / (2 * 1.96) == pytest.approx(np.std(differences), rel=0.15)


def test_an_interval_needs_two_regions_and_a_doubt() -> None:
    found = auc_interval([1.0, 2.0], [False, True], ["a", "a"])
    assert found.value == 1.0
    assert np.isnan(found.low)
    certain = auc_interval([1.0, 2.0, 3.0], [False, False, True], ["a", "b", "c"])
    assert (certain.low, certain.value, certain.high) == (1.0, 1.0, 1.0)
    assert np.isnan(auc_interval([1.0, 2.0], [True, True], ["a", "b"]).value)
    assert np.isnan(auc_kernel([], []))
    assert np.isnan(auc_at_equal([], [], []))


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_regression_is_that_of_scikit_learn(seed: int) -> None:
    random = np.random.default_rng(seed)
    values = random.normal(size=(60, 3)) * [1.0, 50.0, 0.01] + [0.0, 1e3, 5.0]
    entered = random.random(60) < expit(values[:, 0])
    assume(0 < entered.sum() < 60)
    found = fit_logistic(values, entered)
    scaled = standardised(values, found.centre, found.scale)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oracle = LogisticRegression(C=1 / 0.01, tol=1e-10, max_iter=10_000).fit(scaled, entered)
    assert found.coefficients == pytest.approx(oracle.coef_[0], abs=2e-3, rel=2e-3)
    assert found.probability(values) == pytest.approx(oracle.predict_proba(scaled)[:, 1], abs=1e-3)


def test_regression_of_what_separates_does_not_vary_or_is_not_known() -> None:
    separated = fit_logistic([[0.0, 1.0, np.nan], [1.0, 1.0, np.nan]] * 5, [False, True] * 5)
    assert np.isfinite(separated.coefficients).all()
    assert separated.coefficients[1:].tolist() == [0.0, 0.0]
    given_ = separated.probability([[0.0, 1.0, 3.0], [1.0, 1.0, np.nan], [np.nan, 1.0, 0.0]])
    assert given_[0] < 0.05 < 0.95 < given_[1]
    assert given_[2] == pytest.approx(0.5)  # what is not known counts as average
    with pytest.raises(InputError, match="nothing to learn"):
        fit_logistic([[1.0], [2.0]], [True, True])
    with pytest.raises(InputError, match="nothing to learn"):
        fit_logistic(np.empty((0, 1)), [])


@given(st.lists(st.floats(-800, 800), min_size=1))
def test_a_probability_is_never_outside_nor_undefined(logits: list[float]) -> None:
    found = expit(logits)
    assert ((found >= 0) & (found <= 1)).all()
    assert expit(-np.array(logits)) == pytest.approx(1 - found)


probabilities = st.lists(st.tuples(st.floats(0.001, 0.999), st.booleans()), min_size=1, max_size=60)


@given(probabilities, st.integers(1, 12))
def test_bins_hold_every_case_once_in_order(drawn: list[tuple[float, bool]], bins: int) -> None:
    chance, entered = np.array([p for p, _ in drawn]), np.array([truth for _, truth in drawn])
    found = reliability_kernel(chance, entered, bins)
    assert found.cases.sum() == len(drawn)
    assert found.entries.sum() == entered.sum()
    assert len(found.cases) <= bins
    assert (found.expected @ found.cases) == pytest.approx(chance.sum())
    assert (np.diff(found.expected) > 0).all()
    assert ((found.low <= found.observed) & (found.observed <= found.high)).all()


@given(probabilities, st.randoms(use_true_random=False))
def test_the_order_of_cases_does_not_matter(drawn: list[tuple[float, bool]], random: Any) -> None:
    shuffled = list(drawn)
    random.shuffle(shuffled)
    one, other = (reliability_kernel([p for p, _ in each], [t for _, t in each]) for each in (drawn, shuffled))
    assert one.cases.tolist() == other.cases.tolist()
    assert one.entries.tolist() == other.entries.tolist()
    assert brier_kernel([p for p, _ in drawn], [t for _, t in drawn]) == pytest.approx(
        brier_kernel([p for p, _ in shuffled], [t for _, t in shuffled])
    )


def test_bins_of_ten_cases_in_two() -> None:
    chance = np.arange(1, 11) / 20
    found = reliability_kernel(chance, chance > 0.25, 2)
    assert (found.cases.tolist(), found.entries.tolist()) == ([5, 5], [0, 5])
    assert found.expected.tolist() == pytest.approx([0.15, 0.4])


def test_cases_of_equal_probability_stay_together() -> None:
    assert reliability_kernel([0.2] * 7 + [0.8], [True] * 8, 4).cases.tolist() == [7, 1]


def test_wilson_is_that_of_scipy() -> None:
    from scipy.stats import binomtest

    low, high = wilson([0, 3, 10], [10, 10, 10])
    for at, entries in enumerate((0, 3, 10)):
        known = binomtest(entries, 10).proportion_ci(method="wilson")
        assert (low[at], high[at]) == pytest.approx((known.low, known.high), abs=1e-12)


def test_twice_the_log_odds_is_half_the_slope() -> None:
    _, signal, entered, _ = regions_of_cases(9)
    chance = expit(-1.0 + signal)
    intercept, slope = calibration_line(chance, entered)
    twice = calibration_line(expit(2 * (-1.0 + signal)), entered)
    assert twice == pytest.approx((intercept, slope / 2), rel=1e-6)
    assert all(np.isnan(calibration_line(np.full(300, 0.2), entered)))
    assert all(np.isnan(calibration_line(chance, np.zeros(300, np.bool_))))


def test_probabilities_that_are_true_are_calibrated() -> None:
    random = np.random.default_rng(1)
    chance = random.random(20_000) * 0.4
    intercept, slope = calibration_line(chance, random.random(20_000) < chance)
    assert (intercept, slope) == pytest.approx((0, 1), abs=0.08)


def test_brier_of_certainty() -> None:
    assert (brier_kernel([1.0, 0.0], [True, False]), brier_kernel([0.0, 1.0], [True, False])) == (0.0, 1.0)
    assert np.isnan(brier_kernel([], []))
