"""A situation: one regional cluster among the regions it is ranked with, and what added jobs would do to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.rule_book import Rule
from clusteratlas.errors import WrongColumns
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.ranks import linear_percentile

QUOTIENT = "location_quotient"
QUOTIENT_ALL = "location_quotient_all"
SHARE_ALL = "employment_share_all"
OF_TOTALS = (QUOTIENT, QUOTIENT_ALL, SHARE_ALL)  # what follows from the jobs and their totals
COUNTS = ("employment", "establishments")


@dataclass(frozen=True)
class Situation:
    """The numbers an explanation needs.

    Every array has one place for each region of the ranked set: the region in question first, whether or not it has
    employment in the cluster, then the others, which all have. Totals are of the cluster's kind (traded), those that
    end in `_all` of all kinds. `other` holds the columns beyond the first three, NaN where a value is not known; one
    that is not there is not measured.
    """

    region: str
    cluster: str
    year: int | None
    level: str | None
    employment: NDArray[np.float64]
    establishments: NDArray[np.float64] | None  # None where the source does not count them
    location_quotient: NDArray[np.float64]  # as the portfolio has it
    region_total: NDArray[np.float64]  # employment of each region in all clusters of the kind
    cluster_total: float  # employment of the nation in the cluster
    nation_total: float  # employment of the nation in all clusters of the kind
    other: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    region_total_all: NDArray[np.float64] | None = None
    nation_total_all: float | None = None

    @property
    def present(self) -> bool:
        """Whether the region in question has the cluster."""
        return bool(self.employment[0] > 0)

    @property
    def ranked(self) -> int:
        """How many regions are ranked: those with employment."""
        return int(np.count_nonzero(self.employment > 0))

    def solvable(self, column: str) -> bool:
        """Whether the column can be recomputed after a gain: the values given are those of the totals given."""
        if column not in OF_TOTALS:
            return column in COUNTS
        own = self._recomputed(column, 0)
        if own is None:
            return False
        given, present = self.values(column), self.employment > 0
        return bool(np.allclose(own[present], given[present], rtol=1e-6, atol=1e-6))

    def values(self, column: str, added: int = 0) -> NDArray[np.float64]:
        """The column of all regions after the region in question has gained so many jobs (or establishments).

        What does not follow from the jobs of one year, such as growth or wages, stays as it is.
        """
        if column in COUNTS:
            return _first_plus(self._counted(column), added)
        recomputed = self._recomputed(column, added) if added and column in OF_TOTALS else None
        return self._given(column) if recomputed is None else recomputed

    def value(self, column: str, added: int = 0) -> float:
        """The region's own value after the gain; NaN where it is not measured."""
        return float(self.values(column, added)[0])

    def resting_on(self, rule: Rule) -> int:
        """How many regions the threshold rests on."""
        known = self.employment > 0
        return int(np.count_nonzero(known if rule.percentile is None else known & ~np.isnan(self.values(rule.column))))

    def threshold(self, rule: Rule) -> float:
        """The threshold as it stands; NaN where no region is ranked, or of none is the value known."""
        return self._threshold(rule, self.values(rule.column), self.employment > 0)

    def threshold_after(self, rule: Rule, added: int) -> float:
        """The threshold after the gain, the region itself among the ranked."""
        return self._threshold(rule, self.values(rule.column, added), np.ones(len(self.employment), np.bool_))

    def _threshold(self, rule: Rule, values: NDArray[np.float64], member: NDArray[np.bool_]) -> float:
        if rule.percentile is None:
            return float("nan") if rule.value is None else rule.value
        return float(linear_percentile(values, member & ~np.isnan(values), rule.percentile))

    def _given(self, column: str) -> NDArray[np.float64]:
        if column == QUOTIENT:
            return self.location_quotient
        return self.other.get(column, np.full(len(self.employment), np.nan))

    def _counted(self, column: str) -> NDArray[np.float64]:
        counted = self.employment if column == "employment" else self.establishments
        if counted is None:
            raise WrongColumns("situation", [f"column {column!r} is missing"], ["employment", QUOTIENT, *self.other])
        return counted

    def _recomputed(self, column: str, added: int) -> NDArray[np.float64] | None:
        """A column of totals after the gain; None where the totals are not known."""
        regions, nation = self.totals(column)
        if regions is None or nation is None:
            return None
        employment, total = _first_plus(self.employment, added), _first_plus(regions, added)
        if column == SHARE_ALL:
            return quotient(employment, total)
        # Multiplied before divided, as in measures.specialisation, so that the two agree to the last bit.
        return quotient(employment * (nation + added), total * (self.cluster_total + added))

    def totals(self, column: str) -> tuple[NDArray[np.float64] | None, float | None]:
        """The jobs of each region and of the nation that a column is taken over."""
        if column == QUOTIENT:
            return self.region_total, self.nation_total
        return self.region_total_all, self.nation_total_all


def _first_plus(values: NDArray[np.float64], added: int) -> NDArray[np.float64]:
    result = values.copy()
    result[0] += added
    return result
