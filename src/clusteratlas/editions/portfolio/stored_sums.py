"""Sums of a year as a table, on their way from the step that bounds cells to the step that makes the portfolio."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from clusteratlas.editions.portfolio.sums import Integers, Ratios, Sums
from clusteratlas.editions.portfolio.units import Units


@dataclass(frozen=True)
class YearSums:
    """A year's sums by measure, industries above one by unit, and the employment of the year before if there is one."""

    year: int
    measures: dict[str, Sums]
    above_one: Ratios
    previous: Sums | None


def write_sums(folder: Path, year: int, sums: Mapping[str, Sums], above_one: Ratios) -> None:
    """One file a year; of each measure only the cells that are, or may be, other than zero."""
    columns: dict[str, pa.Array] = {}
    at = np.flatnonzero(np.any([(s.values != 0) | (s.low != 0) | (s.high != 0) for s in sums.values()], axis=0))
    columns["cell"] = pa.array(at)
    for name, each in sums.items():
        for part in ("values", "low", "high"):
            columns[f"{name}_{part}"] = pa.array(getattr(each, part).reshape(-1)[at])
    columns["above_one"] = pa.array(_beside(above_one, next(iter(sums.values()))).reshape(-1)[at])
    pq.write_table(pa.table(columns), folder / f"{year}.parquet", compression="zstd")


def read_sums(folder: Path, years: list[int], units: Units, measures: tuple[str, ...]) -> Iterator[YearSums]:
    """The sums of every year, in order; a gap in the years has no year before."""
    before: tuple[int, Sums] | None = None
    for year in years:
        table = pq.read_table(folder / f"{year}.parquet")
        sums = {name: _laid(table, units, name) for name in measures}
        above_one = _matrix(table, "above_one", _shape(units), np.float64)[:, : units.units.num_rows]
        yield YearSums(year, sums, above_one, before[1] if before and before[0] == year - 1 else None)
        before = year, sums["employment"]


def _laid(table: pa.Table, units: Units, measure: str) -> Sums:
    return Sums(*(_matrix(table, f"{measure}_{part}", _shape(units), np.int64) for part in ("values", "low", "high")))


def _shape(units: Units) -> tuple[int, int]:
    return len(units.regions), units.units.num_rows + len(units.kinds)


def _matrix(table: pa.Table, column: str, shape: tuple[int, int], kind: type) -> NDArray[Any]:
    matrix: NDArray[Any] = np.zeros(shape, kind)
    matrix.reshape(-1)[table["cell"].to_numpy()] = table[column].to_numpy()
    return matrix


def _beside(of_units: Ratios, sums: Sums) -> Ratios:
    """With columns for the kinds, which have none, so that its cells have the numbers of the sums' cells."""
    missing = sums.values.shape[1] - of_units.shape[1]
    return np.pad(of_units, ((0, 0), (0, missing)), constant_values=np.nan)
