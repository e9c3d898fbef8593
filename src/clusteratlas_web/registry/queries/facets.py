"""How many of the organisations found have each kind, activity, cluster and region, for the choices beside a table."""

from clusteratlas_web.foundation.places import places
from clusteratlas_web.registry.postings import Numbers
from clusteratlas_web.registry.queries.index import counted


def by_kind(among: Numbers) -> dict[str, int]:
    """Counts by kind."""
    return counted("kind", among)


def by_activity(among: Numbers) -> dict[str, int]:
    """Counts by activity."""
    return counted("activity", among)


def by_state(among: Numbers) -> dict[str, int]:
    """Counts by state."""
    return counted("state", among)


def by_cluster(among: Numbers) -> dict[str, int]:
    """Counts by cluster, by the key of the cluster."""
    return counted("cluster", among)


def by_region_within(among: Numbers, region: str) -> dict[str, int]:
    """Counts of the regions that lie directly in a region; of the countries where none is named."""
    inside = places().children.get(region, ())
    return counted("region", among, inside) if inside or places().atlases else counted("region", among)


def by_region(among: Numbers, codes: list[str]) -> dict[str, int]:
    """Counts of these regions."""
    return counted("region", among, codes)
