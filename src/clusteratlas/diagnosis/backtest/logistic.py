"""Logistic regression by Newton's method: the same coefficients to the last digits on every run."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.errors import InputError

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

_RIDGE = 0.01  # keeps coefficients finite where a feature tells all entries apart; nothing among a thousand cases
_STEPS, _CLOSE = 200, 1e-10


@dataclass(frozen=True, eq=False)
class Logistic:
    """ln(p / (1 - p)) = intercept + sum of coefficient * (feature - centre) / scale; the unknown is at its centre."""

    intercept: float
    coefficients: Vector
    centre: Vector
    scale: Vector

    def probability(self, features: ArrayLike) -> Vector:
        """The probability of each row, between 0 and 1."""
        return expit(self.intercept + standardised(features, self.centre, self.scale) @ self.coefficients)


def fit_logistic(features: ArrayLike, outcome: ArrayLike) -> Logistic:
    """The logistic regression of an outcome on features.

    Parameters:
        features: shape (cases, features); NaN where not known. A feature that does not vary has the coefficient 0.
        outcome: shape (cases,), true or false; both must occur.

    Returns:
        A Logistic, with the centre (mean) and scale (standard deviation) of each feature.

    Raises:
        InputError: the outcome is the same for all cases, so there is nothing to learn.

    Notes:
        Maximum likelihood, but for a ridge of 0.01 on the standardised coefficients, which keeps them finite where a
        feature separates the outcomes.

    Example:
        A quarter of the cases without the feature and three quarters of those with it: odds of 1 to 3 and 3 to 1.

        >>> found = fit_logistic([[0.0]] * 400 + [[1.0]] * 400, [1] * 100 + [0] * 300 + [1] * 300 + [0] * 100)
        >>> found.probability([[0.0], [1.0]]).round(3).tolist()
        [0.25, 0.75]
    """
    values, entered = np.asarray(features, np.float64), np.asarray(outcome, np.float64)
    if not 0 < entered.sum() < len(entered):
        raise InputError("All cases have the same outcome, so there is nothing to learn from them.")
    centre, scale = _centre_and_scale(values)
    design = np.column_stack([np.ones(len(values)), standardised(values, centre, scale)])
    found = _newton(design, entered)
    return Logistic(float(found[0]), found[1:], centre, scale)


def standardised(features: ArrayLike, centre: Vector, scale: Vector) -> Matrix:
    """Features about their centre in units of their scale; 0 where they are not known, or do not vary."""
    values = np.asarray(features, np.float64) - centre
    return np.nan_to_num(np.divide(values, scale, out=np.zeros(values.shape), where=scale > 0))


def expit(logit: ArrayLike) -> Vector:
    """1 / (1 + exp(-x)), without overflow."""
    x = np.asarray(logit, np.float64)
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))


def _centre_and_scale(values: Matrix) -> tuple[Vector, Vector]:
    known = ~np.isnan(values)
    count = np.maximum(known.sum(axis=0), 1)
    centre = np.where(known, values, 0).sum(axis=0) / count
    scale = np.sqrt(np.where(known, (values - centre) ** 2, 0).sum(axis=0) / count)
    return centre, np.where(scale > 1e-12 * np.maximum(np.abs(centre), 1), scale, 0.0)


def _newton(design: Matrix, entered: Vector) -> Vector:
    """Steps to the top of the penalised likelihood, which has one; a step that would lead down is halved."""
    penalty = np.full(design.shape[1], _RIDGE)
    penalty[0] = 0
    share = entered.mean()
    at = np.zeros(design.shape[1])
    at[0] = np.log(share / (1 - share))
    height = _height(design, entered, at, penalty)
    for _ in range(_STEPS):
        probability = expit(design @ at)
        slope = design.T @ (entered - probability) - penalty * at
        curve = (design * (probability * (1 - probability))[:, None]).T @ design + np.diag(penalty)
        curve[np.diag_indices_from(curve)] += 1e-12  # where probabilities have all reached 0 or 1
        step = np.linalg.solve(curve, slope)
        while (reached := _height(design, entered, at + step, penalty)) < height and np.abs(step).max() > _CLOSE:
            step = step / 2
        if np.abs(step).max() <= _CLOSE:
            break
        at, height = at + step, reached
    return at


def _height(design: Matrix, entered: Vector, at: Vector, penalty: Vector) -> float:
    logit = design @ at
    return float(entered @ logit - np.logaddexp(0, logit).sum() - (penalty * at**2).sum() / 2)
