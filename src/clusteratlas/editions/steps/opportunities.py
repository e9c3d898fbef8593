"""Writes `opportunities` and `prospects`, and, where there is a panel, whether such opportunities came true before."""

from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from clusteratlas.diagnosis import EntryModel, entry_probability
from clusteratlas.diagnosis.opportunities.with_prospects import opportunities_with_prospects
from clusteratlas.editions.backtesting import Tested, back_tested
from clusteratlas.editions.layout import in_layout, tables_of
from clusteratlas.editions.parquet import read_table, stored_ratios, write_table, write_tables
from clusteratlas.editions.plan import Plan
from clusteratlas.editions.workings import ENTRY_MODEL, RELATEDNESS, WORKINGS
from clusteratlas.engines import PanelYear, over_years, panel_years
from clusteratlas.home import Share

_ALWAYS = ("year", "level", "region", "cluster", "subcluster", "kind", "employment", "location_quotient", "wages")


class Years(NamedTuple):
    """A year of the portfolio, and the year before where there is one."""

    now: PanelYear
    before: PanelYear | None


def write_opportunities(plan: Plan, done: Path, folder: Path, tell: Share) -> None:
    """The four tables; in workings the model that gives candidates their probability, if there is one."""
    file = done / "portfolio" / "portfolio.parquet"
    columns = [name for name in dict.fromkeys((*_ALWAYS, *plan.rules[0].needs)) if name in pq.read_schema(file).names]
    relatedness = read_table(done / "relatedness" / WORKINGS, RELATEDNESS)
    tested = back_tested(plan, pq.read_table(file, columns=columns), relatedness)
    _write_tests(plan, tested, folder)
    years = panel_years(file, columns)
    pairs = [Years(year, years[at - 1] if at else None) for at, year in enumerate(years)]
    found = ([], []) if not len(relatedness) else _by_year(plan, pairs, relatedness, tested, tell)
    for name, tables in zip(("opportunities", "prospects"), found, strict=True):
        write_tables(folder, name, tables_of(plan.measures)[name].schema, tables)


def _by_year(
    plan: Plan, years: list[Years], relatedness: pa.Table, tested: Tested | None, tell: Share
) -> tuple[list[pa.Table], list[pa.Table]]:
    layouts, book = tables_of(plan.measures), plan.rules[0]

    def of_year(pair: Years) -> tuple[pa.Table, pa.Table]:
        rows, year = _rows(pair), int(pair.now.year or 0)
        near = _of_year(relatedness, year)
        candidates, prospect = (_in_year(each, year) for each in opportunities_with_prospects(rows, near, book))
        candidates = _with_probability(candidates, tested.model if tested else None)
        return (
            in_layout(stored_ratios(candidates), layouts["opportunities"].schema).sort_by(_ORDER),
            in_layout(stored_ratios(prospect), layouts["prospects"].schema).sort_by(_ORDER),
        )

    found: tuple[list[pa.Table], list[pa.Table]] = ([], [])
    for position, tables in enumerate(over_years(of_year, years)):
        for kept, table in zip(found, tables, strict=True):
            kept.append(table)
        tell((position + 1) / len(years))
    return found


_ORDER = [("region", "ascending"), ("cluster", "ascending")]


def _rows(pair: Years) -> pa.Table:
    """The year's rows, and of the year before the country's alone: only what the nation grew by is read of it."""
    tables = [_plain(pair.now.read())]
    if pair.before is not None:
        before = _plain(pair.before.read())
        tables.append(before.filter(pc.equal(before["level"], "country")))
    rows = pa.concat_tables(tables)
    return rows.filter(pc.is_valid(rows["employment"]))


def _plain(table: pa.Table) -> pa.Table:
    """Text as text: dictionaries of different years do not go together."""
    fields = [pa.field(f.name, pa.string()) if pa.types.is_dictionary(f.type) else f for f in table.schema]
    return table.cast(pa.schema(fields))


def _of_year(relatedness: pa.Table, year: int) -> pa.Table:
    """The relatedness of a year; of the nearest one where that year tells none."""
    known = sorted(set(relatedness["year"].to_pylist()), key=lambda other: (abs(other - year), other))
    return relatedness.filter(pc.equal(relatedness["year"], known[0])).drop_columns("year")


def _in_year(table: pa.Table, year: int) -> pa.Table:
    return table.filter(pc.equal(table["year"], year))


def _with_probability(candidates: pa.Table, model: EntryModel | None) -> pa.Table:
    """The candidates with what the model gives them, where it speaks of their level."""
    if model is None:
        return candidates
    found = entry_probability(candidates, model)
    spoken = pc.equal(found["level"], model.level)
    column = pc.if_else(spoken, found["probability"], None)
    return found.set_column(found.schema.get_field_index("probability"), "probability", column)


def _write_tests(plan: Plan, tested: Tested | None, folder: Path) -> None:
    layouts = tables_of(plan.measures)
    for name in ("backtest", "reliability"):
        schema = layouts[name].schema
        table = in_layout(stored_ratios(getattr(tested, name)), schema) if tested else schema.empty_table()
        write_table(folder, name, table.sort_by([(key, "ascending") for key in layouts[name].key]))
    (folder / WORKINGS).mkdir()
    if tested:
        (folder / WORKINGS / ENTRY_MODEL).write_bytes(tested.written())
