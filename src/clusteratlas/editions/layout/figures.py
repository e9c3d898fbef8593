"""The tables of an edition: their columns and types, and the columns that identify and order their rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from clusteratlas.tables import MEASURES

_TEXT, _TRUTH, _RATIO = pa.string(), pa.bool_(), pa.float64()
_SMALL, _NUMBER, _COUNT = pa.int16(), pa.int32(), pa.int64()

# How a figure came about. Its bounds are empty where it is published: there is nothing to bound.
PUBLISHED, DERIVED, ESTIMATED, UNKNOWN = "published", "derived", "estimated", "unknown"
FLAGS = (PUBLISHED, DERIVED, ESTIMATED, UNKNOWN)

BASE = ("employment", "establishments")  # every edition has these columns, so that a question fits every edition


@dataclass(frozen=True)
class TableLayout:
    """One table: its schema and its key, by which its rows are ordered."""

    schema: pa.Schema
    key: tuple[str, ...]


def tables_of(measures: Sequence[str]) -> dict[str, TableLayout]:
    """The tables of an edition that has these measures, by name; columns of BASE stand even where they are empty."""
    figures = _figures(columns_of(measures))
    return TABLES_OF_ENTITIES | {name: _table(*columns) for name, columns in figures.items()}


def columns_of(measures: Sequence[str]) -> tuple[str, ...]:
    """The measures an edition has columns for, in the order of the registry."""
    return tuple(name for name in MEASURES if name in BASE or name in measures)


def in_layout(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with the columns of a schema, in its order; a measure the edition has not is empty."""
    for column in schema:
        if column.name not in table.column_names:
            table = table.append_column(column, pa.nulls(table.num_rows, column.type))
    return table.select(schema.names).cast(schema)


def figures_of(measures: Sequence[str]) -> dict[str, pa.DataType]:
    """For each measure: the figure, the bounds of a figure that is not published, and how it came about."""
    columns: dict[str, pa.DataType] = {}
    for measure in measures:
        columns |= {measure: _COUNT, **_ends(measure, _COUNT), f"{measure}_flag": _TEXT}
    return columns


def _ends(name: str, kind: pa.DataType) -> dict[str, pa.DataType]:
    return {f"{name}_low": kind, f"{name}_high": kind}


def _table(key: str, columns: dict[str, pa.DataType]) -> TableLayout:
    return TableLayout(pa.schema(columns), tuple(key.split()))


TABLES_OF_ENTITIES = {
    "regions": _table(
        "region",
        dict.fromkeys(("region", "level", "parent", "name", "states", "counties"), _TEXT)
        | {"delineation": _SMALL, "has_boundary": _TRUTH},
    ),
    "industries": _table(
        "industry", {"industry": _TEXT, "parent": _TEXT, "digits": _SMALL, "title": _TEXT, "vintages": _TEXT}
    ),
    "clusters": _table(
        "cluster subcluster",
        {"cluster": _TEXT, "subcluster": _TEXT, "kind": _TEXT, "position": _SMALL, "name": _TEXT},
    ),
    "membership": _table("vintage industry", dict.fromkeys(("vintage", "industry", "cluster", "subcluster"), _TEXT)),
    "names": _table("entity code language", dict.fromkeys(("entity", "code", "language", "name"), _TEXT)),
    "search": _table("piece entity code", dict.fromkeys(("entity", "code", "piece"), _TEXT)),
}


def _figures(measures: Sequence[str]) -> dict[str, tuple[str, dict[str, pa.DataType]]]:
    cell = {"year": _SMALL, "region": _TEXT, "industry": _TEXT} | figures_of(measures)
    sums = dict.fromkeys(measures, _COUNT)
    return {
        "activity": ("year region industry", cell),
        "totals": ("year region industry", cell),
        "national": ("year industry", {"year": _SMALL, "industry": _TEXT} | figures_of(measures)),
        "portfolio": ("year region cluster subcluster", _portfolio(measures)),
        "thresholds": ("year level cluster", _thresholds()),
        "summary": ("year region", _summary(sums)),
        "quality": ("year region", _QUALITY),
    }


def _portfolio(measures: Sequence[str]) -> dict[str, pa.DataType]:
    columns: dict[str, pa.DataType] = {"year": _SMALL}
    columns |= dict.fromkeys(("level", "region", "cluster", "subcluster", "kind"), _TEXT)
    for measure in measures:
        columns |= {measure: _COUNT} | _ends(measure, _COUNT)
    columns |= {per_head(measure): _RATIO for measure in measures if has_per_head(measure)}
    columns |= dict.fromkeys(("employment_share", "employment_share_all", "national_share"), _RATIO)
    columns |= {"location_quotient": _RATIO}
    columns |= _ends("location_quotient", _RATIO)
    columns |= dict.fromkeys(("location_quotient_all", "location_quotient_change", "industries_above_one"), _RATIO)
    columns |= {"rank_location_quotient": _NUMBER, "rank_employment": _NUMBER}
    columns |= {"percentile_location_quotient": _RATIO, "percentile_employment": _RATIO, "ranked": _NUMBER}
    columns |= {"employment_before": _COUNT, "employment_change": _COUNT, "employment_growth": _RATIO}
    return columns | dict.fromkeys((*CLASSES, *ROBUSTNESS), _TRUTH)


CLASSES = ("qualifying", "significant", "strong", "strong10")
ROBUSTNESS = ("strong_low", "strong_high", "robust")  # strong at the low ends, at the high ends, whatever happens


def has_per_head(measure: str) -> bool:
    """Whether the measure is also given per person employed: money is."""
    return MEASURES[measure].is_money


def per_head(measure: str) -> str:
    """The column of a measure per person employed."""
    return f"{measure}_per_head"


def _thresholds() -> dict[str, pa.DataType]:
    columns: dict[str, pa.DataType] = {"rules": _TEXT, "year": _COUNT, "level": _TEXT, "cluster": _TEXT}
    columns |= {"regions": _COUNT, "employment_p25": _RATIO, "establishments_p25": _RATIO}
    return columns | {f"location_quotient_p{place}": _RATIO for place in (25, 50, 75, 90)}


def _summary(sums: dict[str, pa.DataType]) -> dict[str, pa.DataType]:
    columns = {"year": _SMALL, "region": _TEXT, "level": _TEXT} | sums
    columns |= {"traded_employment": _COUNT, "local_employment": _COUNT, "employment_change": _COUNT}
    columns |= {"employment_growth": _RATIO, "traded_growth": _RATIO}
    columns |= {"strong_clusters": _NUMBER, "strong_employment": _COUNT, "strong_share": _RATIO}
    columns |= {"strong_borderline": _NUMBER, "largest_cluster": _TEXT, "largest_share": _RATIO}
    ranks = ("rank_employment", "rank_traded_growth", "rank_strong_share", "ranked")
    return columns | dict.fromkeys(ranks, _NUMBER)


_QUALITY: dict[str, pa.DataType] = {
    "year": _SMALL,
    "region": _TEXT,
    "total_employment": _COUNT,
    "published_employment": _COUNT,
    "derived_employment": _COUNT,
    "estimated_employment": _COUNT,
    "coverage": _RATIO,
    "known_share": _RATIO,
    "withheld_cells": _NUMBER,
    "grade": _TEXT,
}
