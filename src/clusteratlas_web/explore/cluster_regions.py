"""A cluster over the regions of a level: their figures, and what a rule book says of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, verdicts
from clusteratlas.editions.queries.marks import marks
from clusteratlas.editions.queries.thresholds import RANKED, thresholds
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.choices import Chosen
from clusteratlas_web.explore.rule_choice import RuleChoice, line_in_words, line_of

_UNSAID = {"class": None, "strong": None, "strong_low": None, "strong_high": None, "robust": None}


@dataclass(frozen=True)
class ClusterRegions:
    """A cluster in a year over all regions of a level, in an order; its classes are those of a rule book.

    `rows` have every region, with empty figures where it has none; `limits` are the thresholds by condition.
    """

    cluster: str
    place: Chosen
    rules: RuleChoice
    order: str
    rows: list[Row]
    limits: Row = field(default_factory=dict)

    @cached_property
    def with_jobs(self) -> list[Row]:
        """The regions that have jobs in it."""
        return [row for row in self.rows if row["employment"]]

    @cached_property
    def strong(self) -> list[Row]:
        """Those of them in which it is strong."""
        return [row for row in self.with_jobs if row["strong"]]

    @property
    def is_ranked(self) -> bool:
        """Whether the rule book says anything of it."""
        return bool(self.limits)

    @property
    def ranked(self) -> int:
        """On how many regions the thresholds rest."""
        return int(self.limits.get(RANKED, 0))

    @property
    def unsaid(self) -> int:
        """Of how many regions with jobs the rule book cannot say."""
        return sum(row["strong"] is None for row in self.with_jobs) if self.is_ranked else 0

    @property
    def line(self) -> float | None:
        """The location quotient that a strong cluster reaches; None where the rule book asks for none."""
        return line_of(self.rules.book, self.limits) if self.is_ranked else None

    @property
    def line_in_words(self) -> str:
        """The same in words."""
        return line_in_words(self.rules.book, self.limits) if self.is_ranked else ""

    def address(self, to: Addresses, region: str) -> str:
        """The page of the cluster in a region, in this year and under this rule book."""
        return f"{to.regional(region, self.cluster)}{self._query}"

    @cached_property
    def _query(self) -> str:
        """Written once: a map has hundreds of addresses."""
        return with_query("", year=self.place.year, rules=self.rules.query)


def read_cluster_regions(
    edition: Edition, cluster: str, place: Chosen, rules: RuleChoice, order: str
) -> ClusterRegions:
    """The regions of a level with what the rule book says of the cluster in each."""
    rows = clusters.regions(edition, cluster, place.level, place.year, order)
    said = _said(edition, cluster, place, rules)
    limits = thresholds(edition, place.level, place.year, rules.book.name).get(cluster, {})
    read = [row | said.get(row["region"], _UNSAID if not rules.is_first else {"class": None}) for row in rows]
    return ClusterRegions(cluster, place, rules, order, read, limits)


def _said(edition: Edition, cluster: str, place: Chosen, rules: RuleChoice) -> Mapping[str, Row]:
    """What the rule book says, by region; of the first the rows have all but the name of the class already."""
    if rules.is_first:
        return verdicts.of_cluster(edition, cluster, place.year, rules.book.name)
    return marks(edition, cluster, place.level, place.year, rules.book.name)
