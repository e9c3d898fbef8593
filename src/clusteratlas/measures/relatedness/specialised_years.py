"""The door of relatedness and complexity: a frame in, for each of its years which regions are specialised in what."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.measures.answer import nullable
from clusteratlas.measures.relatedness.comparison import specialised_kernel
from clusteratlas.measures.relatedness.yearly_rows import YearlyRows
from clusteratlas.tables import Coding, Codings, Column, Frame, Schema, YearMatrix, to_arrow, year_matrix

Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class SpecialisedYear:
    """One year: the cell of the region at `regions[r]` and the industry at `industries[i]` is `values[r, i]`.

    The positions are those of the codings of the whole frame; only regions and industries with a row in the year stand
    here, in order. `present` says which cells have a row of their own, `specialised` where a region is.
    """

    year: int | None
    regions: Places
    industries: Places
    values: NDArray[np.float64]
    present: NDArray[np.bool_]
    specialised: NDArray[np.bool_]

    @classmethod
    def of(cls, matrix: YearMatrix) -> "SpecialisedYear":
        """The part of the matrix that has rows, and which cells of it are specialised."""
        regions, industries = (np.flatnonzero(matrix.present.any(axis=axis)) for axis in (1, 0))
        values, present = matrix.values, matrix.present
        if (len(regions), len(industries)) != values.shape:
            part = np.ix_(regions, industries)
            values, present = values[part], present[part]
        return cls(matrix.year, regions, industries, values, present, specialised_kernel(values))

    @property
    def cells(self) -> tuple[Places, Places]:
        """Positions of region and industry for each cell of the matrix, row after row."""
        shape = self.specialised.shape
        return np.repeat(self.regions, shape[1]), np.tile(self.industries, shape[0])

    @property
    def pairs(self) -> tuple[Places, Places]:
        """Positions of the two industries for every two different ones, both ways round."""
        one, other = np.nonzero(_different(len(self.industries)))
        return self.industries[one], self.industries[other]

    @property
    def undefined(self) -> NDArray[np.bool_]:
        """Where the region's or the industry's total is zero."""
        # A region with any value is specialised in something, and in an industry with any value some region is.
        has = self.specialised
        defined = np.logical_and.outer(np.logical_or.reduce(has, axis=1), np.logical_or.reduce(has, axis=0))
        return np.asarray(~defined, np.bool_)

    def of_regions(self, results: NDArray[np.float64]) -> pa.Array:
        """Results with a row for each region, one after another; null where NaN, and in regions without any value."""
        empty = ~np.logical_or.reduce(self.specialised, axis=1)
        return nullable(np.where(empty.reshape(-1, *[1] * (results.ndim - 1)), np.nan, results).ravel())

    def of_pairs(self, results: NDArray[np.float64]) -> pa.Array:
        """The results of every two different industries, one row of the matrix after another; null where NaN."""
        return nullable(results[_different(len(results))])


@dataclass(frozen=True, eq=False)
class SpecialisedYears:
    """The checked table, the columns of its values and of its industries; iterating gives its years, in order."""

    table: pa.Table
    value: str
    of: str

    @classmethod
    def read(cls, frame: Frame, value: str, of: str) -> "SpecialisedYears":
        """Checks columns and values; raises WrongColumns or BadCells. That no key stands twice each year checks."""
        keys = Column("region", "text"), Column(of, "text"), Column("year", "count", required=False)
        schema = Schema("frame", (*keys, Column(value, "number", minimum=0)))
        return cls(schema.check(to_arrow(frame)), value, of)

    def __iter__(self) -> Iterator[SpecialisedYear]:
        coded = self._coded()
        for year in self._years():
            rows = coded if year is None else coded.filter(pc.equal(self.table["year"], year))
            yield SpecialisedYear.of(year_matrix(rows, self.value, self.of, year, self._codings))

    def rows(self, *keys: str, **kinds: pa.DataType) -> YearlyRows:
        """An answer with no rows yet: its keys ("region", the industries' column, "other") and its results."""
        codings = {key: self._codings[0 if key == "region" else 1] for key in keys}
        return YearlyRows(codings, kinds, "year" in self.table.column_names)

    def _years(self) -> list[int | None]:
        return sorted(self.table["year"].unique().to_pylist()) if "year" in self.table.column_names else [None]

    def _coded(self) -> pa.Table:
        """Regions and industries as integers, which are quicker to pick by year than text, and the values."""
        region, industry = self.table["region"], self.table[self.of]
        places = {"region": self._codings[0].encode(region), self.of: self._codings[1].encode(industry)}
        return pa.table({**places, self.value: self.table[self.value]})

    @cached_property
    def _codings(self) -> Codings:
        return Coding.of_column(self.table["region"]), Coding.of_column(self.table[self.of])


def _different(number: int) -> NDArray[np.bool_]:
    return ~np.eye(number, dtype=np.bool_)
