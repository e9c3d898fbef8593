"""The Herfindahl index of plants of which only the number in each size class is known: an estimate between bounds."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]
_ROUNDING = 1e-12  # two plants of whole sizes are further from 1 than this up to a total of 10**12


class PlantHerfindahl(NamedTuple):
    """The Herfindahl index of plants, and the lowest and highest it can be."""

    estimate: float
    low: float
    high: float


def size_class_herfindahl_kernel(low: ArrayLike, high: ArrayLike, count: ArrayLike, total: float) -> PlantHerfindahl:
    """The Herfindahl index of an industry's plants from its size classes and its total.

    H = sum over plants of (size / total)^2. The sizes are not known; they lie between the ends of their classes and add
    up to the total. Low: the plants are as equal as the classes allow. High: as many plants as the total allows are at
    the upper end of their class, the largest classes first, the others at the lower end. Estimate: the plants of a
    class are equal, and every class stands at the same place between its ends, where the total puts it. An open class
    takes what the others leave when they stand in their middle; where that is not enough, it stands at its lower end.

    Parameters:
        low: shape (classes,), the smallest plant of each class.
        high: shape (classes,), the largest; infinite where the class is open.
        count: shape (classes,), the number of plants.
        total: what all plants together have.

    Returns:
        Estimate, low and high; all NaN where no such plants add up to the total, or the total is zero.

    Notes:
        High is at most one plant's part above what whole plants can reach, never below it.

    Example:
        Two plants of 1 to 9 with 10 together: 5 + 5 or, at the most, 1 + 9. Halfway between the ends is 5.

        >>> size_class_herfindahl_kernel([1], [9], [2], 10)
        PlantHerfindahl(estimate=0.5, low=0.5, high=0.82)
    """
    counts = np.asarray(count, dtype=np.float64)
    filled = counts > 0
    least, counts = np.asarray(low, dtype=np.float64)[filled], counts[filled]
    slack = total - float(counts @ least)
    # One plant can take all that is left over, and no more.
    most = np.minimum(np.asarray(high, dtype=np.float64)[filled], least + max(slack, 0.0))
    limited = np.asarray(high, dtype=np.float64)[filled]
    if total <= 0 or slack < 0 or float(counts @ most) < total:
        return PlantHerfindahl(np.nan, np.nan, np.nan)
    lowest = float(counts @ _levelled(least, most, counts, total) ** 2)
    highest = float(counts @ least**2) + _gain(least + most, counts * (most - least), slack)
    estimate = float(counts @ _placed(least, limited, counts, slack) ** 2)
    estimate, lowest, highest = (_index(squares / total**2) for squares in (estimate, lowest, highest))
    return PlantHerfindahl(estimate, min(lowest, estimate), max(highest, estimate))


def _index(quotient: float) -> float:
    """The quotient; 1 where it is 1 but for rounding: of one plant, or one and others of no size."""
    return 1.0 if quotient > 1 - _ROUNDING else quotient


def _levelled(least: Values, most: Values, counts: Values, total: float) -> Values:
    """The sizes nearest to one level for all, as water finds it, that add up to the total."""
    levels = np.unique(np.concatenate([least, most]))
    sums = np.clip(levels[:, None], least, most) @ counts
    return np.asarray(np.clip(np.interp(total, sums, levels), least, most))


def _gain(rates: Values, rooms: Values, slack: float) -> float:
    """The most that squares can gain when the slack fills the rooms, each unit at the rate of its class."""
    order = np.argsort(-rates, kind="stable")
    filled = np.diff(np.minimum(np.cumsum(rooms[order]), slack), prepend=0.0)
    return float(filled @ rates[order])


def _placed(least: Values, high: Values, counts: Values, slack: float) -> Values:
    """The sizes of the estimate, one for each class."""
    is_open = np.isinf(high)
    widths = np.where(is_open, 0.0, high - least)
    room = float(counts @ widths)
    taken = min(slack, room / 2) if is_open.any() else slack
    sizes = least + widths * (taken / room if room > 0 else 0.0)
    left = (slack - taken) / counts[is_open].sum() if is_open.any() else 0.0
    return np.where(is_open, sizes + left, sizes)
