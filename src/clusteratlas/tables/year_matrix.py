"""A year matrix: one year's coded region x industry table, what a measure's kernel works on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.tables.coding import Coding


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


def _distinct(table: pa.Table, column: str) -> list[str]:
    return [str(code) for code in table[column].unique().to_pylist()]


def _matrix(
    year: int | None,
    regions: Coding,
    industries: Coding,
    r: NDArray[np.int32],
    i: NDArray[np.int32],
    v: NDArray[np.generic],
) -> YearMatrix:
    # int64 sums below 2**53 are exact in float64, so counts stay exact here.
    values = np.zeros((len(regions), len(industries)))
    present = np.zeros(values.shape, dtype=np.bool_)
    values[r, i] = v
    present[r, i] = True
    return YearMatrix(year, regions, industries, values, present)
