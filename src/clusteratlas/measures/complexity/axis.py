"""The axis of complexity: the one line along which regions differ most in their industries, or why there is none."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.measures.complexity.connection import parts
from clusteratlas.measures.complexity.second_pair import SecondPair, second_pair

Matrix = NDArray[np.float64]
Truths = NDArray[np.bool_]

# Why there is no axis, in the order in which it is looked for.
EMPTY = "empty"  # no region is specialised in anything
SINGLE = "single"  # one region or one industry only: there is nothing to compare
DISCONNECTED = "disconnected"  # two groups of regions have no industry in common: eigenvalue 1 stands more than once
ALIKE = "alike"  # every region has every industry: the second eigenvalue is zero
DEGENERATE = "degenerate"  # the second eigenvalue stands more than once: any mixture of its vectors would do
UNDIRECTED = "undirected"  # diversity does not say which end is the complex one

_NEGLIGIBLE = 1e-9  # differences of eigenvalues, and correlations, that rounding may have made


@dataclass(frozen=True, eq=False)
class Axis:
    """Where regions and industries stand on the axis, NaN where undefined; `undefined` says why all of them are.

    `second` and `third` are eigenvalues, `direction` is the correlation with diversity that the sign was chosen by.
    """

    eci: Matrix
    pci: Matrix
    parts: int
    second: float = np.nan
    third: float = np.nan
    direction: float = np.nan
    undefined: str | None = None


def complexity_axis(specialised: Truths) -> Axis:
    """The axis of a region x industry matrix; regions and industries without any tie have no place on it."""
    regions, industries = (np.logical_or.reduce(specialised, axis=axis) for axis in (1, 0))
    nowhere = np.full(len(regions), np.nan), np.full(len(industries), np.nan)
    whole = regions.all() and industries.all()  # then nothing is left out, and picking would only copy
    has = specialised if whole else specialised[np.ix_(regions, industries)]
    count = parts(specialised)
    if reason := _nothing_to_compare(has, count):
        return Axis(*nowhere, count, undefined=reason)
    pair = second_pair(has)
    direction = _correlation(pair.regions, has.sum(axis=1, dtype=np.float64))
    reason = _noise(pair, direction)
    if reason:
        return Axis(*nowhere, count, pair.value, pair.next_value, undefined=reason)
    nowhere[0][regions], nowhere[1][industries] = _standardised(pair, direction)
    return Axis(*nowhere, count, pair.value, pair.next_value, abs(direction))


def _nothing_to_compare(has: Truths, count: int) -> str | None:
    if not has.size:
        return EMPTY
    if min(has.shape) == 1:
        return SINGLE
    return DISCONNECTED if count > 1 else None


def _noise(pair: SecondPair, direction: float) -> str | None:
    reasons = ((pair.value, ALIKE), (pair.value - pair.next_value, DEGENERATE), (abs(direction), UNDIRECTED))
    return next((reason for value, reason in reasons if value <= _NEGLIGIBLE), None)


def _standardised(pair: SecondPair, direction: float) -> tuple[Matrix, Matrix]:
    """ECI and PCI, moved and stretched alike: the mean of the regions is 0 and their standard deviation 1."""
    mean, stretch = pair.regions.mean(), np.copysign(pair.regions.std(), direction)
    return (pair.regions - mean) / stretch, (pair.industries - mean) / stretch


def _correlation(one: Matrix, other: Matrix) -> float:
    """Pearson's correlation; 0 where one of the two does not vary."""
    one, other = one - one.mean(), other - other.mean()
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(one @ other) / length if length else 0.0
