"""When two clusters count as close, as related, or as the next closest of a cluster that has no related one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.definitions.related.between import RELATED_INDUSTRY, Between
from clusteratlas.measures import linear_percentile

CLOSE, RELATED, NEXT = "close", "related", "next"


@dataclass(frozen=True)
class RelationRules:
    """Percentiles of relatedness over all pairs of clusters, 0 to 100, and what else a relation asks.

    `close` and `related`: relatedness at or above these, with at least `related_share` of the industries of each
    related to the other; `related_industry` is the percentile above which an industry is (`between_clusters_kernel`).
    A cluster with neither has up to `nearest` next closest clusters: those of the highest relatedness above `next_to`
    with co-location at or above `colocated`, where a similarity named `colocation` is among those given; without any
    such, the one of the highest relatedness.
    """

    close: float = 95
    related: float = 90
    related_share: float = 0.2
    related_industry: float = RELATED_INDUSTRY
    next_to: float = 50
    colocated: float = 25
    nearest: int = 2
    colocation: str = "lc-employment"


def relations_kernel(
    between: Between, rules: RelationRules, colocation: ArrayLike | None = None
) -> NDArray[np.object_]:
    """The relation of each cluster (row) to each other: "close", "related", "next" or None.

    Parameters:
        between: relatedness and shares of related industries.
        rules: the thresholds.
        colocation: shape (clusters, clusters), relatedness by co-location alone; None asks nothing of it.

    Returns:
        Shape (clusters, clusters). Close and related are the same from both sides; next is said by the cluster that
        has neither, and by the other only if it has neither too.

    Example:
        >>> relatedness = np.array([[np.nan, 0.9, 0.1], [0.9, np.nan, 0.2], [0.1, 0.2, np.nan]])
        >>> shares = np.ones((3, 3))
        >>> relations_kernel(Between(relatedness, shares), RelationRules(nearest=1, next_to=0)).tolist()
        [[None, 'close', None], ['close', None, None], [None, 'next', None]]
    """
    related = _at_least(between.relatedness, rules.related) & _both_ways(between.related_share, rules.related_share)
    result = np.full(related.shape, None, np.object_)
    result[related] = RELATED
    result[related & _at_least(between.relatedness, rules.close)] = CLOSE
    result[_next(between.relatedness, related, rules, colocation)] = NEXT
    return result


def _next(
    relatedness: NDArray[np.float64], related: NDArray[np.bool_], rules: RelationRules, colocation: ArrayLike | None
) -> NDArray[np.bool_]:
    """The nearest of those that qualify, in the rows of clusters without a related one; ties by order."""
    known = ~np.isnan(relatedness)
    qualifies = np.nan_to_num(relatedness, nan=-np.inf) > _percentile(relatedness, rules.next_to)
    if colocation is not None:
        qualifies &= _at_least(np.asarray(colocation, np.float64), rules.colocated)
    some = qualifies.any(axis=1, keepdims=True)
    candidates = np.where(some, qualifies, known)
    order = np.argsort(np.where(candidates, -relatedness, np.inf), axis=1, kind="stable")
    place = np.argsort(order, axis=1, kind="stable")
    return candidates & (place < np.where(some, rules.nearest, 1)) & ~related.any(axis=1, keepdims=True)


def _at_least(values: NDArray[np.float64], q: float) -> NDArray[np.bool_]:
    """Which pairs stand at or above a percentile of all pairs; a pair that is not known does not."""
    return np.nan_to_num(values, nan=-np.inf) >= _percentile(values, q)


def _both_ways(shares: NDArray[np.float64], least: float) -> NDArray[np.bool_]:
    enough = np.nan_to_num(shares, nan=-1.0) >= least
    return enough & enough.T


def _percentile(values: NDArray[np.float64], q: float) -> float:
    """Over pairs, each counted once; infinite where there is none."""
    pairs = values[np.triu_indices(len(values), 1)]
    return float(np.nan_to_num(linear_percentile(pairs, ~np.isnan(pairs), q), nan=np.inf))
