"""Rows of cells and totals, checked and placed in the two trees; one year of them as matrices."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.errors import SHOWN, BadCell, BadCells
from clusteratlas.suppression.tree import Tree
from clusteratlas.suppression.tree_rows import CodedTree
from clusteratlas.tables import UNBOUNDED, Column, Frame, Schema, to_arrow

COUNT_COLUMN = "establishments"
KEYS = ("region", "industry", "year")


@dataclass(frozen=True, eq=False)
class CellRows:
    """All rows, those of `cells` first; region and industry are nodes of the trees, year is 0 where there is none."""

    table: pa.Table
    asked: int
    keys: list[str]
    region_tree: Tree
    industry_tree: Tree
    region: NDArray[np.int32]
    industry: NDArray[np.int32]
    year: NDArray[np.int64]
    known: NDArray[np.bool_]
    low: NDArray[np.int64]
    high: NDArray[np.int64]

    def years(self) -> list[int]:
        """The years that `cells` has, one 0 for a frame without years or without rows."""
        return sorted(set(self.year[: self.asked].tolist())) or [0]

    def of_year(self, year: int) -> NDArray[np.int64]:
        """Rows of `cells` in a year."""
        return np.flatnonzero(self.year[: self.asked] == year)

    def matrices(self, year: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """Low and high of all nodes in a year, and which are zero only because no row names them."""
        rows = self.year == year
        at = self.region[rows], self.industry[rows]
        absent = np.zeros((len(self.region_tree), len(self.industry_tree)), np.bool_)
        absent[np.ix_(self.region_tree.leaves, self.industry_tree.leaves)] = True
        absent[at] = False
        low, high = np.zeros(absent.shape, np.int64), np.where(absent, 0, UNBOUNDED)
        low[at], high[at] = self.low[rows], self.high[rows]
        return low, high, absent

    def establishments(self, year: int) -> NDArray[np.int64] | None:
        """Establishments of all nodes in a year, 0 where not known; None without the column."""
        if COUNT_COLUMN not in self.table.column_names:
            return None
        rows = np.flatnonzero(self.year == year)
        found = np.zeros((len(self.region_tree), len(self.industry_tree)), np.int64)
        counts = pc.fill_null(self.table[COUNT_COLUMN], 0).to_numpy()
        found[self.region[rows], self.industry[rows]] = counts[rows]
        return found


def read_cells(cells: Frame, totals: Frame | None, value: str, regions: CodedTree, industries: CodedTree) -> CellRows:
    """Both frames as one; raises WrongColumns, and BadCells by row for what breaks a rule."""
    table = _checked(cells, value, "cells")
    asked = table.num_rows
    if totals is not None:
        more = _checked(totals, value, "totals")
        _refuse_shared(table, more)
        table = pa.concat_tables([table, more], promote_options="default")
    places = []
    for column, tree in (("region", regions), ("industry", industries)):
        positions = tree.coding.encode(table[column])
        _refuse_unknown(table[column], positions, tree, asked, column)
        places.append(positions)
    keys = [name for name in KEYS if name in table.column_names]
    year = table["year"].to_numpy() if "year" in keys else np.zeros(table.num_rows, np.int64)
    known, low, high = _ranges(table, value, asked)
    return CellRows(table, asked, keys, regions.tree, industries.tree, places[0], places[1], year, known, low, high)


def _checked(frame: Frame, value: str, where: str) -> pa.Table:
    optional = [
        Column(name, "count", nullable=True, minimum=0, required=False) for name in ("low", "high", COUNT_COLUMN)
    ]
    columns = (
        *(Column(name, "text") for name in KEYS[:2]),
        Column("year", "count", required=False),
        Column(value, "count", nullable=True, minimum=0),
        *(column for column in optional if column.name != value),
    )
    return Schema(where, columns, KEYS).check(_whole_numbers(to_arrow(frame, where), value, where), where)


def _whole_numbers(table: pa.Table, value: str, where: str) -> pa.Table:
    """Counts kept as floating numbers, as pandas does where some are empty, or as decimals, as integers again."""
    for name in {value, "low", "high", COUNT_COLUMN} & set(table.column_names):
        column = table[name]
        if not (pa.types.is_floating(column.type) or pa.types.is_decimal(column.type)):
            continue
        rows = pc.indices_nonzero(_broken(column)).to_pylist()
        if rows:
            bad = [BadCell(row + 1, name, str(column[row]), "is not a whole number") for row in rows[:SHOWN]]
            raise BadCells(where, bad, len(rows), "")
        position = table.column_names.index(name)
        table = table.set_column(position, name, column.cast(pa.int64()))
    return table


def _broken(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Which values are no whole numbers, or none that 64 bits hold; infinity is equal to itself rounded."""
    whole = pc.equal(column, pc.round(column))
    held = pc.less(pc.abs(column.cast(pa.float64())), float(UNBOUNDED))
    return pc.fill_null(pc.invert(pc.and_(whole, held)), False)


def _refuse_unknown(
    codes: pa.ChunkedArray, positions: NDArray[np.int32], known: CodedTree, asked: int, column: str
) -> None:
    lost = np.flatnonzero(positions < 0)
    if not len(lost):
        return
    where, first = ("cells", 0) if lost[0] < asked else ("totals", asked)
    names = [(int(row) - first + 1, str(codes[int(row)])) for row in lost[:SHOWN]]
    rule = f"is no {column} of the tree"
    bad = [BadCell(row, column, name, rule, nearest_code(name, known.coding.codes)) for row, name in names]
    raise BadCells(where, bad, len(lost), "")


def _refuse_shared(cells: pa.Table, totals: pa.Table) -> None:
    keys = [name for name in KEYS if name in cells.column_names and name in totals.column_names]
    numbered = totals.select(keys).append_column("row", pa.array(np.arange(1, totals.num_rows + 1)))
    shared = numbered.join(cells.select(keys), keys, join_type="inner").sort_by("row").to_pylist()
    if shared:
        named = [BadCell(each["row"], "+".join(keys), " ".join(str(each[k]) for k in keys), "stands in cells too")
                 for each in shared[:SHOWN]]  # fmt: skip
        raise BadCells("totals", named, len(shared), "")


def _ranges(table: pa.Table, value: str, asked: int) -> tuple[NDArray[np.bool_], NDArray[np.int64], NDArray[np.int64]]:
    known = table[value].is_valid().to_numpy()
    values = pc.fill_null(table[value].cast(pa.int64()), 0).to_numpy()
    printed = [
        pc.fill_null(table[name], other).to_numpy() if name in table.column_names else np.full(table.num_rows, other)
        for name, other in (("low", 0), ("high", UNBOUNDED))
    ]
    low, high = (np.where(known, values, each) for each in printed)
    wrong = np.flatnonzero(low > high)
    if len(wrong):
        where, first = ("cells", 0) if wrong[0] < asked else ("totals", asked)
        bad = [
            BadCell(int(row) - first + 1, "low", str(low[row]), f"is above high, {high[row]}") for row in wrong[:SHOWN]
        ]
        raise BadCells(where, bad, len(wrong), "")
    return known, low.astype(np.int64), high.astype(np.int64)
