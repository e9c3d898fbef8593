"""Questions about related clusters: whom a cluster is near to, and the places and lines of the network of all."""

from functools import lru_cache
from itertools import groupby

from clusteratlas.editions.edition import Edition, Row

_RELATED = """
select r.*, n.x, n.y from relatedness r join network n on n.cluster = r.other
where r.cluster = ? and r.relatedness is not null order by r.relatedness desc, r.other
"""


def related_to(edition: Edition, cluster: str) -> list[Row]:
    """All clusters a cluster is set beside, the most related first."""
    return edition.rows(_RELATED, [cluster])


_CLOSEST = """
select * from relatedness where relatedness is not null
qualify row_number() over (partition by cluster order by relatedness desc, other) <= ?
order by cluster, relatedness desc, other
"""


@lru_cache(maxsize=16)  # every page of a region says it, and an edition never changes
def closest(edition: Edition, most: int = 3) -> dict[str, list[Row]]:
    """For every cluster the ones most related to it, by cluster; empty where the edition knows no relatedness."""
    rows = groupby(edition.rows(_CLOSEST, [most]), lambda row: str(row["cluster"]))
    return {cluster: list(found) for cluster, found in rows}


@lru_cache(maxsize=16)  # every page of a region draws it, and an edition never changes
def network(edition: Edition) -> tuple[list[Row], list[Row]]:
    """The clusters (cluster, x, y), and the lines between them (cluster, other, relation, how related they are)."""
    lines = """select cluster, other, relation, relatedness, percentile, related_share
        from relatedness where relation is not null order by all"""
    return edition.rows("select * from network order by cluster"), edition.rows(lines)
