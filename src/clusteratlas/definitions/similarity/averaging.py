"""Standardised averages of several similarities, so that shares and correlations count alike."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from clusteratlas.definitions.similarity.matrix import SimilarityMatrix, same_industries
from clusteratlas.errors import InputError
from clusteratlas.measures.answer import quotient
from clusteratlas.tables import Frame, like


def average(similarities: Mapping[str, Frame] | Sequence[Frame]) -> Frame:
    """The mean of several similarities, each standardised over its own pairs.

    z_ij = (m_ij - mean(m)) / sd(m), mean and standard deviation over all pairs the similarity knows; the average of a
    pair is the mean of its z in the similarities that know it. 0 is a pair as alike as pairs are on the whole, 1 one
    standard deviation more.

    Parameters:
        similarities: tables of industry, other, similarity, as `similarity` answers; named or in a row.

    Returns:
        The kind of dataframe the first one is: industry, other, similarity (standard deviations, any sign), one row
        for every two different industries of any of them, both ways round, ordered by both.

    Raises:
        InputError: there is no similarity to average.
        WrongColumns: a column is missing or has another type.
        BadCells: a value is not finite, a pair stands twice, or its two ways round differ.

    Notes:
        Null where no similarity knows the pair: a missing pair counts in no mean, neither as zero nor as unlike. A
        similarity whose pairs are all equal tells nothing apart and adds 0 to each.

    References:
        Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic
        Geography 16(1), 1-38.

    Example:
        Of three pairs one has 4 and two have 1 in both: mean 2, standard deviation sqrt(2), so 2 / sqrt(2) and
        -1 / sqrt(2).

        >>> import pyarrow as pa
        >>> pairs = {"industry": ["steel", "steel", "coal"], "other": ["coal", "toys", "toys"]}
        >>> correlation, trade = (pa.table(pairs | {"similarity": [4 * n, n, n]}) for n in (1, 10))
        >>> for row in average([correlation, trade]).to_pylist():
        ...     print(row["industry"], row["other"], round(row["similarity"], 3))
        coal steel 1.414
        coal toys -0.707
        steel coal 1.414
        steel toys -0.707
        toys coal -0.707
        toys steel -0.707
    """
    named = dict(similarities) if isinstance(similarities, Mapping) else dict(_numbered(similarities))
    if not named:
        raise InputError("There is no similarity to average. Give at least one.")
    return like(next(iter(named.values())), average_matrix(named).table())


def average_matrix(similarities: Mapping[str, Frame | SimilarityMatrix]) -> SimilarityMatrix:
    """The same as a matrix."""
    industries, matrices = same_industries(similarities)
    return SimilarityMatrix(industries, average_kernel([matrix.values for matrix in matrices.values()]))


def average_kernel(matrices: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """The mean of the standardised matrices, of what is known of each cell.

    Parameters:
        matrices: each of shape (industries, industries), NaN where not known.

    Returns:
        The same shape; NaN where none knows the cell.

    Example:
        The second knows nothing of one pair, so that pair has what the first says.

        >>> average_kernel([np.array([[1.0, 3.0]]), np.array([[2.0, np.nan]])]).tolist()
        [[-0.5, 1.0]]
    """
    total, count = np.zeros(matrices[0].shape), np.zeros(matrices[0].shape)
    for matrix in matrices:
        known = ~np.isnan(matrix)
        total[known] += _standardised(matrix[known])
        count += known
    return quotient(total, count)


def _standardised(values: NDArray[np.float64]) -> NDArray[np.float64]:
    if not values.size or values.min() == values.max():
        return np.zeros(values.shape)
    deviations = values - values.mean()
    result: NDArray[np.float64] = deviations / np.sqrt((deviations**2).mean())
    return result


def _numbered(similarities: Sequence[Frame]) -> list[tuple[str, Frame]]:
    return [(str(number), pairs) for number, pairs in enumerate(similarities, 1)]
