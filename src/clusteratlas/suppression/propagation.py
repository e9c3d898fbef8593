"""Bounds of withheld cells: intervals narrowed along the tree of regions and the tree of industries until they rest."""

from dataclasses import replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clusteratlas.suppression.believed_zero import Belief
from clusteratlas.suppression.bounds import AXES, KEPT, Bounds, Contradiction, checked
from clusteratlas.suppression.derivations import HIGH, LOW, Derivations, follows_from_itself
from clusteratlas.suppression.packed import packed
from clusteratlas.suppression.relations import Broken, Integers, Relations, excess, plus, relations
from clusteratlas.suppression.tree import Tree
from clusteratlas.tables import UNBOUNDED

SWEEPS = 1000
PATIENCE = 4  # sweeps before asking whether what still narrows can come to rest at all


def propagate(
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    regions: Tree,
    industries: Tree,
    believed_zero: NDArray[np.bool_] | None = None,
    signed: bool = False,
    rounding: int = 0,
) -> Bounds:
    """Narrows every withheld cell as far as its own totals and parts say, and theirs, until nothing changes.

    Each total P and its parts c, along industries within a region and along regions within an industry, say
    P = sum(c) where the parts are the whole and P >= sum(c) where they are not. So
    sum(c.low) <= P <= sum(c.high), c <= P.high - sum(other parts' low) and c >= P.low - sum(other parts' high); what
    rests on the high bounds of parts holds only where they are the whole.

    Parameters:
        low, high: shape (region nodes, industry nodes); equal where published, a published range, or 0 and UNBOUNDED
            where nothing is known. High bounds of UNBOUNDED or more are no bounds.
        believed_zero: cells given as 0 only because no row of the file names them. If a total is larger than its
            parts can be, its believed zeros, and those below them, are taken as unknown; likewise a believed zero
            that has parts above zero. Everything is then derived anew.
        signed: values may be negative (profit); no lower bound is -UNBOUNDED. Of parts that are not the whole
            nothing follows then, and those relations are left out.
        rounding: the unit every figure was rounded to on its own, so that a total may differ from its parts: 1 for
            annual averages in whole persons (QCEW), 1,000 for figures in thousands, 0 for figures that add up. A
            relation with k >= 2 parts that may be above zero is then held to rounding * (k + 1) / 2; a single part is
            the total. Zero counts as exact.

    Returns:
        Bounds, never wider than what came in. The arrays are the caller's own where nothing was narrowed.

    Raises:
        InputError: shapes differ from the trees', low is above high, or low is negative and not `signed`.

    Notes:
        Contradictions: a relation that cannot hold is recorded and left out, published values stay. First all
        relations are tested on the cells as they came, so what is found among published numbers depends on no order;
        a relation whose failure shows only after narrowing is left out from then on, while what it gave before stays.
        Totals that fail only together (margins of a square that disagree by one) would narrow by that much in every
        sweep and never rest: from the fifth sweep on, a relation that gives a bound resting on an earlier bound of the
        same cell is taken as failed too (see `derivations`), its amount being what that bound would have lost.
        Sweeps run along industries from the leaves up and down again, then along regions; relations of one level
        share no cell, so the numbering of nodes changes nothing. Without contradictions the result is the one
        largest fixpoint, whatever the order.
        It stops after SWEEPS sweeps with valid if not final bounds; `rounds` says so.
        Cost: two passes over the table, then time and memory of what is withheld only.
    """
    low, high = checked(low, high, (len(regions), len(industries)), signed)
    belief = Belief.of(believed_zero, low, high, signed)
    while True:
        system, broken = relations(belief.low, belief.high, regions, industries, signed, rounding)
        if belief.release(broken, regions, industries):
            continue
        cells, later, rounds = _narrowed(system, belief.low, belief.high)
        if not belief.release(later, regions, industries):
            break
    found = Broken(*(np.concatenate(pair) for pair in zip(broken, later, strict=True)))
    result = _written(belief, system, cells, belief.low is low)
    return replace(
        result, contradictions=_largest(found), contradictory=len(found.amount), rounds=rounds, rounding=rounding
    )


