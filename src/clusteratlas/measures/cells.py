"""The door of the cell measures: a region x industry table in, a kernel over its years, one result for each cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell, BadCells, UnknownChoice
from clusteratlas.measures.answer import nullable
from clusteratlas.tables import Coding, Column, Frame, Schema, YearMatrix, like, to_arrow, year_matrices

Groups = NDArray[np.int64] | None
Kernel = Callable[[NDArray[np.float64], Groups], NDArray[np.float64]]
WITHIN = ("all", "kind")


@dataclass(frozen=True)
class Cells:
    """What a cell measure reads: the values, the industries they belong to, and within what set totals are taken."""

    value: str
    of: str
    within: str = "all"

    def __post_init__(self) -> None:
        if self.within not in WITHIN:
            raise UnknownChoice("within", self.within, WITHIN)

    def check(self, frame: Frame) -> pa.Table:
        """The frame as a checked table of cells."""
        kind = (Column("kind", "text"),) if self.within == "kind" else ()
        keys = (Column("region", "text"), Column(self.of, "text"), Column("year", "count", required=False))
        value = Column(self.value, "number", minimum=0)
        return Schema("frame", (*keys, *kind, value), ("region", self.of, "year")).check(to_arrow(frame))


def measure_cells(frame: Frame, cells: Cells, result: str, kernel: Kernel) -> Frame:
    """The kernel's result for every cell that stands in the frame, ordered by region, industry and year."""
    table = cells.check(frame)
    groups = _kinds(table, cells.of) if cells.within == "kind" else None
    found = _Found([], [], [])
    for matrix in year_matrices(table, cells.value, cells.of):
        found.add(matrix, kernel(matrix.values, groups))
    return like(frame, found.table(table, cells.of, result))


def group_columns(groups: Groups) -> Iterator[NDArray[np.int64] | slice]:
    """Positions of the industries of each group in turn; without groups all of them, as a slice that copies nothing."""
    if groups is None:
        yield slice(None)
        return
    for group in np.unique(groups):
        yield np.flatnonzero(groups == group)


@dataclass(frozen=True)
class _Found:
    """The cells of each year: their number (region position * industries + industry position), year and result."""

    numbers: list[NDArray[np.int64]]
    years: list[NDArray[np.int64]]
    results: list[NDArray[np.float64]]

    def add(self, matrix: YearMatrix, result: NDArray[np.float64]) -> None:
        number = np.flatnonzero(matrix.present)
        self.numbers.append(number)
        self.years.append(np.full(len(number), matrix.year or 0))
        self.results.append(result.ravel()[number])

    def table(self, source: pa.Table, of: str, result: str) -> pa.Table:
        number = np.concatenate([np.empty(0, np.int64), *self.numbers])
        # Each year is in key order already, so a stable sort on one number only merges the years.
        order = np.argsort(number, kind="stable")
        regions, industries = _coding(source, "region"), _coding(source, of)
        region, industry = np.divmod(number[order], max(len(industries), 1))
        columns = {"region": regions.decode(region), of: industries.decode(industry)}
        if "year" in source.column_names:
            columns["year"] = pa.array(np.concatenate([np.empty(0, np.int64), *self.years])[order])
        columns[result] = nullable(np.concatenate([np.empty(0), *self.results])[order])
        return pa.table(columns)


def _coding(table: pa.Table, column: str) -> Coding:
    return Coding.of(str(code) for code in table[column].unique().to_pylist())


def _kinds(table: pa.Table, of: str) -> NDArray[np.int64]:
    pairs = table.group_by([of, "kind"]).aggregate([]).sort_by(of)
    codes = pairs[of].to_pylist()
    mixed = [code for code, after in pairwise(codes) if code == after]
    if mixed:
        shown = [BadCell(_first_row(table, of, code), "kind", code, "has more than one kind") for code in mixed[:SHOWN]]
        raise BadCells("frame", shown, len(mixed), f"Give each {of} one kind.")
    return Coding.of(pairs["kind"].to_pylist()).encode(pairs["kind"]).astype(np.int64)


def _first_row(table: pa.Table, of: str, code: str) -> int:
    return int(pc.index(table[of], code).as_py()) + 1
