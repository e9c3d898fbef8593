"""The rows of a tidy file as text, whether it is CSV, a spreadsheet or Parquet; the first line of data is row 1."""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from clusteratlas.errors import UnreadableFile, WrongColumns
from clusteratlas.sources.rows import Batch, Dialect, heading, read_rows
from clusteratlas.sources.tidy_map import TableMap

_ROWS = 50_000  # of a spreadsheet or of Parquet, at a time
SPREADSHEETS, PARQUET = (".xlsx", ".xlsm"), (".parquet",)
_NO_SPREADSHEET = (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, OSError, EOFError)


@dataclass(frozen=True)
class Table:
    """An open file: the names of its columns, and its rows to come, which hold the columns asked for as text."""

    names: list[str]
    file: Path
    how: TableMap

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """The rows in batches; raises UnreadableFile, WrongColumns or BadCells."""
        problems = [f"column {name!r} is missing" for name in columns if name not in self.names]
        problems += [f"column {name!r} stands more than once" for name in columns if self.names.count(name) > 1]
        if problems:
            raise WrongColumns(self.file.name, problems, self.names)
        if self.file.suffix.lower() in SPREADSHEETS:
            return _sheet_batches(self.file, self.how, self.names, columns)
        if self.file.suffix.lower() in PARQUET:
            return _parquet_batches(self.file, columns)
        return read_rows(self.file, columns, _dialect(self.how))


def open_table(file: Path, how: TableMap) -> Table:
    """The file, its heading read; raises UnreadableFile."""
    if file.suffix.lower() in SPREADSHEETS:
        return Table(_sheet_heading(file, how), file, how)
    if file.suffix.lower() in PARQUET:
        return Table(_parquet_names(file), file, how)
    if how.lines_above:
        why = "lines above the heading are passed over in spreadsheets only."
        raise UnreadableFile(file, why, "Take them out of the text file, and lines_above out of the map.")
    return Table(heading(file, _dialect(how)), file, how)


def text(value: object) -> str:
    """A cell of a spreadsheet or of Parquet as text; numbers as the spreadsheet shows them, to 15 digits.

    A double holds 12.3 as 12.300000000000000711; the fifteen digits a spreadsheet keeps give 12.3 back.
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return format(Decimal(format(value, ".15g")), "f")
    return str(value).strip()


def _dialect(how: TableMap) -> Dialect:
    return Dialect(how.separator, how.encoding, str.strip)


def _sheet_heading(file: Path, how: TableMap) -> list[str]:
    names = [text(value) for value in next(_sheet_rows(file, how), ())]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise UnreadableFile(file, "its heading line is empty.", "Say in the map how many lines_above it there are.")
    nameless = [get_column_letter(place) for place, name in enumerate(names, start=1) if not name]
    if nameless:
        which = f"column {', '.join(nameless)} has no name: the heading is merged, or has more than one line."
        raise UnreadableFile(file, which, "Give every column one name in one line, or set lines_above in the map.")
    return names


def _sheet_rows(file: Path, how: TableMap) -> Iterator[tuple[Any, ...]]:
    """The rows from the heading on, read as a stream; a formula has the value it had when the file was saved."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # about styles and extensions, which hold no figures
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            try:
                if how.sheet is not None and how.sheet not in book.sheetnames:
                    there = f"it has no sheet {how.sheet!r}, but {', '.join(book.sheetnames)}."
                    raise UnreadableFile(file, there, "Name one of them in the map.")
                sheet = book[how.sheet] if how.sheet is not None else book.worksheets[0]
                yield from islice(sheet.iter_rows(values_only=True), how.lines_above, None)
            finally:
                book.close()
    except UnreadableFile:
        raise
    except _NO_SPREADSHEET as error:
        raise UnreadableFile(file, f"it is no whole spreadsheet: {error}.", "Save it again as .xlsx.") from error


def _sheet_batches(file: Path, how: TableMap, names: Sequence[str], columns: Sequence[str]) -> Iterator[Batch]:
    rows, first = _sheet_rows(file, how), 1
    next(rows)  # the heading
    places = [names.index(name) for name in columns]
    while block := list(islice(rows, _ROWS)):
        cells = [[text(row[place]) if place < len(row) else "" for place in places] for row in block]
        yield from _filled(cells, columns, first)
        first += len(block)
    if first == 1:
        raise UnreadableFile(file, "it has a heading line but no rows.", "Check it is the right sheet.")


def _filled(cells: list[list[str]], columns: Sequence[str], first: int) -> Iterator[Batch]:
    """The rows without the empty ones at their end: spreadsheets keep lines that once held something."""
    while cells and not any(cells[-1]):
        cells.pop()
    if cells:
        arrays = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
        yield Batch(_table(arrays, columns), first, 0.5)


def _parquet_names(file: Path) -> list[str]:
    try:
        return list(pq.read_schema(file).names)
    except (pa.ArrowInvalid, OSError) as error:
        raise _no_parquet(file, error) from error


def _parquet_batches(file: Path, columns: Sequence[str]) -> Iterator[Batch]:
    first = 1
    try:
        with pq.ParquetFile(file) as parquet:
            for batch in parquet.iter_batches(_ROWS, columns=list(columns)):
                arrays = [pa.array([text(value) for value in batch[name].to_pylist()], pa.string()) for name in columns]
                yield Batch(_table(arrays, columns), first, min(first / parquet.metadata.num_rows, 1.0))
                first += batch.num_rows
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise _no_parquet(file, error) from error
    if first == 1:
        raise UnreadableFile(file, "it has no rows.", "Check it is the right file.")


def _no_parquet(file: Path, error: Exception) -> UnreadableFile:
    return UnreadableFile(file, f"it is no whole Parquet file: {error}.", "Write it again.")


def _table(arrays: Sequence[pa.Array], columns: Sequence[str]) -> pa.Table:
    return pa.table([pa.chunked_array([array]) for array in arrays], names=list(columns))
