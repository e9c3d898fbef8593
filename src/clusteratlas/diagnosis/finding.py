"""Finding one regional cluster's situation in a portfolio."""

from difflib import get_close_matches
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.portfolio import numbers, rows_at, rows_of_whole_clusters, rows_with
from clusteratlas.diagnosis.rule_book import COLUMNS, RuleBook
from clusteratlas.diagnosis.situation import Situation
from clusteratlas.errors import UnknownChoice, UnknownCode


def find_situation(table: pa.Table, entry: tuple[str, str], year: int | None, book: RuleBook) -> Situation:
    """The situation of a region and cluster in a checked portfolio."""
    region, cluster = entry
    year, table = _in_year(table.filter(pa.array(rows_of_whole_clusters(table))), year)
    level = _level(table, region, book)
    kind = table.filter(pc.equal(table["kind"], _kind(table, cluster, book)))
    total, national = _nation(kind, cluster, book)
    peers = kind if level is None else kind.filter(pa.array(rows_at(kind, (level,))))
    return Situation(
        region,
        cluster,
        year,
        level,
        **_members(peers, region, cluster),
        cluster_total=total,
        nation_total=national,
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


def _nation(kind: pa.Table, cluster: str, book: RuleBook) -> tuple[float, float]:
    """Employment of the nation in the cluster and in all clusters of the kind: its own row, or the sum of all rows."""
    country = rows_at(kind, book.levels_not_ranked)
    nation = kind.filter(pa.array(country)) if country.any() else kind
    employment = numbers(nation, "employment")
    return float(employment[rows_with(nation, "cluster", (cluster,))].sum()), float(employment.sum())


def _members(peers: pa.Table, region: str, cluster: str) -> dict[str, Any]:
    """The columns of the ranked set, the region in question first; None for one that the rule book does not read."""
    in_cluster = peers.filter(pc.equal(peers["cluster"], cluster))
    own = in_cluster.filter(pc.equal(in_cluster["region"], region))
    others = in_cluster.filter(
        pc.and_(pc.not_equal(in_cluster["region"], region), pc.greater(in_cluster["employment"], 0))
    )
    columns: dict[str, Any] = {
        column: np.concatenate([_own(own, column), numbers(others, column)]) if column in peers.column_names else None
        for column in COLUMNS
    }
    totals = _totals(peers)
    regions = [region, *others["region"].to_pylist()]
    return columns | {"region_total": np.array([totals.get(code, 0.0) for code in regions])}


def _own(own: pa.Table, column: str) -> NDArray[np.float64]:
    """The region's value; an absent row means zero, and zero jobs a quotient of zero."""
    return np.nan_to_num(numbers(own, column)) if own.num_rows else np.zeros(1)


def _totals(peers: pa.Table) -> dict[str, float]:
    """Employment of each region in all clusters of the kind."""
    sums = peers.group_by("region").aggregate([("employment", "sum")])
    return dict(zip(sums["region"].to_pylist(), sums["employment_sum"].to_pylist(), strict=True))
