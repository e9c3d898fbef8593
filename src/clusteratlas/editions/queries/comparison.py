"""Questions of a comparison: some regions, clusters or years side by side, each answered by one query for all."""

from collections.abc import Sequence

from clusteratlas.editions.edition import Edition, Row

_COLUMNS = """year, level, region, cluster, kind, employment, employment_low, employment_high, employment_share,
    location_quotient, rank_location_quotient, ranked, employment_change, employment_growth, strong, robust"""
_PORTFOLIOS = f"""
select {_COLUMNS} from portfolio
where list_contains($regions, region) and list_contains($years, year) and subcluster is null
"""  # noqa: S608 - the names are our own
_OF_CLUSTERS = f"""
select {_COLUMNS} from portfolio_by_cluster
where list_contains($clusters, cluster) and list_contains($years, year) and level = $level and subcluster is null
"""  # noqa: S608 - as above


def named(edition: Edition, codes: Sequence[str]) -> dict[str, Row]:
    """The rows of some regions, by code; a code the edition does not have is not there."""
    rows = edition.rows("select * from regions where list_contains($codes, region)", {"codes": list(codes)})
    return {row["region"]: row for row in rows}


def cluster_codes(edition: Edition) -> list[str]:
    """The codes of all clusters."""
    return [row["cluster"] for row in edition.rows("select cluster from clusters where subcluster is null")]


def region_codes(edition: Edition) -> list[str]:
    """The codes of all regions but the country."""
    country = edition.manifest.country
    return [row["region"] for row in edition.rows("select region from regions where region <> ?", [country])]


def largest_clusters(edition: Edition, year: int, most: int) -> list[str]:
    """The clusters with the most jobs in the country, local ones left out."""
    query = """select cluster from portfolio where region = ? and year = ? and subcluster is null and kind <> 'local'
        order by employment desc, cluster limit ?"""
    return [row["cluster"] for row in edition.rows(query, [edition.manifest.country, year, most])]


def portfolios(edition: Edition, regions: Sequence[str], years: Sequence[int]) -> list[Row]:
    """The whole clusters of some regions in some years; a cluster without a row has nothing there."""
    return edition.rows(_PORTFOLIOS, {"regions": list(regions), "years": list(years)})


def of_clusters(edition: Edition, clusters: Sequence[str], level: str, years: Sequence[int]) -> list[Row]:
    """Some clusters in every region of a level that has them, in some years."""
    return edition.rows(_OF_CLUSTERS, {"clusters": list(clusters), "years": list(years), "level": level})


_VERDICTS = """
select year, region, cluster, class, strong from verdicts
where list_contains($regions, region) and list_contains($years, year) and rules = $rules
"""
_VERDICTS_OF_CLUSTERS = """
select v.year, v.region, v.cluster, v.class, v.strong from verdicts v join regions r on r.region = v.region
where list_contains($clusters, v.cluster) and list_contains($years, v.year) and v.rules = $rules and r.level = $level
"""


def verdicts_in(edition: Edition, regions: Sequence[str], years: Sequence[int], rules: str) -> list[Row]:
    """What a rule book says of every cluster that it ranks in some regions and years."""
    return edition.rows(_VERDICTS, {"regions": list(regions), "years": list(years), "rules": rules})


def verdicts_of_clusters(
    edition: Edition, clusters: Sequence[str], level: str, years: Sequence[int], rules: str
) -> list[Row]:
    """What a rule book says of some clusters in every region of a level."""
    values = {"clusters": list(clusters), "years": list(years), "rules": rules, "level": level}
    return edition.rows(_VERDICTS_OF_CLUSTERS, values)


_HEADLINES = """
select s.*, q.* exclude (year, region), t.herfindahl,
    j.strong_clusters as strong_by_book, j.strong_share as share_by_book
from summary s join quality q using (year, region)
left join structure t using (year, region)
left join ({judged}) j using (year, region)
where list_contains($regions, s.region) and list_contains($years, s.year)
"""

# What the edition's first rule book says of regions stands in the summary; of another it is counted here.
_BY_FIRST_BOOK = """
    select year, region, strong_clusters, strong_share from summary
    where list_contains($regions, region) and list_contains($years, year)"""
_BY_BOOK = """
    select v.year, v.region, count(*) filter (v.strong)::int as strong_clusters,
        case when count(v.strong) filter (p.employment > 0) > 0
            then coalesce(sum(p.employment) filter (v.strong), 0) / sum(p.employment) end as strong_share
    from verdicts v
    join portfolio p on p.year = v.year and p.region = v.region and p.cluster = v.cluster and p.subcluster is null
    where v.rules = $rules and list_contains($years, v.year) and list_contains($regions, v.region)
    group by v.year, v.region"""


def headlines(edition: Edition, regions: Sequence[str], years: Sequence[int], rules: str) -> list[Row]:
    """Summary, quality and Herfindahl index of some regions in some years; one without figures is not there.

    How many clusters are strong under a rule book, and the share of jobs in them, is strong_by_book and share_by_book.
    """
    values: dict[str, object] = {"regions": list(regions), "years": list(years)}
    if edition.book(rules).name == edition.manifest.book.name:
        return edition.rows(_HEADLINES.format(judged=_BY_FIRST_BOOK), values)
    return edition.rows(_HEADLINES.format(judged=_BY_BOOK), values | {"rules": rules})


_NATIONAL = """
select p.* exclude (subcluster) from portfolio p
where p.region = $country and list_contains($clusters, p.cluster) and list_contains($years, p.year)
    and p.subcluster is null
"""


def national(edition: Edition, clusters: Sequence[str], years: Sequence[int]) -> list[Row]:
    """The reference totals of some clusters in some years."""
    values = {"clusters": list(clusters), "years": list(years), "country": edition.manifest.country}
    return edition.rows(_NATIONAL, values)


def concentrations(edition: Edition, clusters: Sequence[str], level: str, years: Sequence[int]) -> list[Row]:
    """How concentrated some clusters are over the regions of a level."""
    query = """select * from concentration
        where list_contains($clusters, cluster) and list_contains($years, year) and level = $level"""
    return edition.rows(query, {"clusters": list(clusters), "years": list(years), "level": level})


def stages(edition: Edition, clusters: Sequence[str], level: str) -> list[Row]:
    """In how many regions of a level some clusters are in each stage of their lives: cluster, stage, regions."""
    query = """select cluster, stage, count(*)::int as regions from life_cycle
        where list_contains($clusters, cluster) and level = $level group by cluster, stage order by cluster, stage"""
    return edition.rows(query, {"clusters": list(clusters), "level": level})


def relations(edition: Edition, clusters: Sequence[str]) -> list[Row]:
    """How related every two of some clusters are."""
    query = "select * from relatedness where list_contains($clusters, cluster) and list_contains($clusters, other)"
    return edition.rows(query, {"clusters": list(clusters)})


def closest_to(edition: Edition, clusters: Sequence[str], most: int) -> list[str]:
    """The clusters most related to any of some, the closest first, themselves left out."""
    query = """select other, max(relatedness) as relatedness from relatedness
        where list_contains($clusters, cluster) and not list_contains($clusters, other) and relatedness is not null
        group by other order by relatedness desc, other limit $most"""
    return [row["other"] for row in edition.rows(query, {"clusters": list(clusters), "most": most})]
