"""What is grouped: each industry as the row of its similarities to all industries."""

import numpy as np
from numpy.typing import NDArray


def vectors(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rows of a similarity matrix without gaps: two industries are near if they are alike to the same others.

    A pair that is not known counts as alike as pairs are on the whole, the mean of those known. An industry counts as
    alike to itself as to the one it is most alike to, since its own similarity is 1 in one kind and nothing in another.

    Parameters:
        matrix: shape (industries, industries), symmetric, NaN where not known; the diagonal is not read.

    Returns:
        The same shape, finite and symmetric.

    Example:
        >>> nan = np.nan
        >>> vectors(np.array([[nan, 4.0, 1.0], [4.0, nan, nan], [1.0, nan, nan]])).tolist()
        [[4.0, 4.0, 1.0], [4.0, 4.0, 2.5], [1.0, 2.5, 2.5]]
    """
    rows = np.array(matrix, dtype=np.float64)
    diagonal = np.diag_indices(len(rows))
    rows[diagonal] = np.nan
    known = ~np.isnan(rows)
    rows = np.where(known, rows, rows[known].mean() if known.any() else 0.0)
    rows[diagonal] = -np.inf
    rows[diagonal] = rows.max(axis=1, initial=-np.inf) if len(rows) > 1 else 0.0
    return rows
