"""Why a cluster is, or is not, strong in a region by one of the edition's rule books, asked of an edition."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis import Explanation, RuleBook, Situation, explain
from clusteratlas.diagnosis.situation import OF_TOTALS
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.regions import region as region_row

# The region itself first, whether or not it has the cluster, then all others of its level that have it.
_RANKED = """
select s.year, s.level, s.region, s.traded_employment, s.local_employment, p.* exclude (year, level, region)
from summary s
left join portfolio_by_cluster p
    on p.region = s.region and p.year = s.year and p.cluster = $cluster and p.subcluster is null
where s.year = $year and s.level = $level and (p.employment > 0 or s.region = $region)
order by s.region <> $region, s.region
"""

_NATION = """
select p.employment, s.traded_employment, s.local_employment
from summary s left join portfolio p
    on p.region = s.region and p.year = s.year and p.cluster = $cluster and p.subcluster is null
where s.region = $country and s.year = $year
"""
_OF_THEIR_OWN = ("employment", "establishments", "location_quotient")


def why_strong_or_not(
    edition: Edition, region: str, cluster: Row, year: int, rules: str | None = None
) -> Explanation | None:
    """The explanation by a rule book of the edition, its first if none is named.

    None where the rule book does not rank the cluster's kind or the region's level, and where the region has no figures
    in the year. Raises UnknownChoice for a rule book the edition was not built with.
    """
    book = edition.book(rules)
    level = region_row(edition, region)["level"]
    if cluster["kind"] not in book.kinds or level in book.levels_not_ranked:
        return None
    values = {"cluster": cluster["cluster"], "year": year, "level": level, "region": region}
    rows = edition.rows(_RANKED, values)
    if not rows or rows[0]["region"] != region:
        return None
    return explain(_situation(edition, rows, cluster, book), book)


def _situation(edition: Edition, rows: list[Row], cluster: Row, book: RuleBook) -> Situation:
    year = rows[0]["year"]
    country = {"cluster": cluster["cluster"], "year": year, "country": edition.manifest.country}
    nation = edition.rows(_NATION, country)[0]
    others = [column for column in book.needs if column not in _OF_THEIR_OWN and column in rows[0]]
    return Situation(
        region=rows[0]["region"],
        cluster=cluster["cluster"],
        year=year,
        level=rows[0]["level"],
        employment=_count(rows, "employment"),
        establishments=_count(rows, "establishments") if "establishments" in book.needs else None,
        location_quotient=np.nan_to_num(_column(rows, "location_quotient")),
        region_total=np.array([_total(edition, row, cluster["kind"]) for row in rows], np.float64),
        cluster_total=float(nation["employment"] or 0),
        nation_total=float(_total(edition, nation, cluster["kind"])),
        other={column: _other(rows, column) for column in others},
        region_total_all=np.array([_all(row) for row in rows], np.float64),
        nation_total_all=float(_all(nation)),
    )


def _total(edition: Edition, row: Row, kind: str) -> int:
    """The denominator of the edition's quotients: jobs in clusters of the kind, or in all.

    What is not local counts as traded in a summary, also where the definition does not tell the two apart.
    """
    if edition.manifest.within == "all":
        return _all(row)
    return int(row["local_employment" if kind == "local" else "traded_employment"])


def _all(row: Row) -> int:
    return int(row["traded_employment"] + row["local_employment"])


def _count(rows: list[Row], name: str) -> NDArray[np.float64]:
    """A count; a region without the cluster has none of it."""
    return np.nan_to_num(_column(rows, name))


def _other(rows: list[Row], name: str) -> NDArray[np.float64]:
    """Any other column; zero jobs are a quotient and a share of zero."""
    values = _column(rows, name)
    return np.where(_count(rows, "employment") == 0, 0.0, values) if name in OF_TOTALS else values


def _column(rows: list[Row], name: str) -> NDArray[np.float64]:
    return np.array([row[name] for row in rows], np.float64)
