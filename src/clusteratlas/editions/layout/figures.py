"""The tables of figures: cells by industry, portfolios of clusters, headlines of regions, and what is known of them."""

from collections.abc import Sequence

import pyarrow as pa

from clusteratlas.editions.layout.table import COUNT, NUMBER, RATIO, SMALL, TEXT, TRUTH, Columns, TableLayout
from clusteratlas.tables import MEASURES

# How a figure came about. Its bounds are empty where it is published: there is nothing to bound.
PUBLISHED, DERIVED, ESTIMATED, UNKNOWN = "published", "derived", "estimated", "unknown"
FLAGS = (PUBLISHED, DERIVED, ESTIMATED, UNKNOWN)

BASE = ("employment", "establishments")  # every edition has these columns, so that a question fits every edition


def columns_of(measures: Sequence[str]) -> tuple[str, ...]:
    """The measures an edition has columns for, in the order of the registry."""
    return tuple(name for name in MEASURES if name in BASE or name in measures)


def figures_of(measures: Sequence[str]) -> Columns:
    """For each measure: the figure, the bounds of a figure that is not published, and how it came about."""
    columns: Columns = {}
    for measure in measures:
        columns |= {measure: COUNT, **_ends(measure, COUNT), f"{measure}_flag": TEXT}
    return columns


def _ends(name: str, kind: pa.DataType) -> Columns:
    return {f"{name}_low": kind, f"{name}_high": kind}


def tables_of_figures(measures: Sequence[str]) -> dict[str, TableLayout]:
    """The tables of figures, with columns for these measures."""
    cell = {"year": SMALL, "region": TEXT, "industry": TEXT} | figures_of(measures)
    sums = dict.fromkeys(measures, COUNT)
    return {
        "activity": TableLayout.of("year region industry", cell),
        "totals": TableLayout.of("year region industry", cell),
        "national": TableLayout.of("year industry", {"year": SMALL, "industry": TEXT} | figures_of(measures)),
        "portfolio": TableLayout.of("year region cluster subcluster", _portfolio(measures)),
        "summary": TableLayout.of("year region", _summary(sums)),
        "quality": TableLayout.of("year region", _QUALITY),
    }


def _portfolio(measures: Sequence[str]) -> Columns:
    columns: Columns = {"year": SMALL}
    columns |= dict.fromkeys(("level", "region", "cluster", "subcluster", "kind"), TEXT)
    for measure in measures:
        columns |= {measure: COUNT} | _ends(measure, COUNT)
    columns |= {per_head(measure): RATIO for measure in measures if has_per_head(measure)}
    columns |= dict.fromkeys(("employment_share", "employment_share_all", "national_share"), RATIO)
    columns |= {"location_quotient": RATIO}
    columns |= _ends("location_quotient", RATIO)
    columns |= dict.fromkeys(("location_quotient_all", "location_quotient_change", "industries_above_one"), RATIO)
    columns |= {"rank_location_quotient": NUMBER, "rank_employment": NUMBER}
    columns |= {"percentile_location_quotient": RATIO, "percentile_employment": RATIO, "ranked": NUMBER}
    columns |= {"employment_before": COUNT, "employment_change": COUNT, "employment_growth": RATIO}
    return columns | dict.fromkeys((*CLASSES, *ROBUSTNESS), TRUTH)


CLASSES = ("qualifying", "significant", "strong", "strong10")
ROBUSTNESS = ("strong_low", "strong_high", "robust")  # strong at the low ends, at the high ends, whatever happens


def has_per_head(measure: str) -> bool:
    """Whether the measure is also given per person employed: money is."""
    return MEASURES[measure].is_money


def per_head(measure: str) -> str:
    """The column of a measure per person employed."""
    return f"{measure}_per_head"


def _summary(sums: Columns) -> Columns:
    columns = {"year": SMALL, "region": TEXT, "level": TEXT} | sums
    columns |= {"traded_employment": COUNT, "local_employment": COUNT, "employment_change": COUNT}
    columns |= {"employment_growth": RATIO, "traded_growth": RATIO}
    columns |= {"strong_clusters": NUMBER, "strong_employment": COUNT, "strong_share": RATIO}
    columns |= {"strong_borderline": NUMBER, "largest_cluster": TEXT, "largest_share": RATIO}
    ranks = ("rank_employment", "rank_traded_growth", "rank_strong_share", "ranked")
    return columns | dict.fromkeys(ranks, NUMBER)


_QUALITY: Columns = {
    "year": SMALL,
    "region": TEXT,
    "total_employment": COUNT,
    "published_employment": COUNT,
    "derived_employment": COUNT,
    "estimated_employment": COUNT,
    "coverage": RATIO,
    "known_share": RATIO,
    "withheld_cells": NUMBER,
    "grade": TEXT,
}
