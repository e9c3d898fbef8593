"""Calibration: whether of the cases given a probability of p, a share of p enters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.diagnosis.backtest.discrimination import Z
from clusteratlas.diagnosis.backtest.logistic import fit_logistic
from clusteratlas.measures.ranks import percentile_ranks

Vector = NDArray[np.float64]

BINS = 10
_LEAST = 1e-12


@dataclass(frozen=True, eq=False)
class Reliability:
    """Cases in order of their probability, in bins of equal number: how many, how many entered.

    `expected` is their mean probability, `observed` the share that entered, `low` and `high` its 95 % interval.
    """

    cases: NDArray[np.int64]
    entries: NDArray[np.int64]
    expected: Vector
    observed: Vector
    low: Vector
    high: Vector


def brier_kernel(probability: ArrayLike, entered: ArrayLike) -> float:
    """The Brier score: the mean squared distance of the probabilities from what happened.

    Parameters:
        probability: shape (cases,), 0 to 1.
        entered: shape (cases,), true or false.

    Returns:
        0 (certain and right) to 1 (certain and wrong); NaN without cases.

    References:
        Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Monthly Weather Review 78(1),
        1-3.

    Example:
        (0.5**2 + 0.5**2) / 2

        >>> brier_kernel([0.5, 0.5], [True, False])
        0.25
    """
    off = np.asarray(probability, np.float64) - np.asarray(entered, np.float64)
    return float((off**2).mean()) if len(off) else float("nan")


def calibration_line(probability: ArrayLike, entered: ArrayLike) -> tuple[float, float]:
    """Intercept and slope of the logistic regression of the outcome on the log odds of the probability.

    0 and 1 where probabilities are calibrated. A slope below 1 says that they are too extreme, above 1 that they are
    not extreme enough; NaN where they do not vary, or all outcomes are the same.

    References:
        Cox, D. R. (1958). Two further applications of a model for binary regression. Biometrika 45(3-4), 562-565.
    """
    chance = np.clip(np.asarray(probability, np.float64), _LEAST, 1 - _LEAST)
    truth = np.asarray(entered, np.bool_)
    odds = np.log(chance / (1 - chance))
    if not 0 < truth.sum() < len(truth) or np.ptp(odds) < _LEAST:
        return float("nan"), float("nan")
    found = fit_logistic(odds[:, None], truth)
    slope = float(found.coefficients[0] / found.scale[0])
    return float(found.intercept - slope * found.centre[0]), slope


def reliability_kernel(probability: ArrayLike, entered: ArrayLike, bins: int = BINS) -> Reliability:
    """The bins of a reliability diagram.

    Parameters:
        probability: shape (cases,), 0 to 1.
        entered: shape (cases,), true or false.
        bins: how many, of equal numbers of cases; cases of equal probability stay together, so there may be fewer.

    Returns:
        A Reliability, in ascending order of the probability.

    References:
        Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
        American Statistical Association 22(158), 209-212.

    Example:
        >>> found = reliability_kernel([0.1, 0.2, 0.6, 0.8], [False, False, True, False], 2)
        >>> found.expected.round(3).tolist(), found.observed.tolist()
        ([0.15, 0.7], [0.0, 0.5])
    """
    chance, truth = np.asarray(probability, np.float64), np.asarray(entered, np.bool_)
    place = np.minimum((percentile_ranks(chance, np.ones(len(chance), np.bool_)) * bins).astype(np.int64), bins - 1)
    _, place = np.unique(place, return_inverse=True)
    cases = np.bincount(place)
    entries = np.bincount(place, truth).astype(np.int64)
    low, high = wilson(entries, cases)
    return Reliability(cases, entries, np.bincount(place, chance) / cases, entries / cases, low, high)


def wilson(entries: ArrayLike, cases: ArrayLike) -> tuple[Vector, Vector]:
    """The ends of the 95 % interval of a share."""
    k, n = np.asarray(entries, np.float64), np.asarray(cases, np.float64)
    share, square = k / n, Z**2 / n
    middle = (share + square / 2) / (1 + square)
    reach = Z * np.sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square)
    # At the ends rounding would leave the share itself outside.
    return np.where(k > 0, middle - reach, 0.0), np.where(k < n, middle + reach, 1.0)
