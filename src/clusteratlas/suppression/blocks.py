"""Blocks: relations along one tree that hang together by unknown totals, and the multipliers at which all of one hold.

In a block every relation but the topmost has a total that is a part of another of its relations, so blocks are trees
themselves: Newton's equations for their multipliers are solved in one pass from the leaves up and one down, and a
whole branch comes to rest in a few steps, however deep it is.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clusteratlas.suppression.relations import Positions, Relations

NEAR = 1e-3  # of a unit; a gap no larger is none
STEPS = 60
HALVINGS = 40


class Blocks(NamedTuple):
    """Blocks along one tree: block b is `relations[first[b] : first[b + 1]]`, each before the one its total is part of.

    `above[m]` is the relation that the total of relation m is a part of, or -1.
    """

    axis: int
    relations: Positions
    first: Positions
    above: Positions


def blocks_along(axis: int, system: Relations) -> Blocks:
    """The blocks along industries (0) or regions (1), in order of their topmost relations' numbers."""
    above = np.where(system.total >= 0, system.part_of[system.total, axis], -1).astype(np.int32)
    own = np.flatnonzero(system.axis == axis)
    top = _tops(own[np.argsort(system.depth[own], kind="stable")], above)
    order = own[np.lexsort((-system.depth[own], top[own]))]
    first = np.append(np.flatnonzero(np.diff(top[order], prepend=-1)), len(order))
    return Blocks(axis, order.astype(np.int32), first.astype(np.int32), above)


@njit(cache=True, nogil=True)
def _tops(downward: NDArray[np.int64], above: Positions) -> Positions:
    """The topmost relation of each relation's block."""
    top = np.full(len(above), -1, np.int32)
    for m in downward:
        top[m] = m if above[m] < 0 else top[above[m]]
    return top


# What is known of each relation while its block is solved: columns of `work`.
COLUMNS = 7
STEP, FACTOR, GAP, COUPLING, GROUND, DIRECTION, ORIGIN = range(COLUMNS)


@njit(cache=True, nogil=True, inline="always")
def moved(value, size, up, down, signed):  # type: ignore[no-untyped-def]
    """A value before it is cut to its bounds; up and down are factors, or, where values are signed, shifts."""
    return value + size * (up - down) if signed else min(max(value * (up / down), 1e-300), 1e300)


@njit(cache=True, nogil=True)
def measure(records, parts, links, axis, block, low, high, free, size, signed, work):  # type: ignore[no-untyped-def]
    """Each relation's gap (parts less total) after the steps, and how fast it moves: by itself and with the one above.

    GROUND is the slope of all values that hang on this relation alone, COUPLING that of the total that is a part of
    the relation above.
    """
    none = 0.0 if signed else 1.0
    for m in block:
        work[m, FACTOR] = work[m, STEP] if signed else np.exp(work[m, STEP])
    for m in block:
        gap, ground, coupling = float(records[m].base), 0.0, 0.0
        for at in range(records[m].first, records[m].last):
            k = parts[at]
            below = links[k, 2 + axis]
            value = moved(free[k], size[k], work[m, FACTOR], work[below, FACTOR] if below >= 0 else none, signed)
            gap += min(max(value, low[k]), high[k])
            if below < 0 and low[k] < value < high[k]:
                ground += size[k] if signed else value
        k = records[m].total
        if k < 0:
            gap -= records[m].value
        else:
            above = links[k, axis]
            value = moved(free[k], size[k], work[above, FACTOR] if above >= 0 else none, work[m, FACTOR], signed)
            gap -= min(max(value, low[k]), high[k])
            if low[k] < value < high[k]:
                coupling = size[k] if signed else value
                if above < 0:
                    ground, coupling = ground + coupling, 0.0
        work[m, GAP], work[m, GROUND], work[m, COUPLING] = gap, ground, coupling


@njit(cache=True, nogil=True, inline="always")
def slack_holds(records, multiplier, work, m):  # type: ignore[no-untyped-def]
    """Whether relation m, whose parts are not the whole, leaves something over and needs no multiplier."""
    return not records[m].whole and work[m, GAP] < 0 and multiplier[m] + work[m, STEP] >= 0


