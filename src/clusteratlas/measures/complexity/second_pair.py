"""The second eigenvector of a network of regions and industries, and how far the third is from it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_DENSE = 128  # up to this size all eigenvectors at once take no longer than one


@dataclass(frozen=True, eq=False)
class SecondPair:
    """The second eigenvalue, its eigenvector of industries with the means of that over regions, and the third value.

    The first eigenvalue is 1 and its eigenvector is constant.
    """

    value: float
    next_value: float
    industries: Matrix
    regions: Matrix


def second_pair(has: NDArray[np.bool_]) -> SecondPair:
    """The second pair of U^-1 M' D^-1 M, where M is `has`, D has the sums of its rows and U those of its columns.

    The matrix is not symmetric; A A' and A' A with A = D^-1/2 M U^-1/2, which have the same eigenvalues, are. The
    smaller of the two is formed. Its first pair is known, so it is taken off, and the second is then the largest, which
    the Lanczos method finds first. A method that builds on one starting vector finds one eigenvector of an eigenvalue
    that stands twice: so the second pair is taken off too before the third value is asked for.

    Parameters:
        has: shape (regions, industries), whether the region has the industry; connected, without empty rows or columns,
            and of at least two rows and columns.
    """
    diversity, ubiquity = has.sum(axis=1, dtype=np.float64), has.sum(axis=0, dtype=np.float64)
    scaled = has * (1 / np.sqrt(diversity))[:, None]
    scaled *= 1 / np.sqrt(ubiquity)
    if len(diversity) < len(ubiquity):
        value, vector, after = _largest_two(_without_first(scaled @ scaled.T, diversity))
        vector = vector @ scaled
    else:
        value, vector, after = _largest_two(_without_first(scaled.T @ scaled, ubiquity))
    return SecondPair(value, after, vector / np.sqrt(ubiquity), scaled @ vector / np.sqrt(diversity))


def _without_first(symmetric: Matrix, degrees: Matrix) -> Matrix:
    """The matrix without its first pair: eigenvalue 1, eigenvector the roots of the degrees."""
    first = np.sqrt(degrees / degrees.sum())
    symmetric -= np.outer(first, first)
    return symmetric


def _largest_two(symmetric: Matrix) -> tuple[float, Matrix, float]:
    """The largest eigenvalue, its eigenvector, and the next eigenvalue; the matrix is used up."""
    if len(symmetric) <= _DENSE:
        values, vectors = np.linalg.eigh(symmetric)
        return float(values[-1]), vectors[:, -1], float(values[-2])
    value, vector = _largest(symmetric)
    symmetric -= value * np.outer(vector, vector)
    return value, vector, _largest(symmetric)[0]


def _largest(symmetric: Matrix) -> tuple[float, Matrix]:
    from scipy.sparse.linalg import ArpackNoConvergence, eigsh  # deferred: SciPy is slow to load

    # Any start will do that is not at right angles to the answer; a drawn one is not, and is the same every time.
    start = np.random.default_rng(0).standard_normal(len(symmetric))
    try:
        values, vectors = eigsh(symmetric, 1, which="LA", v0=start)
    except ArpackNoConvergence:
        values, vectors = np.linalg.eigh(symmetric)
    return float(values[-1]), np.asarray(vectors[:, -1], np.float64)
