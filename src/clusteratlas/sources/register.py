"""A confidential register of establishments: its cells at every level, and who contributes what to which, kept apart.

Nothing made from it may be shown before it has been protected under a publish policy.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.classifications import gazetteer
from clusteratlas.home import Home, Progress, silent
from clusteratlas.sources.importing import Receipt, import_file
from clusteratlas.sources.reading import ZERO, Coded, Layout, Reading
from clusteratlas.sources.register_cells import Side, cells_of_year, industry_parent, placed, region_parent
from clusteratlas.sources.register_map import ESTABLISHMENTS, RegisterMap, read_register_map
from clusteratlas.sources.register_rows import Integers, RegisterRows, read_register_rows
from clusteratlas.sources.registry import Source

NAME = "register"
CONTRIBUTIONS = "contributions.parquet"
_KEYS = {"year": pa.int16(), "region": pa.int32(), "industry": pa.int32(), "holder": pa.int64()}


def register_source(how: RegisterMap) -> Source:
    """The source that reads registers by this map; its publication is the one the map names."""
    return Source(NAME, how.columns.publication, partial(open_file, how), repr(how))


def import_register(
    file: Path | str,
    how: RegisterMap | Path | str,
    home: Home | Path | str | None = None,
    progress: Progress = silent,
) -> Receipt:
    """Checks a register by its map (or the file of one) and stores its cells and contributions, closed to others.

    The file itself is not kept, nor are the names of holders and establishments. Raises UnreadableFile, WrongColumns
    or BadCells, which name the map or the file, whichever is wrong.
    """
    known = how if isinstance(how, RegisterMap) else read_register_map(Path(how))
    return import_file(register_source(known), file, home, progress)


def open_file(how: RegisterMap, file: Path, progress: Progress) -> Reading:
    """The register's cells, all of them known; raises UnreadableFile, WrongColumns or BadCells."""
    industry = how.columns.industry
    parents = (
        region_parent(how.columns.region.gazetteer),
        industry_parent(industry.classification, industry.vintage),
    )
    rows, places, branches = placed(read_register_rows(how, file, progress), parents)
    years = [int(year) for year in np.unique(rows.year)]
    batches = _batches(rows, years, places, branches, progress)
    vintages = dict.fromkeys(years, industry.vintage)
    layout = _layout(how, places, rows)
    return Reading(layout, places.codes, branches.codes, vintages, batches, partial(write_contributions, rows))


def _layout(how: RegisterMap, places: Side, rows: RegisterRows) -> Layout:
    region = how.columns.region
    known = gazetteer(region.gazetteer)
    used = {known.require(code).level for code in places.codes.codes}
    levels = tuple(level for level in known.levels if level in used)
    measures = (*rows.values, ESTABLISHMENTS)
    classified = how.columns.industry.classification
    name, currency = str(region.level), how.columns.currency
    return Layout(name, region.gazetteer, levels, classified, measures, currency, ZERO, confidential=True)


def _batches(rows: RegisterRows, years: list[int], places: Side, branches: Side, progress: Progress) -> Iterator[Coded]:
    for number, year in enumerate(years):
        yield cells_of_year(rows, year, places, branches)
        progress("adding up cells", (number + 1) / len(years))


def write_contributions(rows: RegisterRows, folder: Path) -> None:
    """Writes the contributions beside the cells."""
    columns = {name: pa.array(getattr(rows, name), kind) for name, kind in _KEYS.items()}
    columns[ESTABLISHMENTS] = pa.array(rows.establishments)
    columns |= {name: pa.array(values) for name, values in rows.values.items()}
    pq.write_table(pa.table(columns), folder / CONTRIBUTIONS, compression="zstd")


def read_contributions(folder: Path, year: int) -> Mapping[str, Integers]:
    """The contributions of a year: region and industry by position in the codings, holder, establishments, measures."""
    table = pq.read_table(folder / CONTRIBUTIONS, filters=[("year", "=", year)])
    return {name: np.asarray(table[name].to_numpy(), np.int64) for name in table.column_names if name != "year"}