def _written(belief: Belief, system: Relations, cells: Integers, shared: bool) -> Bounds:
    low, high = belief.low, belief.high
    if shared and len(system.region):
        low, high = low.copy(), high.copy()
    low[system.region, system.industry], high[system.region, system.industry] = cells
    return Bounds(low, high, released=belief.still_open(high), signed=belief.signed)


def _largest(broken: Broken) -> tuple[Contradiction, ...]:
    order = np.lexsort((broken.industry, broken.region, broken.axis, -np.abs(broken.amount)))[:KEPT]
    rows = zip(*(part[order].tolist() for part in broken), strict=True)
    return tuple(Contradiction(AXES[axis], *rest) for axis, *rest in rows)


def _narrowed(system: Relations, low: Integers, high: Integers) -> tuple[Integers, Broken, int]:
    """Low and high of the unknown cells at rest, the relations that failed on the way, and the number of sweeps."""
    here = system.region, system.industry
    cells = np.stack([low[here], np.minimum(high[here], UNBOUNDED)])
    order = [np.flatnonzero(system.axis == axis) for axis in (0, 1)]
    upward = [each[np.argsort(-system.depth[each], kind="stable")] for each in order]
    sweep = np.concatenate([upward[0], upward[0][::-1], upward[1], upward[1][::-1]])
    wired = packed(system)
    failed, rounds = _sweeps(*wired, cells, sweep, Derivations.of(len(system.region)))
    lost = np.flatnonzero(failed)
    about = (part[lost].astype(np.int64) for part in (system.axis, system.at_region, system.at_industry))
    return cells, Broken(*about, *_excesses(*wired[:2], cells, lost, failed[lost])), rounds


@njit(cache=True, nogil=True)
def _sweeps(records, parts, links, cells, sweep, derivations):  # type: ignore[no-untyped-def]
    """By how much each relation contradicts others, as far as that shows, and the number of sweeps."""
    when, why, seen = derivations
    relations, now = len(records), 0
    stale, failed = np.ones(relations, np.bool_), np.zeros(relations, np.int64)
    for rounds in range(1, SWEEPS + 1):
        for m in sweep:
            if not stale[m] or failed[m]:
                continue
            now += 2  # first the total, then the parts
            if rounds > PATIENCE:
                failed[m] = _circular(records, parts, cells, m, when, why, seen, now)
            if not failed[m] and not _apply(records, parts, links, cells, m, stale, when, why, now):
                failed[m] = 1
            stale[m] = False  # a relation applied twice gives nothing new
        if not (stale & (failed == 0)).any():
            break
    return failed, rounds


@njit(cache=True, nogil=True)
def _set(links, cells, k, low, high, stale, when, why, m, now):  # type: ignore[no-untyped-def]
    if low <= cells[0, k] and high >= cells[1, k]:
        return
    if low > cells[0, k]:
        cells[0, k], when[0, k], why[0, k] = low, now, m
    if high < cells[1, k]:
        cells[1, k], when[1, k], why[1, k] = high, now, m
    for n in range(4):
        if links[k, n] >= 0:
            stale[links[k, n]] = True


@njit(cache=True, nogil=True)
def _sums(records, parts, cells, m):  # type: ignore[no-untyped-def]
    """Finite low and high sums of relation m's parts, slack included, and how many parts lack a low or a high bound."""
    low, high = plus(records[m].base, -records[m].slack), plus(records[m].base, records[m].slack)
    no_low = no_high = 0
    for at in range(records[m].first, records[m].last):
        k = parts[at]
        if cells[0, k] <= -UNBOUNDED:
            no_low += 1
        else:
            low = plus(low, cells[0, k])
        if cells[1, k] >= UNBOUNDED:
            no_high += 1
        else:
            high = plus(high, cells[1, k])
    return low, high, no_low, no_high


@njit(cache=True, nogil=True)
def _total(records, cells, m):  # type: ignore[no-untyped-def]
    k = records[m].total
    return (cells[0, k], cells[1, k]) if k >= 0 else (records[m].value, records[m].value)


