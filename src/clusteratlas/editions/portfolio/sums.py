"""Sums of a year: every measure of every unit in every region, with the bounds that its withheld cells leave."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.editions.cells import Bounded, Nodes
from clusteratlas.editions.portfolio.units import NO_UNIT, Membership, Positions, Units
from clusteratlas.suppression import Bounds, set_bounds
from clusteratlas.tables import UNBOUNDED

Integers = NDArray[np.int64]


Ratios = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Sums:
    """One measure in one year: the figure and its bounds, shape (regions, units and then kinds of clusters)."""

    values: Integers
    low: Integers
    high: Integers

    def kinds(self, units: Units) -> "Sums":
        """The totals of each kind of cluster."""
        count = units.units.num_rows
        return Sums(self.values[:, count:], self.low[:, count:], self.high[:, count:])

    def units(self, units: Units) -> "Sums":
        """The clusters and subclusters."""
        count = units.units.num_rows
        return Sums(self.values[:, :count], self.low[:, :count], self.high[:, :count])


def sums_of(units: Units, members: Membership, nodes: Nodes, bounded: Mapping[str, Bounded]) -> dict[str, Sums]:
    """The sums of every measure over a year's bounded cells."""
    return {name: _sums(units, members, nodes, measure) for name, measure in bounded.items()}


def industries_above_one(units: Units, members: Membership, employment: Integers) -> Ratios:
    """The share of each unit's industries in which a region has a larger share of its jobs than the country has.

    Industries count that have jobs in the country; both shares are of the jobs in all clusters. Shape (regions, units);
    NaN where the country has none of the unit's industries.
    """
    count = units.units.num_rows
    cells = np.where(members.whole != NO_UNIT, employment, 0).astype(np.float64)
    country = cells[units.root]
    above = cells * country.sum() > cells.sum(axis=1, keepdims=True) * country
    there = (country > 0)[None, :]
    many, all_there = (_of_units(each.astype(np.int64), members, count) for each in (above & there, there))
    return np.asarray(np.divide(many, all_there, out=np.full(many.shape, np.nan), where=all_there > 0))


def _of_units(cells: Integers, members: Membership, count: int) -> Integers:
    return _added(cells, members.whole, count) + _added(cells, members.part, count)


def _sums(units: Units, members: Membership, nodes: Nodes, measure: Bounded) -> Sums:
    count = units.units.num_rows
    values = np.hstack(
        [
            _of_units(measure.values, members, count),
            _added(measure.values, members.kind, len(units.kinds)),
        ]
    )
    if bool(measure.bounds.settled.all()):
        return Sums(values, values, values)
    whole, part = (_bounded(measure.bounds, nodes, of, count) for of in (members.whole, members.part))
    kind = _bounded(measure.bounds, nodes, members.kind, len(units.kinds))
    # A unit is a whole cluster or a subcluster, so one of the two is zero.
    low, high = np.hstack([whole[0] + part[0], kind[0]]), np.hstack([whole[1] + part[1], kind[1]])
    return _holding(Sums(values, low, np.minimum(high, UNBOUNDED)))


def _holding(sums: Sums) -> Sums:
    """With bounds that hold the figure: where published figures contradict each other, a total above some cells can
    say more, or less, than the cells add up to; both are published, so both are possible."""
    return Sums(sums.values, np.minimum(sums.low, sums.values), np.maximum(sums.high, sums.values))


def _added(values: Integers, member: Positions, count: int) -> Integers:
    """Leaf columns added up by the unit they are members of."""
    leaves = np.flatnonzero(member != NO_UNIT)
    order = leaves[np.argsort(member[leaves], kind="stable")]
    sums = np.zeros((len(values), count), np.int64)
    if len(order):
        units, first = np.unique(member[order], return_index=True)
        sums[:, units] = np.add.reduceat(values[:, order], first, axis=1)
    return sums


def _bounded(bounds: Bounds, nodes: Nodes, member: Positions, count: int) -> tuple[Integers, Integers]:
    low, high = np.zeros((len(bounds.low), count), np.int64), np.zeros((len(bounds.low), count), np.int64)
    some_low, some_high = set_bounds(bounds, nodes.tree, member)
    low[:, : some_low.shape[1]], high[:, : some_high.shape[1]] = some_low, some_high
    return low, high
