"""Long tables in Parquet, a year at a time: text codes stay dictionaries of integers, other years stay on disk."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from clusteratlas.errors import WrongColumns

YEAR = "year"


@dataclass(frozen=True)
class Part:
    """One row group of one file, and whether it holds rows of other years too."""

    file: Path
    row_group: int
    mixed: bool


@dataclass(frozen=True)
class PanelYear:
    """One year of a long table that has not been read yet; `read` may run in any thread."""

    year: int | None
    parts: tuple[Part, ...]
    columns: tuple[str, ...]

    def read(self) -> pa.Table:
        """The year's rows: the columns asked for, text as dictionaries of integers."""
        return pa.concat_tables([self._rows(part) for part in self.parts])

    def _rows(self, part: Part) -> pa.Table:
        with pq.ParquetFile(part.file, read_dictionary=_text_columns(part.file)) as file:
            wanted = [*self.columns, YEAR] if part.mixed else list(self.columns)
            # Years run in threads already; a second pool inside each would only contend with them.
            table = file.read_row_group(part.row_group, columns=wanted, use_threads=False)
        return _of_year(table, self.year).select(self.columns) if part.mixed else table


def panel_years(files: Path | Sequence[Path], columns: Sequence[str]) -> list[PanelYear]:
    """The years of a long table, in order; without a column `year` it is one year called None.

    Files ordered by year are read once. In any other order each year reads the row groups that hold rows of it, so
    memory stays bounded at the price of reading again.
    """
    parts: dict[int | None, list[Part]] = defaultdict(list)
    for path in [files] if isinstance(files, Path) else files:
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                years = _years_in(file, group)
                for year in years:
                    parts[year].append(Part(path, group, len(years) > 1))
    return [PanelYear(year, tuple(parts[year]), tuple(columns)) for year in sorted(parts, key=lambda y: y or 0)]


def _text_columns(path: Path) -> list[str]:
    schema = pq.read_schema(path)
    return [field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)]


def _years_in(file: pq.ParquetFile, group: int) -> list[int | None]:
    """The years of a row group: from its statistics where they name one year, else from the column."""
    names = file.schema_arrow.names
    if YEAR not in names:
        return [None]
    statistics = file.metadata.row_group(group).column(names.index(YEAR)).statistics
    if statistics and statistics.has_min_max and statistics.min == statistics.max and not statistics.null_count:
        return [statistics.min]
    years = file.read_row_group(group, columns=[YEAR])[YEAR].unique().to_pylist()
    if None in years:
        raise WrongColumns("table", [f"column {YEAR!r} has empty cells in row group {group}"], names)
    return list(years)


def _of_year(table: pa.Table, year: int | None) -> pa.Table:
    return table.filter(pc.equal(table[YEAR], year))
