"""Why a cluster is, or is not, strong in a region, asked of an edition."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis import Explanation, RuleBook, Situation, explain, load
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.regions import region as region_row

# The region itself first, whether or not it has the cluster, then all others of its level that have it.
_RANKED = """
select s.year, s.level, s.region, coalesce(p.employment, 0) as employment,
    coalesce(p.establishments, 0) as establishments,
    p.location_quotient, s.traded_employment, s.local_employment
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


def why_strong_or_not(edition: Edition, region: str, cluster: Row, year: int) -> Explanation | None:
    """The explanation by the edition's first rule book; None where it does not rank the cluster's kind or the level.

    Also None where the region has no figures in the year.
    """
    book = load(edition.manifest.rules[0])
    level = region_row(edition, region)["level"]
    if cluster["kind"] not in book.kinds or level in book.levels_not_ranked:
        return None
    values = {"cluster": cluster["cluster"], "year": year, "level": level, "region": region}
    rows = edition.rows(_RANKED, values)
    if not rows or rows[0]["region"] != region:
        return None
    return explain(_situation(edition, rows, cluster, book), book)


def _situation(edition: Edition, rows: list[Row], cluster: Row, book: RuleBook) -> Situation:
    year, level = rows[0]["year"], rows[0]["level"]
    country = {"cluster": cluster["cluster"], "year": year, "country": edition.manifest.country}
    nation = edition.rows(_NATION, country)[0]
    return Situation(
        region=rows[0]["region"],
        cluster=cluster["cluster"],
        year=year,
        level=level,
        employment=_column(rows, "employment"),
        establishments=_column(rows, "establishments") if "establishments" in book.needs else None,
        location_quotient=np.nan_to_num(_column(rows, "location_quotient")),
        region_total=np.array([_total(edition, row, cluster["kind"]) for row in rows], np.float64),
        cluster_total=float(nation["employment"] or 0),
        nation_total=float(_total(edition, nation, cluster["kind"])),
    )


def _total(edition: Edition, row: Row, kind: str) -> int:
    """The denominator of the edition's quotients: jobs in clusters of the kind, or in all.

    What is not local counts as traded in a summary, also where the definition does not tell the two apart.
    """
    if edition.manifest.within == "all":
        return int(row["traded_employment"] + row["local_employment"])
    return int(row["local_employment" if kind == "local" else "traded_employment"])


def _column(rows: list[Row], name: str) -> NDArray[np.float64]:
    return np.array([row[name] for row in rows], np.float64)
