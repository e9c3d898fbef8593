"""Every measure of a portfolio's year as one table: sums, shares, location quotients, ranks, changes."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from clusteratlas.editions.layout import columns_of, has_per_head, per_head
from clusteratlas.editions.parquet import stored_ratio
from clusteratlas.editions.portfolio.changes import changes
from clusteratlas.editions.portfolio.stored_sums import YearSums
from clusteratlas.editions.portfolio.sums import Integers, Sums
from clusteratlas.editions.portfolio.units import Units
from clusteratlas.measures.ranks import descending_ranks, percentile_ranks
from clusteratlas.measures.specialisation import location_quotients_against
from clusteratlas.suppression import sum_of_ends
from clusteratlas.tables import UNBOUNDED

Ratios = NDArray[np.float64]
Truths = NDArray[np.bool_]
Cells = tuple[Integers, Integers]  # positions of regions, and of units


def measured(units: Units, sums: YearSums, before: YearSums | None, within: str) -> pa.Table:
    """One row for each unit that stands, or may stand, in a region; `before` is the year before, if there is one."""
    measures = {name: each.units(units) for name, each in sums.measures.items()}
    region, unit = np.nonzero(_stands(measures))
    employment, kinds = measures["employment"], sums.measures["employment"].kinds(units)
    ratios = _ratios(units, employment, kinds, within) | {"industries_above_one": sums.above_one}
    columns: dict[str, pa.Array] = {
        **_keys(units, sums.year, region, unit),
        **_figures(measures, region, unit),
        **_stored(ratios, region, unit),
        **_ranks(units, employment.values, ratios["location_quotient"], region, unit),
    }
    if before is not None:
        columns |= _changes(units, sums, before, within, (region, unit))
    return pa.table(columns)


def _stands(measures: Mapping[str, Sums]) -> Truths:
    """Where any figure is other than zero; what is nothing by every estimate has no row."""
    return np.asarray(np.any([(each.values != 0) | (each.low != 0) for each in measures.values()], axis=0))


def _keys(units: Units, year: int, region: Integers, unit: Integers) -> dict[str, pa.Array]:
    named = units.units.take(pa.array(unit))
    return {
        "year": pa.array(np.full(len(region), year), pa.int16()),
        "level": pa.array(units.levels[region]),
        "region": units.regions.decode(region),
        **{name: named[name] for name in named.column_names},
    }


def _figures(measures: Mapping[str, Sums], region: Integers, unit: Integers) -> dict[str, pa.Array]:
    """Sums with their bounds, which are empty where nothing is withheld, and money per person employed."""
    columns: dict[str, pa.Array] = {}
    for name in columns_of(tuple(measures)):
        sums = measures.get(name)
        columns |= _bounded(name, sums, region, unit) if sums else _absent(name, len(region))
        if sums and has_per_head(name):
            ratio = _share(sums.values, measures["employment"].values)
            known = np.where(sums.low <= -UNBOUNDED, np.nan, ratio)
            columns[per_head(name)] = stored_ratio(known[region, unit])
    return columns


def _absent(name: str, rows: int) -> dict[str, pa.Array]:
    return dict.fromkeys((name, f"{name}_low", f"{name}_high"), pa.nulls(rows, pa.int64()))


def _bounded(name: str, sums: Sums, region: Integers, unit: Integers) -> dict[str, pa.Array]:
    low, high = sums.low[region, unit], sums.high[region, unit]
    certain, bottomless = low == high, low <= -UNBOUNDED  # of a sum that may be anything there is no figure
    return {
        name: pa.array(sums.values[region, unit], mask=bottomless),
        f"{name}_low": pa.array(low, mask=certain | bottomless),
        f"{name}_high": pa.array(high, mask=certain | bottomless | (high >= UNBOUNDED)),
    }


def _stored(ratios: Mapping[str, Ratios], region: Integers, unit: Integers) -> dict[str, pa.Array]:
    return {name: stored_ratio(values[region, unit]) for name, values in ratios.items()}


def _ratios(units: Units, sums: Sums, kinds: Sums, within: str) -> dict[str, Ratios]:
    """Shares and location quotients against the country's row, whose own quotients are 1 by definition."""
    of_kind = kinds.values[:, units.kind]
    of_all = np.broadcast_to(kinds.values.sum(axis=1, keepdims=True), of_kind.shape)
    totals = _totals(units, kinds, within)
    low, high = _quotient_bounds(units, sums, totals)
    return {
        "employment_share": _share(sums.values, of_kind),
        "employment_share_all": _share(sums.values, of_all),
        "national_share": _share(sums.values, sums.values[units.root]),
        "location_quotient": _quotients(units, sums.values, totals.values),
        "location_quotient_low": low,
        "location_quotient_high": high,
        "location_quotient_all": _quotients(units, sums.values, of_all),
    }


