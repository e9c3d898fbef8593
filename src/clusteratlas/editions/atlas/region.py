"""One region of an edition, and everything that is asked of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clusteratlas.diagnosis.opportunities.weights import Weighting
from clusteratlas.editions.atlas.opportunities import (
    Opportunities,
    Prospects,
    opportunities_by,
    opportunities_of,
    prospects_of,
)
from clusteratlas.editions.atlas.portfolio import Growth, Portfolio, growth_of, portfolio_of
from clusteratlas.editions.atlas.related import RegionNetwork
from clusteratlas.editions.atlas.shift_share import ShiftShareTable, shift_share_table
from clusteratlas.editions.atlas.table import COUNT, RATIO, TEXT, Table, columns_of, table_of
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.names import SOURCE_LANGUAGE
from clusteratlas.editions.queries import life_cycle, peers, regions, structure, verdicts
from clusteratlas.errors import UnknownCode

if TYPE_CHECKING:
    from clusteratlas.reports import Brief


@dataclass(frozen=True)
class RegionInAtlas:
    """One region of an edition; a year that is not named is the latest, a rule book the edition's first."""

    edition: Edition
    code: str

    @property
    def name(self) -> str:
        """Its name as the source gives it."""
        return self.edition.names.get("region", self.code)

    def headlines(self, year: int | None = None) -> Row:
        """Its totals, growth, strong clusters and coverage in a year."""
        return regions.headlines(self.edition, self.code, self.edition.year(year))

    def portfolio(self, year: int | None = None, rules: str | None = None) -> Portfolio:
        """Its clusters in a year, largest first; with a rule book named, class, grade and strong are what that says."""
        return portfolio_of(self.edition, self.code, self.edition.year(year), rules)

    def strong_clusters(self, year: int | None = None, rules: str | None = None) -> Table:
        """The clusters of its portfolio that a rule book calls strong."""
        found = self.portfolio(year, rules).arrow
        return Table(found.filter(found["strong"]))

    def growth(self, year: int | None = None) -> Growth:
        """How its clusters grew since the year before."""
        return growth_of(self.edition, self.code, self.edition.year(year))

    def verdicts(self, year: int | None = None) -> Table:
        """What every rule book of the edition says of each of its clusters: class, stars, strong or not."""
        rows = verdicts.by_every_book(self.edition, self.code, self.edition.year(year))
        return Table(table_of(self.edition, rows, columns_of(self.edition, "verdicts", without=["year", "region"])))

    def opportunities(
        self,
        weights: Weighting = None,
        year: int | None = None,
        rules: str | None = None,
        language: str = SOURCE_LANGUAGE,
    ) -> Opportunities:
        """The clusters it is not strong in, the best opportunity first, each with its sentences.

        `weights` say how much each part counts, "closeness:2,gap:3,pull:1,reward:1" if none are given; `language` is en
        or zh-hans. Raises UnknownChoice for wrong weights, years, rule books and languages, and UnknownCode for a
        region that the rule book does not rank.
        """
        chosen, book = self.edition.year(year), self.edition.book(rules)
        if regions.region(self.edition, self.code)["level"] in book.levels_not_ranked:
            raise UnknownCode(self.code, f"the regions that the rule book {book.name} ranks")
        if book.name == self.edition.manifest.book.name:
            return opportunities_of(self.edition, self.code, chosen, weights, language)
        return opportunities_by(self.edition, self.code, chosen, book, weights, language)

    def prospects(self, year: int | None = None) -> Prospects:
        """Presence and fit of every traded cluster: strength, opportunity, weakness, threat, possible entrant."""
        return prospects_of(self.edition, self.code, self.edition.year(year))

    def related(self, year: int | None = None) -> RegionNetwork:
        """The clusters that are related to those it is strong in, with its figures in them."""
        return RegionNetwork(self.edition, self.code, self.edition.year(year))

    def peers(self, year: int | None = None) -> Table:
        """The regions most like it in structure, the most alike first, with their headlines."""
        rows = peers.peers_of(self.edition, self.code, self.edition.year(year))
        known = columns_of(self.edition, "summary")
        headlines = {name: known[name] for name in ("employment", "traded_employment", "strong_share")}
        columns = columns_of(self.edition, "peers", without=["year", "region"]) | headlines
        return Table(table_of(self.edition, rows, columns))

    def life_cycle(self) -> Table:
        """The stage each of its clusters is in, or why none is read, with the evidence.

        There are no rows where the edition has fewer than five years.
        """
        rows = life_cycle.stages_in_region(self.edition, self.code)
        columns = columns_of(self.edition, "life_cycle", without=["region", "level"])
        return Table(table_of(self.edition, [rows[code] for code in sorted(rows)], columns))

    def structure(self, year: int | None = None) -> Table:
        """How diverse, concentrated and complex its traded jobs are, and its place among the regions of its level."""
        level = regions.region(self.edition, self.code)["level"]
        found = structure.places(self.edition, self.code, level, self.edition.year(year))
        rows = [found[name] for name in structure.MEASURES if name in found]
        columns = {"measure": TEXT, "value": RATIO, "rank": COUNT, "ranked": COUNT}
        return Table(table_of(self.edition, rows, columns))

    def shift_share(self, start: int | None = None, end: int | None = None) -> ShiftShareTable:
        """What of the change of its traded jobs was the nation's, its mix of clusters', its own, since `start`."""
        return shift_share_table(self.edition, self.code, start, end)

    def brief(self, year: int | None = None, rules: str | None = None, language: str = SOURCE_LANGUAGE) -> "Brief":
        """Its brief, which a notebook shows and `to_pdf`, `to_html` and `to_xlsx` write; `language` is en or zh-hans.

        Raises InputError for the country, which is what regions are compared with.
        """
        from clusteratlas.reports import Choice, region_brief  # deferred: charts and documents load much

        return region_brief(self.edition, self.code, Choice(language, year, rules))
