"""What is known of a year's cells: a lowest and a highest value each, and the published totals that disagree."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import InputError
from clusteratlas.tables import UNBOUNDED

KEPT = 1000  # contradictions kept with their cells; all are counted

INDUSTRIES, REGIONS = "industries", "regions"
AXES = (INDUSTRIES, REGIONS)


@dataclass(frozen=True)
class Contradiction:
    """A published total that its published parts cannot add up to.

    kind: "industries", if the parts are the industries below `industry` in the same region, or "regions".
    region, industry: nodes of the total. low, high: what the parts can add up to. amount: by how much the parts are
    too large (above 0) or too small (below 0) for the total, beyond what rounding may hide; where low and high allow
    the total, it fails only together with other totals, which disagree by that much.
    """

    kind: str
    region: int
    industry: int
    low: int
    high: int
    amount: int


@dataclass(frozen=True, eq=False)
class Bounds:
    """Lowest and highest possible value of each cell, shape (region nodes, industry nodes).

    contradictions: the largest of them, at most KEPT, largest first; contradictory counts them all. released: cells
    believed zero that a published total shows need not be zero. rounds: sweeps until nothing changed.
    signed: values below zero are possible. rounding: the unit published
    values are rounded to, 0 where they add up exactly.
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    contradictions: tuple[Contradiction, ...] = ()
    contradictory: int = 0
    released: int = 0
    rounds: int = 0
    signed: bool = False
    rounding: int = 0

    @property
    def settled(self) -> NDArray[np.bool_]:
        """Cells whose value is certain."""
        return np.asarray(self.low == self.high)


def sum_of_ends(ends: NDArray[np.int64], axis: int) -> NDArray[np.int64]:
    """The sum of low ends, or of high ends, along an axis: without an end where one of them is, instead of overflowing.

    Example:
        >>> sum_of_ends(np.array([[1, -UNBOUNDED, UNBOUNDED], [2, -UNBOUNDED, 3]]), 0).tolist() == [
        ...     3, -UNBOUNDED, UNBOUNDED]
        True
    """
    if not ends.size or (ends.max() < UNBOUNDED and ends.min() > -UNBOUNDED):  # most tables: every end is there
        return np.asarray(ends.sum(axis=axis))
    above, below = (ends >= UNBOUNDED).any(axis=axis), (ends <= -UNBOUNDED).any(axis=axis)
    sums = np.where(np.abs(ends) >= UNBOUNDED, 0, ends).sum(axis=axis)
    return np.where(above, UNBOUNDED, np.where(below, -UNBOUNDED, sums))


def checked(
    low: NDArray[np.int64], high: NDArray[np.int64], shape: tuple[int, int], signed: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Both matrices as contiguous 64-bit integers; raises InputError where shapes, order or sign are wrong."""
    low, high = np.ascontiguousarray(low, dtype=np.int64), np.ascontiguousarray(high, dtype=np.int64)
    if low.shape != shape or high.shape != shape:
        raise InputError(f"bounds: low {low.shape} and high {high.shape} must have the shape {shape} of the trees.")
    if (low > high).any():
        r, i = np.argwhere(low > high)[0]
        raise InputError(f"bounds: low {low[r, i]} is above high {high[r, i]} at region {r}, industry {i}.")
    if not signed and low.size and low.min() < 0:
        r, i = np.argwhere(low < 0)[0]
        raise InputError(f"bounds: low {low[r, i]} at region {r}, industry {i} is negative; pass signed=True if meant.")
    return low, high
