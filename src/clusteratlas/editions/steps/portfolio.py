"""Writes `portfolio` and `thresholds`: every cluster of every region, measured, ranked and classified."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.diagnosis import classify, thresholds
from clusteratlas.editions.layout import TABLES
from clusteratlas.editions.parquet import read_table, stored_ratio, write_table, write_tables
from clusteratlas.editions.plan import Plan
from clusteratlas.engines import over_years
from clusteratlas.home import Share
from clusteratlas.measures.ranks import descending_ranks, percentile_ranks
from clusteratlas.measures.specialisation import location_quotient_kernel
from clusteratlas.tables import Coding

CLASSES = ("qualifying", "significant", "strong", "strong10")

SCHEMA = TABLES["portfolio"].schema

Counts = NDArray[np.int64]
Ratios = NDArray[np.float64]


@dataclass(frozen=True)
class Layout:
    """What a year's arrays stand for: regions, the country last, by clusters and subclusters."""

    regions: Coding
    levels: NDArray[np.str_]
    units: list[dict[str, str | None]]
    industries: Coding
    memberships: tuple[
        NDArray[np.int64], NDArray[np.int64]
    ]  # of each industry: its cluster's unit, its subcluster's unit
    country: str

    @property
    def kinds(self) -> NDArray[np.str_]:
        """Traded or local, for each unit."""
        return np.array([unit["kind"] for unit in self.units])

    @property
    def whole(self) -> NDArray[np.bool_]:
        """Which units are whole clusters; each industry is counted once in them."""
        return np.array([unit["subcluster"] is None for unit in self.units])


@dataclass(frozen=True)
class YearCounts:
    """One year's employment and establishments by region (the country last) and unit; employment of the year before."""

    year: int
    employment: Counts
    establishments: Counts
    previous: Counts | None


