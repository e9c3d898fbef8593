"""The network of related clusters of a region: which clusters it shows, and the lines between them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from clusteratlas.charts import Drawing, neighbourhood, related_network
from clusteratlas.charts.network_placing import relations_between
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import related
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import Naming


@dataclass(frozen=True)
class Neighbourhood:
    """The clusters a region's network shows, strong ones, those related to them and opportunities; and their links."""

    clusters: list[Row]
    links: list[Row]

    @property
    def pairs(self) -> int:
        """How many lines are drawn."""
        return len(relations_between(self.links))


def region_network(edition: Edition, rows: Sequence[Row], opportunities: Collection[str] = ()) -> Neighbourhood:
    """The network around the strong clusters of a region's portfolio; a cluster it lacks stands there without jobs.

    `opportunities` are codes of clusters to mark and to show even where nothing strong is related to them.
    """
    places, links = related.network(edition)
    here = {row["cluster"]: row for row in rows}
    placed = [
        {
            "employment": None,
            **here.get(place["cluster"], {}),
            **place,
            "opportunity": place["cluster"] in opportunities,
        }
        for place in places
    ]
    shown = neighbourhood(placed, links)
    codes = {row["cluster"] for row in shown}
    return Neighbourhood(shown, [link for link in links if {link["cluster"], link["other"]} <= codes])


def draw_network(edition: Edition, rows: Sequence[Row], drawing: Drawing, opportunities: Collection[str] = ()) -> Any:
    """The drawing of a region's network; clusters the region lacks are named, and on a page linked, as its own are."""
    network, names = region_network(edition, rows, opportunities), Naming(edition, drawing.language)
    lacking = {row["cluster"] for row in network.clusters} - {row["cluster"] for row in rows}
    linked = not drawing.title and bool(rows)
    address = partial(_address, edition, rows[0]) if linked else lambda code: None
    named = [
        row | _named(names, row["cluster"]) | {"href": address(row["cluster"])} if row["cluster"] in lacking else row
        for row in network.clusters
    ]
    return related_network(named, network.links, drawing)


def _named(names: Naming, code: str) -> Row:
    return {"cluster_name": names.cluster(code), "label": names.short_cluster(code)}


def _address(edition: Edition, beside: Row, code: str) -> str:
    return addresses(edition).regional(beside["region"], code, beside["year"])
