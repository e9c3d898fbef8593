"""All that can be picked in an edition: its regions and what they lie in, its clusters, its industries."""

from clusteratlas.editions.edition import Edition, Row


def regions_with_parents(edition: Edition) -> list[Row]:
    """Every region with its level, parent and states, by code."""
    return edition.rows("select region, level, parent, states from regions order by region")


def cluster_codes(edition: Edition) -> list[str]:
    """The codes of the clusters, in order."""
    found = edition.rows("select distinct cluster from clusters where subcluster is null order by cluster")
    return [row["cluster"] for row in found]


def industry_codes(edition: Edition) -> list[str]:
    """The codes of the industries, in order."""
    return [row["industry"] for row in edition.rows("select industry from industries order by industry")]
