"""What can be said of a public edition without the internal one: whether a withheld cell is determined, or nearly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.disclosure.primary import Mask
from clusteratlas.disclosure.sharp import extreme
from clusteratlas.disclosure.system import Block, Public, System

TOLERANCE = 1e-6

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Inspection:
    """Intervals of withheld cells, arrays of shape (cells,).

    region, industry: nodes. low, high: the sharpest interval where it is narrow, else one that the sharpest is no
    tighter than. minimum_width: the policy's.
    """

    region: NDArray[np.int64]
    industry: NDArray[np.int64]
    low: Numbers
    high: Numbers
    minimum_width: float

    @property
    def determined(self) -> Mask:
        """Cells of which only one whole number is possible: withheld in vain."""
        return np.asarray(self.high - self.low < 1 - TOLERANCE)

    @property
    def narrow(self) -> Mask:
        """Cells with high - low < w * (low + high) / 2. A fault if the cell is a protected one; `attack` tells."""
        asked = asked_width(self.low, self.high, self.minimum_width)
        return np.asarray(self.high - self.low < asked * (1 - TOLERANCE))


def inspect_public(public: Public, minimum_width: float, cells: Mask | None = None) -> Inspection:
    """Whether withheld cells are determined by what is published, or narrow.

    Weaker than `attack`: neither the true values are known, nor which cells are protected and which withheld for the
    sake of others, nor what contributors know. An edition that fails here is not safe; one that passes may be unsafe.

    Parameters:
        public: what is shown.
        minimum_width: w, of the policy that the edition names.
        cells: which of the withheld cells are looked at; all where not given.

    Raises:
        InputError: published figures contradict each other.

    Notes:
        Every table found for one cell is kept in mind for all others of its block, so most need no programme of their
        own.
    """
    withheld = public.low != public.high
    region, industry = np.nonzero(withheld if cells is None else withheld & cells)
    system = System.of(public)
    seen: dict[int, _Seen] = {}
    low, high = np.empty(len(region)), np.empty(len(region))
    for place, cell in enumerate(region * public.grid.shape[1] + industry):
        block = system.block(int(cell))
        tables = seen.setdefault(id(block), _Seen(block))
        low[place], high[place] = tables.interval(block.position(int(cell)), minimum_width)
    return Inspection(region, industry, low, high, minimum_width)


def asked_width(low: Numbers, high: Numbers, minimum_width: float) -> Numbers:
    """The width an interval needs: w times its middle, and two whole numbers at least; 1 where nothing bounds it."""
    middle = np.where(np.isinf(high), 0.0, (low + high) / 2)
    return np.asarray(np.maximum(1.0, minimum_width * middle))


class _Seen:
    """The range of every cell of a block over all tables found so far."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.low, self.high = np.full(len(block.cells), np.inf), np.full(len(block.cells), -np.inf)

    def interval(self, position: int, minimum_width: float) -> tuple[float, float]:
        for side in (-1, 1):
            if self._is_wide(position, minimum_width):
                break
            value, table = extreme(self.block, position, side)
            if table is not None:
                self.low, self.high = np.minimum(self.low, table), np.maximum(self.high, table)
            self.low[position] = min(self.low[position], value)
            self.high[position] = max(self.high[position], value)
        return float(self.low[position]), float(self.high[position])

    def _is_wide(self, position: int, minimum_width: float) -> bool:
        low, high = self.low[position : position + 1], self.high[position : position + 1]
        return bool(low[0] <= high[0] and (high - low >= asked_width(low, high, minimum_width))[0])
