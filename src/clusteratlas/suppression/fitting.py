"""Values nearest a first guess that meet every relation: whole branches at once, along both trees in turn."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clusteratlas.suppression.blocks import COLUMNS, GAP, STEP, at_rest, blocks_along, measure, solve, take
from clusteratlas.suppression.packed import packed
from clusteratlas.suppression.relations import Relations
from clusteratlas.tables import UNBOUNDED

SWEEPS = 300
EXACT = 30  # sweeps that try to meet rounded totals exactly, before what rounding may hide is let go
LEAST = 0.02  # a guess of nothing could never be scaled up to what a total needs
NOTHING = 1e-9  # of a cell that nothing bounds, so that no total needs it: many must not add up to a person
STALLED = 10  # sweeps that bring the gaps no nearer: totals that only together contradict would go on for ever


def fit(
    system: Relations, cells: NDArray[np.int64], guess: NDArray[np.float64], signed: bool
) -> tuple[NDArray[np.float64], int]:
    """Values of the unknown cells within their bounds (low and high in `cells`), and the number of sweeps.

    x = clip(g f, low, high), f being the product of the multipliers of the relations the cell is a part of over those
    of the relations it is the total of, so that all relations hold; where parts are not the whole, the multiplier is
    never above 1. This is the table of least relative entropy to the guess g among all within the bounds. Signed
    values are shifted instead, in proportion to the size of the guess, which is the least squares table with those
    sizes as variances.

    Each branch of relations along industries is solved as a whole (see `blocks`), then each along regions, until
    neither moves. Where relations run along one tree only, the first sweep is the last.
    """
    low = np.where(cells[0] <= -UNBOUNDED, -np.inf, cells[0])
    high = np.where(cells[1] >= UNBOUNDED, np.inf, cells[1])
    size = np.maximum(np.abs(guess), LEAST if signed else np.where(np.isinf(high), NOTHING, LEAST))
    free = guess.astype(np.float64) if signed else size.copy()
    along = blocks_along(0, system), blocks_along(1, system)
    rounds = _sweeps(*packed(system), along, low, high, free, size, signed)
    return np.clip(free, low, high), int(rounds)


@njit(cache=True, nogil=True)
def _sweeps(records, parts, links, along, low, high, free, size, signed):  # type: ignore[no-untyped-def]
    multiplier, work = np.zeros(len(records)), np.zeros((len(records), COLUMNS))
    stale = np.ones(len(records), np.bool_)
    least, when = np.inf, 0
    for rounds in range(1, SWEEPS + 1):
        allowed = 1 if rounds > EXACT else 0
        left = 0.0
        for blocks in along:
            left += _sweep(
                records, parts, links, blocks, low, high, free, size, signed, multiplier, work, stale, allowed
            )
        if left < 0.99 * least:
            least, when = left, rounds
        if left == 0.0 or rounds - max(when, EXACT) >= STALLED:
            return rounds
    return SWEEPS


@njit(cache=True, nogil=True)
def _sweep(  # type: ignore[no-untyped-def]
    records, parts, links, blocks, low, high, free, size, signed, multiplier, work, stale, allowed
):
    """Solves the blocks along one tree that are stale; the gaps it found, of all that did not hold."""
    axis, above, first, left = blocks.axis, blocks.above, blocks.first, 0.0
    for b in range(len(first) - 1):
        block = blocks.relations[first[b] : first[b + 1]]
        waiting = False
        for m in block:
            waiting |= stale[m]
            stale[m], work[m, STEP] = False, 0.0
        if not waiting:
            continue
        measure(records, parts, links, axis, block, low, high, free, size, signed, work)
        if at_rest(records, block, multiplier, work, allowed):
            continue
        for m in block:
            left += abs(work[m, GAP])
        solve(records, parts, links, axis, above, block, low, high, free, size, signed, multiplier, work)
        take(records, parts, links, axis, block, free, size, signed, multiplier, work, stale)
    return left
