"""What the page of a custom region rests on: the region as the library makes it, and what its rows are called."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.custom_region import Asked, CustomRegion, custom_region
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.editions.queries.judged import Judged
from clusteratlas.editions.queries.regions import reference_headlines
from clusteratlas.errors import NoSuchEntry
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.amounts import with_certainty
from clusteratlas_web.explore.choices import year_before
from clusteratlas_web.explore.custom_regions.address import Wanted, pages, read_address, short_form
from clusteratlas_web.explore.custom_regions.refusals import no_such_unit
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.rule_choice import RuleChoice, choose_rules
from clusteratlas_web.explore.wording import LOCAL, TRADED
from clusteratlas_web.foundation.numbers import count

_made: Kept[CustomRegion] = Kept(64)  # a page, its charts and its tables are asked for one after the other


@dataclass(frozen=True)
class CustomPage:
    """A custom region with its names and addresses, under the rule book that the address asks for."""

    edition: Edition
    wanted: Wanted
    found: CustomRegion
    rules: RuleChoice
    to: Addresses
    names: Naming

    @property
    def asked(self) -> Asked:
        """Its units, the level it is ranked in, and the year."""
        return self.found.asked

    @property
    def year(self) -> int:
        """The year of its figures."""
        return self.asked.year

    @property
    def before(self) -> int | None:
        """The year before, if the edition has it."""
        return year_before(self.edition, self.year)

    @property
    def now(self) -> Row:
        """Its headlines."""
        return self.found.headlines

    @cached_property
    def reference(self) -> Row:
        """The headlines of the country."""
        return reference_headlines(self.edition, self.year)

    @property
    def level_name(self) -> str:
        """The level it is ranked in, in running text."""
        return self.names.level_in_text(self.asked.ranked_in)

    @property
    def made_of(self) -> str:
        """What it is made of, counted: 3 metropolitan areas."""
        units = self.names.level_in_text(self.asked.level)
        return gettext("%(count)s %(level)s") % {"count": count(len(self.asked.units)), "level": units}

    @property
    def title(self) -> str:
        """Its name; what it is made of, where it has none."""
        return self.wanted.name or gettext("%(units)s together") % {"units": self.made_of}

    @property
    def stem(self) -> str:
        """The beginning of the names of its files; the same units have the same."""
        digest = hashlib.sha256(short_form(self.asked.level, self.asked.units).encode()).hexdigest()[:8]
        return f"custom-region-{digest}"

    @property
    def tells_traded(self) -> bool:
        """Whether the definition tells traded clusters from local ones."""
        return TRADED in kinds_of_clusters(self.edition)

    @cached_property
    def clusters(self) -> list[Row]:
        """Its clusters with jobs, largest first, each with names, certainty, and what the rule book says of it."""
        said = self.verdicts
        return [self._named(row, said.get(row["cluster"])) for row in self.found.clusters if row["employment"]]

    @cached_property
    def verdicts(self) -> Mapping[str, Judged]:
        """What the rule book says, by cluster."""
        return self.found.verdicts(self.rules.book.name)

    @property
    def traded(self) -> list[Row]:
        """Its clusters that are not local."""
        return [row for row in self.clusters if row["kind"] != LOCAL]

    @property
    def strong(self) -> list[Row]:
        """Those that the rule book calls strong."""
        return [row for row in self.clusters if row["strong"]]

    def at(self, page: str, **other: object) -> str:
        """A page of it by its name in `pages`."""
        return self.wanted.at(pages(self.to)[page], **other)

    def _named(self, row: Row, said: Judged | None) -> Row:
        cluster = row["cluster"]
        return with_certainty(self.edition, row | _class(said)) | {
            "name": self.names.cluster(cluster),
            "cluster_name": self.names.cluster(cluster),
            "short_name": self.names.short_cluster(cluster),
            "label": self.names.short_cluster(cluster),
            "address": self.to.cluster(cluster, self.asked.ranked_in, self.year),
            "verdict": said,
        }


def _class(said: Judged | None) -> Row:
    if said is None:
        return {"class": None, "strong": None, "robust": None}
    return {"class": said.class_, "strong": said.strong, "robust": said.robust}


def read_custom(request: HttpRequest, edition: Edition) -> CustomPage:
    """The custom region of an address; raises what `read_address` and the library's `ask` raise, codes as a page."""
    try:
        wanted = read_address(request, edition)
        asked = wanted.asked(edition)
    except NoSuchEntry as error:
        raise no_such_unit(error, request.get_full_path()) from error
    to = addresses(edition)
    return CustomPage(
        edition=edition,
        wanted=wanted,
        found=_made.get(
            (edition.folder, asked), lambda: custom_region(edition, asked.units, asked.ranked_in, asked.year)
        ),
        rules=choose_rules(request, edition, f"{to.page('edition')}#rules"),
        to=to,
        names=naming(edition),
    )
