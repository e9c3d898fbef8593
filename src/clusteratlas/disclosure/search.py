"""Finds the exchange that protects a cell at the least loss of figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure.contributions import NOBODY
from clusteratlas.disclosure.exchanges import OUTSIDE
from clusteratlas.disclosure.grid import Grid
from clusteratlas.disclosure.partners import Partners, Ring
from clusteratlas.disclosure.primary import Mask, Sensitivity

PLENTY = 2**62  # what the world outside of the table can take and give
NEVER = 1e18  # the loss of a cell that may not be withheld
CANDIDATES = 48  # partners looked at in one ring; more only cost time
PAIRS = 4  # leaf cells tried below a protected sum

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Need:
    """A protected cell and what it needs: the room above and below its value."""

    region: int
    industry: int
    up: int
    down: int


@dataclass(frozen=True, eq=False)
class Found:
    """An exchange: places of leaves, by how much it can move up and down, its loss, and the cells it changes."""

    region: int
    industry: int
    other_region: int
    other_industry: int
    up: int
    down: int
    loss: float
    nodes: tuple[Integers, Integers]


@dataclass(frozen=True, eq=False)
class Candidates:
    """Partners of one ring that are looked at: places of leaves, the nodes they change, and the least they lose."""

    leaves: NDArray[np.int32]
    nodes: NDArray[np.int32]
    least: float


class Search:
    """Exchanges in one measure's table, given the loss of withholding each cell, which is 0 where it is withheld.

    `point` holds the leaf cells as the exchanges so far have left them, with one row and column more for the world
    outside.
    """

    def __init__(self, grid: Grid, sensitivity: Sensitivity, loss: NDArray[np.float64]) -> None:
        self.grid, self.loss, self.alone = grid, loss, sensitivity.alone
        self.regions, self.industries = Partners(grid.regions), Partners(grid.industries)
        self.point = np.pad(grid.leaves(sensitivity.values), (0, 1), constant_values=PLENTY)
        self.alone_in_leaf = np.pad(grid.leaves(sensitivity.alone), (0, 1), constant_values=NOBODY)

    def whole(self, need: Need) -> Found | None:
        """The one exchange that gives all the room needed at the least loss; of equals the one with fewest cells."""
        best: Found | None = None
        for at in self._leaf_cells(need, need.down):
            shared = self.loss[self.grid.regions.leaves[at[0]], self.grid.industries.leaves[at[1]]]
            for one, other in self._pairs(need, at, need.up):
                if best is not None and one.least + other.least - shared >= best.loss:
                    continue
                found = self._best(need, at, one, other, need.down)
                if found is not None and (best is None or found.loss < best.loss):
                    best = found
                if best is not None and not best.loss:
                    return best
        return best

    def step(self, need: Need, side: int) -> Found | None:
        """The exchange with the least loss for the room it gives on one side, which may be a part of the need."""
        up, down = (1, 0) if side > 0 else (0, 1)
        best: tuple[float, Found] | None = None
        for at in self._leaf_cells(need, down):
            for one, other in self._pairs(need, at, up):
                found = self._best(need, at, one, other, down)
                if found is None:
                    continue
                room = min(found.up, need.up) if side > 0 else min(found.down, need.down)
                price = (found.loss + 1) / room
                if best is None or price < best[0]:
                    best = price, found
        return best[1] if best else None

    def _leaf_cells(self, need: Need, least: int) -> Iterator[tuple[int, int]]:
        """Leaf cells below the protected one, those first whose sums up to it lose least; only with `least` in them."""
        region, industry = self.regions.place[need.region], self.industries.place[need.industry]
        if region >= 0 and industry >= 0:
            if self.point[region, industry] >= least:
                yield int(region), int(industry)
            return
        rows, columns = self.regions.inside(need.region), self.industries.inside(need.industry)
        below_rows = np.flatnonzero(self.grid.regions.members[need.region])
        below_columns = np.flatnonzero(self.grid.industries.members[need.industry])
        counts_rows = self.grid.regions.members[np.ix_(rows, below_rows)].astype(float)
        counts_columns = self.grid.industries.members[np.ix_(columns, below_columns)].astype(float)
        loss = counts_rows.T @ self.loss[np.ix_(rows, columns)] @ counts_columns
        values = self.point[np.ix_(below_rows, below_columns)]
        price = np.where((values >= least) & (loss < NEVER), loss, np.inf).ravel()
        for best in np.argsort(price, kind="stable")[:PAIRS]:
            if price[best] < np.inf:
                row, column = divmod(int(best), len(below_columns))
                yield int(below_rows[row]), int(below_columns[column])

    def _pairs(self, need: Need, at: tuple[int, int], up: int) -> Iterator[tuple[Candidates, Candidates]]:
        """Rings of regions and rings of industries that can give `up`, those first that change the fewest cells."""
        rows, columns = self.regions.rings(at[0], need.region), self.industries.rings(at[1], need.industry)

        # Kept, as each ring meets many others; found late, as the nearest rings mostly do.
        @cache
        def regions(ring: int) -> Candidates | None:
            return self._region_candidates(rows[ring], need, at, up)

        @cache
        def industries(ring: int) -> Candidates | None:
            return self._industry_candidates(columns[ring], need, at, up)

        for one, other in sorted(
            product(range(len(rows)), range(len(columns))),
            key=lambda pair: rows[pair[0]].nodes.shape[1] * columns[pair[1]].nodes.shape[1],
        ):
            first = regions(one)
            second = industries(other) if first is not None else None
            if first is not None and second is not None:
                yield first, second

    def _region_candidates(self, ring: Ring, need: Need, at: tuple[int, int], up: int) -> Candidates | None:
        values, alone = self.point[ring.leaves, at[1]], self.alone_in_leaf[ring.leaves, at[1]]
        loss = self.loss[ring.nodes, self.grid.industries.leaves[at[1]]].sum(axis=1)
        return _candidates(ring, values >= up, alone, self.alone[need.region, need.industry], loss)

    def _industry_candidates(self, ring: Ring, need: Need, at: tuple[int, int], up: int) -> Candidates | None:
        values, alone = self.point[at[0], ring.leaves], self.alone_in_leaf[at[0], ring.leaves]
        loss = self.loss[self.grid.regions.leaves[at[0]], ring.nodes].sum(axis=1)
        return _candidates(ring, values >= up, alone, self.alone[need.region, need.industry], loss)

    def _best(self, need: Need, at: tuple[int, int], one: Candidates, other: Candidates, down: int) -> Found | None:
        corner = np.ix_(one.leaves, other.leaves)
        loss = self.loss[one.nodes[:, None, :, None], other.nodes[None, :, None, :]].sum(axis=(2, 3))
        alone = self.alone_in_leaf[corner]
        stranger = (alone != NOBODY) & (alone != self.alone[need.region, need.industry])
        loss[(self.point[corner] < down) | stranger] = np.inf
        row, column = divmod(int(np.argmin(loss)), len(other.leaves))
        if not loss[row, column] < NEVER:
            return None
        (region, industry), b, j = at, int(one.leaves[row]), int(other.leaves[column])
        up = int(min(self.point[region, j], self.point[b, industry]))
        places = (_or_outside(b, self.regions), _or_outside(j, self.industries))
        room = (up, int(min(self.point[at], self.point[b, j])))
        return Found(*at, *places, *room, float(loss[row, column]), (one.nodes[row], other.nodes[column]))


def _candidates(ring: Ring, gives: Mask, alone: Integers, own: int, loss: NDArray[np.float64]) -> Candidates | None:
    """The partners of a ring that can give and are known to nobody else, at most CANDIDATES, of the least loss."""
    kept = np.flatnonzero(gives & ((alone == NOBODY) | (alone == own)) & (loss < NEVER))
    if not len(kept):
        return None
    if len(kept) > CANDIDATES:
        kept = kept[np.argsort(loss[kept], kind="stable")[:CANDIDATES]]
    return Candidates(ring.leaves[kept], ring.nodes[kept], float(loss[kept].min()))


def _or_outside(place: int, partners: Partners) -> int:
    return OUTSIDE if place == len(partners.axis.leaves) else place
