"""An edition opened for a notebook: everything is asked from here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyarrow as pa

from clusteratlas.diagnosis import Explanation, RuleBook
from clusteratlas.editions.atlas.backtests import BackTests
from clusteratlas.editions.atlas.custom_region import CustomRegionInAtlas
from clusteratlas.editions.atlas.portfolio import VERDICT, judged_columns
from clusteratlas.editions.atlas.region import RegionInAtlas
from clusteratlas.editions.atlas.related import RelatedClusters, related_clusters_of
from clusteratlas.editions.atlas.table import TEXT, TRUTH, Table, columns_of, table_of
from clusteratlas.editions.custom_region import custom_region
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries import clusters, regional, regions, verdicts
from clusteratlas.editions.queries.explanation import why_strong_or_not
from clusteratlas.editions.queries.sums import CustomSum, Wish, custom_sum
from clusteratlas.editions.search import find
from clusteratlas.errors import InputError, NoSuchEntry

if TYPE_CHECKING:
    from clusteratlas.reports import Brief


class Atlas:
    """An edition opened for a notebook; a year that is not named is the latest, a rule book the edition's first."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __repr__(self) -> str:
        manifest = self.edition.manifest
        return f"<Atlas {manifest.identity}: {', '.join(map(str, manifest.years))}>"

    @property
    def rule_books(self) -> Mapping[str, RuleBook]:
        """The rule books it was built with, by name; the first says what is strong where none is named."""
        return dict(self.edition.manifest.books)

    def region(self, code: str) -> RegionInAtlas:
        """A region by its code; raises NoSuchEntry with the nearest one."""
        regions.region(self.edition, code)
        return RegionInAtlas(self.edition, code)

    def cluster(self, code: str, level: str | None = None, year: int | None = None, rules: str | None = None) -> Table:
        """Every region of a level with its figures in a cluster (code or English name), highest quotient first.

        With a rule book named, class, grade and strong are what that says.
        """
        wanted, chosen = self.code_of(code), self.edition.year(year)
        rows = clusters.regions(self.edition, wanted, self.edition.level(level), chosen)
        columns = {"region": TEXT, "states": TEXT, "has_boundary": TRUTH}
        columns |= columns_of(self.edition, "portfolio", without=_OF_THE_QUESTION)
        if rules is not None:
            said = verdicts.of_cluster(self.edition, wanted, chosen, rules)
            rows = [row | said.get(row["region"], dict.fromkeys(VERDICT)) for row in rows]
            columns = judged_columns(self.edition, columns)
        return Table(table_of(self.edition, rows, columns))

    def cluster_brief(
        self,
        cluster: str,
        level: str | None = None,
        year: int | None = None,
        rules: str | None = None,
        language: str = "en",
    ) -> "Brief":
        """The brief of a cluster (code or English name) over the regions of a level, as `region(code).brief()`."""
        from clusteratlas.reports import Choice, cluster_brief  # deferred: charts and documents load much

        return cluster_brief(self.edition, self.code_of(cluster), Choice(language, year, rules, level))

    def related(self, cluster: str) -> RelatedClusters:
        """All other clusters as one (code or English name) is related to them, the most related first."""
        return related_clusters_of(self.edition, self.code_of(cluster))

    def compare(self, codes: list[str], cluster: str, year: int | None = None) -> Table:
        """A cluster in several regions, in the order they are named."""
        wanted, chosen = self.code_of(cluster), self.edition.year(year)
        for code in codes:
            self.region(code)
        found = {code: regional.regional_cluster(self.edition, code, wanted) for code in codes}
        rows = [_in_year(found[code], chosen, {"region": code, "cluster": wanted}) for code in codes]
        return Table(table_of(self.edition, rows, columns_of(self.edition, "portfolio")))

    def why_not(self, region: str, cluster: str, year: int | None = None, rules: str | None = None) -> Explanation:
        """Which conditions of a rule book a cluster meets in a region, and what would meet the rest."""
        self.region(region)
        row = clusters.cluster(self.edition, self.code_of(cluster))
        found = why_strong_or_not(self.edition, region, row, self.edition.year(year), rules)
        if found is None:
            raise NoSuchEntry("ranked cluster", f"{row['cluster']} in {region}", self.edition.manifest.identity)
        return found

    def agreement(
        self,
        region: str | None = None,
        cluster: str | None = None,
        level: str | None = None,
        year: int | None = None,
    ) -> Table:
        """How many rule books call regional clusters strong, and how many could say; of a region, a cluster, or all.

        Rule books that stand in for another of them are not counted.
        """
        if region is not None:
            self.region(region)
        wanted = None if cluster is None else self.code_of(cluster)
        place = verdicts.Place(region, wanted, None if region else self.edition.level(level))
        rows = verdicts.agreed(self.edition, place, self.edition.year(year))
        known = columns_of(self.edition, "portfolio")
        columns = {"region": TEXT, "cluster": TEXT} | dict.fromkeys(("strong_by", "judged_by"), known["employment"])
        return Table(table_of(self.edition, rows, columns))

    def backtest(self) -> BackTests:
        """Whether such opportunities came true before: the models compared, and how reliable each is.

        There are no rows where the edition's years are too few to tell.
        """
        return BackTests(self.edition)

    def custom_sum(
        self,
        codes: list[str],
        cluster: str | None = None,
        industry: str | None = None,
        measure: str = "employment",
        year: int | None = None,
    ) -> CustomSum:
        """A cluster or an industry over regions of your own choice, from what the edition shows and estimates."""
        wanted = cluster and self.code_of(cluster)
        return custom_sum(self.edition, Wish(tuple(codes), measure, self.edition.year(year), wanted, industry))

    def custom_region(
        self, codes: list[str], ranked_in: str | None = None, year: int | None = None
    ) -> CustomRegionInAtlas:
        """Regions of one level put together as one, ranked among the regions of a level, their own if none is named."""
        return CustomRegionInAtlas(custom_region(self.edition, codes, ranked_in, year))

    def search(self, text: str) -> list[Row]:
        """Regions, clusters and industries whose names or codes hold the text, in any language of the edition."""
        return find(self.edition, text)

    def table(self, name: str) -> pa.Table:
        """A whole table of the edition."""
        tables = sorted(self.edition.manifest.rows)
        if name not in tables:
            raise InputError(
                f"Edition {self.edition.manifest.identity} has no table {name!r}. It has: {', '.join(tables)}."
            )
        return self.edition.table(f"from {name}")

    def code_of(self, cluster: str) -> str:
        """The code of a cluster by its code or English name; raises NoSuchEntry with the nearest code."""
        by_name = {name: code for code, name in self.edition.names.of("cluster").items()}
        return str(clusters.cluster(self.edition, by_name.get(cluster, cluster))["cluster"])


_OF_THE_QUESTION = ("year", "level", "region", "cluster", "subcluster", "kind")  # what the answer need not repeat


def _in_year(rows: list[Row], year: int, empty: Row) -> Row:
    return next((row for row in rows if row["year"] == year), {"year": year} | empty)
