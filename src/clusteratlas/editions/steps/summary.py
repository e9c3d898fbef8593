"""Writes `summary` and `quality`: the headlines of every region and how much of it is published or known."""

from pathlib import Path

from clusteratlas.editions.layout import DERIVED, ESTIMATED, PUBLISHED, UNKNOWN, columns_of, in_layout, tables_of
from clusteratlas.editions.layout.grades import GRADES
from clusteratlas.editions.parquet import write_table
from clusteratlas.editions.plan import Plan
from clusteratlas.engines import connect_in_memory, view_parquet
from clusteratlas.home import Share
from clusteratlas.sources import TOTAL

# A region's total is the producer's own where there is one, else the sum of its cells.
_REGION_TOTALS = """
create temp table region_totals as
with cells as (select year, region, {sums} from activity group by year, region),
totals as (select year, region, {measures}, employment_flag from totals where industry = '{total}')
select year, region, {figures}, coalesce(t.employment_flag, '{derived}') as employment_flag
from cells c left join totals t using (year, region)
union all
select year, '{country}', {measures}, employment_flag from national where industry = '{total}'
"""

# Growth is that of a region's total where it is known in both years, else of its clusters that are. A country's traded
# growth is always that of its clusters: regions it is the sum of may have figures in one of the years only.
_SUMMARY = """
with whole as (select * from portfolio where subcluster is null),
kinds as (
    select year, region, any_value(level) as level,
        coalesce(sum(employment) filter (kind <> 'local'), 0)::bigint as traded_employment,
        coalesce(sum(employment) filter (kind = 'local'), 0)::bigint as local_employment,
        count(*) filter (strong)::int as strong_clusters,
        count(*) filter (strong and not robust)::int as strong_borderline,
        coalesce(sum(employment) filter (strong), 0)::bigint as strong_employment,
        arg_max(cluster, (employment, cluster)) filter (kind <> 'local') as largest_cluster,
        max(employment_share) filter (kind <> 'local') as largest_share
    from whole group by year, region),
known_totals as (
    select now.year, now.region, now.employment - before.employment as change, before.employment as before
    from region_totals now join region_totals before on before.region = now.region and before.year = now.year - 1
    where now.employment_flag <> '{unknown}' and before.employment_flag <> '{unknown}'),
known_clusters as (
    select year, region, sum(employment_change) as change, sum(employment_before) as before,
        sum(employment_change) filter (kind <> 'local') as traded_change,
        sum(employment_before) filter (kind <> 'local') as traded_before
    from whole group by year, region),
compared as (
    select year, region, change, before from known_totals
    union all
    select year, region, change, before from known_clusters anti join known_totals using (year, region)),
figures as (
    select k.*, {own_figures},
        case when k.traded_employment > 0 then k.strong_employment / k.traded_employment end as strong_ratio,
        c.change as employment_change, case when c.before > 0 then c.change / c.before end as growth,
        case when k.region = '{country}' then
            case when n.traded_before > 0 then n.traded_change / n.traded_before end
            when past.traded_employment > 0 then k.traded_employment / past.traded_employment - 1 end as traded
    from kinds k join region_totals p using (year, region)
    left join compared c using (year, region)
    left join known_clusters n using (year, region)
    left join kinds past on past.region = k.region and past.year = k.year - 1)
select * exclude (strong_ratio, growth, traded, strong_clusters, strong_borderline, strong_employment),
    stored_ratio(growth) as employment_growth, stored_ratio(traded) as traded_growth,
    case when level <> 'country' then strong_clusters end as strong_clusters,
    case when level <> 'country' then strong_borderline end as strong_borderline,
    case when level <> 'country' then strong_employment end as strong_employment,
    case when level <> 'country' then stored_ratio(strong_ratio) end as strong_share,
    rank() over (partition by year, level order by employment desc)::int as rank_employment,
    case when traded is not null then
        rank() over (partition by year, level order by traded desc nulls last) end::int as rank_traded_growth,
    case when level <> 'country' and strong_ratio is not null then
        rank() over (partition by year, level order by strong_ratio desc nulls last) end::int as rank_strong_share,
    count(*) over (partition by year, level)::int as ranked
from figures order by year, region
"""

_QUALITY = """
with of_regions as (
    select year, region,
        coalesce(sum(employment) filter (employment_flag = '{published}'), 0)::bigint as published_employment,
        coalesce(sum(employment) filter (employment_flag = '{derived}'), 0)::bigint as derived_employment,
        coalesce(sum(employment) filter (employment_flag = '{estimated}'), 0)::bigint as estimated_employment,
        count(*) filter (employment_flag <> '{published}')::int as withheld_cells
    from activity group by year, region),
roots as (select region from regions where parent = '{country}'),
cells as (
    select * from of_regions
    union all
    select year, '{country}', sum(published_employment)::bigint, sum(derived_employment)::bigint,
        sum(estimated_employment)::bigint, sum(withheld_cells)::int
    from of_regions join roots using (region) group by year),
shares as (
    select year, region, employment as total_employment, cells.* exclude (year, region),
        case when employment > 0 and employment_flag <> 'unknown' then published_employment / employment end as covered,
        case when published_employment + derived_employment + estimated_employment > 0 then
            (published_employment + derived_employment)
            / (published_employment + derived_employment + estimated_employment) end as known
    from region_totals join cells using (year, region))
select * exclude (covered, known), stored_ratio(covered) as coverage, stored_ratio(known) as known_share,
    case when known is null then null {grades} else 'D' end as grade
from shares order by year, region
"""

_RATIO = """
create macro stored_ratio(x) as
    case when x is null or x = 0 then x
    else round(x * 10.0 ** (11 - floor(log10(abs(x))))) / 10.0 ** (11 - floor(log10(abs(x)))) end
"""


def write_summary(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The tables summary and quality."""
    connection = connect_in_memory()
    tables = {"cells": ("activity", "totals", "national"), "portfolio": ("portfolio",), "entities": ("regions",)}
    for step, names in tables.items():
        for name in names:
            view_parquet(connection, name, done / step / f"{name}.parquet")
    words = _words(plan)
    connection.execute(_RATIO)
    connection.execute(_REGION_TOTALS.format(**words))
    for name, query in (("summary", _SUMMARY), ("quality", _QUALITY)):
        schema = tables_of(plan.measures)[name].schema
        write_table(folder, name, in_layout(connection.sql(query.format(**words)).to_arrow_table(), schema))


def _words(plan: Plan) -> dict[str, str]:
    """What the queries need to know of the edition: its measures, its country, its words."""
    measures = columns_of(plan.measures)
    return {
        "country": plan.atlas.country,
        "total": TOTAL,
        "published": PUBLISHED,
        "derived": DERIVED,
        "estimated": ESTIMATED,
        "unknown": UNKNOWN,
        "measures": ", ".join(measures),
        "own_figures": ", ".join(f"p.{name}" for name in measures),
        "sums": ", ".join(f"sum({name})::bigint as {name}" for name in measures),
        "figures": ", ".join(f"coalesce(t.{name}, c.{name}) as {name}" for name in measures),
        "grades": " ".join(f"when known >= {least} then '{grade}'" for grade, least in GRADES.items()),
    }
