"""Every regional cluster whose class or figures changed, with the causes that comparison finds."""

from collections.abc import Sequence

import pyarrow as pa

from clusteratlas.editions.diff import difference as d
from clusteratlas.engines import Connection

# Cells that differ; a cell that is not there is nothing. An estimate that moved has moved.
_MOVED_CELLS = """
create temp table moved_cells as
select year, region, industry
from (select * from before_activity where year in (from common_years)) b
full join (select * from after_activity where year in (from common_years)) a using (year, region, industry)
where {differ}
"""

# Regional clusters with such a cell among the industries that either edition puts into the cluster.
_MOVED_DATA = """
create temp table moved_data as
select distinct m.year, c.region, m.cluster
from (from before_members union from after_members) m join moved_cells c using (year, industry)
"""

_MOVED_DEFINITION = """
create temp table moved_definition as
with members as (
    (from before_members except from after_members) union (from after_members except from before_members)),
kinds as (
    select b.cluster from before_clusters b join after_clusters a using (cluster)
    where b.subcluster is null and a.subcluster is null and a.kind <> b.kind)
select distinct year, cluster from members where year in (from common_years)
union select year, cluster from kinds cross join common_years
"""

# Regional clusters of regions and clusters that both editions have.
_PAIRED = """
create temp table paired as
with regions as (select b.region, b.level from before_regions b join after_regions a using (region, level)
        where level <> 'country'),
    both_clusters as (select distinct cluster from before_clusters semi join after_clusters using (cluster)),
    b as (select * from before_portfolio where subcluster is null and year in (from common_years)),
    a as (select * from after_portfolio where subcluster is null and year in (from common_years))
select year, r.level, region, cluster, {figures},
    b.location_quotient as location_quotient_before, a.location_quotient as location_quotient_after,
    coalesce(b.strong, false) as strong_before, coalesce(a.strong, false) as strong_after, {moved} as figures_moved
from b full join a using (year, region, cluster)
join regions r using (region) join both_clusters using (cluster)
"""

_CHANGED = """
with found as (
    select p.* exclude (figures_moved),
        case when strong_after and not strong_before then '{became}'
            when strong_before and not strong_after then '{ceased}'
            when figures_moved or location_quotient_before is distinct from location_quotient_after then '{figures}'
            end as change,
        c.region is not null as by_data, m.cluster is not null as by_definition,
        case when strong_before <> strong_after then u.region is not null else {within} end as by_rule
    from paired p
    left join moved_data c using (year, region, cluster)
    left join moved_definition m using (year, cluster)
    left join (select distinct * from ruled) u using (year, region, cluster))
select year, level, region, cluster, change,
    coalesce(nullif(concat_ws('{between}', case when by_data then '{data}' end,
        case when by_definition then '{definition}' end, case when by_rule then '{rule}' end), ''), '{others}')
        as cause,
    * exclude (year, level, region, cluster, change, by_data, by_definition, by_rule)
from found where change is not null order by year, region, cluster
"""


def changes(connection: Connection, measures: Sequence[str], within_changed: bool) -> tuple[pa.Table, int]:
    """The changed regional clusters, and how many were compared; `measures` are those both editions have.

    Causes: data - a cell of its own moved; definition - the cluster's industries, or its kind, are others; rule - the
    same figures are in another class under the other edition's rules, or quotients are taken over other jobs. Where
    none holds the cause is others: the rest of the region, other regions or the reference moved.
    """
    connection.execute(_MOVED_CELLS.format(differ=_differ(measures)))
    connection.execute(_MOVED_DATA)
    connection.execute(_MOVED_DEFINITION)
    connection.execute(_PAIRED.format(figures=_figures(measures), moved=_differ(measures)))
    found = connection.sql(_CHANGED.format(**_words(within_changed))).to_arrow_table()
    (shared,) = connection.execute("select count(*) from paired").fetchone() or (0,)
    return found, int(shared)


def _words(within_changed: bool) -> dict[str, str]:
    return {
        "became": d.BECAME_STRONG,
        "ceased": d.NO_LONGER_STRONG,
        "figures": d.FIGURES,
        "data": d.DATA,
        "definition": d.DEFINITION,
        "rule": d.RULE,
        "others": d.OTHERS,
        "between": d.BETWEEN,
        "within": str(within_changed).lower(),
    }


def _differ(measures: Sequence[str]) -> str:
    return " or ".join(f"coalesce(b.{name}, 0) <> coalesce(a.{name}, 0)" for name in measures)


def _figures(measures: Sequence[str]) -> str:
    return ", ".join(f"b.{name} as {name}_before, a.{name} as {name}_after" for name in measures)
