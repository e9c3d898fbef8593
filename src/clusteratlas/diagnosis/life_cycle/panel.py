"""A panel: the jobs and location quotients of whole clusters by region, cluster and year, and the nation's jobs."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis.life_cycle.stages import LifeCycleRules
from clusteratlas.errors import UnknownChoice
from clusteratlas.tables import Coding, Column, Frame, Schema, to_arrow

_PORTFOLIO = Schema(
    "portfolio",
    (
        Column("year", "count"),
        Column("level", "text", required=False),
        Column("region", "text"),
        Column("cluster", "text"),
        Column("subcluster", "text", nullable=True, required=False),
        Column("kind", "text"),
        Column("employment", "number", minimum=0),
        Column("location_quotient", "number", nullable=True, minimum=0),
    ),
    ("year", "level", "region", "cluster", "subcluster"),
)


@dataclass(frozen=True)
class Panel:
    """Cubes of the shape (regions, clusters, years); an absent row is zero in both.

    `nation` has the shape (years,), `nation_clusters` (clusters, years). `level` gives each region's level; it is None
    where the portfolio names none.
    """

    regions: Coding
    clusters: Coding
    years: NDArray[np.int64]
    level: tuple[str, ...] | None
    jobs: NDArray[np.float64]
    quotients: NDArray[np.float64]
    nation: NDArray[np.float64]
    nation_clusters: NDArray[np.float64]


def check_portfolio(frame: Frame, start: int | None, end: int | None) -> pa.Table:
    """The portfolio's rows from the first to the last year, checked."""
    table = _PORTFOLIO.check(to_arrow(frame, "portfolio"))
    years = sorted(table["year"].unique().to_pylist())
    first, last = years[0] if start is None and years else start, years[-1] if end is None and years else end
    for argument, year in (("start", first), ("end", last)):
        if year is not None and year not in years:
            raise UnknownChoice(argument, year, [str(known) for known in years])
    if not years:
        return table
    return table.filter(pc.and_(pc.greater_equal(table["year"], first), pc.less_equal(table["year"], last)))


def panel_of(table: pa.Table, rules: LifeCycleRules) -> Panel:
    """The panel of a checked portfolio: the regions that are ranked and the clusters of the kinds that are read."""
    whole = table.filter(pc.is_null(table["subcluster"])) if "subcluster" in table.column_names else table
    country = _is_one_of(whole, "level", rules.levels_not_ranked)
    nation = whole.filter(pa.array(country)) if country.any() else whole
    read = whole.filter(pa.array(~country & _is_one_of(whole, "kind", rules.kinds)))
    regions, clusters = Coding.of_column(read["region"]), Coding.of_column(read["cluster"])
    years = np.unique(whole["year"].to_numpy()).astype(np.int64)
    place = (regions.encode(read["region"]), clusters.encode(read["cluster"]), _places(read, years))
    shape = (len(regions), len(clusters), len(years))
    return Panel(
        regions,
        clusters,
        years,
        _levels(read, regions),
        _laid(read, "employment", place, shape),
        _laid(read, "location_quotient", place, shape),
        *_nation(nation, clusters, years),
    )


def _nation(table: pa.Table, clusters: Coding, years: NDArray[np.int64]) -> tuple[NDArray[np.float64], ...]:
    """Jobs of the nation by year, and by cluster and year."""
    jobs, year, cluster = _numbers(table, "employment"), _places(table, years), clusters.encode(table["cluster"])
    total = np.bincount(year, jobs, len(years)).astype(np.float64)
    known = cluster >= 0
    place = cluster[known].astype(np.int64) * len(years) + year[known]
    by_cluster = np.bincount(place, jobs[known], len(clusters) * len(years)).astype(np.float64)
    return total, by_cluster.reshape(len(clusters), len(years))


def _laid(
    table: pa.Table, column: str, place: tuple[NDArray[np.integer], ...], shape: tuple[int, ...]
) -> NDArray[np.float64]:
    cube = np.zeros(shape)
    cube[place] = np.nan_to_num(_numbers(table, column))
    return cube


def _levels(table: pa.Table, regions: Coding) -> tuple[str, ...] | None:
    if "level" not in table.column_names:
        return None
    named = dict(zip(table["region"].to_pylist(), table["level"].to_pylist(), strict=True))
    return tuple(named[region] for region in regions.codes)


def _is_one_of(table: pa.Table, column: str, words: tuple[str, ...]) -> NDArray[np.bool_]:
    if column not in table.column_names:
        return np.zeros(table.num_rows, np.bool_)
    return np.asarray(pc.is_in(table[column], value_set=pa.array(words, pa.string())).to_numpy())


def _places(table: pa.Table, years: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.asarray(np.searchsorted(years, table["year"].to_numpy()), np.int64)


def _numbers(table: pa.Table, column: str) -> NDArray[np.float64]:
    return np.asarray(table[column].to_numpy(), dtype=np.float64)
