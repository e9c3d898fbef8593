"""The door of measures whose answer is not one number a cell: rows for regions, industries or pairs, by year."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.measures.answer import in_key_order, nullable
from clusteratlas.measures.cells import Cells
from clusteratlas.tables import Coding, Frame, YearMatrix, like, year_matrices

Values = NDArray[np.float64]
Columns = Mapping[str, Any]
Rows = Callable[[YearMatrix], Columns]


def measure_years(frame: Frame, table: pa.Table, cells: Cells, keys: tuple[str, ...], rows: Rows) -> Frame:
    """What `rows` makes of each year, ordered by the keys and the year, as the kind of dataframe that `frame` is.

    `table` is the frame as `cells` has checked it. `rows` is given the year's matrix of the regions and industries that
    have a row in that year, and gives back the columns of the keys, in their order, and of the results.
    """
    dated = "year" in table.column_names
    years = (standing(matrix) for matrix in year_matrices(table, cells.value, cells.of))
    parts = [_part(matrix.year, rows(matrix), len(keys), dated) for matrix in years]
    if not parts:  # no year at all: the columns of a year without rows
        parts = [_part(0, rows(_nothing()), len(keys), dated)]
    order = (*keys, "year") if dated else keys
    return like(frame, parts[0] if len(parts) == 1 else in_key_order(pa.concat_tables(parts), order))


def standing(matrix: YearMatrix) -> YearMatrix:
    """The part of a year's matrix whose regions and industries have a row in it."""
    regions, industries = (np.flatnonzero(matrix.present.any(axis=axis)) for axis in (1, 0))
    if len(regions) == len(matrix.regions) and len(industries) == len(matrix.industries):
        return matrix
    part = np.ix_(regions, industries)
    codings = (_part_of(matrix.regions, regions), _part_of(matrix.industries, industries))
    return YearMatrix(matrix.year, *codings, matrix.values[part], matrix.present[part])


def member_rows(name: str, members: Coding, results: Mapping[str, Values]) -> Columns:
    """One row for each region or industry; a result is null where it is NaN."""
    codes = pa.array(members.codes, pa.string())
    return {name: codes} | {result: nullable(values) for result, values in results.items()}


def cell_rows(matrix: YearMatrix, of: str, results: Mapping[str, Values]) -> dict[str, Any]:
    """One row for each cell that stands in the matrix; a result is null where it is NaN."""
    region, industry = np.nonzero(matrix.present)
    codes = {"region": matrix.regions.decode(region), of: matrix.industries.decode(industry)}
    return codes | {result: nullable(values[region, industry]) for result, values in results.items()}


def pair_rows(of: str, industries: Coding, results: Mapping[str, Values]) -> Columns:
    """One row for every two different industries, both ways round; a result is null where it is NaN."""
    one, other = np.nonzero(~np.eye(len(industries), dtype=np.bool_))
    codes = {of: industries.decode(one), "other": industries.decode(other)}
    return codes | {result: nullable(values[one, other]) for result, values in results.items()}


def _part(year: int | None, columns: Columns, keys: int, dated: bool) -> pa.Table:
    table = pa.table(dict(columns))
    if not dated:
        return table
    return table.add_column(keys, "year", pa.array(np.full(table.num_rows, year, np.int64)))


def _part_of(coding: Coding, positions: NDArray[np.intp]) -> Coding:
    return Coding(tuple(coding.codes[position] for position in positions))


def _nothing() -> YearMatrix:
    return YearMatrix(None, Coding(()), Coding(()), np.zeros((0, 0)), np.zeros((0, 0), np.bool_))
