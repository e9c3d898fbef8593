"""Validation scores: the share of clusters, and of industries, that are more related within than to other clusters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.definitions.validating.relatedness import Labels, Pairs, Values, relatedness
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.ranks import linear_percentile

Truths = NDArray[np.bool_]
PERCENTILE = 95
AGAINST = ("average", "percentile")
LEVELS = ("cluster", "industry")
_ROUNDING = 1e-12  # of the largest similarity: what differs by less is equal


@dataclass(frozen=True, eq=False)
class Held:
    """Members (clusters, or industries) held against the clusters that are not theirs.

    `within` is their mean relatedness in their own cluster, `average` and `percentile` that to the other clusters.
    Members the similarity knows nothing of are not `counted`.
    """

    within: Values
    average: Values
    percentile: Values
    counted: Truths
    least: float  # by how much within has to exceed the others

    def passed(self, against: str) -> Truths:
        """Which members are more related within than to the others; a cluster of one industry is not."""
        limit = self.average if against == "average" else self.percentile
        return np.asarray(self.counted & (self.within - limit > self.least))  # false where either is not known

    def score(self, against: str) -> float | None:
        """The share of the counted members that pass; None where nothing can be compared."""
        comparable = self.counted & ~np.isnan(self.average)
        return float(self.passed(against).sum() / self.counted.sum()) if comparable.any() else None


def held(pairs: Pairs, labels: Labels, clusters: int) -> dict[str, Held]:
    """The clusters and the industries held against other clusters.

    Parameters:
        pairs: a similarity of n industries.
        labels: shape (n,), the cluster of each, 0 to clusters - 1; -1 for an industry in none.
        clusters: how many there are.
    """
    known = pairs.industries & (labels >= 0)
    found = relatedness(pairs, np.where(known, labels, -1), clusters)
    least = _ROUNDING * float(np.abs(pairs.known).max(initial=0))
    own = labels[:, None] == np.arange(clusters)
    within = np.where(labels >= 0, np.where(own, found.of_industries, 0).sum(axis=1), np.nan)
    counted = np.bincount(labels[known], minlength=clusters) > 0
    return {
        "cluster": Held(*_own_and_others(found.of_clusters, np.eye(clusters, dtype=np.bool_)), counted, least),
        "industry": Held(within, *_others(found.of_industries, own), known, least),
    }


def scores(pairs: Pairs, labels: Labels, clusters: int) -> list[float | None]:
    """The four scores over one similarity: clusters, then industries; against the average, then the percentile."""
    both = held(pairs, labels, clusters)
    return [both[level].score(against) for level in LEVELS for against in AGAINST]


def mean_score(found: list[float | None]) -> float | None:
    """The mean of the scores there are; None where there is none."""
    there = [score for score in found if score is not None]
    return sum(there) / len(there) if there else None


def _own_and_others(values: Values, own: Truths) -> tuple[Values, Values, Values]:
    return (np.diagonal(values).copy(), *_others(values, own))


def _others(values: Values, own: Truths) -> tuple[Values, Values]:
    """The mean and the percentile of each row over the clusters that are not its own."""
    others = ~own & ~np.isnan(values)
    mean = quotient(np.where(others, values, 0).sum(axis=1), others.sum(axis=1).astype(np.float64))
    return mean, linear_percentile(values.T, others.T, PERCENTILE)
