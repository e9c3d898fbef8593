"""Which regions are next to which, as a sparse matrix of weights, and what its rows and columns add up to."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.measures.neighbours import neighbour_links
from clusteratlas.tables import Coding, Frame

Values = NDArray[np.float64]
ROW, NONE = "row", "none"
STANDARDISE = (ROW, NONE)


def checked_standardise(standardise: str) -> str:
    """The word, if it is one of the two; raises UnknownChoice."""
    if standardise not in STANDARDISE:
        raise UnknownChoice("standardise", standardise, STANDARDISE)
    return standardise


@dataclass(frozen=True, eq=False)
class Lattice:
    """Weights of neighbours, a sparse matrix in rows with no zero stored; none on the diagonal."""

    matrix: Any  # scipy.sparse.csr_array, which has no types

    @classmethod
    def of(cls, neighbours: Frame, regions: Coding) -> "Lattice":
        """Of a table of neighbours; raises WrongColumns, BadCells or UnknownCode."""
        from scipy.sparse import csr_array  # deferred: SciPy takes a while to load

        row, column, weight = neighbour_links(neighbours, regions)
        matrix = csr_array((weight, (row, column)), shape=(len(regions), len(regions)))
        matrix.eliminate_zeros()
        matrix.sort_indices()
        return cls(matrix)

    def among(self, regions: NDArray[np.integer]) -> "Lattice":
        """What is left between these regions, in their order."""
        if len(regions) == self.matrix.shape[0]:
            return self
        return Lattice(self.matrix[regions][:, regions].tocsr())

    def standardised(self, standardise: str) -> "Lattice":
        """With "row", the weights of each region's neighbours add up to 1."""
        if standardise == NONE:
            return self
        # By the largest first, so that no sum is beyond what a number can be.
        large = self._scaled(self.row_largest())
        return large._scaled(large.row_sums())

    def scaled_by_row(self) -> "Lattice":
        """The largest weight of each row is 1."""
        return self._scaled(self.row_largest())

    def row_largest(self) -> Values:
        """The largest weight of each region's neighbours, 0 where it has none."""
        found = np.zeros(self.matrix.shape[0])
        filled = np.flatnonzero(np.diff(self.matrix.indptr))
        if len(filled):
            found[filled] = np.maximum.reduceat(self.matrix.data, self.matrix.indptr[filled])
        return found

    def row_sums(self, power: int = 1) -> Values:
        """The sum of each region's weights, or of their powers."""
        return np.asarray(np.bincount(self._rows(), self.matrix.data**power, self.matrix.shape[0]), np.float64)

    def column_sums(self) -> Values:
        """The sum of the weights with which each region is a neighbour."""
        return np.asarray(np.bincount(self.matrix.indices, self.matrix.data, self.matrix.shape[0]), np.float64)

    def links(self) -> NDArray[np.intp]:
        """How many neighbours each region has."""
        return np.asarray(np.diff(self.matrix.indptr), np.intp)

    def islands(self) -> int:
        """How many regions have no neighbour."""
        return int(np.count_nonzero(self.links() == 0))

    def lag(self, values: Values) -> Values:
        """The weighted sum of each region's neighbours; `values` has the shape (regions,) or (regions, draws)."""
        return np.asarray(self.matrix @ values)

    def _rows(self) -> NDArray[np.intp]:
        return np.repeat(np.arange(self.matrix.shape[0]), self.links())

    def _scaled(self, divisor: Values) -> "Lattice":
        matrix = self.matrix.copy()
        matrix.data = matrix.data / divisor[self._rows()]
        return Lattice(matrix)
