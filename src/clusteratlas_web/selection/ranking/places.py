"""Ranks with ties, and who has one of the first places; pure arrays."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.ranking.reviews import Floats, Places


def competition_ranks(score: Floats, fails: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Ranks 1, 1, 3 from the highest score, and how many share each; those that fail come after all that pass.

    Scores must be settled: equal or not, no nearly. NaN, an application without reviews, has rank 0.
    """
    ranks, shared = np.zeros(len(score), np.intp), np.zeros(len(score), np.intp)
    above = 0
    for group in (~fails & ~np.isnan(score), fails & ~np.isnan(score)):
        _, place, count = np.unique(-score[group], return_inverse=True, return_counts=True)
        ranks[group], shared[group] = (np.cumsum(count) - count + 1 + above)[place], count[place]
        above += int(group.sum())
    return ranks, shared


def seats(ranks: Places, shared: Places, fails: NDArray[np.bool_], places: int) -> Floats:
    """The share of a place each has: 1 within, 0 outside, and those tied at the edge divide the places left equally.

    Two that tie for the last place have half of it each, so the sum is the number of places that can be taken.
    """
    left = np.clip(places - ranks + 1, 0, shared)
    return np.where((ranks > 0) & ~fails, left / np.maximum(shared, 1), 0.0)
