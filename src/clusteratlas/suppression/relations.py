"""The relations of a year that still have an unknown cell: a total, its known parts summed, its unknown parts listed.

Everything that bounds or estimates works on this: its size is that of what is withheld, not that of the table.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clusteratlas.suppression.tree import Tree
from clusteratlas.tables import UNBOUNDED

Integers = NDArray[np.int64]
Positions = NDArray[np.int32]


class Relations(NamedTuple):
    """Unknown cells, numbered by region and industry, and the relations they stand in.

    A relation says: total = base + sum(parts) where `whole`, and total >= base + sum(parts) where not, either way but
    for `slack`, what rounding may hide. Its total is the unknown cell `total`, or, where that is -1, the number
    `value`. Relation m is about the children of the cell (at_region, at_industry) along `axis` (0 industries, 1
    regions) and has the unknown parts `parts[first[m] : first[m + 1]]`. `part_of[k, axis]` and `total_of[k, axis]` are
    the relations of cell k, or -1.
    """

    region: Positions
    industry: Positions
    part_of: Positions
    total_of: Positions
    axis: NDArray[np.int8]
    depth: Positions
    at_region: Positions
    at_industry: Positions
    total: Positions
    value: Integers
    base: Integers
    slack: Integers
    whole: NDArray[np.bool_]
    first: Positions
    parts: Positions


class Broken(NamedTuple):
    """Relations that cannot hold: axis, region and industry of the total; low and high of the sum of parts; excess."""

    axis: Integers
    region: Integers
    industry: Integers
    low: Integers
    high: Integers
    amount: Integers


def relations(
    low: Integers, high: Integers, regions: Tree, industries: Tree, signed: bool, rounding: int
) -> tuple[Relations, Broken]:
    """The relations with an unknown cell that can hold, and all that cannot, as the cells stand now.

    Time: one pass over the table along each tree. Relations that cannot hold are left out of the first.
    """
    region, industry, number = _unknown(low, high)
    room = max(2 * len(region), 1)
    found, broken = [], []
    along = (
        (_along_industries, (industries.parents, industries.first, industries.depth, industries.whole)),
        (_along_regions, (regions.parents, regions.first, regions.depth, regions.whole)),
    )
    for kernel, tree in along:
        rows = np.empty((9, room), np.int64)
        bad = np.empty((6, 1024), np.int64)
        count, wrong = kernel(low, high, number, *tree, signed, rounding, rows, bad)
        if wrong > bad.shape[1]:  # rare: a file whose totals disagree throughout
            bad = np.empty((6, wrong), np.int64)
            count, wrong = kernel(low, high, number, *tree, signed, rounding, rows, bad)
        found.append(rows[:, :count])
        broken.append(bad[:, :wrong])
    return _linked(region, industry, np.concatenate(found, axis=1), regions, industries, number), _broken(broken)


def _broken(parts: list[Integers]) -> Broken:
    return Broken(*np.concatenate(parts, axis=1))


@njit(cache=True, nogil=True)
def _unknown(low: Integers, high: Integers) -> tuple[Positions, Positions, Positions]:
    """Region and industry of each unknown cell, and the number of each cell, -1 where it is known."""
    number = np.full(low.shape, -1, np.int32)
    count = 0
    for r in range(low.shape[0]):
        for i in range(low.shape[1]):
            if low[r, i] != high[r, i]:
                number[r, i] = count
                count += 1
    region, industry = np.empty(count, np.int32), np.empty(count, np.int32)
    k = 0
    for r in range(low.shape[0]):
        for i in range(low.shape[1]):
            if number[r, i] >= 0:
                region[k], industry[k] = r, i
                k += 1
    return region, industry, number


@njit(cache=True, nogil=True, inline="always")
def plus(total: int, part: int) -> int:
    """The sum, which stays at plus or minus UNBOUNDED once it gets there."""
    if total >= UNBOUNDED or part >= UNBOUNDED:
        return UNBOUNDED
    if total <= -UNBOUNDED or part <= -UNBOUNDED:
        return -UNBOUNDED
    return min(max(total + part, -UNBOUNDED), UNBOUNDED)


@njit(cache=True, nogil=True, inline="always")
def excess(low: int, high: int, parts_low: int, parts_high: int, whole: bool) -> int:
    """By how much the parts are too large (above 0) or, where they are the whole, too small (below 0) for the total."""
    if parts_low > high:
        return parts_low - high
    if whole and parts_high < low:
        return parts_high - low
    return 0


@njit(cache=True, nogil=True, inline="always")
def allowance(parts: int, rounding: int) -> int:
    """How far a total may be from the sum of so many parts above zero if all are rounded; one part is the total."""
    return 0 if parts < 2 else rounding * (parts + 1) // 2


@njit(cache=True, nogil=True)
def _emit(rows, count, axis, depth, r, i, total, value, base, whole, slack):  # type: ignore[no-untyped-def]
    rows[0, count], rows[1, count], rows[2, count], rows[3, count] = axis, depth, r, i
    rows[4, count], rows[5, count], rows[6, count], rows[7, count] = total, value, base, whole
    rows[8, count] = slack
    return count + 1


@njit(cache=True, nogil=True)
def _note(bad, wrong, axis, r, i, low, high, amount):  # type: ignore[no-untyped-def]
    if wrong < bad.shape[1]:
        bad[0, wrong], bad[1, wrong], bad[2, wrong] = axis, r, i
        bad[3, wrong], bad[4, wrong], bad[5, wrong] = low, high, amount
    return wrong + 1


@njit(cache=True, nogil=True)
def _add(low, high, number, r, to, sums, counts):  # type: ignore[no-untyped-def]
    """Adds the cells of a row to their totals `to`: known ones to sums[0], low and high of unknown ones to [1] and [2].

    counts[0] are a total's unknown parts, counts[1] its parts that may be other than zero.
    """
    for i in range(len(to)):
        p = to[i]
        if p < 0 or (number[r, i] < 0 and low[r, i] == 0):  # most cells are known to be zero, which adds nothing
            continue
        counts[1, p] += low[r, i] != 0 or high[r, i] != 0
        if number[r, i] < 0:
            sums[0, p] = plus(sums[0, p], low[r, i])
        else:
            counts[0, p] += 1
            sums[1, p], sums[2, p] = plus(sums[1, p], low[r, i]), plus(sums[2, p], high[r, i])


@njit(cache=True, nogil=True)
def _judge(low, high, number, r, axis, held, depth, whole, sums, counts, rounding, rows, bad, found):  # type: ignore[no-untyped-def]
    """Emits a row's relations that have an unknown cell, and notes those that cannot hold; `found` counts both."""
    count, wrong = found
    for i in range(len(held)):
        if not held[i]:
            continue
        base = sums[0, i]
        least, most = plus(base, sums[1, i]), plus(base, sums[2, i])
        slack = allowance(counts[1, i], rounding)
        amount = excess(low[r, i], high[r, i], plus(least, -slack), plus(most, slack), whole[i])
        if amount != 0:
            wrong = _note(bad, wrong, axis, r, i, least, most, amount)
        elif counts[0, i] > 0 or number[r, i] >= 0:
            count = _emit(rows, count, axis, depth[i], r, i, number[r, i], low[r, i], base, whole[i], slack)
    return count, wrong


