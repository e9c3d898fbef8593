"""The score of an opportunity: the weighted mean of its parts' percentile ranks among a region's candidates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.ranks import descending_ranks, percentile_ranks

Matrix = NDArray[np.float64]
TOLD_APART = 12  # decimals: beyond them, equal percentiles added up in another order would make two scores of one


@dataclass(frozen=True, eq=False)
class Score:
    """Percentiles of each part, what each part counts, and the score; NaN where there is none. Rank 1 is the best."""

    percentiles: Matrix
    counts: Matrix
    score: Matrix
    rank: NDArray[np.int64]


def score_kernel(parts: ArrayLike, candidates: ArrayLike, weights: ArrayLike) -> Score:
    """Scores of the candidates of every region.

    A part's percentile is its mean rank among the candidates of the region that have the part: (below + equal / 2) / n,
    as in `measures.ranks`. The score is the mean of the percentiles, weighted; the weight of a part that a candidate
    does not have is shared out over those it has, in their proportions.

    Parameters:
        parts: shape (parts, regions, clusters); NaN where a part is absent.
        candidates: shape (regions, clusters), true where a cluster is a candidate of the region.
        weights: shape (parts,), not negative.

    Returns:
        A Score: percentiles and counts (the shares of the weights, which add up to 1) of the shape of `parts`, score (0
        to 1) and rank (0 where there is none) of the shape of `candidates`. NaN where the cluster is no candidate; the
        score also where no part of a weight above zero is present.

    Example:
        Two candidates. The first is nearer; only the second has the second part, so its 0.5 counts as much as its 0.25.

        >>> found = score_kernel([[[0.9, 0.1]], [[np.nan, 7.0]]], [[True, True]], [1, 1])
        >>> found.percentiles.tolist()
        [[[0.75, 0.25]], [[nan, 0.5]]]
        >>> found.score.tolist(), found.rank.tolist()
        ([[0.75, 0.375]], [[1, 2]])
    """
    values, member = np.asarray(parts, np.float64), np.asarray(candidates, np.bool_)
    has = member & ~np.isnan(values)
    # Candidates are ranked within their region, so clusters go first; parts and regions are sets of their own.
    ranks = np.moveaxis(percentile_ranks(np.moveaxis(values, -1, 0), np.moveaxis(has, -1, 0)), 0, -1)
    weight = np.where(has, np.asarray(weights, np.float64)[:, None, None], 0.0)
    counts = np.where(member, quotient(weight, weight.sum(axis=0)), np.nan)
    scored = ~np.isnan(counts).any(axis=0)
    mean = np.clip((np.nan_to_num(ranks) * np.nan_to_num(counts)).sum(axis=0), 0.0, 1.0)
    score = np.where(scored, mean.round(TOLD_APART), np.nan)
    rank = descending_ranks(score.T, scored.T).T
    return Score(ranks, counts, score, rank)
