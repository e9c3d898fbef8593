"""Discrimination: how often an entry was given more than a candidate that did not enter (AUC), with its interval."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]
Z = 1.959963984540054  # 95 % of a normal distribution lie within so many standard deviations


@dataclass(frozen=True)
class Interval:
    """A value with its 95 % interval; NaN where there is none."""

    value: float
    low: float
    high: float


NOTHING = Interval(float("nan"), float("nan"), float("nan"))


def auc_kernel(given: ArrayLike, entered: ArrayLike) -> float:
    """The area under the ROC curve: of all pairs of an entry and a non-entry, those where the entry was given more.

    Parameters:
        given: shape (cases,), scores or probabilities; equal ones count half.
        entered: shape (cases,), true or false.

    Returns:
        0 to 1, 0.5 for chance; NaN where nothing or everything entered.

    References:
        Hanley, J. A. and McNeil, B. J. (1982). The meaning and use of the area under a receiver operating
        characteristic (ROC) curve. Radiology 143(1), 29-36.

    Example:
        Of the four pairs three are in order and one is equal: 3.5 / 4.

        >>> auc_kernel([0.9, 0.4, 0.4, 0.1], [True, True, False, False])
        0.875
    """
    scores, truth = np.asarray(given, np.float64), np.asarray(entered, np.bool_)
    if not 0 < truth.sum() < len(truth):
        return float("nan")
    return float(_shares_below(scores[truth], scores[~truth]).mean())


def auc_interval(given: ArrayLike, entered: ArrayLike, groups: ArrayLike) -> Interval:
    """The AUC with an interval that takes the cases of a group (a region) to hang together.

    Each case contributes to the AUC the share of the cases of the other outcome it stands right to; the contributions
    of a group are added up, and the spread between groups gives the standard error. The interval is taken on the logit.

    Parameters:
        given, entered: as `auc_kernel`.
        groups: shape (cases,), the group of each case.

    Returns:
        An Interval of 95 %; its ends are NaN with fewer than two groups.

    References:
        DeLong, E. R., DeLong, D. M. and Clarke-Pearson, D. L. (1988). Comparing the areas under two or more correlated
        receiver operating characteristic curves. Biometrics 44(3), 837-845.
        Obuchowski, N. A. (1997). Nonparametric analysis of clustered ROC curve data. Biometrics 53(2), 567-578.
    """
    value, parts = _contributions(np.asarray(given, np.float64), np.asarray(entered, np.bool_), groups)
    if len(parts) < 2:
        return Interval(value, float("nan"), float("nan"))
    error = _error(parts)
    if not 0 < value < 1:
        return Interval(value, value, value)
    logit, reach = np.log(value / (1 - value)), Z * error / (value * (1 - value))
    low, high = (float(1 / (1 + np.exp(-end))) for end in (logit - reach, logit + reach))
    return Interval(value, low, high)


def auc_difference(given: ArrayLike, other: ArrayLike, entered: ArrayLike, groups: ArrayLike) -> Interval:
    """How much more the AUC of one score is than that of another, on the same cases, with its interval as above."""
    truth = np.asarray(entered, np.bool_)
    one, of_one = _contributions(np.asarray(given, np.float64), truth, groups)
    two, of_two = _contributions(np.asarray(other, np.float64), truth, groups)
    if len(of_one) < 2:
        return Interval(one - two, float("nan"), float("nan"))
    reach = Z * _error(of_one - of_two)
    return Interval(one - two, one - two - reach, one - two + reach)


def auc_at_equal(given: ArrayLike, entered: ArrayLike, held: ArrayLike, strata: int = 50) -> float:
    """The AUC of pairs that are alike in another number: only pairs of one of so many equal parts of its range count.

    Parameters:
        given, entered: as `auc_kernel`.
        held: shape (cases,), the number to be alike in; its quantiles divide the cases into `strata`.
        strata: how many.

    Returns:
        0 to 1; NaN where no stratum has both outcomes.

    Example:
        At equal distance the score says nothing, although over all cases it does.

        >>> auc_kernel([2, 2, 1, 1], [True, False, False, False])
        0.8333333333333334
        >>> auc_at_equal([2, 2, 1, 1], [True, False, False, False], [9, 9, 3, 3], 2)
        0.5
    """
    scores, truth, number = np.asarray(given, np.float64), np.asarray(entered, np.bool_), np.asarray(held, np.float64)
    if not len(number):
        return float("nan")
    edges = np.quantile(number, np.linspace(0, 1, strata + 1)[1:-1])
    stratum = np.searchsorted(edges, number, side="right")
    right = pairs = 0.0
    for each in np.unique(stratum):
        rows = stratum == each
        count = float(truth[rows].sum()) * float((~truth[rows]).sum())
        if count:
            right += auc_kernel(scores[rows], truth[rows]) * count
            pairs += count
    return right / pairs if pairs else float("nan")


def _shares_below(values: Vector, others: Vector) -> Vector:
    """For each value the share of the others that are smaller, equal ones counted half."""
    ordered = np.sort(others)
    below, up_to = (np.searchsorted(ordered, values, side=side) for side in ("left", "right"))
    return np.asarray((below + up_to) / (2 * len(others)))


def _contributions(scores: Vector, truth: NDArray[np.bool_], groups: ArrayLike) -> tuple[float, Vector]:
    """The AUC, and how much each group moves it."""
    if not 0 < truth.sum() < len(truth):
        return float("nan"), np.empty(0)
    place = np.unique(np.asarray(groups), return_inverse=True)[1]
    contribution = np.empty(len(scores))
    contribution[truth] = _shares_below(scores[truth], scores[~truth])
    contribution[~truth] = 1 - _shares_below(scores[~truth], scores[truth])
    value = float(contribution[truth].mean())
    contribution -= value
    contribution[truth] /= truth.sum()
    contribution[~truth] /= (~truth).sum()
    return value, np.asarray(np.bincount(place, contribution), np.float64)


def _error(parts: Vector) -> float:
    return float(np.sqrt(len(parts) / (len(parts) - 1) * ((parts - parts.mean()) ** 2).sum()))
