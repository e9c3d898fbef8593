"""Sums over the units of a custom region: every cluster's figures and their ends, and what they are held against."""

from collections.abc import Sequence
from functools import lru_cache

from clusteratlas.diagnosis import Distribution
from clusteratlas.editions.edition import Edition, Row

ALL = ""  # the part that all clusters together are; a kind of clusters may itself be called all

# Read in the order of clusters and industries: there the rows of a year stand together, while in the order of regions
# every block holds some of every year, and fifty regions would cost as much as all.
_CHOSEN = "(select unnest($units::varchar[]))"

# A figure without ends is known exactly; one with a low end alone is open above; one that is empty may be anything.
_MEASURE = """
case when bool_or({m} is null) then null else sum({m})::bigint end as {m},
case when bool_or({m} is null) then null else sum(coalesce({m}_low, {m}))::bigint end as {m}_low,
case when bool_or({m} is null or ({m}_low is not null and {m}_high is null)) then null
    else sum(coalesce({m}_high, {m}))::bigint end as {m}_high"""

_SUMS = """
select cluster, kind, {measures},
    count(*) filter (employment > 0)::int as units_with_jobs, count(*) filter (strong)::int as units_strong,
    arg_max(region, employment) as largest_unit, max(employment) as largest_unit_employment,
    bool_or(employment_before is null) as lacks_before
from portfolio_by_cluster
where region in {chosen} and year = $year and subcluster is null
group by cluster, kind order by cluster
"""


def sums_by_cluster(edition: Edition, units: Sequence[str], year: int) -> list[Row]:
    """Every cluster that stands in a unit: each measure's sum with the sums of its ends, and where most of it is.

    The ends are those of the parts added up: true, but wider than need be where a total holds the parts together. The
    high end is empty where nothing bounds a part, both and the figure where a part may be anything.
    """
    measures = ", ".join(_MEASURE.format(m=name) for name in edition.manifest.measures)
    return edition.rows(_SUMS.format(measures=measures, chosen=_CHOSEN), {"units": list(units), "year": year})


_BEFORE = f"""
with past as (
    select region, cluster, kind, employment from portfolio_by_cluster
    where region in {_CHOSEN} and year = $year - 1 and subcluster is null),
still as (select region from summary where year = $year)
select p.cluster, p.kind, coalesce(sum(p.employment), 0)::bigint as employment, bool_or(s.region is null) as lost
from past p left join still s using (region) group by p.cluster, p.kind order by p.cluster
"""  # noqa: S608 - our own words


def sums_before(edition: Edition, units: Sequence[str], year: int) -> dict[str, Row]:
    """Jobs by cluster in the year before; `lost` where some are of a unit that has no figures in this one."""
    found = edition.rows(_BEFORE, {"units": list(units), "year": year})
    return {row["cluster"]: row for row in found}


# The ends of a unit's total are not stored, but its quotients were taken over them: q_low = low N / (T_high E), and
# q_high = high N / (max(T_low, high) E). A total is told by any cluster with a low end above zero, and by any whose
# high end lies below it; where none tells, the ends of its clusters are added up.
_TOTALS = f"""
with nation as (
    select cluster, case when $within = 'all' then '{ALL}' else kind end as part, employment
    from portfolio where region = $country and year = $year and subcluster is null),
wholes as (select part, sum(employment) as employment from nation group by part),
cells as (
    select p.region, n.part, p.employment as value, coalesce(p.employment_low, p.employment) as low,
        case when p.employment_low is null then p.employment else p.employment_high end as high,
        p.location_quotient as quotient, p.location_quotient_low as quotient_low,
        p.location_quotient_high as quotient_high, w.employment / nullif(n.employment, 0) as scale
    from portfolio_by_cluster p join nation n using (cluster) join wholes w using (part)
    where p.region in {_CHOSEN} and p.year = $year and p.subcluster is null),
told as (
    select *, case when low > 0 and quotient_low > 0 then round(low * scale / quotient_low) end as most,
        case when high > 0 and quotient_high > 0 then round(high * scale / quotient_high) end as least
    from cells),
totals as (
    select region, part, sum(value) as total, sum(low) as lows,
        case when bool_or(high is null) then null else sum(high) end as highs,
        bool_or(quotient is not null and quotient_low is null and quotient_high is null) as certain,
        max(most) as most, max(case when least > high then least end) as least
    from told group by region, part)
select part, sum(total)::bigint as total,
    sum(case when certain then total else coalesce(least, lows) end)::bigint as low,
    sum(case when certain then total else coalesce(most, highs, total) end)::bigint as high,
    bool_and(certain) as certain
from totals group by part
"""  # noqa: S608 - as above


def totals_of_units(edition: Edition, units: Sequence[str], year: int) -> dict[str, Row]:
    """What the units' location quotients are taken over, added up: total, low and high by kind, or of ALL clusters.

    A total that nothing bounds from above counts as it is estimated, as in the portfolio.
    """
    manifest = edition.manifest
    values = {"units": list(units), "year": year, "country": manifest.country, "within": manifest.within}
    return {row["part"]: row for row in edition.rows(_TOTALS, values)}


def part_of(edition: Edition, kind: str) -> str:
    """The clusters over whose jobs the edition takes the quotients of a kind of clusters: that kind, or ALL."""
    return ALL if edition.manifest.within == "all" else kind


@lru_cache(maxsize=32)  # every custom region is held against it, and an edition never changes
def nation_by_cluster(edition: Edition, year: int) -> dict[str, Row]:
    """Jobs of the country by cluster, with its kind: the reference of quotients; empty if no such year."""
    query = "select cluster, kind, employment from portfolio where region = ? and year = ? and subcluster is null"
    return {row["cluster"]: row for row in edition.rows(query, [edition.manifest.country, year])}


_ABOVE_ONE = f"""
with members as (select industry, cluster from membership where vintage = $vintage),
country as (
    select m.industry, m.cluster, n.employment from national n join members m using (industry) where n.year = $year),
here as (
    select a.industry, sum(a.employment) as employment from activity_by_industry a join members m using (industry)
    where a.year = $year and a.region in {_CHOSEN} group by a.industry),
wholes as (
    select (select sum(employment) from country) as country, (select sum(employment) from here) as here)
select c.cluster, count(*) filter (coalesce(h.employment, 0) * w.country > w.here * c.employment) / count(*) as share
from country c left join here h using (industry) cross join wholes w where c.employment > 0 group by c.cluster
"""  # noqa: S608 - as above


def industries_above_one(edition: Edition, units: Sequence[str], year: int) -> dict[str, float]:
    """Of each cluster's industries with jobs in the country the share in which the units' quotient is above 1.

    As in the portfolio both shares are of the jobs in all clusters, and an industry without a job counts as not above.
    """
    values = {"units": list(units), "year": year, "vintage": edition.manifest.vintage(year)}
    return {row["cluster"]: row["share"] for row in edition.rows(_ABOVE_ONE, values)}


@lru_cache(maxsize=32)
def distributions(edition: Edition, level: str, year: int) -> dict[str, dict[str, Distribution]]:
    """By cluster the location quotients and the jobs of the regions of a level that have jobs in it."""
    query = """select cluster, list(location_quotient) as location_quotient, list(employment) as employment
        from portfolio where level = ? and year = ? and subcluster is null and employment > 0 group by cluster"""
    columns = ("location_quotient", "employment")
    return {
        row["cluster"]: {name: Distribution.of(_known(row[name])) for name in columns}
        for row in edition.rows(query, [level, year])
    }


def _known(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]
