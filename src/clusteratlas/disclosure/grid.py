"""A table of regions by industries, and the sums that hold among its cells."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from clusteratlas.disclosure.axis import Axis
from clusteratlas.errors import InputError


@dataclass(frozen=True, eq=False)
class Sums:
    """Linear relations among cells: low <= rows @ cells <= high, one for each row.

    rows has shape (relations, cells); a cell has the number region * industries + industry.
    """

    rows: sparse.csr_array
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def and_also(self, other: "Sums") -> "Sums":
        """These relations and the others."""
        rows = sparse.csr_array(sparse.vstack([self.rows, other.rows], format="csr"))
        return Sums(rows, np.concatenate([self.low, other.low]), np.concatenate([self.high, other.high]))


@dataclass(frozen=True, eq=False)
class Grid:
    """Region nodes by industry nodes."""

    regions: Axis
    industries: Axis

    @property
    def shape(self) -> tuple[int, int]:
        """How many regions and industries there are."""
        return self.regions.size, self.industries.size

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return self.regions.size * self.industries.size

    def number(self, region: int, industry: int) -> int:
        """The number of a cell among all."""
        return region * self.industries.size + industry

    def sums(self) -> Sums:
        """All that holds whatever the figures: every sum over regions in each industry, and the other way round."""
        regions, industries = self.shape
        over_regions = sparse.kron(self.regions.rows, sparse.eye_array(industries), format="csr")
        over_industries = sparse.kron(sparse.eye_array(regions), self.industries.rows, format="csr")
        rows = sparse.csr_array(sparse.vstack([over_regions, over_industries], format="csr"))
        whole = np.concatenate([np.repeat(self.regions.whole, industries), np.tile(self.industries.whole, regions)])
        return Sums(rows, np.where(whole, 0.0, -np.inf), np.zeros(rows.shape[0]))

    def published_sum(self, regions: NDArray[np.int64], industries: NDArray[np.int64], value: float) -> Sums:
        """A figure shown for several regions and industries together, none of which counts another."""
        columns = (np.asarray(regions)[:, None] * self.industries.size + np.asarray(industries)).ravel()
        row = sparse.csr_array((np.ones(len(columns)), (np.zeros(len(columns), int), columns)), shape=(1, self.cells))
        return Sums(row, np.array([value]), np.array([value]))

    def leaves(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """The values of cells that are no sum."""
        return np.asarray(values[np.ix_(self.regions.leaves, self.industries.leaves)])

    def filled(self, leaves: NDArray[np.int64]) -> NDArray[np.int64]:
        """All cells, from those that are no sum."""
        regions, industries = (
            sparse.csr_array(axis.members.astype(np.int64)) for axis in (self.regions, self.industries)
        )
        return np.asarray((industries @ (regions @ leaves).T).T, np.int64)

    def require(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """The values, if they have this grid's shape and add up; raises InputError."""
        values = np.asarray(values, np.int64)
        if values.shape != self.shape:
            raise InputError(f"values have shape {values.shape}, the table has {self.shape}.")
        wrong = np.argwhere(self.filled(self.leaves(values)) != values)
        if len(wrong):
            region, industry = wrong[0]
            raise InputError(
                f"values do not add up in {len(wrong):,} cells; the first is region {region}, industry {industry}, "
                f"which says {values[region, industry]:,}."
            )
        return values
