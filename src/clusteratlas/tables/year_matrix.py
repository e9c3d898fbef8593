"""A year matrix: one year's coded region x industry table, what a measure's kernel works on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell, BadCells
from clusteratlas.tables.coding import Coding, plain

Codings = tuple[Coding, Coding]  # of regions, and of industries


@dataclass(frozen=True)
class YearMatrix:
    """Values of one year, dense: `values[r, i]` belongs to `regions.codes[r]` and `industries.codes[i]`.

    `present` says which cells stand in the table; a cell that does not is zero in `values` and stays out of results.
    """

    year: int | None
    regions: Coding
    industries: Coding
    values: NDArray[np.float64]
    present: NDArray[np.bool_]

    def rows(self, result: NDArray[np.generic]) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.generic]]:
        """Region positions, industry positions and results of the cells that are present, in key order."""
        region, industry = np.nonzero(self.present)
        return region.astype(np.int32), industry.astype(np.int32), result[region, industry]


def year_matrices(table: pa.Table, value: str, industry: str = "industry") -> Iterator[YearMatrix]:
    """One matrix for each year of a checked table (one without years if the table has none), in order of years."""
    regions, industries = Coding.of(_distinct(table, "region")), Coding.of(_distinct(table, industry))
    r, i = regions.encode(table["region"]), industries.encode(table[industry])
    v = table[value].to_numpy()
    if "year" not in table.column_names:
        yield _matrix(None, regions, industries, r, i, v)
        return
    years = table["year"].to_numpy()
    for year in np.unique(years):
        rows = years == year
        yield _matrix(int(year), regions, industries, r[rows], i[rows], v[rows])


def year_matrix(
    rows: pa.Table, value: str, industry: str = "industry", year: int | None = None, codings: Codings | None = None
) -> YearMatrix:
    """The matrix of one year's rows, read from Parquet perhaps: the codes are text, or integers of the codings given.

    Without codings the matrix has the regions and industries that stand in the rows. Raises BadCells where a code is
    in no coding, a value is empty or negative, or a cell stands twice.
    """
    regions, industries = codings or (Coding.of_column(rows["region"]), Coding.of_column(rows[industry]))
    values = np.zeros((len(regions), len(industries)))
    present = np.zeros(values.shape, dtype=np.bool_)
    for batch in rows.to_batches():  # a batch at a time: positions of the whole year never stand in memory
        cells = _cells(batch, industry, (regions, industries))
        values.reshape(-1)[cells] = _amounts(batch[value], value)
        present.reshape(-1)[cells] = True
    if np.count_nonzero(present) < rows.num_rows:
        raise _repeated(rows, industry, (regions, industries))
    return YearMatrix(year, regions, industries, values, present)


def _cells(batch: pa.RecordBatch, industry: str, codings: Codings) -> NDArray[np.int64]:
    """The number of each row's cell: region position * industries + industry position."""
    region = _positions(batch["region"], codings[0], "region").astype(np.int64)
    cells: NDArray[np.int64] = region * len(codings[1]) + _positions(batch[industry], codings[1], industry)
    return cells


def _positions(codes: pa.Array, coding: Coding, column: str) -> NDArray[Any]:
    whole = pa.types.is_integer(codes.type)
    found = plain(codes.fill_null(-1) if codes.null_count else codes) if whole else coding.encode(codes)
    if len(found) and (found.min() < 0 or found.max() >= len(coding)):
        raise _refused(codes, (found < 0) | (found >= len(coding)), column, "is in no coding")
    return found


def _amounts(values: pa.Array, column: str) -> NDArray[np.float64]:
    numbers = values.cast(pa.float64())
    amounts = plain(numbers.fill_null(-1.0) if numbers.null_count else numbers)
    right = (amounts >= 0) & (amounts < np.inf)  # neither holds for not-a-number
    if not right.all():
        raise _refused(values, ~right, column, "is empty, negative or not a finite number")
    return amounts


def _refused(values: pa.Array, wrong: NDArray[np.bool_], column: str, rule: str) -> BadCells:
    rows = np.flatnonzero(wrong)
    shown = [BadCell(int(row) + 1, column, str(values[row]), rule) for row in rows[:SHOWN]]
    return BadCells("table", shown, len(rows), "")


def _repeated(rows: pa.Table, industry: str, codings: Codings) -> BadCells:
    cells = np.concatenate([_cells(batch, industry, codings) for batch in rows.to_batches()])
    numbers, counts = np.unique(cells, return_counts=True)
    found = numbers[counts > 1]
    names = [
        f"{codings[0].codes[r]} {codings[1].codes[i]}" for r, i in zip(*np.divmod(found, len(codings[1])), strict=True)
    ]
    shown = [BadCell(0, f"region+{industry}", name, "stands more than once") for name in names[:SHOWN]]
    return BadCells("table", shown, len(names), "Sum or drop the repeated rows first.")


def _distinct(table: pa.Table, column: str) -> list[str]:
    return [str(code) for code in table[column].unique().to_pylist()]


def _matrix(
    year: int | None,
    regions: Coding,
    industries: Coding,
    r: NDArray[np.int32],
    i: NDArray[np.int32],
    v: NDArray[Any],
) -> YearMatrix:
    # int64 sums below 2**53 are exact in float64, so counts stay exact here.
    values = np.zeros((len(regions), len(industries)))
    present = np.zeros(values.shape, dtype=np.bool_)
    values[r, i] = v
    present[r, i] = True
    return YearMatrix(year, regions, industries, values, present)
