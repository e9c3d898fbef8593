"""The door of relatedness: a table of pairs of clusters in, matrices of how near and whether related out."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice
from clusteratlas.tables import Coding, Column, Frame, Schema, to_arrow

Matrix = NDArray[np.float64]
Truths = NDArray[np.bool_]

RELATED_PERCENTILE = 90.0  # a pair above it is related, where the table does not say of its pairs which are
_RELATED = ("close", "related")
_PAIRS = Schema(
    "relatedness",
    (
        Column("year", "count", required=False),
        Column("cluster", "text"),
        Column("other", "text"),
        Column("relatedness", "number", nullable=True),
        Column("relation", "text", nullable=True, required=False),
    ),
    ("year", "cluster", "other"),
)


@dataclass(frozen=True, eq=False)
class Links:
    """How near clusters are: element [i, j] of `near` says it of cluster i to cluster j; 0 where it is not known."""

    near: Matrix
    related: Truths


@dataclass(frozen=True, eq=False)
class Relatedness:
    """A checked table of pairs: cluster, other, relatedness[, year][, relation]."""

    table: pa.Table

    @classmethod
    def of(cls, frame: Frame) -> "Relatedness":
        """Checks the frame; raises WrongColumns or BadCells."""
        return cls(_PAIRS.check(to_arrow(frame, "relatedness")))

    def links(self, clusters: tuple[str, ...], year: int | None) -> Links:
        """Matrices for these clusters, of the year where the table has years; a cluster is never linked to itself."""
        rows = self._of_year(year)
        values = np.asarray(rows["relatedness"].to_numpy(), np.float64)
        coding = Coding(clusters)
        one, other = coding.encode(rows["cluster"]), coding.encode(rows["other"])
        on = (one >= 0) & (other >= 0) & (one != other) & (values > 0)  # not-a-number is not above zero
        near = np.zeros((len(clusters), len(clusters)))
        near[one[on], other[on]] = values[on]
        related = np.zeros(near.shape, np.bool_)
        related[one[on], other[on]] = self._related(rows, values)[on]
        return Links(near, related)

    def _of_year(self, year: int | None) -> pa.Table:
        if "year" not in self.table.column_names:
            return self.table
        years = sorted(self.table["year"].unique().to_pylist())
        if year not in years:
            raise UnknownChoice("year of the relatedness", year, [str(known) for known in years])
        return self.table.filter(pc.equal(self.table["year"], year))

    @staticmethod
    def _related(rows: pa.Table, values: Matrix) -> Truths:
        if "relation" in rows.column_names:
            return np.asarray(pc.is_in(rows["relation"], value_set=pa.array(_RELATED, pa.string())).to_numpy())
        apart = np.asarray(pc.not_equal(rows["cluster"], rows["other"]).to_numpy()) & ~np.isnan(values)
        if not apart.any():
            return np.zeros(len(values), np.bool_)
        return np.asarray(values >= np.percentile(values[apart], RELATED_PERCENTILE))
