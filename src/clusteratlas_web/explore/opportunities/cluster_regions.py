"""Where a cluster is an opportunity: the regions that score it highest among what they are not strong in."""

from dataclasses import dataclass

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import opportunities
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.choices import Chosen
from clusteratlas_web.explore.downloads import table_tools
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.opportunities.reading import entry_model
from clusteratlas_web.explore.opportunities.taken import taken_regions
from clusteratlas_web.explore.tables import TakenTable
from clusteratlas_web.foundation.page import Link

MOST = 10


@dataclass(frozen=True)
class ClusterOpportunities:
    """The first regions, and of how many; `until` is the year that probabilities speak of, if there are any."""

    rows: list[Row]
    count: int
    until: int | None
    tools: tuple[Link, ...]


def cluster_opportunities(edition: Edition, cluster: str, place: Chosen) -> ClusterOpportunities:
    """The list on a cluster's page, at a level and in a year."""
    to, names = addresses(edition), naming(edition)
    found = opportunities.regions_of(edition, cluster, place.level, place.year)
    rows = [
        row
        | {
            "name": names.region(row["region"]),
            "address": to.regional(row["region"], cluster, place.year),
            "all_address": with_query(to.page("opportunities", region=row["region"]), year=place.year),
        }
        for row in found[:MOST]
    ]
    model = entry_model(edition)
    given = model is not None and any(row["probability"] is not None for row in rows)
    address = to.page("cluster-opportunities", cluster=cluster, format="csv").removesuffix(".csv")
    return ClusterOpportunities(
        rows=rows,
        count=len(found),
        until=place.year + model.horizon if model and given else None,
        tools=table_tools(address, level=place.level, year=place.year),
    )


def taken_of_cluster(edition: Edition, cluster: str, place: Chosen) -> TakenTable:
    """All of them, to take away."""
    rows = opportunities.regions_of(edition, cluster, place.level, place.year)
    title = f"{naming(edition).cluster(cluster)}, {place.year}"
    return taken_regions(title, f"{cluster}-opportunities-{place.year}-{place.level}", rows)
