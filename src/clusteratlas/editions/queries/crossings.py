"""The question in which regions a cluster became strong, or no longer is, between two years, and what moved it."""

import pyarrow as pa

from clusteratlas.diagnosis import RuleBook, crossings
from clusteratlas.diagnosis.crossings import KEPT
from clusteratlas.diagnosis.situation import QUOTIENT
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.clusters import cluster as cluster_of

_REST = ""  # the code of all other clusters of the kind, taken together

# Causes need the totals of every region and the nation, and nothing of single other clusters: one row stands for them.
_ROWS = """
with own as (
    select p.* from portfolio_by_cluster p where p.cluster = $cluster and p.subcluster is null
        and p.year in ($before, $year) and p.level in ($level, 'country')),
rest as (
    select s.year, s.level, s.region, greatest({total} - coalesce(o.employment, 0), 0) as employment
    from summary s left join own o on o.region = s.region and o.year = s.year
    where s.year in ($before, $year) and s.level in ($level, 'country'))
select year, level, region, cluster, kind, {columns} from own where employment is not null
union all
select year, level, region, $rest as cluster, $kind as kind, {others} from rest
"""
_TOTALS = {"traded": "s.traded_employment", "local": "s.local_employment"}
_EVERY = "s.traded_employment + s.local_employment"
_OF_THE_REST = {"employment": "employment", QUOTIENT: "1.0", "establishments": "0"}  # what a portfolio must have


def crossed(edition: Edition, cluster: str, level: str, years: tuple[int, int], rules: str | None = None) -> list[Row]:
    """The regions of a level in which one rule book (the first if none is named) says another thing of a cluster.

    `years` are the earlier and the later one. Each row has region, crossing (entered, left), cause (own, others,
    either, together), employment and location quotient of both years; those with the most jobs in either come first.
    A crossing that cannot be compared, because the region or a figure is lacking in a year, is empty; a cause is empty
    where it cannot be told exactly. It is the answer of `diagnosis.crossings` on the whole portfolio.
    """
    book, kind = edition.book(rules), cluster_of(edition, cluster)["kind"]
    if kind not in book.kinds:
        return []
    table = _portfolio(edition, cluster, kind, level, years, book)
    found = crossings(table, *years, rules=book, within=edition.manifest.within).to_pylist()
    figures = {(row["region"], row["year"]): row for row in _own(table)}
    rows = [
        _row(each, figures, years)
        for each in found
        if each["cluster"] == cluster and each["level"] == level and each["crossing"] != KEPT
    ]
    return sorted(rows, key=lambda row: (-max(row["employment_before"], row["employment"]), row["region"]))


def _portfolio(
    edition: Edition, cluster: str, kind: str, level: str, years: tuple[int, int], book: RuleBook
) -> pa.Table:
    known = edition.layouts["portfolio"].schema.names
    columns = [name for name in dict.fromkeys(("employment", QUOTIENT, *book.needs)) if name in known]
    total = _EVERY if edition.manifest.within == "all" else _TOTALS.get(kind, _TOTALS["traded"])
    query = _ROWS.format(
        columns=", ".join(columns), others=", ".join(_OF_THE_REST.get(name, "null") for name in columns), total=total
    )
    values = {"cluster": cluster, "kind": kind, "level": level, "rest": _REST, "before": years[0], "year": years[1]}
    return edition.table(query, values)


def _own(table: pa.Table) -> list[Row]:
    rows: list[Row] = table.select(["region", "year", "cluster", "employment", QUOTIENT]).to_pylist()
    return [row for row in rows if row["cluster"] != _REST]


def _row(found: Row, figures: dict[tuple[str, int], Row], years: tuple[int, int]) -> Row:
    region = found["region"]
    before, now = (figures.get((region, year), {}) for year in years)
    return {
        "region": region,
        "crossing": found["crossing"],
        "cause": found["cause"],
        "employment_before": before.get("employment") or 0,
        "employment": now.get("employment") or 0,
        "location_quotient_before": before.get(QUOTIENT),
        "location_quotient": now.get(QUOTIENT),
    }
