"""The door of measures between two years: a table of years in, matrices of the years and one row for each cell out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.answer import nullable
from clusteratlas.tables import Coding, Column, Frame, Schema, like, to_arrow, year_matrices

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Span:
    """The years from `start` to `end` that stand in a frame, each a region x industry matrix.

    `values` has the shape (years, regions, industries), a cell that has no row being zero; `present` says which cells
    have a row in any of the years.
    """

    of: str
    years: tuple[int, ...]
    regions: Coding
    industries: Coding
    values: Matrix
    present: NDArray[np.bool_]

    @classmethod
    def check(cls, frame: Frame, value: str, of: str, years: tuple[int, int], between: bool = False) -> "Span":
        """The two years of a checked frame, and with `between` those that lie between them."""
        keys = (Column("region", "text"), Column(of, "text"), Column("year", "count"))
        schema = Schema("frame", (*keys, Column(value, "number", minimum=0)), ("region", of, "year"))
        table = schema.check(to_arrow(frame))
        kept = _kept_years(table, *years, between)
        table = table.filter(pc.is_in(table["year"], value_set=pa.array(kept, pa.int64())))
        found = list(year_matrices(table, value, of))
        present = np.logical_or.reduce([matrix.present for matrix in found])
        values = np.stack([matrix.values for matrix in found])
        return cls(of, tuple(kept), found[0].regions, found[0].industries, values, present)

    def answer(self, frame: Frame, results: Mapping[str, Matrix]) -> Frame:
        """Region x industry results as rows ordered by region and industry, in the kind of dataframe `frame` is."""
        region, industry = np.nonzero(self.present)
        columns = {"region": self.regions.decode(region), self.of: self.industries.decode(industry)}
        columns |= {name: nullable(result[region, industry]) for name, result in results.items()}
        return like(frame, pa.table(columns))

    def answer_by_region(self, frame: Frame, results: Mapping[str, Matrix]) -> Frame:
        """Results of regions as rows ordered by region, in the kind of dataframe `frame` is."""
        columns = {"region": self.regions.decode(np.arange(len(self.regions)))}
        return like(frame, pa.table(columns | {name: nullable(result) for name, result in results.items()}))


def check_years(table: pa.Table, start: int, end: int) -> list[int]:
    """The years of a table, in order; raises UnknownChoice where it has not both, or `end` is not after `start`."""
    years: list[int] = sorted(table["year"].unique().to_pylist())
    if start not in years:
        raise UnknownChoice("start", start, [str(year) for year in years])
    later = [year for year in years if year > start]
    if end not in later:
        raise UnknownChoice("end", end, [str(year) for year in later])
    return years


def _kept_years(table: pa.Table, start: int, end: int, between: bool) -> list[int]:
    years = check_years(table, start, end)
    return [year for year in years if start <= year <= end] if between else [start, end]
