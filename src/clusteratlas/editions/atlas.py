"""An atlas as a notebook meets it: regions, clusters, portfolios, comparison and explanation."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from clusteratlas.diagnosis import Explanation
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries import clusters, regional, regions
from clusteratlas.editions.queries.explanation import why_strong_or_not
from clusteratlas.editions.queries.sums import CustomSum, Wish, custom_sum
from clusteratlas.editions.search import find
from clusteratlas.errors import InputError, NoSuchEntry

if TYPE_CHECKING:
    import altair as alt


class Table:
    """A result any dataframe library reads (`pandas`, `polars`, `pyarrow`): rows in order, columns of the glossary."""

    def __init__(self, table: pa.Table) -> None:
        self.arrow = table

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.arrow.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __repr__(self) -> str:
        return str(self.arrow.to_pandas())

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame."""
        return self.arrow.to_pandas()

    def rows(self) -> list[Row]:
        """The rows as dictionaries."""
        return list(self.arrow.to_pylist())


class Portfolio(Table):
    """The clusters of one region in one year, largest first."""

    def chart(self) -> "alt.LayerChart":
        """The traded clusters as a treemap: area is jobs, colour the location quotient."""
        from clusteratlas.charts import portfolio_treemap  # deferred: charts load Altair

        return portfolio_treemap(self.rows())


@dataclass(frozen=True)
class RegionInAtlas:
    """One region of an edition."""

    edition: Edition
    code: str

    @property
    def name(self) -> str:
        """Its name as the source gives it."""
        return self.edition.names.get("region", self.code)

    def headlines(self, year: int | None = None) -> Row:
        """Its totals, growth, strong clusters and coverage in a year, the latest if none is named."""
        return regions.headlines(self.edition, self.code, self.edition.year(year))

    def portfolio(self, year: int | None = None) -> Portfolio:
        """Its clusters in a year, the latest if none is named."""
        rows = regional.portfolio(self.edition, self.code, self.edition.year(year))
        return Portfolio(pa.Table.from_pylist([_with_name(self.edition, row) for row in rows]))

    def strong_clusters(self, year: int | None = None) -> Table:
        """The clusters of its portfolio that the edition's rule book calls strong."""
        return Table(pa.Table.from_pylist([row for row in self.portfolio(year).rows() if row["strong"]]))


class Atlas:
    """An edition opened for a notebook."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __repr__(self) -> str:
        manifest = self.edition.manifest
        return f"<Atlas {manifest.identity}: {', '.join(map(str, manifest.years))}>"

    def region(self, code: str) -> RegionInAtlas:
        """A region by its code; raises NoSuchEntry with the nearest one."""
        regions.region(self.edition, code)
        return RegionInAtlas(self.edition, code)

    def cluster(self, code: str, level: str | None = None, year: int | None = None) -> Table:
        """Every region of a level with its figures in a cluster (code or English name), highest quotient first."""
        chosen = (self.edition.level(level), self.edition.year(year))
        rows = clusters.regions(self.edition, self._cluster(code)["cluster"], *chosen)
        return Table(pa.Table.from_pylist([_with_name(self.edition, row) for row in rows]))

    def compare(self, codes: list[str], cluster: str, year: int | None = None) -> Table:
        """A cluster in several regions, in the order they are named."""
        wanted, chosen = self._cluster(cluster)["cluster"], self.edition.year(year)
        for code in codes:
            self.region(code)
        found = {code: regional.regional_cluster(self.edition, code, wanted) for code in codes}
        rows = [_in_year(found[code], chosen, {"region": code, "cluster": wanted}) for code in codes]
        columns = dict.fromkeys(name for row in rows for name in row)  # those of a region that has the cluster
        return Table(pa.Table.from_pylist([_with_name(self.edition, dict.fromkeys(columns) | row) for row in rows]))

    def why_not(self, region: str, cluster: str, year: int | None = None) -> Explanation:
        """Which conditions of the rule book a cluster meets in a region, and what would meet the rest."""
        self.region(region)
        row = self._cluster(cluster)
        found = why_strong_or_not(self.edition, region, row, self.edition.year(year))
        if found is None:
            raise NoSuchEntry("ranked cluster", f"{row['cluster']} in {region}", self.edition.manifest.identity)
        return found

    def custom_sum(
        self,
        codes: list[str],
        cluster: str | None = None,
        industry: str | None = None,
        measure: str = "employment",
        year: int | None = None,
    ) -> CustomSum:
        """A cluster or an industry over regions of your own choice, from what the edition shows and estimates."""
        wanted = cluster and self._cluster(cluster)["cluster"]
        return custom_sum(self.edition, Wish(tuple(codes), measure, self.edition.year(year), wanted, industry))

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

    def _cluster(self, text: str) -> Row:
        """The row of a cluster by its code or English name; raises NoSuchEntry with the nearest code."""
        by_name = {name: code for code, name in self.edition.names.of("cluster").items()}
        return clusters.cluster(self.edition, by_name.get(text, text))


def _in_year(rows: list[Row], year: int, empty: Row) -> Row:
    return next((row for row in rows if row["year"] == year), {"year": year} | empty)


def _with_name(edition: Edition, row: Row) -> Row:
    named = {"region_name": edition.names.get("region", row["region"])}
    if "cluster" in row:
        named["cluster_name"] = edition.names.get("cluster", row["cluster"])
    return named | row
