"""The question where a region stands in the clusters that are related to one of its own."""

from clusteratlas.editions.edition import Edition, Row

_RELATED_HERE = """
select r.cluster, r.other, r.relatedness, r.percentile, r.related_share, r.relation,
    p.employment, p.location_quotient, p.strong, p.robust
from relatedness r
left join (select cluster, employment, location_quotient, strong, robust from portfolio
    where region = $region and year = $year and subcluster is null) p on p.cluster = r.other
where r.cluster = $cluster and r.relatedness is not null order by r.relatedness desc, r.other
"""


def related_here(edition: Edition, region: str, cluster: str, year: int) -> list[Row]:
    """All clusters a cluster is set beside, the most related first, with the region's figures; empty where it has none.

    The classes are those of the edition's first rule book.
    """
    return edition.rows(_RELATED_HERE, {"region": region, "cluster": cluster, "year": year})
