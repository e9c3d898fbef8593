"""Writes `summary` and `quality`: the headlines of every region and how much of it the published cells cover."""

from pathlib import Path

from clusteratlas.editions.parquet import write_table
from clusteratlas.editions.plan import Plan
from clusteratlas.engines import connect_in_memory, view_parquet
from clusteratlas.home import Share

# Published totals are the producer's own; traded and local are sums of published six-digit cells.
_PUBLISHED = """
create temp table published_totals as
select year, region, employment, establishments from published
union all
select year, getvariable('country'), sum(employment)::bigint, sum(establishments)::bigint from published group by year
"""

_SUMMARY = """
with whole as (select * from portfolio where subcluster is null),
kinds as (
    select year, region, any_value(level) as level,
        coalesce(sum(employment) filter (kind = 'traded'), 0)::bigint as traded_employment,
        coalesce(sum(employment) filter (kind = 'local'), 0)::bigint as local_employment,
        count(*) filter (strong)::int as strong_clusters,
        coalesce(sum(employment) filter (strong), 0)::bigint as strong_employment,
        arg_max(cluster, (employment, cluster)) filter (kind = 'traded') as largest_cluster,
        max(employment_share) filter (kind = 'traded') as largest_share
    from whole group by year, region),
figures as (
    select k.year, k.region, k.level, p.employment, p.establishments,
        k.traded_employment, k.local_employment, k.strong_clusters, k.strong_employment,
        case when k.traded_employment > 0 then k.strong_employment / k.traded_employment end as strong_share,
        p.employment - before.employment as employment_change,
        case when before.employment > 0 then p.employment / before.employment - 1 end as employment_growth,
        case when past.traded_employment > 0 then k.traded_employment / past.traded_employment - 1 end as traded_growth,
        k.largest_cluster, k.largest_share
    from kinds k join published_totals p using (year, region)
    left join published_totals before on before.region = k.region and before.year = k.year - 1
    left join kinds past on past.region = k.region and past.year = k.year - 1)
select year, region, level, employment, establishments, traded_employment, local_employment, employment_change,
    stored_ratio(employment_growth) as employment_growth, stored_ratio(traded_growth) as traded_growth,
    case when level <> 'country' then strong_clusters end as strong_clusters,
    case when level <> 'country' then strong_employment end as strong_employment,
    case when level <> 'country' then stored_ratio(strong_share) end as strong_share,
    largest_cluster, largest_share,
    rank() over (partition by year, level order by employment desc)::int as rank_employment,
    case when traded_growth is not null then
        rank() over (partition by year, level order by traded_growth desc nulls last) end::int as rank_traded_growth,
    case when level <> 'country' and strong_share is not null then
        rank() over (partition by year, level order by strong_share desc nulls last) end::int as rank_strong_share,
    count(*) over (partition by year, level)::int as ranked
from figures order by year, region
"""

_QUALITY = """
with cells as (
    select year, region, sum(employment)::bigint as cell_employment from activity group by year, region
    union all
    select year, getvariable('country'), sum(employment)::bigint from activity group by year)
select year, region, employment as published_employment, coalesce(cell_employment, 0) as cell_employment,
    case when employment > 0 then stored_ratio(coalesce(cell_employment, 0) / employment) end as coverage
from published_totals left join cells using (year, region) order by year, region
"""

_RATIO = """
create macro stored_ratio(x) as
    case when x is null or x = 0 then x
    else round(x * 10.0 ** (11 - floor(log10(abs(x))))) / 10.0 ** (11 - floor(log10(abs(x)))) end
"""


def write_summary(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The tables summary and quality."""
    connection = connect_in_memory()
    for step, table in (("activity", "activity"), ("activity", "published"), ("portfolio", "portfolio")):
        view_parquet(connection, table, done / step / f"{table}.parquet")
    connection.execute(_RATIO)
    connection.execute(f"set variable country = '{plan.atlas.country}'")
    connection.execute(_PUBLISHED)
    write_table(folder, "summary", connection.sql(_SUMMARY).to_arrow_table())
    write_table(folder, "quality", connection.sql(_QUALITY).to_arrow_table())
