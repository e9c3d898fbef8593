"""Which relation gave each bound, and whether a bound would follow from itself: then the relations contradict.

Relations only add and subtract whole bounds. If a chain of them makes a bound h of a cell narrower than h, it makes
every smaller value narrower too, so that no value is left; step by step it would creep there, one small difference of
the totals at a time. In relations that can all hold, no bound ever follows from itself.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

LOW, HIGH = 0, 1


class Derivations(NamedTuple):
    """When each bound was last narrowed (0 never) and by which relation; shape (2, cells) like the bounds."""

    when: NDArray[np.int64]
    why: NDArray[np.int32]
    seen: NDArray[np.int64]  # the question that a bound was last looked at for

    @classmethod
    def of(cls, cells: int) -> "Derivations":
        """Nothing derived yet."""
        return cls(np.zeros((2, cells), np.int64), np.full((2, cells), -1, np.int32), np.zeros((2, cells), np.int64))


@njit(cache=True, nogil=True)
def follows_from_itself(records, parts, when, why, seen, side, cell, relation, now):  # type: ignore[no-untyped-def]
    """Whether the bound that the relation would give the cell now rests on an earlier bound of the same cell.

    A bound narrowed since it was used cannot be followed further, so the answer may come a sweep late, never wrongly.
    """
    waiting = [(side, cell, relation, now)]
    while waiting:
        s, k, m, before = waiting.pop()
        total = records[m].total
        if total >= 0 and k != total:  # a part is what its total leaves
            if total == cell and s == side:
                return True
            _follow(when, why, seen, s, total, before, now, waiting)
        for at in range(records[m].first, records[m].last):
            other, end = parts[at], s if k == total else 1 - s
            if other == k:
                continue
            if other == cell and end == side:
                return True
            _follow(when, why, seen, end, other, before, now, waiting)
    return False


@njit(cache=True, nogil=True, inline="always")
def _follow(when, why, seen, side, cell, before, now, waiting):  # type: ignore[no-untyped-def]
    """Puts a bound on the list, once, if its last derivation is the one that was used."""
    if seen[side, cell] != now and 0 < when[side, cell] < before:
        seen[side, cell] = now
        waiting.append((side, cell, why[side, cell], when[side, cell]))
