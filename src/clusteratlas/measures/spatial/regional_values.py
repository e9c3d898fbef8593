"""The door of measures on the map: a value for each region in, groups of regions of one industry and year out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell, BadCells
from clusteratlas.measures.answer import in_key_order, nullable
from clusteratlas.measures.spatial.lattice import Lattice
from clusteratlas.tables import Coding, Column, Frame, Schema, like, to_arrow

Values = NDArray[np.float64]
LARGEST = 1e300  # values of which a mean still is a number


@dataclass(frozen=True, eq=False)
class RegionalValues:
    """A checked table of region[, industry][, year] and a value that may be empty, ordered by its keys but regions."""

    table: pa.Table
    value: str
    keys: tuple[str, ...]
    regions: Coding

    @classmethod
    def check(cls, frame: Frame, value: str, of: str) -> "RegionalValues":
        """The frame as values of regions; raises WrongColumns or BadCells."""
        keys = (Column(of, "text", required=False), Column("year", "count", required=False))
        columns = (Column("region", "text"), *keys, Column(value, "number", nullable=True))
        table = Schema("values", columns, ("region", of, "year")).check(to_arrow(frame, "values"))
        found = _numbers(table, value)
        wrong = np.flatnonzero(np.abs(found) > LARGEST)
        if len(wrong):
            cells = [BadCell(int(row) + 1, value, f"{found[row]:g}", f"is beyond {LARGEST:g}") for row in wrong[:SHOWN]]
            raise BadCells("values", cells, len(wrong), "")
        present = tuple(key.name for key in keys if key.name in table.column_names)
        return cls(in_key_order(table, (*present, "region")), value, present, Coding.of_column(table["region"]))

    def groups(self) -> Iterator["Group"]:
        """The rows of each industry and year in turn, regions in order; all rows where there is neither."""
        rows = self.table.num_rows
        region, values = self.regions.encode(self.table["region"]), _numbers(self.table, self.value)
        starts = np.zeros(rows, np.bool_)
        for key in self.keys:
            codes = self.table[key].combine_chunks().dictionary_encode().indices.to_numpy()
            starts[1:] |= codes[1:] != codes[:-1]
        edges = [0, *np.flatnonzero(starts).tolist(), rows]
        if self.keys and not rows:
            return
        for first, last in pairwise(edges):
            yield Group.of(first, region[first:last], values[first:last])

    def answer_by_group(
        self, frame: Frame, found: list[tuple["Group", Mapping[str, float]]], empty: pa.Schema
    ) -> Frame:
        """One row for each group, its keys before its results."""
        firsts = pa.array([group.first for group, _ in found], pa.int64())
        table = self.table.select(list(self.keys)).take(firsts) if self.keys else None
        columns = {} if table is None else {key: table[key] for key in self.keys}
        for field in empty:
            values = [result[field.name] for _, result in found]
            columns[field.name] = pa.array(values, field.type, from_pandas=True)
        return like(frame, pa.table(columns))

    def answer_by_region(self, frame: Frame, of_group: Callable[["Group"], Mapping[str, pa.Array | Values]]) -> Frame:
        """One row for each row of the frame; results are of the regions that have a value, and null elsewhere."""
        parts = []
        for group in self.groups():
            rows = self.table.slice(group.first, group.rows).drop_columns([self.value])
            for name, values in of_group(group).items():
                rows = rows.append_column(name, _spread(group, values))
            parts.append(rows)
        if not parts:
            nothing = Group.of(0, np.empty(0, np.int32), np.empty(0))
            rows = self.table.drop_columns([self.value])
            for name, values in of_group(nothing).items():
                rows = rows.append_column(name, _spread(nothing, values))
            parts = [rows]
        whole = pa.concat_tables(parts).combine_chunks()
        return like(frame, in_key_order(whole, ("region", *self.keys)))


@dataclass(frozen=True, eq=False)
class Group:
    """Regions with a value, by position, and their values; `known` says which of the group's rows they are."""

    first: int
    rows: int
    known: NDArray[np.intp]
    regions: NDArray[np.int32]
    values: Values

    @classmethod
    def of(cls, first: int, regions: NDArray[np.int32], values: Values) -> "Group":
        """Of rows from `first` on; a NaN is no value."""
        known = np.flatnonzero(~np.isnan(values))
        return cls(first, len(values), known, regions[known], values[known])

    def lattice(self, whole: Lattice) -> Lattice:
        """What is left of the neighbours between regions with a value."""
        return whole.among(self.regions)

    def scaled(self) -> Values:
        """The values, the largest being 1 or -1: no measure of likeness changes."""
        largest = np.abs(self.values).max(initial=0.0)
        return self.values / largest if largest > 0 else self.values


def _spread(group: Group, values: pa.Array | Values) -> pa.Array:
    column = nullable(values) if isinstance(values, np.ndarray) else values
    places = np.full(group.rows, -1)
    places[group.known] = np.arange(len(group.known))
    return column.take(pa.array(places, pa.int64(), mask=places < 0))


def _numbers(table: pa.Table, column: str) -> Values:
    return np.asarray(table[column].to_numpy(), dtype=np.float64)
