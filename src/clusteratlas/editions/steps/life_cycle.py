"""Writes `life_cycle`: the stage of its life each regional cluster is in, where there are years enough to read one."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from clusteratlas.diagnosis.life_cycle import LifeCycleRules, life_cycle, load
from clusteratlas.editions.layout import in_layout, tables_of
from clusteratlas.editions.parquet import read_table, stored_ratios, write_table
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.unbroken import jobs_by_year, unbroken_years
from clusteratlas.home import Share

RULES = "menzel-fornahl-reconstruction"
_COARSE = 4  # digits to which codes mean much the same in every vintage
_COLUMNS = ["year", "level", "region", "cluster", "subcluster", "kind", "employment", "location_quotient"]


def write_life_cycle(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The table life_cycle, read over the latest years without a break; empty where these are too few."""
    rules, schema = load(RULES), tables_of(plan.measures)["life_cycle"].schema
    portfolio = pq.read_table(done / "portfolio" / "portfolio.parquet", columns=_COLUMNS)
    years = unbroken_years(jobs_by_year(portfolio), rules.years)
    if not years:
        write_table(folder, "life_cycle", schema.empty_table())
        return
    found = _read(portfolio, _parts(plan, done, years), years, rules)
    write_table(folder, "life_cycle", in_layout(found, schema))


def _read(portfolio: pa.Table, parts: pa.Table | None, years: list[int], rules: LifeCycleRules) -> pa.Table:
    known = portfolio.filter(pc.is_valid(portfolio["employment"]))
    found = life_cycle(known, parts, start=years[0], end=years[-1], rules=rules)
    regional = stored_ratios(found.filter(pc.not_equal(found["level"], "country")))
    ends = {"first_year": years[0], "last_year": years[-1]}
    for name, year in ends.items():
        regional = regional.append_column(name, pa.array([year] * len(regional), pa.int16()))
    return regional


def _parts(plan: Plan, done: Path, years: list[int]) -> pa.Table | None:
    """The industries of each regional cluster; None where subclusters tell its heterogeneity.

    Where the years speak several vintages the industries are taken together by the first digits of their codes.
    """
    if pc.any(pc.is_valid(read_table(done / "entities", "clusters")["subcluster"])).as_py():
        return None
    vintages = {plan.vintages[year] for year in years}
    return pa.concat_tables([_cells(plan, done, vintage, years, len(vintages) > 1) for vintage in sorted(vintages)])


def _cells(plan: Plan, done: Path, vintage: str, years: list[int], coarse: bool) -> pa.Table:
    """region, cluster, industry, year, employment of the years that speak a vintage."""
    spoken = [year for year in years if plan.vintages[year] == vintage]
    columns = ["year", "region", "industry", "employment"]
    cells = pq.read_table(done / "cells" / "activity.parquet", columns=columns, filters=[("year", "in", spoken)])
    members = read_table(done / "entities", "membership")
    members = members.filter(pc.equal(members["vintage"], vintage)).select(["industry", "cluster"])
    joined = cells.filter(pc.is_valid(cells["employment"])).join(members, "industry", join_type="inner")
    if coarse:
        codes = pc.utf8_slice_codeunits(joined["industry"], 0, _COARSE)
        joined = joined.set_column(joined.schema.get_field_index("industry"), "industry", codes)
    keys = ["region", "cluster", "industry", "year"]
    summed = joined.group_by(keys).aggregate([("employment", "sum")]).rename_columns([*keys, "employment"])
    return summed.set_column(3, "year", summed["year"].cast(pa.int64()))
