"""Writes `activity`: the published leaf cells by year, region and industry, and `published`, the areas' own totals."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from clusteratlas.editions.layout import TABLES
from clusteratlas.editions.parquet import read_table, write_table, write_tables
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.steps.entities import published_areas
from clusteratlas.engines import ibis_connection
from clusteratlas.home import Share
from clusteratlas.sources import Records
from clusteratlas.sources.cbp import TOTAL

if TYPE_CHECKING:
    import ibis.expr.types as ir

SCHEMA = TABLES["activity"].schema
LEAF_DIGITS = 6
MEASURES = ("employment", "establishments")


def write_activity(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The tables activity (six-digit cells only, so that nothing stands twice) and published (the total rows)."""
    write_tables(folder, "activity", SCHEMA, _years(plan, _leaves(done), tell))
    published = pa.concat_tables(list(_years(plan, {TOTAL}, tell))).drop_columns("industry")
    write_table(folder, "published", published)


def _leaves(done: Path) -> set[str]:
    industries = read_table(done / "entities", "industries")
    return {row["industry"] for row in industries.to_pylist() if row["digits"] == LEAF_DIGITS}


def _years(plan: Plan, industries: set[str], tell: Share) -> Iterator[pa.Table]:
    files = sorted(
        (year, file, records)
        for records in plan.records
        for year, file in zip(records.years, records.files(), strict=True)
    )
    for position, (_, file, records) in enumerate(files):
        tell(position / len(files))
        yield _decoded(file, records, plan, industries)


def _decoded(file: Path, records: Records, plan: Plan, industries: set[str]) -> pa.Table:
    """One year's records of these industries with their codes in text, ordered by key."""
    connection = ibis_connection()
    region_codes, industry_codes = records.codings()
    areas = published_areas(plan)
    regions = _lookup("region", {i: areas[bare].code for i, bare in enumerate(region_codes.codes)})
    chosen = _lookup("industry", {i: code for i, code in enumerate(industry_codes.codes) if code in industries})
    cells = connection.read_parquet(file).join(regions, "region").join(chosen, "industry")
    named = cells.select("year", region="region_code", industry="industry_code", **{m: m for m in MEASURES})
    return connection.to_pyarrow(named.order_by("region", "industry")).cast(SCHEMA)


def _lookup(column: str, codes: dict[int, str]) -> "ir.Table":
    import ibis  # deferred: takes a second to load and only builds need it

    return ibis.memtable(pa.table({column: pa.array(codes, pa.int32()), f"{column}_code": list(codes.values())}))
