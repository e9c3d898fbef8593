"""Who contributes what to which cell, and how concentrated the cells of both trees are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure.grid import Grid
from clusteratlas.errors import InputError

Integers = NDArray[np.int64]
NOBODY = -1


@dataclass(frozen=True, eq=False)
class Contributions:
    """Contributions to leaf cells, one for each establishment or for several of one holder together.

    Parameters:
        region, industry: nodes, which must be leaves of their axes.
        holder: who is behind it: the enterprise or holding whose secret it is; the same number is the same holder.
        value: what it contributes, nonnegative.
        establishments: how many establishments it is; one each where not given.

    Raises:
        InputError: lengths differ, a value is negative, or a count is below 1.
    """

    region: Integers
    industry: Integers
    holder: Integers
    value: Integers
    establishments: Integers | None = None

    def __post_init__(self) -> None:
        for name in ("region", "industry", "holder", "value"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), np.int64))
        counts = np.ones(len(self.value), np.int64) if self.establishments is None else self.establishments
        object.__setattr__(self, "establishments", np.asarray(counts, np.int64))
        if len({len(each) for each in (self.region, self.industry, self.holder, self.value, counts)}) > 1:
            raise InputError("contributions: region, industry, holder, value and establishments differ in length.")
        if len(self.value) and (self.value.min() < 0 or np.min(counts) < 1):
            raise InputError("contributions: values must be 0 or more, and counts of establishments 1 or more.")
        if len(self.holder) and self.holder.min() < 0:
            raise InputError("contributions: holders are numbered from 0; give each unknown one its own number.")

    @classmethod
    def largest(cls, region: Integers, industry: Integers, values: Integers, holders: Integers) -> "Contributions":
        """From the n largest of each leaf cell: values and holders of shape (cells, n), holder -1 where there is none.

        A holder's smaller contributions, which no list names, are not counted to it; totals and counts of
        establishments must then be given to `concentration`.
        """
        place = np.nonzero(np.asarray(holders) >= 0)
        cell = place[0]
        return cls(np.asarray(region)[cell], np.asarray(industry)[cell], holders[place], values[place])


@dataclass(frozen=True, eq=False)
class Concentration:
    """Cells of all nodes, shape (regions, industries): how many contribute, how much, and the largest of them.

    establishments; holders; total; largest, shape (regions, industries, n), largest first and 0 where there are
    fewer; alone, the number of the holder of a leaf cell that has one only, else -1, and -1 for all sums: of these
    a contributor knows what its leaf cells tell, as those without contributors are always shown.
    """

    establishments: Integers
    holders: Integers
    total: Integers
    largest: Integers
    alone: Integers


def concentration(
    contributions: Contributions,
    grid: Grid,
    n: int = 2,
    total: Integers | None = None,
    establishments: Integers | None = None,
) -> Concentration:
    """How concentrated every cell is; a holder's contributions anywhere below a node are merged into one.

    Parameters:
        contributions: to leaf cells.
        grid: the table.
        n: how many of the largest are kept.
        total, establishments: shape of the grid, where contributions name only the largest: then a cell has as many
            holders as establishments beyond those named.

    Raises:
        InputError: a contribution is to a node that is a sum.

    Notes:
        Cost: one sort of the contributions for each pair of layers of the trees, 20 to 30 sorts.
    """
    found = _empty(grid.shape, n)
    by_leaf = _leaf_places(contributions, grid)
    for region_of in grid.regions.layers:
        for industry_of in grid.industries.layers:
            _add_layer(found, contributions, region_of[by_leaf[0]], industry_of[by_leaf[1]])
    found.alone[list(grid.regions.totals)] = NOBODY
    found.alone[:, list(grid.industries.totals)] = NOBODY
    if establishments is None and total is None:
        return found
    counted = found.establishments if establishments is None else np.asarray(establishments, np.int64)
    holders = found.holders + np.maximum(counted - found.establishments, 0)
    alone = np.where(holders == 1, found.alone, NOBODY)
    return Concentration(counted, holders, found.total if total is None else np.asarray(total), found.largest, alone)


def _empty(shape: tuple[int, int], n: int) -> Concentration:
    establishments, holders, total = (np.zeros(shape, np.int64) for _ in range(3))
    return Concentration(establishments, holders, total, np.zeros((*shape, n), np.int64), np.full(shape, NOBODY))


def _leaf_places(contributions: Contributions, grid: Grid) -> tuple[Integers, Integers]:
    places = []
    named = (("region", grid.regions, contributions.region), ("industry", grid.industries, contributions.industry))
    for name, axis, nodes in named:
        place = np.full(axis.size, -1)
        place[axis.leaves] = np.arange(len(axis.leaves))
        outside = nodes[(nodes < 0) | (nodes >= axis.size)]
        if len(outside) or (place[nodes] < 0).any():
            node = outside[0] if len(outside) else nodes[place[nodes] < 0][0]
            raise InputError(f"contributions: {name} {node} is no leaf of the table; contributions are to leaf cells.")
        places.append(place[nodes])
    return places[0], places[1]


def _add_layer(found: Concentration, contributions: Contributions, region: Integers, industry: Integers) -> None:
    """Fills the cells of one layer of regions and one of industries, in which a contribution counts once."""
    counted = np.flatnonzero((region >= 0) & (industry >= 0))
    if not len(counted):
        return
    cell = region[counted] * found.total.shape[1] + industry[counted]
    holder, value = contributions.holder[counted], contributions.value[counted]
    assert contributions.establishments is not None  # noqa: S101 - filled in when made
    order = np.lexsort((holder, cell))
    cell, holder = cell[order], holder[order]
    start = np.flatnonzero(np.r_[True, (cell[1:] != cell[:-1]) | (holder[1:] != holder[:-1])])
    held = np.add.reduceat(value[order], start)
    count = np.add.reduceat(contributions.establishments[counted][order], start)
    _fill(found, cell[start], holder[start], held, count)


def _fill(found: Concentration, cell: Integers, holder: Integers, held: Integers, count: Integers) -> None:
    """Fills cells from one row for each cell and holder."""
    order = np.lexsort((holder, -held, cell))
    cell, holder, held, count = cell[order], holder[order], held[order], count[order]
    start = np.flatnonzero(np.r_[True, cell[1:] != cell[:-1]])
    length = np.diff(np.r_[start, len(cell)])
    cells = cell[start]
    found.establishments.ravel()[cells] = np.add.reduceat(count, start)
    found.holders.ravel()[cells] = length
    found.total.ravel()[cells] = np.add.reduceat(held, start)
    found.alone.ravel()[cells] = np.where(length == 1, holder[start], NOBODY)
    rank = np.arange(len(cell)) - np.repeat(start, length)
    named = rank < found.largest.shape[2]
    found.largest.reshape(-1, found.largest.shape[2])[cell[named], rank[named]] = held[named]
