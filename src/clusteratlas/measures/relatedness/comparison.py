"""The comparison that makes a region specialised, e_rc * e_.. >= e_r. * e_.c, decided without rounding."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

Truths = NDArray[np.bool_]
_WHOLE = 2.0**53  # below it every whole number is a float64, and so is every sum of whole numbers
_ROUNDING = 2.0**-53  # what one rounding to float64 changes, relatively, at most
_NOISE = 1e-12  # what sums of fractions may be off by, relatively
_CACHED_CELLS = 32_768


def specialised_kernel(values: ArrayLike) -> Truths:
    """Which cells of a region x industry matrix, or of a stack of them, have a location quotient of 1 or more.

    Parameters:
        values: shape (..., regions, industries), not negative; leading axes, such as years, are independent. Whole
            numbers, of an integer or a floating type, are compared exactly.

    Returns:
        The same shape; False where the region's or the industry's total is zero.

    Example:
        >>> specialised_kernel([[30, 10], [20, 140]]).tolist()
        [[True, False], [False, True]]
    """
    cells = np.asarray(values)
    result = np.zeros(cells.shape, np.bool_)
    for place in product(*map(range, cells.shape[:-2])):
        _Table.of(cells[place]).decide(result[place])
    return result


@dataclass(frozen=True, eq=False)
class _Table:
    """One matrix with its sums in float64."""

    cells: NDArray[np.generic]
    regions: NDArray[np.float64]
    industries: NDArray[np.float64]
    total: float
    whole: bool

    @classmethod
    def of(cls, cells: NDArray[np.generic]) -> "_Table":
        amounts = cells.astype(np.float64, copy=False)  # before any sum: 32-bit sums overflow without a word
        regions = amounts.sum(axis=1, keepdims=True)
        whole = cells.dtype.kind != "f" or bool((np.trunc(amounts) == amounts).all())
        return cls(cells, regions, amounts.sum(axis=0), float(regions.sum()), whole)

    def decide(self, result: Truths) -> None:
        """Writes the answer: from float64 where that is sure, else from whole numbers."""
        for rows in self._blocks():
            own = self.cells[rows].astype(np.float64, copy=False) * self.total
            expected = self.regions[rows] * self.industries
            result[rows] = own >= expected * (1 - self._guard)
            close = result[rows] & (own <= expected * (1 + self._guard))
            if close.any():
                result[rows] &= expected > 0
                self._decide_exactly(close & result[rows], rows.start, result)

    @property
    def _guard(self) -> float:
        """The relative distance of the two products within which float64 decides nothing."""
        if not self.whole:
            return _NOISE
        # Exact sums leave the rounding of two products; others one rounding for every cell that was added.
        return 8 * _ROUNDING if self.total < _WHOLE else (2 * self.cells.size + 8) * _ROUNDING

    def _blocks(self) -> Iterator[slice]:
        """Regions, each time about so many that their cells stay in a processor's cache."""
        step = max(1, _CACHED_CELLS // max(self.cells.shape[1], 1))
        return (slice(first, first + step) for first in range(0, self.cells.shape[0], step))

    def _decide_exactly(self, close: Truths, first: int, result: Truths) -> None:
        """The comparison in Python's whole numbers, which have no largest; sums of fractions stay as they are."""
        if not self.whole:
            return
        regions, industries, total = self._exact_sums
        for row, i in zip(*(place.tolist() for place in np.nonzero(close)), strict=True):
            r = first + row
            result[r, i] = int(self.cells[r, i]) * total >= regions[r] * industries[i]

    @cached_property
    def _exact_sums(self) -> tuple[list[int], list[int], int]:
        if self.total < _WHOLE:
            return [int(r) for r in self.regions[:, 0]], [int(i) for i in self.industries], int(self.total)
        rows = [[int(cell) for cell in row] for row in self.cells.tolist()]
        regions = [sum(row) for row in rows]
        return regions, [sum(column) for column in zip(*rows, strict=True)], sum(regions)
