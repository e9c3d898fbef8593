"""The cluster that a map begins with."""

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import regions


def first_shown(edition: Edition, listed: list[Row], level: str) -> str:
    """The cluster a map begins with: the first that at least half of the regions have, else the first there is."""
    half = regions.counts_by_level(edition).get(level, 0) / 2
    common = (row["cluster"] for row in listed if (row["ranked_regions"] or 0) >= half)
    return str(next(common, listed[0]["cluster"]))