def write_portfolio(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The table portfolio, a year at a time, and the table thresholds that its classes rest on."""
    layout = _layout(plan, done)
    cuts: list[pa.Table] = []

    def portfolio(counts: YearCounts) -> tuple[pa.Table, pa.Table]:
        return _classified(_measured(layout, counts, plan.within), plan)

    def tables() -> Iterator[pa.Table]:
        years = _counts(layout, read_table(done / "activity", "activity"), plan.years)
        for position, (table, cut) in enumerate(over_years(portfolio, years)):
            cuts.append(cut)
            tell((position + 1) / len(plan.years))
            yield table

    write_tables(folder, "portfolio", SCHEMA, tables())
    write_table(folder, "thresholds", pa.concat_tables(cuts).cast(TABLES["thresholds"].schema))


def _layout(plan: Plan, done: Path) -> Layout:
    regions = read_table(done / "entities", "regions")
    country = plan.atlas.country
    kept = regions.filter(pc.not_equal(regions["region"], country))
    units = read_table(done / "entities", "clusters").select(["cluster", "subcluster", "kind"]).to_pylist()
    position = {(unit["cluster"], unit["subcluster"]): at for at, unit in enumerate(units)}
    membership = read_table(done / "entities", "membership").to_pylist()
    industries = Coding.of(row["industry"] for row in membership)
    ordered = sorted(membership, key=lambda row: row["industry"])
    wholes = np.array([position[row["cluster"], None] for row in ordered])
    parts = np.array([position[row["cluster"], row["subcluster"]] for row in ordered])
    levels = np.array([*kept["level"].to_pylist(), "country"])
    return Layout(Coding.of(kept["region"].to_pylist()), levels, units, industries, (wholes, parts), country)


def _counts(layout: Layout, activity: pa.Table, years: list[int]) -> Iterator[YearCounts]:
    previous: Counts | None = None
    for before, year in pairwise([years[0] - 1, *years]):
        rows = activity.filter(pc.equal(activity["year"], year))
        employment = _sums(layout, rows, "employment")
        consecutive = previous if year - before == 1 else None  # a gap in the years has no growth
        yield YearCounts(year, employment, _sums(layout, rows, "establishments"), consecutive)
        previous = employment


def _sums(layout: Layout, rows: pa.Table, measure: str) -> Counts:
    """Cells summed into units, whole clusters and subclusters alike; the country is the sum of all regions."""
    region, industry = layout.regions.encode(rows["region"]), layout.industries.encode(rows["industry"])
    covered = industry >= 0
    values = rows[measure].to_numpy()[covered]
    sums = np.zeros((len(layout.regions) + 1, len(layout.units)), np.int64)
    for unit in layout.memberships:
        np.add.at(sums, (region[covered], unit[industry[covered]]), values)
    sums[-1] = sums[:-1].sum(axis=0)
    return sums


def _measured(layout: Layout, counts: YearCounts, within: str) -> pa.Table:
    """Every measure of a year as one table, one row for each unit that stands in a region."""
    employment = counts.employment
    region, unit = np.nonzero((employment > 0) | (counts.establishments > 0))
    columns = {
        **_keys(layout, counts.year, region, unit),
        "employment": employment[region, unit],
        "establishments": counts.establishments[region, unit],
        **{name: stored_ratio(value[region, unit]) for name, value in _ratios(layout, employment, within).items()},
        **_ranks(layout, employment, within, region, unit),
        **_changes(counts, region, unit),
    }
    classes = {name: pa.nulls(len(region), pa.bool_()) for name in CLASSES}
    return pa.table(columns | classes).select(SCHEMA.names).cast(SCHEMA)


def _keys(layout: Layout, year: int, region: Counts, unit: Counts) -> dict[str, pa.Array]:
    codes = pa.array([*layout.regions.codes, layout.country])
    units = pa.Table.from_pylist(layout.units).take(pa.array(unit))
    return {
        "year": pa.array(np.full(len(region), year)),
        "level": pa.array(layout.levels[region]),
        "region": codes.take(pa.array(region)),
        **{name: units[name] for name in ("cluster", "subcluster", "kind")},
    }


def _ratios(layout: Layout, employment: Counts, within: str) -> dict[str, Ratios]:
    """Shares and location quotients; the last row is the country, whose quotients are 1 by definition."""
    of_kind, of_all = _quotients(layout, employment, layout.kinds), _quotients(layout, employment, None)
    return {
        "employment_share": _share(employment, _totals(layout, employment)),
        "national_share": _share(employment, employment[-1]),
        "location_quotient": of_kind if within == "kind" else of_all,
        "location_quotient_all": of_all,
    }


def _quotients(layout: Layout, employment: Counts, kinds: NDArray[np.str_] | None) -> Ratios:
    quotients = np.empty(employment.shape)
    for some in (layout.whole, ~layout.whole):  # each set of units holds every industry once
        groups = None if kinds is None else np.unique(kinds[some], return_inverse=True)[1]
        quotients[:-1, some] = location_quotient_kernel(employment[:-1, some], groups)
    quotients[-1] = np.where(employment[-1] > 0, 1.0, np.nan)
    return quotients


def _totals(layout: Layout, employment: Counts) -> Counts:
    """For each region and unit: the region's employment in all clusters of the unit's kind."""
    totals = np.empty_like(employment)
    for kind in np.unique(layout.kinds):
        same = layout.kinds == kind
        totals[:, same] = employment[:, same & layout.whole].sum(axis=1, keepdims=True)
    return totals


def _share(part: Counts, whole: Counts) -> Ratios:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def _ranks(layout: Layout, employment: Counts, within: str, region: Counts, unit: Counts) -> dict[str, pa.Array]:
    """Ranks and percentiles within level, year and cluster, among regions with employment."""
    quotient = _ratios(layout, employment, within)["location_quotient"]
    ranks = {name: np.zeros(employment.shape) for name in ("rank", "percentile")}
    columns: dict[str, pa.Array] = {}
    for name, values in (("location_quotient", quotient), ("employment", employment.astype(np.float64))):
        for level in np.unique(layout.levels):
            rows = layout.levels == level
            ranks["rank"][rows] = descending_ranks(values[rows], employment[rows] > 0)
            ranks["percentile"][rows] = percentile_ranks(values[rows], employment[rows] > 0)
        columns[f"rank_{name}"] = _whole(ranks["rank"][region, unit])
        columns[f"percentile_{name}"] = stored_ratio(ranks["percentile"][region, unit])
    columns["ranked"] = pa.array(_ranked(layout, employment)[region, unit])
    return columns


def _ranked(layout: Layout, employment: Counts) -> Counts:
    ranked = np.zeros(employment.shape, np.int64)
    for level in np.unique(layout.levels):
        rows = layout.levels == level
        ranked[rows] = (employment[rows] > 0).sum(axis=0)
    return ranked


def _whole(ranks: Ratios) -> pa.Array:
    return pa.array(ranks.astype(np.int32), mask=ranks == 0)


def _changes(counts: YearCounts, region: Counts, unit: Counts) -> dict[str, pa.Array]:
    """Change and growth since the year before; null where that year is absent, growth also where it began at zero."""
    if counts.previous is None:
        return {"employment_change": pa.nulls(len(region)), "employment_growth": pa.nulls(len(region))}
    change, before = counts.employment - counts.previous, counts.previous
    return {
        "employment_change": pa.array(change[region, unit]),
        "employment_growth": stored_ratio(_share(change, before)[region, unit]),
    }


def _classified(table: pa.Table, plan: Plan) -> tuple[pa.Table, pa.Table]:
    """The table with its classes filled in where the rule book ranks, and the thresholds they rest on."""
    rows = table.drop_columns(list(CLASSES))
    classified = classify(rows, plan.rules[0]).select(SCHEMA.names).cast(SCHEMA)
    order = [(name, "ascending", "at_start") for name in ("region", "cluster", "subcluster")]
    return classified.take(pc.sort_indices(classified, sort_keys=order)), thresholds(rows, plan.rules[0])
