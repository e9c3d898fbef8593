"""The rows of a confidential register, checked: who contributes what, where, in which industry and year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clusteratlas.classifications import classification
from clusteratlas.errors import SHOWN, BadCell
from clusteratlas.home import Progress
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.register_map import ESTABLISHMENTS, RegisterMap
from clusteratlas.sources.rows import Batch
from clusteratlas.sources.tidy_cells import read_figures
from clusteratlas.sources.tidy_map import CellMap, MeasureMap
from clusteratlas.sources.tidy_spellings import Spellings, industries, regions
from clusteratlas.sources.tidy_tables import open_table
from clusteratlas.sources.year_column import read_years

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class RegisterRows:
    """Contributions, in the order of the file.

    region and industry are positions in the codings of `places` and `branches`; holder numbers each holder in the
    order in which they first stand in the file: their own numbers are not kept; values holds a measure each.
    """

    places: Spellings
    branches: Spellings
    year: Integers
    region: Integers
    industry: Integers
    holder: Integers
    establishments: Integers
    values: Mapping[str, Integers]

    def __len__(self) -> int:
        return len(self.year)


def read_register_rows(how: RegisterMap, file: Path, progress: Progress) -> RegisterRows:
    """All rows; raises UnreadableFile, WrongColumns or BadCells."""
    findings, parts = Findings(file.name), list[dict[str, pa.Array]]()
    places, branches = regions(how.columns.region), industries(how.columns.industry)
    table = open_table(file, how.columns.table)
    for batch in table.batches(_needed(how)):
        parts.append(dict(_part(batch, how, places, branches, findings)))
        progress(f"reading {file.name}", batch.read)
    whole = {name: pa.concat_arrays([part[name] for part in parts]) for name in parts[0]}
    if how.establishment is not None:
        _report_twice(whole, how.establishment, findings)
    _report_inner(whole, how, branches, findings)
    findings.raise_if_any()
    return _rows(whole, places, branches)


def _rows(whole: Mapping[str, pa.Array], places: Spellings, branches: Spellings) -> RegisterRows:
    keys = {name: _numbers(whole[name]) for name in ("year", "region", "industry")}
    values = {name.removeprefix("."): _numbers(part) for name, part in whole.items() if name.startswith(".")}
    counts = values.pop(ESTABLISHMENTS, np.ones(len(keys["year"]), np.int64))
    holder = _numbers(whole["holder"].dictionary_encode().indices)
    return RegisterRows(places, branches, **keys, holder=holder, establishments=counts, values=values)


def _needed(how: RegisterMap) -> list[str]:
    columns = how.columns
    keys = [columns.region.column, columns.industry.column, columns.year_column, how.holder, how.establishment]
    return list(dict.fromkeys(name for name in [*keys, *(each.column for each in columns.measures)] if name))


def _part(
    batch: Batch, how: RegisterMap, places: Spellings, branches: Spellings, findings: Findings
) -> Iterator[tuple[str, pa.Array]]:
    """The columns of a batch by what they are; those of measures begin with a dot."""
    table, first, columns = batch.table, batch.first, how.columns
    yield "region", pa.array(places.positions(table[columns.region.column], columns.region.column, first, findings))
    column = columns.industry.column
    yield "industry", pa.array(branches.positions(table[column], column, first, findings))
    yield "year", pa.array(_years(batch, how, findings))
    yield "holder", _named(batch, how.holder, findings)
    if how.establishment is not None:
        yield "establishment", _named(batch, how.establishment, findings)
    for each in columns.measures:
        yield f".{each.name}", pa.array(_figures(batch, each, columns.cells, findings))


def _figures(batch: Batch, counted: MeasureMap, marks: CellMap, findings: Findings) -> Integers:
    """The figures of a measure; an empty or negative one is a finding, and so is a row of no establishment."""
    cells, column = batch.table[counted.column], counted.column
    found = read_figures(cells, counted.unit, False, marks)
    findings.add(cells, _chunked(found.broken), batch.first, column, partial(found.why, marks))
    if counted.name == ESTABLISHMENTS:
        none = ~found.broken & (found.values < 1)
        findings.add(cells, _chunked(none), batch.first, column, lambda _: "is below one; leave such rows out")
    return found.values


def _named(batch: Batch, column: str, findings: Findings) -> pa.Array:
    """The names of holders or establishments; an empty one is a finding."""
    names = pc.utf8_trim_whitespace(batch.table[column])
    findings.add(names, pc.equal(names, ""), batch.first, column, lambda _: "is empty; give every unknown one its own")
    return names.combine_chunks()


def _years(batch: Batch, how: RegisterMap, findings: Findings) -> Integers:
    column = how.columns.year_column
    if column is None:
        return np.full(batch.table.num_rows, how.columns.fixed_year or 0, np.int64)
    return read_years(pc.utf8_trim_whitespace(batch.table[column]), column, batch.first, findings)


def _report_twice(whole: Mapping[str, pa.Array], column: str, findings: Findings) -> None:
    """Adds every row whose establishment stood before it in the same year."""
    name = _numbers(whole["establishment"].dictionary_encode().indices)
    keys = _numbers(whole["year"]) * (len(name) + 1) + name
    order = np.argsort(keys, kind="stable")
    again = np.sort(order[1:][keys[order][1:] == keys[order][:-1]])
    rule = "stands more than once in a year"
    shown = [BadCell(row + 1, column, str(whole["establishment"][row]), rule) for row in again[:SHOWN].tolist()]
    findings.add_cells(shown, len(again))


def _report_inner(whole: Mapping[str, pa.Array], how: RegisterMap, branches: Spellings, findings: Findings) -> None:
    """Adds every row of an industry of which other rows have a part: such a rest would have no cell of its own."""
    tree = classification(how.columns.industry.classification, how.columns.industry.vintage)
    place, codes = _numbers(whole["industry"]), branches.coding.codes
    used = {codes[position] for position in np.unique(place[place >= 0])}
    inner = {above: code for code in sorted(used) for above in tree.ancestors(code) if above in used}
    rows = np.flatnonzero(np.isin(place, [codes.index(code) for code in inner]))
    cells = [(row, codes[place[row]]) for row in rows[:SHOWN].tolist()]
    rule = "is an industry of which other rows have a part ({}); code all to one depth"
    column = how.columns.industry.column
    findings.add_cells([BadCell(row + 1, column, code, rule.format(inner[code])) for row, code in cells], len(rows))


def _numbers(values: pa.Array) -> Integers:
    return np.asarray(values.to_numpy(zero_copy_only=False), np.int64)


def _chunked(bad: NDArray[np.bool_]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(bad)])
