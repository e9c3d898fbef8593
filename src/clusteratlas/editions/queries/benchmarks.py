"""Questions about benchmark groups: which regions belong to one, and how its figures are spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from clusteratlas.editions.edition import Edition, Row

# What a region has of a cluster it has no row of: nothing; of growth nothing can be said.
ABSENT = {"location_quotient": 0.0, "employment": 0.0, "employment_share": 0.0, "employment_growth": None}


@lru_cache(maxsize=64)  # every comparison says it, and an edition never changes
def members_of_level(edition: Edition, level: str, year: int) -> tuple[str, ...]:
    """The regions of a level that have figures in a year, those with the most jobs first."""
    query = "select region from summary where level = ? and year = ? order by employment desc, region"
    return tuple(row["region"] for row in edition.rows(query, [level, year]))


def members_of_size(edition: Edition, level: str, year: int, jobs: tuple[float, float]) -> tuple[str, ...]:
    """The regions of a level with from so many to so many jobs in all, the largest first."""
    query = """select region from summary where level = ? and year = ? and employment between ? and ?
        order by employment desc, region"""
    return tuple(row["region"] for row in edition.rows(query, [level, year, *jobs]))


_STRONG_IN = """
select v.region from verdicts v
join portfolio_by_cluster p
    on p.year = v.year and p.region = v.region and p.cluster = v.cluster and p.subcluster is null
where v.year = $year and v.cluster = $cluster and v.rules = $rules and v.strong and p.level = $level
order by p.employment desc, v.region
"""


def members_strong_in(edition: Edition, cluster: str, level: str, year: int, rules: str) -> tuple[str, ...]:
    """The regions of a level in which a rule book calls a cluster strong, those with the most jobs in it first."""
    values = {"cluster": cluster, "level": level, "year": year, "rules": rules}
    return tuple(row["region"] for row in edition.rows(_STRONG_IN, values))


def peers_of_some(edition: Edition, regions: Sequence[str], year: int) -> list[Row]:
    """The peers of some regions in a year (region, rank, peer), the most alike first."""
    query = """select region, rank, peer, similarity from peers
        where list_contains($regions, region) and year = $year order by rank, region"""
    return edition.rows(query, {"regions": list(regions), "year": year})


@dataclass(frozen=True)
class Spread:
    """The quartiles of a figure over the members of a group, and how many of them it is known of."""

    low: float
    median: float
    high: float
    known: int


_SPREAD = """
with members as (select unnest($regions::varchar[]) as region),
here as (
    select region, cluster, {measure}::double as figure, true as there from portfolio
    where year = $year and subcluster is null and list_contains($regions, region)),
every as (
    select c.cluster, case when h.there then h.figure else $absent::double end as figure
    from clusters c cross join members m left join here h on h.region = m.region and h.cluster = c.cluster
    where c.subcluster is null)
select cluster, quantile_cont(figure, [0.25, 0.5, 0.75]) as parts, count(figure)::int as known
from every where figure is not null group by cluster
"""


@lru_cache(maxsize=256)  # a group is asked for by every comparison it stands beside, and an edition never changes
def spread_by_cluster(edition: Edition, members: tuple[str, ...], year: int, measure: str) -> dict[str, Spread]:
    """The quartiles of one of ABSENT's measures over some regions, by cluster; linearly interpolated.

    A region without a row of a cluster has none of it, and counts as zero; its growth is not known.
    """
    values = {"regions": list(members), "year": year, "absent": ABSENT[measure]}
    found = {}
    for row in edition.rows(_SPREAD.format(measure=measure), values):
        low, median, high = row["parts"]
        found[row["cluster"]] = Spread(low, median, high, row["known"])
    return found
