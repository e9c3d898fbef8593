"""A block: one year's records as matrices of region nodes by industry nodes, what is known of each cell in each."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from clusteratlas.editions.cells.nodes import Nodes
from clusteratlas.editions.cells.places import Places
from clusteratlas.sources import Layout, Records
from clusteratlas.sources.reading import FEW, FEW_ESTABLISHMENTS, ZERO
from clusteratlas.suppression import Tree
from clusteratlas.tables import UNBOUNDED, measure

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Interval:
    """A measure's cells: lowest and highest value, whether published, whether a row speaks of it, or believed zero."""

    low: Integers
    high: Integers
    published: Truths
    spoken: Truths
    believed_zero: Truths | None
    rounding: int


@dataclass(frozen=True)
class Block:
    """One year of an edition's records."""

    year: int
    places: Places
    industries: Nodes
    regions: Tree
    present: Truths  # the places that have rows
    measures: dict[str, Interval]


def lay_out(year: int, records: Records, places: Places, industries: Nodes, measures: tuple[str, ...]) -> Block:
    """The year's records on their nodes; rows of regions or industries that are no nodes are left aside."""
    table = pq.read_table(records.file(year))
    region, industry = _positions(records, places, industries, table)
    kept = (region >= 0) & (industry >= 0)
    cell = region[kept].astype(np.int64) * len(industries.codes) + industry[kept]
    present = np.zeros(len(places.codes), np.bool_)
    present[region[kept]] = True
    laid = _Laid(cell, table.filter(pa.array(kept)), present, industries, records.layout)
    intervals = {name: laid.interval(name) for name in measures}
    return Block(year, places, industries, places.tree(present), present, intervals)


def _positions(
    records: Records, places: Places, industries: Nodes, table: pa.Table
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The node of every row's region and industry, -1 where there is none."""
    pairs = zip(records.codings(), (places.codes, industries.codes), ("region", "industry"), strict=True)
    region, industry = (nodes.encode(pa.array(own.codes))[table[name].to_numpy()] for own, nodes, name in pairs)
    return region, industry


@dataclass(frozen=True)
class _Laid:
    """The rows of a year by the number of their cell, and what a cell without a row means."""

    cell: Integers
    rows: pa.Table
    present: Truths
    industries: Nodes
    layout: Layout

    def interval(self, name: str) -> Interval:
        shape = (len(self.present), len(self.industries.codes))
        low = np.full(shape, -UNBOUNDED if measure(name).signed else 0)
        high, published, spoken = np.full(shape, UNBOUNDED), np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
        believed_zero = self._silence(name, low, high)
        self._speak(name, low, high, published, spoken)
        for ends in (low, high):
            ends[~self.present] = 0  # a place without rows has no figures in the year, neither known nor estimated
        if believed_zero is not None:
            believed_zero &= ~spoken
        return Interval(low, high, published, spoken, believed_zero, self.layout.rounding.get(name, 0))

    def _silence(self, name: str, low: Integers, high: Integers) -> Truths | None:
        """What a missing row of a region that has rows means: no activity, or too few establishments to be printed.

        An industry without a row anywhere is one the file leaves out, which says nothing of any region.
        """
        if self.layout.absent == ZERO:
            silent = self.present[:, None] & (self.industries.leaf & self._named)[None, :]
            low[silent] = high[silent] = 0
            return np.asarray(silent)
        if self.layout.absent == FEW and name == "establishments":
            high[self.present] = FEW_ESTABLISHMENTS
        return None

    @property
    def _named(self) -> Truths:
        """The industries that have a row in some region."""
        named = np.zeros(len(self.industries.codes), np.bool_)
        named[self.cell % len(self.industries.codes)] = True
        return named

    def _speak(self, name: str, low: Integers, high: Integers, published: Truths, spoken: Truths) -> None:
        """What the rows say: a figure, a range, or that there is a figure which is withheld."""
        values, at = self.rows[name], self.cell
        known = values.is_valid().to_numpy()
        spoken.reshape(-1)[at] = True
        published.reshape(-1)[at[known]] = True
        for ends, end in ((low, "low"), (high, "high")):
            flat = ends.reshape(-1)
            flat[at[~known]] = self._range(name, end, ~known)
            flat[at[known]] = values.drop_null().to_numpy()

    def _range(self, name: str, end: str, withheld: Truths) -> Integers:
        open_end = UNBOUNDED if end == "high" else -UNBOUNDED if measure(name).signed else 0
        column = f"{name}_{end}"
        if column not in self.rows.column_names:
            return np.full(int(withheld.sum()), open_end)
        return np.asarray(self.rows[column].filter(pa.array(withheld)).fill_null(open_end).to_numpy())
