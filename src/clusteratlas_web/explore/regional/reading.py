"""All that the page of a cluster in a region reads from an edition."""

from dataclasses import dataclass

from clusteratlas.diagnosis import Condition, Explanation
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, regional, regions
from clusteratlas.editions.queries.explanation import why_strong_or_not
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.certainty import Certainty, certainty_of
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.wording import LOCAL, TRADED, kind_name


@dataclass(frozen=True)
class RegionalCluster:
    """A cluster in a region in a year, and what its figures are held against."""

    edition: Edition
    region: Row
    cluster: Row
    year: int
    history: list[Row]  # its own rows, one for each year that has one
    ranked: list[Row]  # the regions of the level with jobs in the cluster, the most specialised first
    totals: tuple[int, int]  # jobs in all clusters of the kind, here and in the nation: the quotient's denominators
    cluster_total: int  # the nation's jobs in the cluster
    explanation: Explanation | None

    @property
    def names(self) -> Naming:
        """Names in the language that is spoken."""
        return naming(self.edition)

    @property
    def to(self) -> Addresses:
        """The addresses of its edition."""
        return addresses(self.edition)

    @property
    def place(self) -> str:
        """The region's name by its first place."""
        return self.names.short_region(self.region["region"])

    @property
    def name(self) -> str:
        """The cluster's short name."""
        return self.names.short_cluster(self.cluster["cluster"])

    @property
    def full_name(self) -> str:
        """The cluster's name."""
        return self.names.cluster(self.cluster["cluster"])

    @property
    def level(self) -> str:
        """The level of the region in the plural, as it stands within a sentence."""
        return self.names.level_in_text(self.region["level"])

    @property
    def traded(self) -> bool:
        """Whether the cluster is a traded one."""
        return bool(self.cluster["kind"] == TRADED)

    @property
    def local(self) -> bool:
        """Whether the cluster is a local one; where a definition does not tell, it is neither."""
        return bool(self.cluster["kind"] == LOCAL)

    @property
    def jobs(self) -> Certainty | None:
        """Its jobs with what is known of them; None where it has no row."""
        return None if self.now is None else certainty_of(self.now)

    @property
    def kind_name(self) -> str:
        """What a cluster of its kind is called."""
        return kind_name(self.cluster["kind"])

    @property
    def now(self) -> Row | None:
        """Its figures of the year; None where none are published."""
        return self._of(self.year)

    @property
    def before(self) -> Row | None:
        """Its figures of the year before."""
        return self._of(self.year - 1)

    @property
    def threshold(self) -> float | None:
        """The percentile that its location quotient is held against."""
        condition = self.condition("location_quotient_p75")
        return condition.threshold if condition else None

    @property
    def asked_line(self) -> float | None:
        """What a chart draws as the threshold: the percentile, else the highest fixed number; None where none is."""
        return self.threshold if self.threshold is not None else self.line if self.explanation else None

    @property
    def line(self) -> float:
        """What its location quotient must reach: the highest that is asked of it; 1 where nothing is."""
        asked = self.explanation.conditions if self.explanation else ()
        lines = [each.threshold for each in asked if each.column == "location_quotient" and each.threshold is not None]
        return max(lines, default=1.0)

    @property
    def needed_by_quotient(self) -> int:
        """How many jobs its location quotient lacks, all else held; 0 where it lacks none, or no number is enough."""
        asked = self.explanation.conditions if self.explanation else ()
        needs = [condition.held for condition in asked if condition.column == "location_quotient"]
        return 0 if None in needs else max((need for need in needs if need is not None), default=0)

    @property
    def at_the_line(self) -> int:
        """How many regions reach the line."""
        return sum(row["location_quotient"] >= self.line for row in self.ranked)

    def condition(self, name: str) -> Condition | None:
        """The condition of this id, if the rule book asks it."""
        asked = self.explanation.conditions if self.explanation else ()
        return next((condition for condition in asked if condition.id == name), None)

    def _of(self, year: int) -> Row | None:
        return next((row for row in self.history if row["year"] == year), None)


def read_regional_cluster(edition: Edition, region: str, cluster: str, year: int) -> RegionalCluster:
    """A cluster in a region; raises NoSuchEntry for a code the edition does not have."""
    place, subject = regions.region(edition, region), clusters.cluster(edition, cluster)
    rows = clusters.regions(edition, cluster, place["level"], year)
    nation = next((row for row in clusters.national(edition, cluster) if row["year"] == year), None)
    return RegionalCluster(
        edition=edition,
        region=place,
        cluster=subject,
        year=year,
        history=regional.regional_cluster(edition, region, cluster),
        ranked=[row for row in rows if row["employment"]],
        totals=read_totals(edition, region, subject["kind"], year),
        cluster_total=nation["employment"] if nation else 0,
        explanation=why_strong_or_not(edition, region, subject, year),
    )


def read_totals(edition: Edition, region: str, kind: str, year: int) -> tuple[int, int]:
    """The denominators of a location quotient: jobs in clusters of the kind, in the region and in the nation."""
    here, nation = regions.headlines(edition, region, year), regions.reference_headlines(edition, year)
    return _total(edition, here, kind), _total(edition, nation, kind)


def _total(edition: Edition, headlines: Row, kind: str) -> int:
    """Jobs in clusters of the kind; where a definition tells no kinds apart, all of them count as traded."""
    kinds = (TRADED, LOCAL) if edition.manifest.within == "all" else (LOCAL if kind == LOCAL else TRADED,)
    return sum(headlines[f"{each}_employment"] for each in kinds) if headlines else 0
