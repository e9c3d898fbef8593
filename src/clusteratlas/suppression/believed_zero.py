"""Cells believed to be zero because no row of the file names them, until a published total says otherwise."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clusteratlas.errors import InputError
from clusteratlas.suppression.relations import Broken, Integers
from clusteratlas.suppression.tree import Tree
from clusteratlas.tables import UNBOUNDED


@dataclass(eq=False)
class Belief:
    """The cells as they came, and which of them are believed zeros that nothing has contradicted yet."""

    low: Integers
    high: Integers
    held: NDArray[np.bool_] | None
    signed: bool
    given_up: NDArray[np.bool_] | None = None

    @classmethod
    def of(cls, believed: NDArray[np.bool_] | None, low: Integers, high: Integers, signed: bool) -> "Belief":
        """Raises InputError where the mask has another shape or marks a cell that does not come as zero."""
        if believed is None:
            return cls(low, high, None, signed)
        if believed.shape != low.shape:
            raise InputError(f"believed_zero has shape {believed.shape}, the table {low.shape}.")
        wrong = believed & ((low != 0) | (high != 0))
        if wrong.any():
            r, i = np.argwhere(wrong)[0]
            raise InputError(f"believed_zero marks region {r}, industry {i}, which is not given as 0.")
        return cls(low, high, np.ascontiguousarray(believed), signed)

    def release(self, broken: Broken, regions: Tree, industries: Tree) -> int:
        """Opens the believed zeros that can explain the broken relations; how many there were."""
        if self.held is None or not len(broken.amount):
            return 0
        if self.given_up is None:
            self.low, self.high = self.low.copy(), self.high.copy()
            self.held, self.given_up = self.held.copy(), np.zeros(self.low.shape, np.bool_)
        below = (regions.first, regions.children, industries.first, industries.children)
        lowest = -UNBOUNDED if self.signed else 0
        return int(_release(*broken[:3], broken.amount, *below, self.low, self.high, self.held, self.given_up, lowest))

    def still_open(self, high: Integers) -> int:
        """How many of the released cells may be above zero now that everything rests."""
        return 0 if self.given_up is None else int(np.count_nonzero(high[self.given_up]))


@njit(cache=True, nogil=True)
def _release(  # type: ignore[no-untyped-def]
    axis, region, industry, amount, r_first, r_children, i_first, i_children, low, high, held, given_up, lowest
):
    count = 0
    for n in range(len(axis)):
        r, i = region[n], industry[n]
        if amount[n] > 0:  # parts above a total that no row names
            if held[r, i]:
                held[r, i], given_up[r, i] = False, True
                low[r, i], high[r, i] = lowest, UNBOUNDED
                count += 1
        elif axis[n] == 0:
            for child in i_children[i_first[i] : i_first[i + 1]]:
                count += _open(r, child, r_first, r_children, i_first, i_children, low, high, held, given_up, lowest)
        else:
            for child in r_children[r_first[r] : r_first[r + 1]]:
                count += _open(child, i, r_first, r_children, i_first, i_children, low, high, held, given_up, lowest)
    return count


@njit(cache=True, nogil=True)
def _open(  # type: ignore[no-untyped-def]
    region, industry, r_first, r_children, i_first, i_children, low, high, held, given_up, lowest
):
    """Opens the cell, if it is a believed zero, and every believed zero reached from it downwards along either tree."""
    if not held[region, industry]:
        return 0
    held[region, industry] = False
    waiting = [(region, industry)]
    count = 0
    while waiting:
        r, i = waiting.pop()
        given_up[r, i] = True
        low[r, i], high[r, i] = lowest, UNBOUNDED
        count += 1
        for child in i_children[i_first[i] : i_first[i + 1]]:
            if held[r, child]:
                held[r, child] = False
                waiting.append((r, child))
        for child in r_children[r_first[r] : r_first[r + 1]]:
            if held[child, i]:
                held[child, i] = False
                waiting.append((child, i))
    return count
