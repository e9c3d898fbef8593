"""A similarity matrix: the pairs of a similarity table, laid out as industries by industries."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.errors import SHOWN, BadCell, BadCells
from clusteratlas.measures.answer import nullable
from clusteratlas.tables import Coding, Column, Frame, Schema, to_arrow

VALUE = "similarity"
SCHEMA = Schema(
    "similarity",
    (Column("industry", "text"), Column("other", "text"), Column(VALUE, "number", nullable=True)),
    key=("industry", "other"),
)
_SAME = 1e-9  # two ways round of one pair may differ by what rounding leaves


@dataclass(frozen=True, eq=False)
class SimilarityMatrix:
    """How alike every two industries are: `values[i, j]`, symmetric, NaN where it is not known; NaN on the diagonal."""

    industries: Coding
    values: NDArray[np.float64]

    @classmethod
    def of(cls, pairs: "Frame | SimilarityMatrix", where: str = "similarity") -> "SimilarityMatrix":
        """The matrix of a table of pairs: industry, other, similarity; one way round is enough.

        Raises WrongColumns, or BadCells where a pair stands twice or its two ways round differ. A pair of an industry
        with itself is passed over.
        """
        if isinstance(pairs, SimilarityMatrix):
            return pairs
        table = SCHEMA.check(to_arrow(pairs), where)
        industries = Coding.of(str(code) for name in ("industry", "other") for code in table[name].unique().to_pylist())
        values = np.full((len(industries), len(industries)), np.nan)
        values[industries.encode(table["industry"]), industries.encode(table["other"])] = _numbers(table)
        np.fill_diagonal(values, np.nan)
        _require_symmetric(values, industries, where)
        return cls(industries, np.where(np.isnan(values), values.T, values))

    @classmethod
    def of_kernel(cls, industries: Coding, values: NDArray[np.float64]) -> "SimilarityMatrix":
        """The matrix a kernel answers with, without the diagonal."""
        return cls(industries, np.where(np.eye(len(industries), dtype=np.bool_), np.nan, values))

    @property
    def known(self) -> NDArray[np.float64]:
        """The similarities of all pairs that have one, both ways round."""
        found: NDArray[np.float64] = self.values[~np.isnan(self.values)]
        return found

    def over(self, industries: Coding) -> "SimilarityMatrix":
        """The matrix over other industries: those it does not have are similar to none it knows of."""
        place = industries.encode(pa.array(self.industries.codes, pa.string()))
        kept = place >= 0
        values = np.full((len(industries), len(industries)), np.nan)
        values[np.ix_(place[kept], place[kept])] = self.values[np.ix_(kept, kept)]
        return SimilarityMatrix(industries, values)

    def table(self) -> pa.Table:
        """One row for every two different industries, both ways round, ordered by both."""
        one, other = np.nonzero(~np.eye(len(self.industries), dtype=np.bool_))
        columns = {"industry": self.industries.decode(one), "other": self.industries.decode(other)}
        return pa.table(columns | {VALUE: nullable(self.values[one, other])})


def same_industries(
    similarities: Mapping[str, "Frame | SimilarityMatrix"],
) -> tuple[Coding, dict[str, SimilarityMatrix]]:
    """All industries of several similarities in order, and each similarity as a matrix over all of them."""
    matrices = {name: SimilarityMatrix.of(pairs, f"similarity {name}") for name, pairs in similarities.items()}
    industries = Coding.of(code for matrix in matrices.values() for code in matrix.industries.codes)
    return industries, {
        name: matrix if matrix.industries == industries else matrix.over(industries)
        for name, matrix in matrices.items()
    }


def _numbers(table: pa.Table) -> NDArray[np.float64]:
    return np.asarray(table[VALUE].to_numpy(), dtype=np.float64)  # an empty cell becomes NaN


def _require_symmetric(values: NDArray[np.float64], industries: Coding, where: str) -> None:
    apart = np.abs(values - values.T) > _SAME * np.fmax(1, np.abs(values))
    one, other = np.nonzero(np.triu(apart))
    if len(one):
        codes = industries.codes
        cells = [
            BadCell(0, VALUE, f"{codes[i]} {codes[j]}", "differs from the other way round")
            for i, j in zip(one[:SHOWN], other[:SHOWN], strict=True)
        ]
        raise BadCells(where, cells, len(one), "How alike two industries are is one figure.")
