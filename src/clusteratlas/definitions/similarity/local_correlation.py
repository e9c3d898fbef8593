"""Local correlation: how far two industries are large in the same regions."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def local_correlation_kernel(values: ArrayLike) -> NDArray[np.float64]:
    """The Pearson correlation over regions of every two industries' values.

    LC_ij = cov(v_i, v_j) / (sd(v_i) * sd(v_j)) over regions, v being employment or establishments. 1: the two rise and
    fall together from region to region; 0: where one is large says nothing of the other; -1: each is where the other
    is not.

    Parameters:
        values: shape (regions, industries), finite; a region without the industry has zero.

    Returns:
        Shape (industries, industries), symmetric, -1 to 1, with 1 on the diagonal; NaN in the row and the column of an
        industry that is the same in all regions.

    Example:
        The second industry is twice the first in every region; the third is where they are not.

        >>> local_correlation_kernel([[1, 2, 3], [2, 4, 2], [3, 6, 1]]).round(3).tolist()
        [[1.0, 1.0, -1.0], [1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]]
    """
    cells = np.asarray(values, dtype=np.float64)  # before any sum: 32-bit sums overflow without a word
    return correlation_of_columns(cells)


def correlation_of_columns(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """The correlation of every two columns; NaN where a column does not vary."""
    if not len(cells):
        return np.full((cells.shape[1],) * 2, np.nan)
    least = cells.min(axis=0)
    spread = cells.max(axis=0) - least
    varies = spread > 0  # to the last bit: a deviation that is rounding alone must not be scaled up to one
    # From 0 to 1 in every column: what all regions share goes exactly, and squares of large values stay finite.
    scaled = np.divide(cells - least, spread, out=np.zeros_like(cells), where=varies)
    deviations = scaled - scaled.mean(axis=0)
    length = np.sqrt((deviations**2).sum(axis=0))
    unit = np.divide(deviations, length, out=np.zeros_like(cells), where=varies)
    result: NDArray[np.float64] = np.clip(unit.T @ unit, -1, 1)
    result = (result + result.T) / 2
    np.fill_diagonal(result, 1)
    result[~varies, :] = result[:, ~varies] = np.nan
    return result
