"""Occupation links: how far two industries employ the same kinds of people."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.definitions.similarity.local_correlation import correlation_of_columns


def occupation_kernel(employment: ArrayLike) -> NDArray[np.float64]:
    """The Pearson correlation over occupations of every two industries' shares of them.

    OCC_ij = cov(q_i, q_j) / (sd(q_i) * sd(q_j)) over occupations, where q_i is the share of each occupation in the
    employment of industry i. 1: the same mix of people; 0: one mix says nothing of the other.

    Parameters:
        employment: shape (occupations, industries), persons, not negative; an absent pair is zero.

    Returns:
        Shape (industries, industries), symmetric, -1 to 1, with 1 on the diagonal; NaN in the row and the column of an
        industry that employs nobody, or as many of each occupation.

    Notes:
        A correlation does not change when a column is scaled, so persons give what shares give.

    Example:
        Hospitals employ twice as many nurses as cooks, canteens the other way round, clinics as hospitals do.

        >>> occupation_kernel([[20, 10, 2], [10, 20, 1]]).round(3).tolist()
        [[1.0, -1.0, 1.0], [-1.0, 1.0, -1.0], [1.0, -1.0, 1.0]]
    """
    return correlation_of_columns(np.asarray(employment, dtype=np.float64))
