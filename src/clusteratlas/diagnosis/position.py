"""Position: where a figure stands among those of a set it need not belong to, such as the regions of a level."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Position:
    """A rank from the highest and a percentile, among so many ranked; both are None where nothing is ranked."""

    rank: int | None
    percentile: float | None
    ranked: int


@dataclass(frozen=True)
class Distribution:
    """The figures of a set of regions in ascending order, without those that have none."""

    values: NDArray[np.float64]

    @classmethod
    def of(cls, values: Iterable[float]) -> "Distribution":
        """The distribution of some figures; NaN is left out."""
        numbers = np.fromiter(values, np.float64)
        return cls(np.sort(numbers[~np.isnan(numbers)]))

    def position(self, value: float) -> Position:
        """Where a figure stands among those of the set, as if it were one of their regions.

        A custom region is ranked inside the distribution of a named level: its figure is held against theirs and moves
        nothing. The rank is 1 and how many lie above; the percentile (below + equal / 2) / n, so that a region made of
        exactly one region of the set stands where that one stands, by both.

        Parameters:
            value: the figure, in the unit of the set.

        Returns:
            Position: rank from 1 to n + 1 (one that lies below all stands after the last), percentile from 0 to 1, and
            n.

        Notes:
            Ties share the best rank, as in `measures.ranks`. Rank and percentile are None where the set is empty or the
            value is NaN.

        Example:
            >>> among = Distribution.of([5, 9, 5, 1])
            >>> among.position(5)
            Position(rank=2, percentile=0.5, ranked=4)
            >>> among.position(7)
            Position(rank=2, percentile=0.75, ranked=4)
            >>> among.position(0).rank
            5
        """
        ranked = len(self.values)
        if not ranked or np.isnan(value):
            return Position(None, None, ranked)
        below, up_to = (int(np.searchsorted(self.values, value, side)) for side in ("left", "right"))
        return Position(1 + ranked - up_to, (below + up_to) / (2 * ranked), ranked)
