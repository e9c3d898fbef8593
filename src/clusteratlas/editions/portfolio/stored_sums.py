"""Sums of a year as a table, on their way from the step that bounds cells to the step that makes the portfolio."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.editions.portfolio.sums import Integers, Sums
from clusteratlas.editions.portfolio.units import Units


@dataclass(frozen=True)
class YearSums:
    """A year's sums by measure, and the employment of the year before where there is one."""

    year: int
    measures: dict[str, Sums]
    previous: Integers | None


def write_sums(folder: Path, year: int, sums: Mapping[str, Sums]) -> None:
    """One file a year; of each measure only the cells that are, or may be, other than zero."""
    columns: dict[str, pa.Array] = {}
    at = np.flatnonzero(np.any([(s.values != 0) | (s.low != 0) | (s.high != 0) for s in sums.values()], axis=0))
    columns["cell"] = pa.array(at)
    for name, each in sums.items():
        for part in ("values", "low", "high"):
            columns[f"{name}_{part}"] = pa.array(getattr(each, part).reshape(-1)[at])
    pq.write_table(pa.table(columns), folder / f"{year}.parquet", compression="zstd")


def read_sums(folder: Path, years: list[int], units: Units, measures: tuple[str, ...]) -> Iterator[YearSums]:
    """The sums of every year, in order; a gap in the years has no year before."""
    before: tuple[int, Integers] | None = None
    for year in years:
        table = pq.read_table(folder / f"{year}.parquet")
        sums = {name: _laid(table, units, name) for name in measures}
        yield YearSums(year, sums, before[1] if before and before[0] == year - 1 else None)
        before = year, sums["employment"].units(units).values


def _laid(table: pa.Table, units: Units, measure: str) -> Sums:
    shape = (len(units.regions), units.units.num_rows + len(units.kinds))
    parts = []
    for part in ("values", "low", "high"):
        matrix = np.zeros(shape, np.int64)
        matrix.reshape(-1)[table["cell"].to_numpy()] = table[f"{measure}_{part}"].to_numpy()
        parts.append(matrix)
    return Sums(*parts)
