"""A board: all regional clusters of one level in one year, regions by clusters, with what opportunities rest on."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.diagnosis.opportunities.gap import Measured, counted, gap_kernel
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.relatedness import relatedness_density_kernel
from clusteratlas.tables import Coding

Matrix = NDArray[np.float64]
Truths = NDArray[np.bool_]
_QUOTIENTS = ("location_quotient", "location_quotient_all")


@dataclass(frozen=True, eq=False)
class Board:
    """Matrices have a row for each region and a column for each cluster that any region of the level has a row of.

    An absent row means zero. `strong` is what the rule book says, `unsaid` where it cannot tell; `open` marks what it
    says is not strong. `required` are the conditions of that class; of `counted` at least `least` must hold.
    """

    year: int | None
    level: str | None
    regions: tuple[str, ...]
    clusters: tuple[str, ...]
    kinds: tuple[str, ...]
    employment: Matrix
    location_quotient: Matrix
    strong: Truths
    unsaid: Truths
    open: Truths
    required: tuple[Measured, ...]
    counted: tuple[Measured, ...]
    least: int

    def gap(self) -> Matrix:
        """How far along each regional cluster is, 0 to 1."""
        ways = [condition.way for condition in self.required]
        holds = [condition.holds for condition in self.required]
        if self.least:
            way, held = counted(self.counted, self.least)
            ways, holds = [*ways, way], [*holds, held]
        return gap_kernel(ways, holds)

    def presence(self) -> Matrix:
        """The location quotient over the highest that a condition, or else a star, asks for; NaN where none does."""
        asked = [each for each in self.required if each.rule.column in _QUOTIENTS]
        asked = asked or [each for each in self.counted if each.rule.column in _QUOTIENTS]
        if not asked:
            return np.full(self.strong.shape, np.nan)
        return np.asarray(np.min([quotient(each.values, each.threshold) for each in asked], axis=0))

    def closeness(self, near: Matrix) -> Matrix:
        """The relatedness density to strong clusters; `near[i, j]` says how near cluster i is to cluster j.

        Clusters of which the rule book cannot tell are left out of both sums.
        """
        # The kernel's element [i, j] is what having i says for j.
        density = relatedness_density_kernel(self.strong, near.T)
        if not self.unsaid.any():
            return density
        partial = quotient(density, relatedness_density_kernel(~self.unsaid, near.T))
        return np.where(self.unsaid.any(axis=1, keepdims=True), partial, density)

    @property
    def share_strong(self) -> Matrix:
        """The part of the clusters that is strong, in each region, of those the rule book can tell of."""
        return quotient(self.strong.sum(axis=1, dtype=np.float64), (~self.unsaid).sum(axis=1, dtype=np.float64))

    def of_kind(self) -> NDArray[np.int64]:
        """The position of each cluster's kind among the kinds."""
        return Coding.of(self.kinds).encode(pa.array(self.kinds, pa.string())).astype(np.int64)
