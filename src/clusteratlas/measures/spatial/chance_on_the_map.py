"""What chance makes of neighbours: moments when values are dealt out anew over regions, and probabilities."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.spatial.lattice import Lattice

Values = NDArray[np.float64]
RANDOMISATION, NORMALITY, PERMUTATION = "randomisation", "normality", "permutation"
NOTHING = 1e-12  # a variance that is so small a part of what it is the difference of is rounding


def checked_inference(inference: str, allowed: tuple[str, ...]) -> str:
    """The word, if it is allowed; raises UnknownChoice."""
    if inference not in allowed:
        raise UnknownChoice("inference", inference, allowed)
    return inference


def two_sided(z: Values) -> Values:
    """The probability of a standard normal variable at least as far from 0."""
    from scipy.special import erfc  # deferred: SciPy takes a while to load

    return np.asarray(erfc(np.abs(z) / np.sqrt(2)))


def rank_probability(found: Values, drawn: Values) -> Values:
    """Twice the share of draws, the finding itself being one, on the side where fewer are; at most 1.

    `drawn` has the draws along its last axis. Sums of the same numbers in another order count as the same.
    """
    near = 1e-9 * np.maximum(np.abs(drawn).max(axis=-1, initial=0.0), np.abs(found))
    above = (drawn >= (found - near)[..., None]).sum(axis=-1)
    below = (drawn <= (found + near)[..., None]).sum(axis=-1)
    return np.asarray(np.minimum(2 * (np.minimum(above, below) + 1) / (drawn.shape[-1] + 1), 1.0))


def centred(values: Values) -> Values:
    """Values less their mean; all zero, and not nearly, where they are all equal."""
    if not len(values) or values.min() == values.max():
        return np.zeros(len(values))
    apart = values - values.mean()
    return np.asarray(apart - apart.mean())


def lag_given_own(values: Values, lattice: Lattice) -> Values:
    """How far each region's neighbours are from what chance gives them, in standard deviations.

    Chance deals the values of all other regions out over its neighbours: sum of w_ij x_j has the mean W_i m_i and the
    variance s_i^2 (S_i - W_i^2 / (n - 1)) (n - 1) / (n - 2), m_i and s_i^2 being mean and variance of the n - 1 other
    values, W_i and S_i the sums of the weights and of their squares. NaN where nothing can change: no neighbour, all
    others alike, or all others neighbours of one weight.
    """
    others = len(values) - 1
    if others < 2:
        return np.full(len(values), np.nan)
    apart, rows = centred(values), lattice.scaled_by_row()
    sums, squares = rows.row_sums(), rows.row_sums(power=2)
    mean = -apart / others
    variance = np.maximum(((apart**2).sum() - apart**2) / others - mean**2, 0.0)
    spread = squares - sums**2 / others
    fixed = ~_others_differ(values) | (spread <= NOTHING * squares)
    deviation = np.where(fixed, 0.0, np.sqrt(variance * np.maximum(spread, 0.0) * others / (others - 1)))
    return quotient(rows.lag(apart) - sums * mean, deviation)


def _others_differ(values: Values) -> NDArray[np.bool_]:
    """Whether a region's others have two different values among them: by comparison, not by arithmetic."""
    ascending = np.sort(values)
    least = np.where(values == ascending[0], ascending[1], ascending[0])
    most = np.where(values == ascending[-1], ascending[-2], ascending[-1])
    return np.asarray(least < most)
