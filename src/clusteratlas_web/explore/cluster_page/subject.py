"""What the page of a cluster rests on: the cluster, its regions at a level in a year, the rule book it goes by."""

from dataclasses import dataclass

from django.http import HttpRequest

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.choices import chosen, one_of
from clusteratlas_web.explore.cluster_regions import ClusterRegions, read_cluster_regions
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.rule_choice import RuleChoice, choose_rules


@dataclass(frozen=True)
class ClusterSubject:
    """A cluster at a level in a year."""

    edition: Edition
    row: Row
    regions: ClusterRegions
    to: Addresses
    names: Naming

    @property
    def code(self) -> str:
        """The cluster's code."""
        return str(self.row["cluster"])

    @property
    def kind(self) -> str:
        """Traded, local, or all where the definition does not tell."""
        return str(self.row["kind"])

    @property
    def name(self) -> str:
        """The cluster's name."""
        return self.names.cluster(self.code)

    @property
    def year(self) -> int:
        """The year of its figures."""
        return self.regions.place.year

    @property
    def level(self) -> str:
        """The level of its regions."""
        return self.regions.place.level

    @property
    def level_name(self) -> str:
        """That level in running text: metropolitan areas."""
        return self.names.level_in_text(self.level)

    @property
    def rules(self) -> RuleChoice:
        """The rule book that its classes go by."""
        return self.regions.rules

    @property
    def address(self) -> str:
        """The page without its choices."""
        return self.to.cluster(self.code)

    def address_of(self, cluster: str) -> str:
        """The page of another cluster with the same choices."""
        return with_query(self.to.cluster(cluster), level=self.level, year=self.year, rules=self.rules.query)

    def address_under(self, rules: str) -> str:
        """This page under another rule book."""
        first = self.edition.manifest.book.name
        asked = None if rules == first else rules
        return with_query(self.address, level=self.level, year=self.year, rules=asked)


def read_subject(request: HttpRequest, edition: Edition, cluster: str) -> ClusterSubject:
    """The cluster that the address asks for; raises NoSuchEntry or UnknownChoice."""
    row, to, place = clusters.cluster(edition, cluster), addresses(edition), chosen(request, edition)
    rules = choose_rules(request, edition, f"{to.page('edition')}#rules")
    order = one_of(request, "order", clusters.ORDERS)
    regions = read_cluster_regions(edition, cluster, place, rules, order)
    return ClusterSubject(edition, row, regions, to, naming(edition))
