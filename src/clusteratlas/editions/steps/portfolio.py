"""Writes `portfolio` and `thresholds`: every cluster of every region, measured, ranked and classified."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from clusteratlas.editions.layout import tables_of
from clusteratlas.editions.parquet import write_table, write_tables
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.portfolio import Units, YearSums, classified, measured, read_sums
from clusteratlas.editions.workings import WORKINGS
from clusteratlas.engines import over_years
from clusteratlas.home import Share


def write_portfolio(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The table portfolio, a year at a time, and the table thresholds that its classes rest on."""
    units = Units.read(done / "entities", plan.atlas.country)
    cuts: list[pa.Table] = []

    def portfolio(years: tuple[YearSums, YearSums | None]) -> tuple[pa.Table, pa.Table]:
        return classified(measured(units, *years, plan.within), plan.rules[0], plan.measures)

    def tables() -> Iterator[pa.Table]:
        years = read_sums(done / "cells" / WORKINGS, plan.years, units, plan.measures)
        for position, (table, cut) in enumerate(over_years(portfolio, years)):
            cuts.append(cut)
            tell((position + 1) / len(plan.years))
            yield table

    write_tables(folder, "portfolio", tables_of(plan.measures)["portfolio"].schema, tables())
    write_table(folder, "thresholds", pa.concat_tables(cuts))
