"""Writes `portfolio`, `verdicts` and `thresholds`: every cluster of every region, measured, ranked and classified."""

from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.editions.layout import tables_of
from clusteratlas.editions.parquet import write_table
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.portfolio import Classified, Units, YearSums, classified, measured, read_sums
from clusteratlas.editions.workings import WORKINGS
from clusteratlas.engines import over_years
from clusteratlas.home import Share

_BY_YEAR = ("portfolio", "verdicts")


def write_portfolio(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The tables portfolio and verdicts, a year at a time, and the table thresholds that the verdicts rest on."""
    units, layouts = Units.read(done / "entities", plan.atlas.country), tables_of(plan.measures)
    thresholds: list[pa.Table] = []

    def of_year(years: tuple[YearSums, YearSums | None]) -> Classified:
        return classified(measured(units, *years, plan.within), plan.rules, plan.measures)

    with ExitStack() as open_files:
        writers = {
            name: open_files.enter_context(
                pq.ParquetWriter(folder / f"{name}.parquet", layouts[name].schema, compression="zstd")
            )
            for name in _BY_YEAR
        }
        sums = read_sums(done / "cells" / WORKINGS, plan.years, units, plan.measures)
        for position, found in enumerate(over_years(of_year, sums)):
            thresholds.append(found.thresholds)
            for name in _BY_YEAR:
                writers[name].write_table(getattr(found, name))
            tell((position + 1) / len(plan.years))
    keys = [(name, "ascending") for name in layouts["thresholds"].key]
    write_table(folder, "thresholds", pa.concat_tables(thresholds).sort_by(keys))