@njit(cache=True, nogil=True)
def _apply(records, parts, links, cells, m, stale, when, why, now):  # type: ignore[no-untyped-def]
    """Narrows total and parts of relation m; False, and nothing done, where it cannot hold."""
    sums, whole = _sums(records, parts, cells, m), records[m].whole
    total_low, total_high = _total(records, cells, m)
    least, most = _of_total(sums, whole)
    if excess(total_low, total_high, least, most, whole) != 0:
        return False
    if records[m].total >= 0:
        _set(links, cells, records[m].total, least, most, stale, when, why, m, now)
        total_low, total_high = _total(records, cells, m)
    for at in range(records[m].first, records[m].last):
        k = parts[at]
        new_low, new_high = _of_part(sums, whole, total_low, total_high, cells[0, k], cells[1, k])
        _set(links, cells, k, new_low, new_high, stale, when, why, m, now + 1)
    return True


@njit(cache=True, nogil=True, inline="always")
def _of_total(sums, whole):  # type: ignore[no-untyped-def]
    """What the parts say of their total."""
    low, high, no_low, no_high = sums
    return -UNBOUNDED if no_low else low, high if whole and not no_high else UNBOUNDED


@njit(cache=True, nogil=True, inline="always")
def _of_part(sums, whole, total_low, total_high, own_low, own_high):  # type: ignore[no-untyped-def]
    """What the total and the other parts say of a part, where that is more than its own bounds."""
    low, high, no_low, no_high = sums
    new_low, new_high = own_low, own_high
    others_without = no_low - (own_low <= -UNBOUNDED)
    if total_high < UNBOUNDED and others_without == 0:
        new_high = min(own_high, total_high - (low if own_low <= -UNBOUNDED else low - own_low))
    others_without = no_high - (own_high >= UNBOUNDED)
    if whole and total_low > -UNBOUNDED and others_without == 0 and high < UNBOUNDED:
        new_low = max(own_low, total_low - (high if own_high >= UNBOUNDED else high - own_high))
    return new_low, new_high


@njit(cache=True, nogil=True)
def _circular(records, parts, cells, m, when, why, seen, now):  # type: ignore[no-untyped-def]
    """By how much relation m would narrow a bound that follows from itself: its parts too large, or too small (< 0).

    0 where there is none; of several the largest. See `derivations`.
    """
    sums, whole, k = _sums(records, parts, cells, m), records[m].whole, records[m].total
    total_low, total_high = _total(records, cells, m)
    found = 0
    if k >= 0:
        least, most = _of_total(sums, whole)
        if least > total_low and follows_from_itself(records, parts, when, why, seen, LOW, k, m, now):
            found = _larger(found, least - total_low)
        if most < total_high and follows_from_itself(records, parts, when, why, seen, HIGH, k, m, now + 1):
            found = _larger(found, most - total_high)
        total_low, total_high = max(total_low, least), min(total_high, most)
    for at in range(records[m].first, records[m].last):
        k = parts[at]
        low, high = _of_part(sums, whole, total_low, total_high, cells[0, k], cells[1, k])
        if high < cells[1, k] and follows_from_itself(records, parts, when, why, seen, HIGH, k, m, now):
            found = _larger(found, cells[1, k] - high)
        if low > cells[0, k] and follows_from_itself(records, parts, when, why, seen, LOW, k, m, now):
            found = _larger(found, cells[0, k] - low)
    return found


@njit(cache=True, nogil=True, inline="always")
def _larger(one, other):  # type: ignore[no-untyped-def]
    return other if (abs(other), other) > (abs(one), one) else one


@njit(cache=True, nogil=True)
def _excesses(records, parts, cells, lost, circular):  # type: ignore[no-untyped-def]
    """Low and high of the sum of parts, and the excess, of each relation in `lost`, once everything rests."""
    found = np.empty((3, len(lost)), np.int64)
    for n, m in enumerate(lost):
        low, high, no_low, no_high = _sums(records, parts, cells, m)
        low, high = (-UNBOUNDED if no_low else low), (UNBOUNDED if no_high else high)
        total_low, total_high = _total(records, cells, m)
        found[0, n], found[1, n] = plus(low, records[m].slack), plus(high, -records[m].slack)
        found[2, n] = excess(total_low, total_high, low, high, records[m].whole)
        if found[2, n] == 0:  # it fails only together with others
            found[2, n] = circular[n]
    return found