@njit(cache=True, nogil=True)
def _along_industries(low, high, number, parents, first, depth, whole, signed, rounding, rows, bad):  # type: ignore[no-untyped-def]
    found = (0, 0)
    nodes = len(parents)
    held = (first[:-1] < first[1:]) & (whole | (not signed))
    sums, counts = np.empty((3, nodes), np.int64), np.empty((2, nodes), np.int64)
    for r in range(low.shape[0]):
        sums[:], counts[:] = 0, 0
        _add(low, high, number, r, parents, sums, counts)
        found = _judge(low, high, number, r, 0, held, depth, whole, sums, counts, rounding, rows, bad, found)
    return found


@njit(cache=True, nogil=True)
def _along_regions(low, high, number, parents, first, depth, whole, signed, rounding, rows, bad):  # type: ignore[no-untyped-def]
    found = (0, 0)
    nodes = low.shape[1]
    inner = np.flatnonzero(first[:-1] < first[1:])
    slot = np.full(len(parents), -1, np.int64)
    slot[inner] = np.arange(len(inner))
    sums, counts = np.zeros((len(inner), 3, nodes), np.int64), np.zeros((len(inner), 2, nodes), np.int64)
    every = np.arange(nodes).astype(np.int32)
    for r in range(len(parents)):
        if parents[r] >= 0:
            _add(low, high, number, r, every, sums[slot[parents[r]]], counts[slot[parents[r]]])
    for r in range(len(parents)):
        if slot[r] >= 0 and (whole[r] or not signed):
            same = np.full(nodes, depth[r], np.int32), np.full(nodes, whole[r])
            own = sums[slot[r]], counts[slot[r]]
            found = _judge(low, high, number, r, 1, every >= 0, *same, *own, rounding, rows, bad, found)
    return found


def _linked(
    region: Positions, industry: Positions, rows: Integers, regions: Tree, industries: Tree, number: Positions
) -> Relations:
    """The relations with their unknown parts; those without any unknown cell have never been emitted."""
    axis, depth, r, i, total = (rows[row].astype(np.int32) for row in range(5))
    part_of = np.full((len(region), 2), -1, np.int32)
    total_of = np.full((len(region), 2), -1, np.int32)
    known = total >= 0
    total_of[total[known], axis[known]] = np.flatnonzero(known)
    _find_totals(region, industry, axis, r, i, regions.parents, industries.parents, number.shape, part_of)
    cells, axes = np.nonzero(part_of >= 0)
    relation = part_of[cells, axes]
    order = np.argsort(relation, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(relation, minlength=rows.shape[1]))]).astype(np.int32)
    return Relations(
        region, industry, part_of, total_of, axis.astype(np.int8), depth, r, i, total,
        rows[5].copy(), rows[6].copy(), rows[8].copy(), rows[7].astype(np.bool_), first, cells[order].astype(np.int32),
    )  # fmt: skip


@njit(cache=True, nogil=True)
def _find_totals(region, industry, axis, at_region, at_industry, above_region, above_industry, shape, part_of):  # type: ignore[no-untyped-def]
    """For every unknown cell the relation along each tree in which it is a part, if that relation is there."""
    where = np.full((2, shape[0], shape[1]), -1, np.int32)
    for m in range(len(axis)):
        where[axis[m], at_region[m], at_industry[m]] = m
    for k in range(len(region)):
        if above_industry[industry[k]] >= 0:
            part_of[k, 0] = where[0, region[k], above_industry[industry[k]]]
        if above_region[region[k]] >= 0:
            part_of[k, 1] = where[1, above_region[region[k]], industry[k]]
