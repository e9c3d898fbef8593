"""Writes `activity`, `totals` and `national`: every year's cells, withheld ones bounded and estimated."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import tomli_w

from clusteratlas.editions.cells import (
    Block,
    Nodes,
    YearReport,
    bound_block,
    edition_places,
    industry_nodes,
    lay_out,
    rows_of,
)
from clusteratlas.editions.layout import tables_of
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.portfolio import Membership, Units, YearSums, industries_above_one, sums_of, write_sums
from clusteratlas.editions.workings import WITHHELD, WORKINGS
from clusteratlas.engines import over_years
from clusteratlas.home import Share

TABLES = ("activity", "totals", "national")


def write_cells(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The three tables, a year at a time; in workings the sums of clusters with their bounds, and what was withheld."""
    layouts, workings, reports = tables_of(plan.measures), folder / WORKINGS, []
    workings.mkdir()
    nodes, units = industry_nodes(plan), Units.read(done / "entities", plan.atlas.country)
    members = {vintage: Membership.read(done / "entities", units, vintage, of) for vintage, of in nodes.items()}

    def of_year(block: Block) -> tuple[dict[str, pa.Table], YearReport]:
        bounded = bound_block(block)
        of_vintage = members[plan.vintages[block.year]]
        sums = sums_of(units, of_vintage, block.industries, bounded)
        above_one = industries_above_one(units, of_vintage, bounded["employment"].values)
        write_sums(workings, YearSums(block.year, sums, above_one, block.present))
        return rows_of(block, bounded), YearReport.of(block, bounded)

    with ExitStack() as open_files:
        writers = {
            name: open_files.enter_context(
                pq.ParquetWriter(folder / f"{name}.parquet", layouts[name].schema, compression="zstd")
            )
            for name in TABLES
        }
        for position, (tables, report) in enumerate(over_years(of_year, _blocks(plan, nodes))):
            reports.append(report)
            for name in TABLES:
                writers[name].write_table(tables[name])
            tell((position + 1) / len(plan.years))
    (workings / WITHHELD).write_bytes(tomli_w.dumps({"year": [report.facts() for report in reports]}).encode())


def _blocks(plan: Plan, nodes: dict[str, Nodes]) -> Iterator[Block]:
    places = edition_places(plan)
    of_year = {year: records for records in plan.records for year in records.years}
    for year in plan.years:
        yield lay_out(year, of_year[year], places, nodes[plan.vintages[year]], plan.measures)
