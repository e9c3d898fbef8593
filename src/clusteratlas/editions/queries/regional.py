"""Questions about clusters in one region: its portfolio, a cluster's subclusters and industries there."""

from typing import Any

from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.thresholds import RANKED, thresholds

# Conditions of the percentile rule books, whose thresholds stand beside every row.
LIMITS = ("location_quotient_p75", "employment_p25", "establishments_p25")


def portfolio(edition: Edition, region: str, year: int) -> list[Row]:
    """The region's clusters, largest first, with the thresholds they are held against.

    The thresholds are joined here: for fifty rows the database takes longer to plan a join and an order than to read.
    """
    rows = edition.rows("select * from portfolio where region = ? and year = ? and subcluster is null", [region, year])
    limits = thresholds(edition, rows[0]["level"], year) if rows else {}
    joined = [row | _limits(limits.get(row["cluster"], {})) for row in rows]
    return sorted(joined, key=lambda row: (-row["employment"], row["cluster"]))


def _limits(found: Row) -> Row:
    """What a page holds a row against, and how many regions that rests on."""
    return {name: found.get(name) for name in LIMITS} | {"threshold_regions": found.get(RANKED)}


def regional_cluster(edition: Edition, region: str, cluster: str) -> list[Row]:
    """A cluster in a region, a row for each year it stands there."""
    query = "select * from portfolio where region = ? and cluster = ? and subcluster is null order by year"
    return edition.rows(query, [region, cluster])


def regional_cluster_in(edition: Edition, region: str, cluster: str, year: int) -> Row:
    """A cluster in a region in a year; an empty row where it has no figures that year."""
    query = "select * from portfolio where region = ? and cluster = ? and year = ? and subcluster is null"
    found = edition.rows(query, [region, cluster, year])
    return found[0] if found else {}


def subclusters(edition: Edition, region: str, cluster: str, year: int) -> list[Row]:
    """All subclusters of a cluster in a region (the country too), largest first; empty figures where it has none."""
    query = """select c.subcluster, p.* exclude (year, level, region, cluster, subcluster, kind)
        from clusters c left join portfolio p
            on p.cluster = c.cluster and p.subcluster = c.subcluster and p.region = $region and p.year = $year
        where c.cluster = $cluster and c.subcluster is not null
        order by p.employment desc nulls last, c.subcluster"""
    return edition.rows(query, {"region": region, "cluster": cluster, "year": year})


_INDUSTRIES = """
with here as (select * from activity where region = $region and year = $year),
    past as (select industry, employment from activity where region = $region and year = $year - 1)
select m.industry, m.subcluster, h.* exclude (year, region, industry),
    case when past.employment > 0 then h.employment / past.employment - 1 end as employment_growth,
    n.employment as national_employment, n.establishments as national_establishments,
    case when k.total > 0 and n.employment > 0 then (h.employment / k.total) / (n.employment / k.national) end
        as location_quotient
from membership m
left join here h using (industry)
left join past using (industry)
left join national n on n.industry = m.industry and n.year = $year
cross join (select $total::double as total, $national::double as national) k
where m.cluster = $cluster and m.vintage = $vintage
order by h.employment desc nulls last, n.employment desc nulls last, m.industry
"""


def industries(edition: Edition, region: str, cluster: Row, year: int, totals: tuple[int, int]) -> list[Row]:
    """The industries of a cluster in a region, largest first; figures are empty where there is no cell.

    `totals` are the region's and the nation's employment that the edition's quotients are taken over.
    """
    values: dict[str, Any] = {"region": region, "cluster": cluster["cluster"], "year": year}
    values["vintage"] = edition.manifest.vintage(year)
    return edition.rows(_INDUSTRIES, values | {"total": totals[0], "national": totals[1]})


def national_industries(edition: Edition, cluster: str, year: int) -> list[Row]:
    """The industries of a cluster with their reference totals, and in how many regions a cell is published."""
    query = """select m.industry, m.subcluster, n.employment, n.establishments,
            case when past.employment > 0 then n.employment / past.employment - 1 end as employment_growth,
            (select count(*) from activity_by_industry a
                where a.industry = m.industry and a.year = $year and a.employment_flag = 'published')::int as regions
        from membership m
        left join national n on n.industry = m.industry and n.year = $year
        left join national past on past.industry = m.industry and past.year = $year - 1
        where m.cluster = $cluster and m.vintage = $vintage
        order by n.employment desc nulls last, m.industry"""
    return edition.rows(query, {"cluster": cluster, "year": year, "vintage": edition.manifest.vintage(year)})


def industry(edition: Edition, code: str) -> Row | None:
    """The cluster and subcluster an industry belongs to in the latest vintage that knows it, if any."""
    query = "select * from membership where industry = ? order by vintage desc limit 1"
    found = edition.rows(query, [code])
    return found[0] if found else None
