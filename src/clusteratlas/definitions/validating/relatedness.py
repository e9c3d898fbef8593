"""How related industries are to clusters, and clusters to each other: means of what is known of their pairs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.measures.answer import quotient

Values = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """A similarity matrix taken apart once: what is known, zero elsewhere, and where; nothing on the diagonal."""

    known: Values
    count: Values

    @classmethod
    def of(cls, matrix: Values) -> "Pairs":
        """The pairs of a matrix, NaN where not known."""
        there = ~np.isnan(matrix) & ~np.eye(len(matrix), dtype=np.bool_)
        return cls(np.where(there, matrix, 0.0), there.astype(np.float64))

    @property
    def industries(self) -> NDArray[np.bool_]:
        """The industries whose similarity to some other is known."""
        return np.asarray(self.count.any(axis=1))


@dataclass(frozen=True, eq=False)
class Relatedness:
    """Mean similarities: `of_industries[i, c]` of industry i to the industries of c, `of_clusters[c, d]` between two.

    An industry is not compared with itself: `of_industries` in its own cluster and the diagonal of `of_clusters` are
    means over other industries. NaN where no pair is known.
    """

    of_industries: Values
    of_clusters: Values


def relatedness(pairs: Pairs, labels: Labels, clusters: int) -> Relatedness:
    """The relatedness of every industry and every cluster to each cluster.

    Parameters:
        pairs: of n industries.
        labels: shape (n,), the cluster of each, 0 to clusters - 1; -1 for an industry in none, which counts nowhere.
        clusters: how many there are.

    Example:
        Two clusters of two: within them 0.9 and 0.5, between them 0.1, 0.2, 0.3, 0.4.

        >>> nan = np.nan
        >>> matrix = [[nan, 0.9, 0.1, 0.2], [0.9, nan, 0.3, 0.4], [0.1, 0.3, nan, 0.5], [0.2, 0.4, 0.5, nan]]
        >>> relatedness(Pairs.of(np.array(matrix)), np.array([0, 0, 1, 1]), 2).of_clusters.tolist()
        [[0.9, 0.25], [0.25, 0.5]]
    """
    member = (labels[:, None] == np.arange(clusters)).astype(np.float64)
    total, count = pairs.known @ member, pairs.count @ member
    return Relatedness(quotient(total, count), quotient(member.T @ total, member.T @ count))
