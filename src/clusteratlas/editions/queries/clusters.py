"""Questions about clusters over all regions: the map's column, the ranked table, what crossed the line."""

from functools import lru_cache
from typing import Any

from clusteratlas.classifications import nearest_code
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.strong_counts import strong_regions
from clusteratlas.editions.queries.thresholds import RANKED, thresholds
from clusteratlas.errors import NoSuchEntry


def cluster(edition: Edition, code: str) -> Row:
    """The row of a whole cluster; raises NoSuchEntry with the nearest code there is."""
    found = edition.rows("select * from clusters where cluster = ? and subcluster is null", [code])
    if not found:
        known = [row["cluster"] for row in edition.rows("select distinct cluster from clusters")]
        raise NoSuchEntry("cluster", code, edition.manifest.identity, nearest_code(code, known))
    return found[0]


_LISTED = """
select c.cluster, c.kind, c.position, p.employment, p.employment_low, p.employment_high, p.establishments,
    p.employment_share, p.employment_growth
from clusters c
left join portfolio p on p.cluster = c.cluster and p.subcluster is null and p.region = $country and p.year = $year
where c.subcluster is null order by c.kind desc, c.position
"""


def listed(edition: Edition, level: str, year: int, rules: str | None = None) -> list[Row]:
    """All clusters in the definition's order with their national figures and in how many regions they are strong.

    What is strong is by a rule book, the edition's first if none is named. `ranked_regions` is how many regions of the
    level have jobs in it; empty for a cluster that it does not rank.
    """
    strong, limits = strong_regions(edition, level, year, rules), thresholds(edition, level, year, rules)
    return [row | _counted(row["cluster"], strong, limits) for row in _all_clusters(edition, year)]


@lru_cache(maxsize=64)  # every page with a menu of clusters says it, and an edition never changes
def _all_clusters(edition: Edition, year: int) -> list[Row]:
    return edition.rows(_LISTED, {"year": year, "country": edition.manifest.country})


def _counted(cluster: str, strong: dict[str, int], limits: dict[str, Row]) -> Row:
    return {"strong_regions": strong.get(cluster, 0), "ranked_regions": limits.get(cluster, {}).get(RANKED)}


_REGIONS = """
select r.region, r.states, r.has_boundary, p.* exclude (year, level, region, cluster, subcluster, kind)
from regions r
left join portfolio_by_cluster p
    on p.region = r.region and p.cluster = $cluster and p.subcluster is null and p.year = $year
where r.level = $level
order by {order} nulls last, r.region {page}
"""

_ORDERS = {
    "location_quotient": "p.location_quotient desc",
    "employment": "p.employment desc",
    "establishments": "p.establishments desc",
    "employment_growth": "p.employment_growth desc",
    "employment_share": "p.employment_share desc",
    "region": "r.name",
}
ORDERS = tuple(_ORDERS)


def regions(
    edition: Edition,
    code: str,
    level: str,
    year: int,
    order: str = "location_quotient",
    page: tuple[int, int] | None = None,
) -> list[Row]:
    """Every region of a level with its figures in a cluster, empty where it has none; `page` is (limit, offset)."""
    values: dict[str, Any] = {"cluster": code, "level": level, "year": year}
    window = ""
    if page:
        window, values["limit"], values["offset"] = "limit $limit offset $offset", *page
    return edition.rows(_REGIONS.format(order=_ORDERS[order], page=window), values)


_WITHOUT_JOBS = """
with members as (select industry from membership where cluster = $cluster and vintage = $vintage),
withheld as (
    select distinct a.region from activity_by_industry a join members using (industry)
    where a.year = $year and a.employment_flag in ('estimated', 'unknown')),
seen as (select region, bool_or(year = $year) as this_year from summary group by region)
select r.region,
    case when s.region is null then 'not_in_file'
        when not s.this_year then 'not_in_year'
        when w.region is not null or p.employment_high > 0 or (p.employment_low >= 0 and p.employment_high is null)
            then 'withheld'
        else 'absent' end as reason
from regions r
left join portfolio_by_cluster p
    on p.region = r.region and p.cluster = $cluster and p.subcluster is null and p.year = $year
left join seen s on s.region = r.region
left join withheld w on w.region = r.region
where r.level = $level and not coalesce(p.employment > 0, false)
order by r.region
"""
NOT_IN_FILE, NOT_IN_YEAR, WITHHELD, ABSENT = "not_in_file", "not_in_year", "withheld", "absent"


def without_jobs(edition: Edition, code: str, level: str, year: int) -> dict[str, str]:
    """Why regions of a level have no jobs in a cluster, by region: one of the four words above.

    The region has no figures in any year, or none in this one; its cells of the cluster are withheld and were estimated
    at nothing, or nothing bounds them; or the source lists nothing of the cluster there.
    """
    values = {"cluster": code, "level": level, "year": year, "vintage": edition.manifest.vintage(year)}
    return {row["region"]: row["reason"] for row in edition.rows(_WITHOUT_JOBS, values)}


def national(edition: Edition, code: str) -> list[Row]:
    """The cluster's reference totals, a row for each year."""
    query = """select year, employment, establishments, employment_share, employment_change, employment_growth
        from portfolio where region = ? and cluster = ? and subcluster is null order by year"""
    return edition.rows(query, [edition.manifest.country, code])


def thresholds_of(edition: Edition, code: str, level: str, year: int) -> Row:
    """The thresholds of a cluster at a level in a year, by condition; empty where it is not ranked."""
    return thresholds(edition, level, year).get(code, {})


@lru_cache(maxsize=16)  # every page says it, and an edition never changes
def kinds_of_clusters(edition: Edition) -> dict[str, int]:
    """How many clusters of each kind the definition has: traded, local, or all where it does not tell."""
    query = "select kind, count(*)::int as n from clusters where subcluster is null group by kind"
    return {row["kind"]: row["n"] for row in edition.rows(query)}


def codes(edition: Edition) -> list[str]:
    """All clusters, those that trade first."""
    return [
        row["cluster"]
        for row in edition.rows("select distinct cluster, kind from clusters order by kind desc, cluster")
    ]


def strong_count(edition: Edition, level: str, year: int) -> int:
    """How many regional clusters of a level are strong in a year."""
    query = "select count(*)::int as n from portfolio where strong and level = ? and year = ?"
    return int(edition.rows(query, [level, year])[0]["n"])
