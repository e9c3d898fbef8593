"""Sums of a year as tables, on their way from the step that bounds cells to the step that makes the portfolio."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from clusteratlas.editions.portfolio.sums import Ratios, Sums, Truths
from clusteratlas.editions.portfolio.units import Units


@dataclass(frozen=True)
class YearSums:
    """A year's sums by measure, its industries above 1 by unit, and which regions have rows in the year."""

    year: int
    measures: dict[str, Sums]
    above_one: Ratios
    present: Truths


def write_sums(folder: Path, sums: YearSums) -> None:
    """Two files a year: of each measure the cells that are, or may be, other than zero; and the regions with rows."""
    columns: dict[str, pa.Array] = {}
    measures = sums.measures.values()
    at = np.flatnonzero(np.any([(s.values != 0) | (s.low != 0) | (s.high != 0) for s in measures], axis=0))
    columns["cell"] = pa.array(at)
    for name, each in sums.measures.items():
        for part in ("values", "low", "high"):
            columns[f"{name}_{part}"] = pa.array(getattr(each, part).reshape(-1)[at])
    columns["above_one"] = pa.array(_beside(sums.above_one, next(iter(measures))).reshape(-1)[at])
    pq.write_table(pa.table(columns), folder / f"{sums.year}.parquet", compression="zstd")
    pq.write_table(pa.table({"present": pa.array(sums.present)}), folder / f"{sums.year}-regions.parquet")


def read_sums(
    folder: Path, years: list[int], units: Units, measures: tuple[str, ...]
) -> Iterator[tuple[YearSums, YearSums | None]]:
    """The sums of every year, in order, each with those of the year before; a gap in the years has none."""
    before: YearSums | None = None
    for year in years:
        sums = _read(folder, year, units, measures)
        yield sums, before if before and before.year == year - 1 else None
        before = sums


def _read(folder: Path, year: int, units: Units, measures: tuple[str, ...]) -> YearSums:
    table = pq.read_table(folder / f"{year}.parquet")
    above_one = _matrix(table, "above_one", _shape(units), np.float64)[:, : units.units.num_rows]
    present = pq.read_table(folder / f"{year}-regions.parquet")["present"].to_numpy()
    return YearSums(year, {name: _laid(table, units, name) for name in measures}, above_one, present)


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
