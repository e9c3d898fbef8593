"""Questions about how often a rule book says strong: of a cluster over regions, of a region over its clusters."""

from functools import lru_cache

from clusteratlas.editions.edition import Edition, Row

_OF_CLUSTER = """
select v.rules, v.class, v.strong, count(*)::int as regions
from portfolio_by_cluster p join verdicts v on v.year = p.year and v.region = p.region and v.cluster = p.cluster
where p.cluster = $cluster and p.subcluster is null and p.year = $year and p.level = $level and p.employment > 0
group by all order by all
"""


def counts_of_cluster(edition: Edition, cluster: str, level: str, year: int) -> dict[str, list[Row]]:
    """How many regions with jobs in a cluster each rule book puts into which class, and calls strong, by rule book.

    Rule books stand in the edition's order; one that does not rank the cluster is not there.
    """
    found: dict[str, list[Row]] = {name: [] for name in edition.manifest.books}
    for row in edition.rows(_OF_CLUSTER, {"cluster": cluster, "level": level, "year": year}):
        found[row.pop("rules")].append(row)
    return {name: rows for name, rows in found.items() if rows}


_STRONG_REGIONS = """
select v.cluster, count(*)::int as n from verdicts v join regions r on r.region = v.region
where v.year = $year and r.level = $level and v.rules = $rules and v.strong group by v.cluster
"""


@lru_cache(maxsize=64)  # every page with a list of clusters says it, and an edition never changes
def strong_regions(edition: Edition, level: str, year: int, rules: str | None = None) -> dict[str, int]:
    """In how many regions of a level a rule book (the first if none is named) calls each cluster strong, by cluster.

    Clusters it calls strong nowhere are not there.
    """
    values = {"level": level, "year": year, "rules": edition.book(rules).name}
    return {row["cluster"]: row["n"] for row in edition.rows(_STRONG_REGIONS, values)}
