"""Spectral embedding: what the leading eigenvectors of the graph of similarities say of each industry."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_NOTHING = 1e-12  # the length that rounding leaves of no length


def embedding(similarities: NDArray[np.float64]) -> Callable[[int], NDArray[np.float64]]:
    """For a number of groups, as many directions for each industry, of length 1.

    The weight of an edge is how far a similarity is above the mean of all; what is below is no edge. The directions
    are the leading eigenvectors of D^-1/2 W D^-1/2, D being the sums of the rows of W.

    Parameters:
        similarities: shape (industries, industries), symmetric, finite.

    Returns:
        From a number of groups to shape (industries, groups); zero for an industry without an edge.

    Notes:
        Eigenvectors of a graph in several pieces are as good as any: scikit-learn's own function warns of such graphs,
        which blocks of industries without a link are.

    References:
        Ng, A., Jordan, M. and Weiss, Y. (2002). On spectral clustering: Analysis and an algorithm. Advances in Neural
        Information Processing Systems 14.
    """
    from scipy.linalg import eigh  # deferred: SciPy takes long to load

    weights = np.maximum(similarities - similarities.mean(), 0)
    degrees = weights.sum(axis=1)
    scale = np.divide(1, np.sqrt(degrees), out=np.zeros(len(degrees)), where=degrees > 0)
    leading = eigh(scale[:, None] * weights * scale)[1][:, ::-1]

    def directions(groups: int) -> NDArray[np.float64]:
        first = leading[:, :groups]
        length = np.linalg.norm(first, axis=1, keepdims=True)
        unit: NDArray[np.float64] = np.divide(first, length, out=np.zeros(first.shape), where=length > _NOTHING)
        return unit

    return directions
