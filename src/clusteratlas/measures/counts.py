"""Counts that fall into a region and an industry by chance: the model behind the interval of a location quotient."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.measures.answer import quotient
from clusteratlas.measures.cells import Groups, group_columns

Values = NDArray[np.float64]
_DRAWN_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Counts:
    """Of each cell its count, and the totals of its region, of its industry, and of both, all of one shape."""

    own: Values
    region: Values
    industry: Values
    total: Values

    @classmethod
    def of(cls, cells: Values, groups: Groups) -> "Counts":
        region, total = np.empty(cells.shape), np.empty(cells.shape)
        for columns in group_columns(groups):
            region[..., columns] = cells[..., columns].sum(axis=-1, keepdims=True)
            total[..., columns] = cells[..., columns].sum(axis=(-2, -1), keepdims=True)
        return cls(cells, region, np.broadcast_to(cells.sum(axis=-2, keepdims=True), cells.shape), total)

    def where(self, chosen: NDArray[np.bool_]) -> "Counts":
        return Counts(*(part[chosen] for part in (self.own, self.region, self.industry, self.total)))

    @property
    def rest(self) -> Values:
        return self.industry - self.own

    @property
    def rest_total(self) -> Values:
        return self.total - self.region


def variance(counts: Counts) -> Values:
    """The variance of ln LQ; zero where the count is, NaN where a total is zero."""
    positive = counts.own > 0
    scale = np.where(positive, counts.industry, 1.0)
    share = np.where(positive, counts.rest, 0.0) / scale
    own = quotient(np.ones(share.shape), np.where(positive, counts.own, 1.0)) - quotient(
        np.ones(share.shape), np.where(positive, counts.region, 1.0)
    )
    chance = np.nan_to_num(quotient(counts.rest, counts.rest_total))
    return np.maximum(share**2 * own + share * (1 - chance) / scale, 0.0)


def bootstrap(counts: Counts, confidence: float, draws: int, generator: np.random.Generator) -> tuple[Values, Values]:
    """The ends of the intervals of some cells, from draws; a block of cells at a time."""
    ends = np.empty((2, len(counts.own)))
    step = max(1, _DRAWN_AT_ONCE // draws)
    for first in range(0, len(counts.own), step):
        block = np.zeros(len(counts.own), np.bool_)
        block[first : first + step] = True
        drawn = _drawn_quotients(counts.where(block), draws, generator)
        ends[:, block] = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2], axis=1)
    return ends[0], ends[1]


def _drawn_quotients(counts: Counts, draws: int, generator: np.random.Generator) -> Values:
    """Location quotients of shape (cells, draws) of counts drawn from the model."""
    own = _drawn(counts.own, counts.region, draws, generator)
    rest = _drawn(counts.rest, counts.rest_total, draws, generator)
    region, total = counts.region[:, None], counts.total[:, None]
    quotients = quotient(counts.own * counts.total, counts.region * counts.industry)[:, None]
    # Where nobody in the country is in the industry there is no quotient; such a draw speaks for neither side.
    return np.where(own + rest > 0, quotient(own * total, region * (own + rest)), quotients)


def _drawn(count: Values, total: Values, draws: int, generator: np.random.Generator) -> Values:
    chance = np.clip(np.nan_to_num(quotient(count, total)), 0.0, 1.0)
    whole = np.rint(total).astype(np.int64)
    return generator.binomial(whole[:, None], chance[:, None], (len(count), draws)).astype(np.float64)
