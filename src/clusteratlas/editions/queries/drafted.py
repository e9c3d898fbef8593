"""Questions about a draft of a definition: an edition's own cells, added up into other clusters than its own."""

from collections.abc import Mapping
from functools import lru_cache

import pyarrow as pa

from clusteratlas.editions.edition import Edition, Row

_CELLS = """
with places as (select unnest($industries::varchar[]) as industry, unnest($clusters::varchar[]) as cluster)
select a.region, p.cluster, coalesce(sum(a.employment), 0)::bigint as employment {establishments}
from activity a join places p using (industry) join regions r on r.region = a.region
where a.year = $year and r.level = $level
group by a.region, p.cluster order by a.region, p.cluster
"""
_ESTABLISHMENTS = ", coalesce(sum(a.establishments), 0)::bigint as establishments"


def cells_by_cluster(edition: Edition, places: Mapping[str, str], level: str, year: int) -> pa.Table:
    """Jobs (and establishments, where they are counted) of every region of a level by the clusters of `places`.

    Withheld cells count with their estimates, as in the portfolio.
    """
    counted = _ESTABLISHMENTS if "establishments" in edition.manifest.measures else ""
    values = {"industries": list(places), "clusters": list(places.values()), "year": year, "level": level}
    return edition.table(_CELLS.format(establishments=counted), values)


@lru_cache(maxsize=16)  # every draft is held against them, and an edition never changes
def national_cells(edition: Edition, year: int) -> dict[str, int]:
    """Jobs of the country by the industries that have cells of their own."""
    query = """select n.industry, coalesce(n.employment, 0)::bigint as employment from national n
        where n.year = $year and n.industry in (select distinct industry from activity where year = $year)
        order by n.industry"""
    return {row["industry"]: row["employment"] for row in edition.rows(query, {"year": year})}


@lru_cache(maxsize=16)
def own_places(edition: Edition, year: int) -> dict[str, str]:
    """The cluster of every industry in the edition's own definition, as it counts in that year."""
    query = "select industry, cluster from membership where vintage = ? order by industry"
    return {row["industry"]: row["cluster"] for row in edition.rows(query, [edition.manifest.vintage(year)])}


@lru_cache(maxsize=16)
def strong_now(edition: Edition, level: str, year: int) -> dict[tuple[str, str], Row]:
    """Jobs, location quotient and strength of every regional cluster with jobs, by region and cluster."""
    query = """select region, cluster, employment, location_quotient, strong from portfolio
        where level = ? and year = ? and subcluster is null and employment > 0 order by region, cluster"""
    return {(row["region"], row["cluster"]): row for row in edition.rows(query, [level, year])}
