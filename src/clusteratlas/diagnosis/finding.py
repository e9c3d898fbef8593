"""Finding one regional cluster's situation in a portfolio."""

from difflib import get_close_matches
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.columns import COLUMNS
from clusteratlas.diagnosis.portfolio import numbers, rows_at, rows_of_whole_clusters, rows_with
from clusteratlas.diagnosis.rule_book import RuleBook
from clusteratlas.diagnosis.situation import COUNTS, OF_TOTALS, Situation
from clusteratlas.errors import UnknownChoice, UnknownCode


def find_situation(table: pa.Table, entry: tuple[str, str], year: int | None, book: RuleBook) -> Situation:
    """The situation of a region and cluster in a checked portfolio."""
    region, cluster = entry
    year, table = _in_year(table.filter(pa.array(rows_of_whole_clusters(table))), year)
    level = _level(table, region, book)
    kind = table.filter(pc.equal(table["kind"], _kind(table, cluster, book)))
    total, national = _nation(kind, cluster, book)
    kind_here, all_here = (
        each if level is None else each.filter(pa.array(rows_at(each, (level,)))) for each in (kind, table)
    )
    columns, regions = _members(kind_here, region, cluster)
    return Situation(
        region,
        cluster,
        year,
        level,
        **columns,
        region_total=_totals_of(kind_here, regions),
        cluster_total=total,
        nation_total=national,
        region_total_all=_totals_of(all_here, regions),
        nation_total_all=_nation(table, cluster, book)[1],
    )


def _in_year(table: pa.Table, year: int | None) -> tuple[int | None, pa.Table]:
    years = sorted(table["year"].unique().to_pylist()) if "year" in table.column_names else []
    if year is not None and year not in years:
        raise UnknownChoice("year", year, [str(known) for known in years])
    if not years:
        return None, table
    chosen = years[-1] if year is None else year
    return chosen, table.filter(pc.equal(table["year"], chosen))


def _level(table: pa.Table, region: str, book: RuleBook) -> str | None:
    rows = table.filter(pc.equal(table["region"], region))
    if not rows.num_rows:
        raise _unknown(region, table["region"], "the regions of the portfolio")
    level = str(rows["level"][0]) if "level" in table.column_names else None
    if level in book.levels_not_ranked:
        raise UnknownCode(region, f"the regions that the rule book {book.name} ranks")
    return level


def _kind(table: pa.Table, cluster: str, book: RuleBook) -> str:
    rows = table.filter(pc.equal(table["cluster"], cluster))
    if not rows.num_rows:
        raise _unknown(cluster, table["cluster"], "the clusters of the portfolio")
    kind = str(rows["kind"][0])
    if kind not in book.kinds:
        raise UnknownCode(cluster, f"the clusters ({', '.join(book.kinds)}) that the rule book {book.name} ranks")
    return kind


def _unknown(code: str, known: pa.ChunkedArray, what: str) -> UnknownCode:
    near = get_close_matches(code, known.unique().to_pylist(), n=1)
    return UnknownCode(code, what, near[0] if near else None)


def _nation(table: pa.Table, cluster: str, book: RuleBook) -> tuple[float, float]:
    """Employment of the nation in the cluster and in all clusters of the table: its own row, or the sum of all rows."""
    country = rows_at(table, book.levels_not_ranked)
    nation = table.filter(pa.array(country)) if country.any() else table
    employment = numbers(nation, "employment")
    return float(employment[rows_with(nation, "cluster", (cluster,))].sum()), float(employment.sum())


def _members(peers: pa.Table, region: str, cluster: str) -> tuple[dict[str, Any], list[str]]:
    """The columns of the ranked set and its regions, the region in question first; None for what nobody counts."""
    in_cluster = peers.filter(pc.equal(peers["cluster"], cluster))
    own = in_cluster.filter(pc.equal(in_cluster["region"], region))
    others = in_cluster.filter(
        pc.and_(pc.not_equal(in_cluster["region"], region), pc.greater(in_cluster["employment"], 0))
    )
    columns = {
        column: np.concatenate([_own(own, column), numbers(others, column)])
        for column in COLUMNS
        if column in peers.column_names
    }
    first = {name: columns.pop(name, None) for name in ("employment", "establishments", "location_quotient")}
    return first | {"other": columns}, [region, *others["region"].to_pylist()]


def _own(own: pa.Table, column: str) -> NDArray[np.float64]:
    """The region's value; an absent row means zero jobs, and zero jobs a quotient and a share of zero."""
    follows = column in (*COUNTS, *OF_TOTALS)
    if not own.num_rows:
        return np.zeros(1) if follows else np.full(1, np.nan)
    value = numbers(own, column)
    return np.nan_to_num(value) if follows and not float(own["employment"][0].as_py()) else value


def _totals_of(peers: pa.Table, regions: list[str]) -> NDArray[np.float64]:
    """Employment of each of the regions in all clusters of the table."""
    sums = peers.group_by("region").aggregate([("employment", "sum")])
    totals = dict(zip(sums["region"].to_pylist(), sums["employment_sum"].to_pylist(), strict=True))
    return np.array([totals.get(code, 0.0) for code in regions])
