"""Which brief an address asks for: of what, in which language and year, by which rule book, at which level."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from clusteratlas.editions import Edition
from clusteratlas.reports import Brief, Choice, cluster_brief, region_brief
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.choices import chosen_year, one_of
from clusteratlas_web.explore.framing import addresses

REGION, CLUSTER = "region", "cluster"


@dataclass(frozen=True)
class Asked:
    """A brief of a region or of a cluster."""

    edition: Edition
    kind: str
    code: str
    choice: Choice

    @property
    def key(self) -> tuple[object, ...]:
        """All that its contents depend on beside the edition and the software."""
        choice = self.choice
        return (self.kind, self.code, choice.language, choice.year, choice.rules, choice.level)

    @property
    def stem(self) -> str:
        """The name of its files, without the ending."""
        return f"{self.edition.manifest.identity}-{self.code}-brief-{self.choice.year}"

    @property
    def to(self) -> Addresses:
        """The addresses of its edition."""
        return addresses(self.edition)

    def read(self) -> Brief:
        """The brief; raises what `region_brief` and `cluster_brief` raise."""
        make = region_brief if self.kind == REGION else cluster_brief
        return make(self.edition, self.code, self.choice)

    def file(self, format: str) -> str:  # noqa: A002 - the word people use
        """The address of its file in a format."""
        address = self.to.page(f"{self.kind}-brief-file", **{self.kind: self.code}, format=format)
        return with_query(address, **self.query)

    @property
    def query(self) -> dict[str, object]:
        """What an address says of it: nothing of what it means where it says nothing."""
        first = self.edition.manifest.book.name
        latest, level = self.edition.manifest.latest_year, self.edition.manifest.levels[0]
        return {
            "year": None if self.choice.year == latest else self.choice.year,
            "rules": None if self.choice.rules == first else self.choice.rules,
            "level": None if self.choice.level in (None, level) else self.choice.level,
        }


def asked_of_region(request: HttpRequest, edition: Edition, region: str) -> Asked:
    """The brief of a region that an address asks for; raises UnknownChoice."""
    return Asked(edition, REGION, region, _choice(request, edition))


def asked_of_cluster(request: HttpRequest, edition: Edition, cluster: str) -> Asked:
    """The brief of a cluster that an address asks for; raises UnknownChoice."""
    level = one_of(request, "level", edition.manifest.levels)
    return Asked(edition, CLUSTER, cluster, _choice(request, edition, level))


def _choice(request: HttpRequest, edition: Edition, level: str | None = None) -> Choice:
    rules = one_of(request, "rules", list(edition.manifest.books))
    return Choice(get_language() or "en", chosen_year(request, edition), rules, level)
