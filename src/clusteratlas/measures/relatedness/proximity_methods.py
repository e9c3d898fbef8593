"""The methods of proximity: each turns counts of regions with both industries and with either one into a matrix."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from clusteratlas.measures.answer import quotient

Matrix = NDArray[np.float64]


def _conditional(both: Matrix, one: Matrix, other: Matrix, _: Matrix) -> Matrix:
    return quotient(both, _unless_none(np.maximum(one, other), one, other))


def _cosine(both: Matrix, one: Matrix, other: Matrix, _: Matrix) -> Matrix:
    return quotient(both, np.sqrt(one * other))


def _jaccard(both: Matrix, one: Matrix, other: Matrix, _: Matrix) -> Matrix:
    return quotient(both, _unless_none(one + other - both, one, other))


def _association(both: Matrix, one: Matrix, other: Matrix, regions: Matrix) -> Matrix:
    return quotient(both * regions, one * other)


def _correlation(both: Matrix, one: Matrix, other: Matrix, regions: Matrix) -> Matrix:
    # One root of each industry's own product: that of all four may pass what 64 bits hold exactly.
    return quotient(regions * both - one * other, np.sqrt(one * (regions - one)) * np.sqrt(other * (regions - other)))


def _unless_none(denominator: Matrix, one: Matrix, other: Matrix) -> Matrix:
    """Zero, which makes the quotient undefined, where no region has one of the industries."""
    return np.where(np.minimum(one, other) > 0, denominator, 0.0)


METHODS: dict[str, Callable[[Matrix, Matrix, Matrix, Matrix], Matrix]] = {
    "conditional": _conditional,
    "cosine": _cosine,
    "jaccard": _jaccard,
    "association": _association,
    "correlation": _correlation,
}
