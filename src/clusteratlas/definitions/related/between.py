"""Between clusters: how alike the industries of one are to those of another, and how many of them are."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures import linear_percentile
from clusteratlas.measures.answer import quotient

RELATED_INDUSTRY = 90.0
_DIGITS = 11  # of the largest value: what is finer is left over from rounding, and must not decide a rank


class Between(NamedTuple):
    """For clusters (rows) and others (columns): relatedness, and the share of the row's industries related to it."""

    relatedness: NDArray[np.float64]
    related_share: NDArray[np.float64]


def between_clusters_kernel(similarity: ArrayLike, clusters: ArrayLike, q: float = RELATED_INDUSTRY) -> Between:
    """Relatedness and shares of related industries of every two clusters.

    BCR_cd = mean of s_ij over i in c and j in d. An industry's similarity to another cluster is m_id = mean of s_ij
    over j in d; RI_cd = the share of the industries i of c with m_id above the q-th percentile of all m, that is of
    every industry's similarity to every cluster but its own.

    Parameters:
        similarity: shape (industries, industries), symmetric; NaN where not known. The diagonal plays no part.
        clusters: shape (industries,), the number of each industry's cluster, from 0.
        q: the percentile above which an industry is related, 0 to 100.

    Returns:
        Two arrays of shape (clusters, clusters), the first symmetric, the second 0 to 1; NaN on the diagonal and where
        no pair of industries is known.

    Notes:
        A mean is taken over the pairs that are known. It is rounded to about eleven digits, so that the order of the
        industries decides no rank.

    Example:
        Industries 0 and 1 make up the first cluster. Their similarities to the second are 0.4 and 0.2, the mean 0.3;
        of all four similarities (0.4, 0.2 and, the other way round, 0.3) only 0.4 is above the 90th percentile, 0.38.

        >>> between = between_clusters_kernel([[1, 0.9, 0.4], [0.9, 1, 0.2], [0.4, 0.2, 1]], [0, 0, 1])
        >>> between.relatedness[0, 1].round(3), between.related_share[0, 1], between.related_share[1, 0]
        (np.float64(0.3), np.float64(0.5), np.float64(0.0))
    """
    values, place = np.asarray(similarity, np.float64), np.asarray(clusters, np.int64)
    members = np.zeros((len(place), int(place.max(initial=-1)) + 1))
    members[np.arange(len(place)), place] = 1
    known = ~np.isnan(values)
    sums, counts = np.where(known, values, 0.0) @ members, known.astype(np.float64) @ members
    scale = np.abs(values[known]).max(initial=0.0)
    relatedness = _plain(quotient(members.T @ sums, members.T @ counts), scale)
    to_cluster = _plain(quotient(sums, counts), scale)
    to_cluster[members > 0] = np.nan
    np.fill_diagonal(relatedness, np.nan)
    return Between(_symmetric(relatedness), _related_share(to_cluster, members, q))


def _related_share(to_cluster: NDArray[np.float64], members: NDArray[np.float64], q: float) -> NDArray[np.float64]:
    known = ~np.isnan(to_cluster)
    threshold = linear_percentile(to_cluster.ravel(), known.ravel(), q)
    related = np.nan_to_num(to_cluster, nan=-np.inf) > threshold
    return quotient(members.T @ related.astype(np.float64), members.T @ known.astype(np.float64))


def _plain(values: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    """The values to so many digits as the largest similarity has."""
    rounded: NDArray[np.float64] = np.round(values, _DIGITS - int(np.ceil(np.log10(scale))) if scale > 0 else 0)
    return rounded


def _symmetric(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same from both sides to the last bit: the two sums were taken in another order."""
    upper = np.triu(values, 1)
    result: NDArray[np.float64] = upper + upper.T
    np.fill_diagonal(result, np.nan)
    return result
