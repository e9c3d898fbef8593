"""Writes `relatedness` and `network`: which clusters are related, and where each stands in a drawing of them all."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.charts.network_layout import network_layout
from clusteratlas.editions.layout import in_layout, tables_of
from clusteratlas.editions.parquet import stored_ratios, write_table
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.structure import level_years, levels_of, places_by_vintage, related
from clusteratlas.editions.workings import RELATEDNESS, WORKINGS
from clusteratlas.engines import PanelYear, over_years, panel_years
from clusteratlas.home import Share


def write_relatedness(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The two tables, of the latest year that tells it; in workings the relatedness of every year.

    Regions are those of the first level. The tables are empty where nothing tells which clusters are alike.
    """
    by_year = pa.concat_tables([_SCHEMA.empty_table(), *_years(plan, done, tell)], promote_options="default")
    (folder / WORKINGS).mkdir()
    write_table(folder / WORKINGS, RELATEDNESS, by_year)
    latest = by_year.filter(pc.equal(by_year["year"], pc.max(by_year["year"])))
    tables = {"relatedness": stored_ratios(latest), "network": _network(latest)}
    for name, table in tables.items():
        layout = tables_of(plan.measures)[name]
        found = in_layout(table, layout.schema)
        write_table(folder, name, found.sort_by([(key, "ascending") for key in layout.key]))


_SCHEMA = pa.schema({"year": pa.int64(), "cluster": pa.string(), "other": pa.string(), "relatedness": pa.float64()})


def _years(plan: Plan, done: Path, tell: Share) -> list[pa.Table]:
    """The relatedness of every year that tells it."""
    level_of, placed = levels_of(done / "entities"), places_by_vintage(done / "entities")
    regions = pa.array([code for code, level in level_of.items() if level == plan.atlas.levels[0]], pa.string())
    measures = [name for name in ("employment", "establishments") if name in plan.measures]

    def of_year(year: PanelYear) -> pa.Table | None:
        number, rows = int(year.year or 0), year.read()
        vintage = plan.vintages[number]
        rows = rows.filter(pc.is_in(rows["region"], value_set=regions))
        for here in level_years(rows, number, level_of, placed[vintage], measures):
            found = related(here, plan.layout.classification, vintage)
            return None if found is None else found.append_column("year", pa.array([number] * len(found)))
        return None

    years = panel_years(done / "cells" / "activity.parquet", ["region", "industry", *measures])
    found: list[pa.Table] = []
    for position, table in enumerate(over_years(of_year, years)):
        found.extend([] if table is None else [table])
        tell((position + 1) / len(years))
    return found


def _network(latest: pa.Table) -> pa.Table:
    return network_layout(latest) if len(latest) else latest.select(["cluster"])
