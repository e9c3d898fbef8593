"""Writes `structure`, `concentration` and `complexity`: what shares and specialisations of a year add up to."""

from pathlib import Path

import pyarrow as pa

from clusteratlas.editions.layout import in_layout, tables_of
from clusteratlas.editions.parquet import write_table
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.structure import Structure, level_years, levels_of, places_by_vintage, structure_of
from clusteratlas.engines import PanelYear, over_years, panel_years
from clusteratlas.home import Share


def write_structure(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The three tables, a year at a time."""
    level_of = levels_of(done / "entities")
    placed = places_by_vintage(done / "entities")

    def of_year(year: PanelYear) -> list[Structure]:
        number = int(year.year or 0)
        rows = year.read()
        return [structure_of(here) for here in level_years(rows, number, level_of, placed[plan.vintages[number]])]

    found: list[Structure] = []
    years = panel_years(done / "cells" / "activity.parquet", ["region", "industry", "employment"])
    for position, structures in enumerate(over_years(of_year, years)):
        found.extend(structures)
        tell((position + 1) / len(years))
    for name in Structure._fields:
        layout = tables_of(plan.measures)[name]
        parts = [in_layout(getattr(each, name), layout.schema) for each in found]
        table = pa.concat_tables([layout.schema.empty_table(), *parts])
        write_table(folder, name, table.sort_by([(key, "ascending") for key in layout.key]))
