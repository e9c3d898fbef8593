"""What the profile of a region rests on: the region, its year, its headlines, its clusters, what they are held to."""

from dataclasses import dataclass

from django.http import HttpRequest

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import regional, regions
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.amounts import with_certainty
from clusteratlas_web.explore.choices import chosen_year, year_before
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.wording import LOCAL, TRADED

_OF_COUNTIES = ("metro", "micro")


@dataclass(frozen=True)
class Profile:
    """A region in a year: its row, headlines and portfolio, the headlines of the year before and of the reference."""

    edition: Edition
    region: Row
    year: int
    now: Row
    past: Row
    reference: Row
    of_level: Row
    clusters: list[Row]
    to: Addresses
    names: Naming

    @property
    def code(self) -> str:
        """The region's code."""
        return str(self.region["region"])

    @property
    def is_country(self) -> bool:
        """Whether it is the reference itself, which has no ranks and no strong clusters."""
        return self.code == self.edition.manifest.country

    @property
    def level(self) -> str:
        """The level the region is ranked in; for the country the first one below it."""
        return self.edition.manifest.levels[0] if self.is_country else str(self.region["level"])

    @property
    def level_name(self) -> str:
        """That level in running text: metropolitan areas."""
        return self.names.level_in_text(self.level)

    @property
    def before(self) -> int | None:
        """The year before, if the edition has it."""
        return year_before(self.edition, self.year)

    @property
    def tells_traded(self) -> bool:
        """Whether the definition tells traded clusters from local ones."""
        return TRADED in kinds_of_clusters(self.edition)

    @property
    def has_counties(self) -> bool:
        """Whether its level is drawn from counties, so that one would ask for them."""
        return self.region["level"] in _OF_COUNTIES

    def named(self, cluster: str) -> Row:
        """What a page says of any cluster: its names, and its page in this region."""
        return {
            "name": self.names.cluster(cluster),
            "short_name": self.names.short_cluster(cluster),
            "address": self.to.regional(self.code, cluster, self.year),
        }

    def of_kind(self, kind: str) -> list[Row]:
        """Its clusters of a kind with jobs, largest first."""
        return [row for row in self.clusters if row["kind"] == kind and row["employment"]]

    @property
    def traded(self) -> list[Row]:
        """Its clusters with jobs that are not local, largest first: those that are ranked."""
        return [row for row in self.clusters if row["kind"] != LOCAL and row["employment"]]

    @property
    def strong(self) -> list[Row]:
        """Its strong clusters, largest first."""
        return [row for row in self.clusters if row["strong"]]


def read_profile(request: HttpRequest, edition: Edition, code: str) -> Profile:
    """The profile that the address asks for; raises NoSuchEntry or UnknownChoice."""
    row, year = regions.region(edition, code), chosen_year(request, edition)
    before, to, names = year_before(edition, year), addresses(edition), naming(edition)
    country = code == edition.manifest.country
    level = edition.manifest.levels[0] if country else row["level"]
    years = [year] if before is None else [before, year]
    headlines = regions.headlines_of(edition, [code, edition.manifest.country], years)
    return Profile(
        edition=edition,
        region=row,
        year=year,
        now=headlines.get((code, year), {}),
        past={} if before is None else headlines.get((code, before), {}),
        reference=headlines.get((edition.manifest.country, year), {}),
        of_level=regions.level_headlines(edition, level, year),
        clusters=[_named(edition, each, to, names) for each in regional.portfolio(edition, code, year)],
        to=to,
        names=names,
    )


def _named(edition: Edition, row: Row, to: Addresses, names: Naming) -> Row:
    cluster = row["cluster"]
    return with_certainty(edition, row) | {
        "name": names.cluster(cluster),
        "cluster_name": names.cluster(cluster),
        "short_name": names.short_cluster(cluster),
        "address": to.regional(row["region"], cluster, row["year"]),
    }
