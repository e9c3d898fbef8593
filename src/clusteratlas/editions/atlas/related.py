"""Related clusters: those of one cluster in the whole country, and those around what is strong in one region."""

from typing import TYPE_CHECKING

from clusteratlas.editions.atlas.table import COUNT, RATIO, TRUTH, EditionTable, columns_of, table_of
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries import clusters, regional, related
from clusteratlas.editions.queries.opportunities import candidates

if TYPE_CHECKING:
    import altair as alt

MARKED = 5  # opportunities that the network of a region marks


class RelatedClusters(EditionTable):
    """Every other cluster as one cluster is related to it, the most related first."""

    def chart(self) -> "alt.LayerChart | alt.Chart":
        """The national network of clusters with this one in focus."""
        from clusteratlas.charts import Drawing, framed, related_network  # deferred: charts load Altair

        places, links = related.network(self.edition)
        jobs = {row["cluster"]: row for row in clusters.listed(self.edition, *_latest(self.edition))}
        rows = [_named(self.edition, jobs.get(place["cluster"], {}) | place) for place in places]
        focus = self.arrow["cluster"][0].as_py() if len(self) else None
        return framed(related_network(self.labelled(rows), links, focus=focus), Drawing())


class RegionNetwork(EditionTable):
    """The clusters that are related to those one region is strong in, with its figures in them."""

    def __init__(self, edition: Edition, region: str, year: int) -> None:
        self.region, self.year = region, year
        self._here = {row["cluster"]: row for row in regional.portfolio(edition, region, year)}
        columns = columns_of(edition, "relatedness") | _OTHER
        super().__init__(table_of(edition, self._pairs(edition), columns), edition)

    def chart(self) -> "alt.LayerChart | alt.Chart":
        """The network: strong clusters, what is related to them, and the best opportunities in the accent's colour."""
        from clusteratlas.charts import Drawing, framed, neighbourhood, related_network  # deferred: charts load Altair

        places, links = related.network(self.edition)
        best = {row["cluster"] for row in candidates(self.edition, self.region, self.year)[:MARKED]}
        rows = [self._node(place, best) for place in places]
        return framed(
            related_network(self.labelled([dict(row) for row in neighbourhood(rows, links)]), links), Drawing()
        )

    def _pairs(self, edition: Edition) -> list[Row]:
        strong = {code for code, row in self._here.items() if row["strong"]}
        _, links = related.network(edition)
        told = {
            (row["cluster"], row["other"]): row for code in sorted(strong) for row in related.related_to(edition, code)
        }
        pairs = [link for link in links if link["cluster"] in strong]
        return [told[pair["cluster"], pair["other"]] | self._other(pair["other"]) for pair in pairs]

    def _other(self, code: str) -> Row:
        row = self._here.get(code, {})
        return {name: row.get(name.removeprefix("other_")) for name in _OTHER}

    def _node(self, place: Row, best: set[str]) -> Row:
        here = {"employment": None} | self._here.get(place["cluster"], {})
        return _named(self.edition, here | place | {"opportunity": place["cluster"] in best})


_OTHER = {"other_employment": COUNT, "other_location_quotient": RATIO, "other_strong": TRUTH}


def related_clusters_of(edition: Edition, cluster: str) -> RelatedClusters:
    """What is related to a cluster."""
    return RelatedClusters(
        table_of(edition, related.related_to(edition, cluster), columns_of(edition, "relatedness")), edition
    )


def _latest(edition: Edition) -> tuple[str, int]:
    return edition.level(), edition.year()


def _named(edition: Edition, row: Row) -> Row:
    return row | {"cluster_name": edition.names.get("cluster", row["cluster"])}