@njit(cache=True, nogil=True)
def at_rest(records, block, multiplier, work, allowed):  # type: ignore[no-untyped-def]
    """Whether every relation of a block holds; `allowed` times its slack is no gap."""
    for m in block:
        near = max(NEAR, 1e-12 * (abs(float(records[m].value)) + abs(float(records[m].base))))
        if abs(work[m, GAP]) > near + allowed * records[m].slack and not slack_holds(records, multiplier, work, m):
            return False
    return True


@njit(cache=True, nogil=True)
def _aim(records, above, block, multiplier, work, longest):  # type: ignore[no-untyped-def]
    """Newton's direction: a network of slopes, each relation grounded by its own values and tied to the one above."""
    for m in block:
        work[m, DIRECTION] = 0.0
    for m in block:
        work[m, DIRECTION] -= work[m, GAP]
        if slack_holds(records, multiplier, work, m):
            work[m, DIRECTION], work[m, GROUND] = 0.0, np.inf
            if above[m] >= 0:
                work[above[m], GROUND] += work[m, COUPLING]
            continue
        # Where all values are at their bounds nothing moves yet: a long step, until something does.
        least = abs(work[m, DIRECTION]) / longest - work[m, COUPLING]
        work[m, GROUND] = max(work[m, GROUND], least, 1e-300)
        if above[m] >= 0 and work[m, COUPLING] > 0:
            share = work[m, COUPLING] / (work[m, COUPLING] + work[m, GROUND])
            work[above[m], GROUND] += work[m, GROUND] * share
            work[above[m], DIRECTION] += work[m, DIRECTION] * share
    for m in block[::-1]:
        pull = work[above[m], DIRECTION] * work[m, COUPLING] if above[m] >= 0 else 0.0
        work[m, DIRECTION] = (work[m, DIRECTION] + pull) / (work[m, COUPLING] + work[m, GROUND])


@njit(cache=True, nogil=True)
def solve(  # type: ignore[no-untyped-def]
    records, parts, links, axis, above, block, low, high, free, size, signed, multiplier, work
):
    """Steps after which every relation of the block holds, in `work`; where some cannot, steps that come near.

    The gaps are the slope of a convex function of the steps, so a step is too long where that slope turns upwards.
    """
    longest, furthest = (1e15, 1e15) if signed else (5.0, 60.0)
    for _ in range(STEPS):
        _aim(records, above, block, multiplier, work, longest)
        slope = most = 0.0
        for m in block:
            work[m, ORIGIN] = work[m, STEP]
            slope += work[m, GAP] * work[m, DIRECTION]
            most = max(most, abs(work[m, DIRECTION]))
        length = min(1.0, longest / max(most, 1e-300))
        for _ in range(HALVINGS):
            after = furthest_step = 0.0
            for m in block:
                step = work[m, ORIGIN] + length * work[m, DIRECTION]
                work[m, STEP] = step if records[m].whole else min(step, -multiplier[m])
                furthest_step = max(furthest_step, abs(work[m, STEP]))
            measure(records, parts, links, axis, block, low, high, free, size, signed, work)
            for m in block:
                after += work[m, GAP] * (work[m, STEP] - work[m, ORIGIN]) / length
            if after <= -0.3 * slope:
                break
            length /= 2
        if at_rest(records, block, multiplier, work, 0) or furthest_step > furthest or most * length < 1e-14:
            return


@njit(cache=True, nogil=True)
def take(records, parts, links, axis, block, free, size, signed, multiplier, work, stale):  # type: ignore[no-untyped-def]
    """Moves the block's values by the steps; what stands in relations along the other tree makes those stale."""
    none = 0.0 if signed else 1.0
    for m in block:
        multiplier[m] += work[m, STEP]
        for at in range(records[m].first, records[m].last):
            k = parts[at]
            below = links[k, 2 + axis]
            free[k] = moved(free[k], size[k], work[m, FACTOR], work[below, FACTOR] if below >= 0 else none, signed)
            _mark(links, k, 1 - axis, stale)
        k = records[m].total
        if k >= 0:
            if links[k, axis] < 0:
                free[k] = moved(free[k], size[k], none, work[m, FACTOR], signed)
            _mark(links, k, 1 - axis, stale)


@njit(cache=True, nogil=True, inline="always")
def _mark(links, k, axis, stale):  # type: ignore[no-untyped-def]
    if links[k, axis] >= 0:
        stale[links[k, axis]] = True
    if links[k, 2 + axis] >= 0:
        stale[links[k, 2 + axis]] = True
