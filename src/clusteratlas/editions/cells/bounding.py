"""Bounds and estimates of a block: every measure in turn, each one helping the next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from clusteratlas.editions.cells.block import Block, Integers, Interval, Truths
from clusteratlas.suppression import Bounds, establishment_prior, estimate_cells, midpoint_prior, propagate, sum_of_ends
from clusteratlas.tables import UNBOUNDED, measure

# What a measure's estimate is proportional to, where the source has it: jobs to establishments, money to jobs.
_DRIVEN_BY = {"employment": "establishments"}
_MONEY_DRIVEN_BY = "employment"


@dataclass(frozen=True)
class Bounded:
    """A measure's cells after bounding: the figure, its bounds, and where the figure is the producer's own."""

    values: Integers
    bounds: Bounds
    published: Truths
    spoken: Truths

    @property
    def low(self) -> Integers:
        """The least each cell can be."""
        return self.bounds.low

    @property
    def high(self) -> Integers:
        """The most each cell can be."""
        return self.bounds.high

    @property
    def derived(self) -> Truths:
        """Cells that are not published but follow exactly from what is."""
        return np.asarray(self.bounds.settled & ~self.published)

    @property
    def unknown(self) -> Truths:
        """Cells of which nobody can say how large, or how far below zero, they may be."""
        return np.asarray((self.high >= UNBOUNDED) | (self.low <= -UNBOUNDED))


def bound_block(block: Block) -> dict[str, Bounded]:
    """Every measure of the block bounded and estimated, in the order of the registry."""
    found: dict[str, Bounded] = {}
    for name in _in_order(block):
        found[name] = _bound(name, block, found)
    return {name: found[name] for name in block.measures}


def _in_order(block: Block) -> list[str]:
    """Establishments first: where there are none there are no jobs, and jobs follow their number."""
    return sorted(block.measures, key=lambda name: (name != "establishments", name != "employment", name))


def _bound(name: str, block: Block, found: Mapping[str, Bounded]) -> Bounded:
    interval = _without_establishments(block.measures[name], found.get("establishments"))
    industries = block.industries.tree
    bounds = propagate(
        interval.low,
        interval.high,
        block.regions,
        industries,
        interval.believed_zero,
        measure(name).signed,
        interval.rounding,
    )
    values = _values(name, bounds, block, found)
    if not block.present[block.places.root]:
        bounds, values = _with_country(bounds, values, block)
    return Bounded(values, bounds, interval.published, interval.spoken)


def _with_country(bounds: Bounds, values: Integers, block: Block) -> tuple[Bounds, Integers]:
    """A country without rows of its own as the sum of the places directly below it."""
    top, root = block.places.top(block.present), block.places.root
    low, high, summed = (each.copy() for each in (bounds.low, bounds.high, values))
    low[root], high[root] = sum_of_ends(low[top], 0), sum_of_ends(high[top], 0)
    summed[root] = summed[top].sum(axis=0)
    return replace(bounds, low=low, high=high), summed


def _without_establishments(interval: Interval, establishments: Bounded | None) -> Interval:
    """Where there can be no establishment there is nothing else either, unless something else is published."""
    if establishments is None:
        return interval
    empty = (establishments.high == 0) & ~interval.published
    low, high = np.where(empty, 0, interval.low), np.where(empty, 0, interval.high)
    return replace(interval, low=low, high=high)


def _values(name: str, bounds: Bounds, block: Block, found: Mapping[str, Bounded]) -> Integers:
    if bool(bounds.settled.all()):
        return bounds.low
    driver = found.get(_driver(name))
    prior = _prior(bounds, block, driver)
    return estimate_cells(bounds, prior, block.regions, block.industries.tree).values


def _prior(bounds: Bounds, block: Block, driver: Bounded | None) -> NDArray[np.float64]:
    """The first guess: what the driving measure suggests, else the middle of the range; nothing where none is known."""
    if driver is not None:
        return establishment_prior(driver.values, bounds, block.regions, block.industries.tree)
    return np.where(bounds.high >= UNBOUNDED, bounds.low, midpoint_prior(bounds))


def _driver(name: str) -> str:
    return _DRIVEN_BY.get(name, _MONEY_DRIVEN_BY if measure(name).is_money else "")
