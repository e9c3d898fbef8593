"""What a map is about: a cluster, a subcluster or an industry of one, or the regions as a whole."""

from dataclasses import dataclass

from clusteratlas.editions import Edition
from clusteratlas.editions.queries.mapped import CLUSTER, INDUSTRY, REGIONS, SUBCLUSTER, Mapped, parts_of
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.naming import Naming

WHOLE = "regions-as-a-whole"  # in an address, where no cluster is chosen


@dataclass(frozen=True)
class MapSubject:
    """A subject, with the kind of its cluster."""

    mapped: Mapped

    @property
    def table(self) -> str:
        """Which of the four it is."""
        return self.mapped.table

    @property
    def cluster(self) -> str:
        """Its cluster; nothing where it is about regions as a whole."""
        return self.mapped.cluster

    @property
    def part(self) -> str:
        """The code of its subcluster or industry; nothing of a whole cluster."""
        return self.mapped.code

    @property
    def is_whole(self) -> bool:
        """Whether it is about the regions as a whole."""
        return self.table == REGIONS

    @property
    def in_address(self) -> str:
        """What an address says as its cluster."""
        return WHOLE if self.is_whole else self.cluster

    def name(self, names: Naming) -> str:
        """What it is called."""
        if self.table == SUBCLUSTER:
            return names.subcluster(self.cluster, self.part)
        if self.table == INDUSTRY:
            return names.industry(self.part)
        return names.cluster(self.cluster) if self.table == CLUSTER else ""

    def page(self, to: Addresses, level: str, year: int, rules: str | None) -> str:
        """The page about it."""
        if self.table == INDUSTRY:
            return to.industry(self.part)
        if self.is_whole:
            return with_query(to.page("regions"), level=level, year=year)
        return with_query(to.cluster(self.cluster), level=level, year=year, rules=rules)

    def regional(self, to: Addresses, query: str, region: str) -> str:
        """The page of the subject in a region."""
        page = to.region(region) if self.is_whole else to.regional(region, self.cluster)
        return f"{page}{query}"


def subject_of(edition: Edition, cluster: str, part: str, kind: str, year: int) -> MapSubject | None:
    """The subject that an address names; None where the cluster has no such part in the year."""
    if cluster == WHOLE:
        return None if part else MapSubject(Mapped(REGIONS))
    if not part:
        return MapSubject(Mapped(CLUSTER, cluster, "", kind))
    subclusters, industries = parts_of(edition, cluster, year)
    table = SUBCLUSTER if part in subclusters else INDUSTRY if part in industries else None
    return MapSubject(Mapped(table, cluster, part, kind)) if table else None
