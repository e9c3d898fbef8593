"""Any tidy table - CSV, spreadsheet or Parquet - by a map of its columns: regions, industries, years, measures, units.

Long or wide: every measure its own column, or a column that says which measure a row is of; a column of years, one year
for the whole file, or years across.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.errors import WrongColumns
from clusteratlas.home import Progress
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.gathering import Gathering, Part
from clusteratlas.sources.left_out import LeftOut
from clusteratlas.sources.reading import Coded, Layout, Reading
from clusteratlas.sources.rows import Batch
from clusteratlas.sources.tidy_cells import FigureCells, read_figures
from clusteratlas.sources.tidy_map import YEAR, ColumnMap, MeasureMap
from clusteratlas.sources.tidy_spellings import Spellings, industries, region_texts, regions
from clusteratlas.sources.tidy_tables import Table, open_table
from clusteratlas.sources.year_column import FIRST, LAST, read_years
from clusteratlas.tables.measure import measure


def open_file(columns: ColumnMap, file: Path, progress: Progress) -> Reading:
    """The file's records; raises UnreadableFile, WrongColumns, and BadCells when the batches are used up."""
    table = open_table(file, columns.table)
    across = _years_across(columns, table)
    layout = _layout(columns)
    reader = _Reader(columns, across, regions(columns.region), industries(columns.industry))
    vintages: dict[int, str] = {}
    batches = _records(reader, table, vintages, progress)
    return Reading(layout, reader.regions.coding, reader.industries.coding, vintages, batches)


def _layout(columns: ColumnMap) -> Layout:
    """The layout is called by the level of its regions, the first one where levels are mixed."""
    region = columns.region
    levels = (region.level,) if region.level else tuple(dict.fromkeys(region.levels.values()))
    measures = tuple(measure.name for measure in columns.measures)
    named = tuple(str(level) for level in levels)
    with_country = ("country", *named) if region.country and "country" not in named else named
    classified, absent = columns.industry.classification, columns.table.absent
    return Layout(named[0], region.gazetteer, with_country, classified, measures, columns.currency, absent)


@dataclass(frozen=True)
class _Reader:
    """What every batch is read by. `across` is the column of each measure by year; without it, under year 0."""

    columns: ColumnMap
    across: dict[int, dict[str, str]]
    regions: Spellings
    industries: Spellings

    def needed(self) -> list[str]:
        """The columns that are read, each once."""
        how = self.columns
        keys = [how.region.column, how.region.level_column, how.industry.column, how.year_column, how.measure_column]
        figures = [column for by_measure in self.across.values() for column in by_measure.values()]
        return list(dict.fromkeys(name for name in [*keys, *figures] if name is not None))


def _records(reader: _Reader, table: Table, vintages: dict[int, str], progress: Progress) -> Iterator[Coded]:
    findings, left_out, how = Findings(table.file.name), LeftOut(), reader.columns
    names = [measure.name for measure in how.measures]
    gathering = Gathering(reader.regions.coding, reader.industries.coding, names)
    for batch in table.batches(reader.needed()):
        _add(gathering, batch, reader, findings, left_out)
        progress(f"reading {table.file.name}", batch.read)
    gathering.report(findings, (how.year_column or "year", how.region.column, how.industry.column))
    findings.raise_if_any()
    left_out.say(progress)
    progress(f"reading {table.file.name}", 1.0)
    for coded in gathering.batches():
        vintages.update({int(year): how.industry.vintage for year in np.unique(coded.year)})
        yield coded


def _add(gathering: Gathering, batch: Batch, reader: _Reader, findings: Findings, left_out: LeftOut) -> None:
    how, table, first = reader.columns, batch.table, batch.first
    region = reader.regions.positions(region_texts(table, how.region), how.region.column, first, findings)
    industry = reader.industries.positions(table[how.industry.column], how.industry.column, first, findings)
    row = np.arange(first, first + table.num_rows, dtype=np.int64)
    here = _rows_of_measures(batch, how, left_out)
    for year, by_measure in reader.across.items():
        years = np.full(len(row), year, np.int64) if year else _years(batch, how, findings)
        for counted in how.measures:
            found = _figures(batch, by_measure[counted.name], counted, here[counted.name], how, findings)
            at = np.flatnonzero(here[counted.name])
            places = (years[at], region[at], industry[at], row[at])
            gathering.add(counted.name, Part(*places, found.values[at], found.known[at]))


def _figures(
    batch: Batch, column: str, counted: MeasureMap, here: NDArray[np.bool_], how: ColumnMap, findings: Findings
) -> FigureCells:
    """The figures of a measure in a column; what is broken is a finding in the rows that are of this measure."""
    found = read_figures(batch.table[column], counted.unit, measure(counted.name).signed, how.cells)
    wrong = pa.chunked_array([pa.array(found.broken & here)])
    findings.add(batch.table[column], wrong, batch.first, column, partial(found.why, how.cells))
    return found


def _rows_of_measures(batch: Batch, how: ColumnMap, left_out: LeftOut) -> dict[str, NDArray[np.bool_]]:
    """Which rows are of which measure: all of each, unless a column says it."""
    every = np.ones(batch.table.num_rows, np.bool_)
    if how.measure_column is None:
        return {each.name: every for each in how.measures}
    words = pc.utf8_trim_whitespace(batch.table[how.measure_column])
    of = {each.name: _mask(pc.equal(words, each.row)) for each in how.measures}
    others = ~np.logical_or.reduce(list(of.values()))
    left_out.add(f"rows of other measures than {', '.join(str(each.row) for each in how.measures)}", int(others.sum()))
    return of


def _years(batch: Batch, how: ColumnMap, findings: Findings) -> NDArray[np.int64]:
    cells = batch.table[str(how.year_column)]
    bare = pc.replace_substring_regex(pc.utf8_trim_whitespace(cells), r"^([0-9]{4})\s*[年度]*$", r"\1")
    return read_years(bare, str(how.year_column), batch.first, findings)


def _years_across(columns: ColumnMap, table: Table) -> dict[int, dict[str, str]]:
    """The columns of each year; one entry, of year 0 or the fixed year, where years do not stand across."""
    if YEAR not in columns.measures[0].column:
        return {columns.fixed_year or 0: {each.name: each.column for each in columns.measures}}
    found = {}
    for year in range(FIRST, LAST + 1):
        by_measure = {each.name: each.column.replace(YEAR, str(year)) for each in columns.measures}
        if any(name in table.names for name in by_measure.values()):
            found[year] = by_measure
    if not found:
        wanted = ", ".join(repr(each.column) for each in columns.measures)
        raise WrongColumns(
            table.file.name, [f"no column is like {wanted} with a year from {FIRST} to {LAST}"], table.names
        )
    return found


def _mask(values: pa.ChunkedArray) -> NDArray[np.bool_]:
    return np.asarray(values.to_numpy(zero_copy_only=False), np.bool_)
