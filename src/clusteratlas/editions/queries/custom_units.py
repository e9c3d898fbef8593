"""Questions about the units of a custom region: which regions there are, their headlines, where their jobs are."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from clusteratlas.diagnosis import Distribution
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.layout import BASE

_CHOSEN = "(select unnest($units::varchar[]))"


@lru_cache(maxsize=16)  # every address with units is held against it, and an edition never changes
def levels_of_regions(edition: Edition) -> Mapping[str, str]:
    """The level of every region below the country, by code."""
    query = "select region, level from regions where region <> ? order by region"
    return {row["region"]: row["level"] for row in edition.rows(query, [edition.manifest.country])}


_HEADLINES = f"""
select s.year, s.region, s.* exclude (year, region), q.* exclude (year, region)
from summary s join quality q using (year, region)
where s.region in {_CHOSEN} and s.year in ($year, $year - 1)
order by s.year, s.region
"""  # noqa: S608 - our own words


def headlines_of_units(edition: Edition, units: Sequence[str], year: int) -> dict[int, dict[str, Row]]:
    """The headlines of every unit in the year and the year before, by year and region."""
    found: dict[int, dict[str, Row]] = {year - 1: {}, year: {}}
    for row in edition.rows(_HEADLINES, {"units": list(units), "year": year}):
        found[row["year"]][row["region"]] = row
    return found


_IN_CLUSTERS = f"""
select region, cluster, employment, employment_low, employment_high, location_quotient, strong
from portfolio_by_cluster
where region in {_CHOSEN} and year = $year and subcluster is null and employment > 0
    and cluster in (select unnest($clusters::varchar[]))
order by region, cluster
"""  # noqa: S608 - as above


def units_in_clusters(
    edition: Edition, units: Sequence[str], clusters: Sequence[str], year: int
) -> dict[tuple[str, str], Row]:
    """The figures of every unit in some clusters, by region and cluster; nothing where it has no jobs in one."""
    values = {"units": list(units), "clusters": list(clusters), "year": year}
    return {(row["region"], row["cluster"]): row for row in edition.rows(_IN_CLUSTERS, values)}


HEADLINES = ("employment", "traded_growth", "strong_share")  # of which a summary has ranks


@lru_cache(maxsize=32)
def headline_distributions(edition: Edition, level: str, year: int) -> dict[str, Distribution]:
    """The headlines of a level's regions in a year, those that are ranked, as distributions by column."""
    query = f"select {', '.join(HEADLINES)} from summary where level = ? and year = ?"  # noqa: S608 - as above
    rows = edition.rows(query, [level, year])
    return {name: Distribution.of(row[name] for row in rows if row[name] is not None) for name in HEADLINES}


@lru_cache(maxsize=16)  # the picker asks it for every unit that is added, and an edition never changes
def jobs_of_level(edition: Edition, level: str, year: int) -> dict[str, Row]:
    """All regions of a level with what running totals are made of, by code; empty figures where it has none."""
    measures = ", ".join(f"s.{name}" for name in BASE if name in edition.manifest.measures)
    query = f"""
        select r.region, r.states, r.parent, r.has_boundary, {measures}, s.traded_employment, s.local_employment
        from regions r left join summary s on s.region = r.region and s.year = $year
        where r.level = $level order by r.region"""  # noqa: S608 - as above
    return {row["region"]: row for row in edition.rows(query, {"level": level, "year": year})}