def _quotients(units: Units, values: Integers, totals: Integers) -> Ratios:
    return location_quotients_against(values, totals, values[units.root], totals[units.root])


def _totals(units: Units, kinds: Sums, within: str) -> Sums:
    """The denominators of the quotients with their bounds: of each unit's kind, or of all kinds together."""
    if within == "kind":
        return Sums(*(part[:, units.kind] for part in (kinds.values, kinds.low, kinds.high)))
    shape = (len(kinds.values), units.units.num_rows)
    sums = (kinds.values.sum(axis=1), sum_of_ends(kinds.low, 1), sum_of_ends(kinds.high, 1))
    return Sums(*(np.broadcast_to(each[:, None], shape) for each in sums))


def _quotient_bounds(units: Units, sums: Sums, totals: Sums) -> tuple[Ratios, Ratios]:
    """Lowest and highest quotient while the country's figures stay as they are; NaN where nothing is withheld.

    With e between l and h, and the region's total T between its own bounds, e / T is at least l / T.high and at most
    h / max(T.low, h). Where nothing bounds T from above, because a cell far from e is unknown, T stays as estimated:
    else one such cell would leave nothing to say of any cluster of its region.
    """
    country, nation = sums.values[units.root], totals.values[units.root]
    most = np.where(totals.high >= UNBOUNDED, np.maximum(totals.values, sums.low), totals.high)
    low = location_quotients_against(sums.low, most, country, nation)
    high = location_quotients_against(sums.high, np.maximum(totals.low, sums.high), country, nation)
    certain = (sums.low == sums.high) & (totals.low == totals.high)
    certain[units.root] = True  # the country against itself
    return np.where(certain, np.nan, low), np.where(certain | (sums.high >= UNBOUNDED), np.nan, high)


def _share(part: Integers, whole: Integers) -> Ratios:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def _ranks(
    units: Units, employment: Integers, quotient: Ratios, region: Integers, unit: Integers
) -> dict[str, pa.Array]:
    """Ranks and percentiles within level, year and cluster, among regions with employment."""
    columns: dict[str, pa.Array] = {}
    for name, values in (("location_quotient", quotient), ("employment", employment.astype(np.float64))):
        rank, percentile = np.zeros(values.shape), np.zeros(values.shape)
        for rows in _levels(units):
            rank[rows] = descending_ranks(values[rows], employment[rows] > 0)
            percentile[rows] = percentile_ranks(values[rows], employment[rows] > 0)
        places = rank[region, unit]
        columns[f"rank_{name}"] = pa.array(places.astype(np.int32), mask=places == 0)
        columns[f"percentile_{name}"] = stored_ratio(percentile[region, unit])
    columns["ranked"] = pa.array(_ranked(units, employment)[region, unit])
    return columns


def _ranked(units: Units, employment: Integers) -> Integers:
    ranked = np.zeros(employment.shape, np.int64)
    for rows in _levels(units):
        ranked[rows] = (employment[rows] > 0).sum(axis=0)
    return ranked


def _levels(units: Units) -> list[Truths]:
    return [units.levels == level for level in np.unique(units.levels)]


def _changes(units: Units, sums: YearSums, before: YearSums, within: str, at: Cells) -> dict[str, pa.Array]:
    """Jobs before, change, growth and change of the quotient; null where the two years cannot be compared."""
    found = changes(units, sums, before)
    unknown = ~found.comparable[at]
    rise = _quotients_of(units, sums, within) - _quotients_of(units, before, within)
    return {
        "employment_before": pa.array(found.before[at], mask=unknown),
        "employment_change": pa.array(found.change[at], mask=unknown),
        "employment_growth": stored_ratio(found.growth[at]),
        "location_quotient_change": stored_ratio(np.where(found.comparable, rise, np.nan)[at]),
    }


def _quotients_of(units: Units, sums: YearSums, within: str) -> Ratios:
    employment = sums.measures["employment"]
    return _quotients(units, employment.units(units).values, _totals(units, employment.kinds(units), within).values)
