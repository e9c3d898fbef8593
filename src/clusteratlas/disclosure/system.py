"""All that is published, as a system of linear relations among the withheld cells, in blocks that share none."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from clusteratlas.disclosure.grid import Grid, Sums
from clusteratlas.errors import InputError
from clusteratlas.tables import UNBOUNDED

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Public:
    """What outsiders see: the table, and any further sums that are published of it.

    Parameters:
        grid: the table.
        low, high: shape of the grid; equal where a figure is published, the published range where it is withheld: 0
            and UNBOUNDED if none is.
        sums: further published figures, such as totals of sets of regions.

    Raises:
        InputError: a shape is wrong, or a low is above its high.
    """

    grid: Grid
    low: Integers
    high: Integers
    sums: Sums | None = None

    def __post_init__(self) -> None:
        if self.low.shape != self.grid.shape or self.high.shape != self.grid.shape:
            raise InputError(f"public table: {self.low.shape}, {self.high.shape}; the grid has {self.grid.shape}.")
        if (self.low > self.high).any():
            region, industry = np.argwhere(self.low > self.high)[0]
            raise InputError(f"public table: low is above high at region {region}, industry {industry}.")

    @classmethod
    def showing(cls, grid: Grid, values: Integers, withheld: NDArray[np.bool_], sums: Sums | None = None) -> "Public":
        """The values but for the withheld cells, of which nothing is said but that they are not negative."""
        return cls(grid, np.where(withheld, 0, values), np.where(withheld, UNBOUNDED, values), sums)

    @property
    def hidden(self) -> NDArray[np.bool_]:
        """Cells that are not shown."""
        return np.asarray(self.low != self.high)

    @property
    def unsaid(self) -> NDArray[np.bool_]:
        """Cells of which not even a range is published; exchanges prove nothing where one is."""
        return np.asarray((self.low == 0) & (self.high >= UNBOUNDED))

    def with_sum(self, sums: Sums) -> "Public":
        """This and further published sums."""
        return Public(self.grid, self.low, self.high, sums if self.sums is None else self.sums.and_also(sums))


@dataclass(frozen=True, eq=False)
class Block:
    """Unknown cells that relations connect: row_low <= rows @ x <= row_high and low <= x <= high.

    cells holds their numbers in the grid, ascending.
    """

    cells: Integers
    rows: sparse.csr_array
    row_low: Numbers
    row_high: Numbers
    low: Numbers
    high: Numbers

    def position(self, cell: int) -> int:
        """The place of a cell among this block's."""
        return int(np.searchsorted(self.cells, cell))


@dataclass(frozen=True, eq=False)
class System:
    """The relations among unknown cells; `number` gives each cell of the grid its place in `cells`, -1 if known."""

    cells: Integers
    number: Integers
    rows: sparse.csr_array
    row_low: Numbers
    row_high: Numbers
    low: Numbers
    high: Numbers

    @classmethod
    def of(cls, public: Public) -> "System":
        """What a public table says of its withheld cells: known cells are moved to the right-hand side.

        Raises InputError where published figures contradict each other.
        """
        low, high = public.low.ravel().astype(float), public.high.ravel().astype(float)
        low[low <= -UNBOUNDED], high[high >= UNBOUNDED] = -np.inf, np.inf
        cells = np.flatnonzero(low != high)
        number = np.full(len(low), -1)
        number[cells] = np.arange(len(cells))
        sums = public.grid.sums()
        if public.sums is not None:
            sums = sums.and_also(public.sums)
        known = sums.rows @ np.where(number < 0, low, 0.0)
        rows = sparse.csr_array(sums.rows[:, cells])
        unknown = np.diff(rows.indptr) > 0
        row_low, row_high = sums.low - known, sums.high - known
        broken = ~unknown & ((row_low > 0.5) | (row_high < -0.5))
        if broken.any():
            raise InputError(f"public table: {np.count_nonzero(broken):,} published sums contradict published parts.")
        kept = sparse.csr_array(rows[np.flatnonzero(unknown)])
        return cls(cells, number, kept, row_low[unknown], row_high[unknown], low[cells], high[cells])

    @cached_property
    def labels(self) -> tuple[Integers, Integers]:
        """The block of each unknown cell and of each relation."""
        relations, cells = self.rows.shape
        both = sparse.block_array([[None, self.rows], [sparse.csr_array((cells, relations)), None]], format="csr")
        label = csgraph.connected_components(both, directed=False)[1]
        return np.asarray(label[relations:], np.int64), np.asarray(label[:relations], np.int64)

    def block(self, cell: int) -> Block:
        """The block of an unknown cell, given by its number in the grid."""
        of_cell, of_row = self.labels
        label = of_cell[self.number[cell]]
        if label not in self._blocks:
            inside, rows = np.flatnonzero(of_cell == label), np.flatnonzero(of_row == label)
            kept = sparse.csr_array(self.rows[rows][:, inside])
            bounds = (self.row_low[rows], self.row_high[rows], self.low[inside], self.high[inside])
            self._blocks[label] = Block(self.cells[inside], kept, *bounds)
        return self._blocks[label]

    @cached_property
    def _blocks(self) -> dict[int, Block]:
        return {}
