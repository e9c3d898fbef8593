"""A situation: one regional cluster among the regions it is ranked with, and what added jobs would do to them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.rule_book import Rule
from clusteratlas.errors import WrongColumns
from clusteratlas.measures.answer import quotient
from clusteratlas.measures.ranks import linear_percentile

QUOTIENT = "location_quotient"


@dataclass(frozen=True)
class Situation:
    """The numbers an explanation needs.

    Every array has one place for each region of the ranked set: the region in question first, whether or not it has
    employment in the cluster, then the others, which all have. Totals are of the cluster's kind (traded).
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

    @property
    def ranked(self) -> int:
        """How many regions are ranked: those with employment."""
        return int(np.count_nonzero(self.employment > 0))

    @property
    def consistent(self) -> bool:
        """Whether the quotients given are those of the totals given."""
        own, present = self._quotients(0), self.employment > 0
        return bool(np.allclose(own[present], self.location_quotient[present], rtol=1e-6, atol=1e-6))

    def values(self, column: str, added: int = 0) -> NDArray[np.float64]:
        """The column of all regions after the region in question has gained so many jobs (or establishments)."""
        if column == QUOTIENT:
            return self._quotients(added) if added else self.location_quotient
        counted = self.employment if column == "employment" else self.establishments
        if counted is None:
            raise WrongColumns("situation", [f"column {column!r} is missing"], ["employment", QUOTIENT])
        return _first_plus(counted, added)

    def value(self, column: str, added: int = 0) -> float:
        """The region's own value after the gain."""
        return float(self.values(column, added)[0])

    def threshold(self, rule: Rule) -> float:
        """The threshold as it stands; NaN where no region is ranked."""
        return self._threshold(rule, self.values(rule.column), self.employment > 0)

    def threshold_after(self, rule: Rule, added: int) -> float:
        """The threshold after the gain, the region itself among the ranked."""
        return self._threshold(rule, self.values(rule.column, added), np.ones(len(self.employment), np.bool_))

    def _threshold(self, rule: Rule, values: NDArray[np.float64], member: NDArray[np.bool_]) -> float:
        if rule.percentile is None:
            return float("nan") if rule.value is None else rule.value
        return float(linear_percentile(values, member, rule.percentile))

    def _quotients(self, added: int) -> NDArray[np.float64]:
        # Multiplied before divided, as in measures.specialisation, so that the two agree to the last bit.
        employment, total = _first_plus(self.employment, added), _first_plus(self.region_total, added)
        return quotient(employment * (self.nation_total + added), total * (self.cluster_total + added))


def _first_plus(values: NDArray[np.float64], added: int) -> NDArray[np.float64]:
    result = values.copy()
    result[0] += added
    return result
