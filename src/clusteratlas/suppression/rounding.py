"""Whole numbers from fitted values: exact along industries in every region, then moved until regions add up too."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clusteratlas.suppression.packed import packed
from clusteratlas.suppression.relations import Integers, Relations

PASSES = 20


def rounded(system: Relations, cells: Integers, fitted: NDArray[np.float64]) -> Integers:
    """Whole values of the unknown cells within their bounds, by largest remainders.

    First the cells that are no part of a total along industries, down the tree of regions. Then, industry by industry
    from the top, the parts of each region's total are rounded, and units are moved between them as long as that
    brings the sums along regions nearer to their totals.
    """
    values, wired = fitted.copy(), packed(system)
    whole = np.clip(np.rint(values), cells[0], cells[1]).astype(np.int64)
    order = np.lexsort((system.at_region, system.at_industry, system.depth, system.axis))
    _tops(*wired, cells, values, order[system.axis[order] == 1], whole)
    groups = order[system.axis[order] == 0]
    starts = np.flatnonzero(np.diff(system.at_industry[groups], prepend=-1, append=-1))
    _groups(*wired, cells, values, groups, starts, whole)
    return whole


def gaps_along(system: Relations, whole: Integers) -> Integers:
    """Of every relation the sum of parts less the total, below zero also where parts are not the whole."""
    gaps = np.add.reduceat(np.append(whole[system.parts], 0), system.first[:-1])
    total = np.where(system.total >= 0, whole[system.total], system.value)
    return np.asarray(np.where(np.diff(system.first) > 0, gaps, 0) + system.base - total)


@njit(cache=True, nogil=True)
def _tops(records, parts, links, cells, fitted, along_regions, whole):  # type: ignore[no-untyped-def]
    """Rounds the relations along regions none of whose cells is a part of a total along industries."""
    for m in along_regions:
        top = records[m].total < 0 or links[records[m].total, 0] < 0
        for at in range(records[m].first, records[m].last):
            k = parts[at]
            top &= links[k, 0] < 0
        if top:
            _round_parts(records, parts, cells, fitted, m, whole)


@njit(cache=True, nogil=True)
def _target(records, whole, m):  # type: ignore[no-untyped-def]
    k = records[m].total
    return (whole[k] if k >= 0 else records[m].value) - records[m].base


@njit(cache=True, nogil=True)
def _round_parts(records, parts, cells, fitted, m, whole):  # type: ignore[no-untyped-def]
    """Floors, then a unit at a time where the remainder is largest; first scaled, where a total was rounded away."""
    own = parts[records[m].first : records[m].last]
    target = _target(records, whole, m)
    if not records[m].whole:
        nearest = 0
        for k in own:
            nearest += int(np.rint(fitted[k]))
        target = min(target, nearest)
    _spread(fitted, cells, own, target)
    rest = target
    for k in own:
        whole[k] = min(max(int(np.floor(fitted[k])), cells[0, k]), cells[1, k])
        rest -= whole[k]
    if rest != 0 and len(own) > 0:
        _deal(own, cells, fitted, whole, rest)


@njit(cache=True, nogil=True)
def _deal(own, cells, fitted, whole, rest):  # type: ignore[no-untyped-def]
    """Gives out what floors have left over, or takes back what they have too much, largest remainders first."""
    remainder = np.empty(len(own))
    for n, k in enumerate(own):
        remainder[n] = fitted[k] - whole[k]
    order = np.argsort(-remainder, kind="mergesort")
    while rest != 0:
        before = rest
        step = max(1, abs(rest) // len(own))
        for n in order if rest > 0 else order[::-1]:
            k = own[n]
            change = min(step, rest, cells[1, k] - whole[k]) if rest > 0 else -min(step, -rest, whole[k] - cells[0, k])
            whole[k] += change
            rest -= change
        if rest == before:
            break  # bounds at rest leave room for every total, so only unfinished propagation or rounding gets here


@njit(cache=True, nogil=True)
def _spread(fitted, cells, parts, target):  # type: ignore[no-untyped-def]
    """Moves what the fitted parts lack or have too much of into the room their bounds leave."""
    for _ in range(50):
        gap = float(target)
        for k in parts:
            gap -= fitted[k]
        if abs(gap) < 1.0:
            return
        room = 0.0
        for k in parts:
            room += _room(fitted[k], cells[0, k], cells[1, k], gap > 0)
        if room <= 0:
            return
        share = min(abs(gap) / room, 1.0) * (1 if gap > 0 else -1)
        for k in parts:
            fitted[k] += share * _room(fitted[k], cells[0, k], cells[1, k], gap > 0)


@njit(cache=True, nogil=True)
def _room(value, low, high, upwards):  # type: ignore[no-untyped-def]
    """How far a value may go at once: to its bound, or to twice its size."""
    limit = float(high) - value if upwards else value - float(low)
    return max(min(limit, abs(value) + 1.0), 0.0)


@njit(cache=True, nogil=True)
def _gap(records, parts, whole, m):  # type: ignore[no-untyped-def]
    """Sum of parts less the total; what parts that are not the whole leave over is no gap."""
    gap = -_target(records, whole, m)
    for at in range(records[m].first, records[m].last):
        k = parts[at]
        gap += whole[k]
    return gap


@njit(cache=True, nogil=True)
def _groups(records, parts, links, cells, fitted, groups, starts, whole):  # type: ignore[no-untyped-def]
    gaps, both = np.zeros(len(records), np.int64), (links[:, 1] >= 0).any()
    for g in range(len(starts) - 1):
        rows = groups[starts[g] : starts[g + 1]]
        for m in rows:
            _round_parts(records, parts, cells, fitted, m, whole)
        for m in rows[: len(rows) if both else 0]:
            for at in range(records[m].first, records[m].last):
                k = parts[at]
                for relation in (links[k, 1], links[k, 3]):
                    if relation >= 0:
                        gaps[relation] = _gap(records, parts, whole, relation)
        for _ in range(PASSES if both else 0):
            moved = 0
            for m in rows:
                moved += _move(records, parts, links, cells, m, whole, gaps)
            if moved == 0:
                break


@njit(cache=True, nogil=True, inline="always")
def _size(records, m, gap):  # type: ignore[no-untyped-def]
    return abs(gap) if records[m].whole else max(gap, 0)


@njit(cache=True, nogil=True)
def _cost(records, links, gaps, k, change):  # type: ignore[no-untyped-def]
    """How much larger the gaps along regions become if cell k changes by so much."""
    cost = 0
    m = links[k, 1]
    if m >= 0:
        cost += _size(records, m, gaps[m] + change) - _size(records, m, gaps[m])
    m = links[k, 3]
    if m >= 0:
        cost += _size(records, m, gaps[m] - change) - _size(records, m, gaps[m])
    return cost


@njit(cache=True, nogil=True)
def _change(links, gaps, whole, k, change):  # type: ignore[no-untyped-def]
    whole[k] += change
    if links[k, 1] >= 0:
        gaps[links[k, 1]] += change
    if links[k, 3] >= 0:
        gaps[links[k, 3]] -= change


@njit(cache=True, nogil=True)
def _move(records, parts, links, cells, m, whole, gaps):  # type: ignore[no-untyped-def]
    """Moves units between two parts of one region's total while the gaps along regions become smaller by it."""
    own, moved = parts[records[m].first : records[m].last], 0
    for giver in own:
        if whole[giver] <= cells[0, giver] or _cost(records, links, gaps, giver, -1) > 0:
            continue
        for taker in own:
            if taker != giver:
                moved += _hand_over(records, links, cells, giver, taker, whole, gaps)
    return moved


@njit(cache=True, nogil=True)
def _hand_over(records, links, cells, giver, taker, whole, gaps):  # type: ignore[no-untyped-def]
    """Units from one part to another as long as it helps; how many times. More never helps where one unit does not."""
    amount = min(whole[giver] - cells[0, giver], cells[1, taker] - whole[taker], 1 << 40)
    if amount <= 0 or _cost(records, links, gaps, giver, -1) + _cost(records, links, gaps, taker, 1) >= 0:
        return 0
    times = 0
    while amount > 0:
        if _cost(records, links, gaps, giver, -amount) + _cost(records, links, gaps, taker, amount) < 0:
            _change(links, gaps, whole, giver, -amount)
            _change(links, gaps, whole, taker, amount)
            times += 1
            amount = min(amount, whole[giver] - cells[0, giver], cells[1, taker] - whole[taker])
        else:
            amount //= 2
    return times
