"""Streams the rows of a delimited file, plain or gzip, as batches of text with their row numbers."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa
from pyarrow import csv

from clusteratlas.errors import SHOWN, BadCell, UnreadableFile, WrongColumns
from clusteratlas.sources.findings import Findings

_GZIP_MAGIC = b"\x1f\x8b"
_BLOCK = 8 << 20  # bytes of text parsed at a time; bounds memory whatever the file's size


@dataclass(frozen=True)
class Batch:
    """Rows of text: `first` is the number of the first one, counting data rows from 1; `read` the share of the file."""

    table: pa.Table
    first: int
    read: float


def read_rows(file: Path, columns: Sequence[str]) -> Iterator[Batch]:
    """The file in batches, each column as text; raises UnreadableFile, WrongColumns or BadCells."""
    size = file.stat().st_size
    if size == 0:
        raise UnreadableFile(file, "the file is empty.", "Download it again.")
    with file.open("rb") as raw:
        stream = _CheckedText(file, _unpacked(raw))
        yield from _batches(file, stream, raw, size, columns)


def _unpacked(raw: BinaryIO) -> BinaryIO:
    magic = raw.read(2)
    raw.seek(0)
    return cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if magic == _GZIP_MAGIC else raw


def _batches(file: Path, stream: "_CheckedText", raw: BinaryIO, size: int, columns: Sequence[str]) -> Iterator[Batch]:
    ragged = Findings(file.name)

    def on_ragged(row: csv.InvalidRow) -> str:
        rule = f"has {row.actual_columns} fields, {row.expected_columns} expected"
        cell = BadCell((row.number or 2) - 1, "(row)", row.text[:40], rule)
        ragged.add_cells([cell] if ragged.count < SHOWN else [], 1)
        return "skip"

    first = 1
    try:
        reader = csv.open_csv(
            pa.PythonFile(stream, mode="r"),
            read_options=csv.ReadOptions(use_threads=False, block_size=_BLOCK),
            # An empty line is a row of empty cells: skipped, it would shift the numbers of the rows below it.
            parse_options=csv.ParseOptions(invalid_row_handler=on_ragged, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types={name: pa.string() for name in columns}, strings_can_be_null=False
            ),
        )
        _check_columns(file, reader.schema.names, columns)
        for table in _without_empty_end(reader, columns):
            yield Batch(table, first, min(raw.tell() / size, 1.0))
            first += table.num_rows
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):  # Arrow's words for no line at all, and for a heading without line end
            raise UnreadableFile(file, "it has no rows.", "Download it again.") from error
        raise UnreadableFile(
            file, f"the rows cannot be parsed: {error}.", "Check it is the file as published."
        ) from error
    ragged.raise_if_any()
    if first == 1:
        raise UnreadableFile(file, "it has a heading line but no rows.", "Download it again.")


def _without_empty_end(reader: csv.CSVStreamingReader, columns: Sequence[str]) -> Iterator[pa.Table]:
    """The rows of every block; empty lines are held back until a row follows them, so those at the file's end fall."""
    held: pa.Table | None = None
    for batch in reader:
        block = pa.Table.from_batches([batch]).select(list(columns))
        rows = pa.concat_tables([held, block]) if held else block
        full = rows.num_rows - _empty_end(rows)
        held = rows.slice(full)
        if full:
            yield rows.slice(0, full)


def _empty_end(rows: pa.Table) -> int:
    """How many rows at the end have nothing in any cell."""
    for count, row in enumerate(range(rows.num_rows - 1, -1, -1)):
        if any(column[row].as_py() for column in rows.columns):
            return count
    return int(rows.num_rows)


def _check_columns(file: Path, found: list[str], expected: Sequence[str]) -> None:
    problems = [f"column {name!r} is missing" for name in expected if name not in found]
    problems += [f"column {name!r} stands more than once" for name in expected if found.count(name) > 1]
    if problems:
        raise WrongColumns(file.name, [*problems, f"expected {', '.join(expected)}"], found)


class _CheckedText(io.RawIOBase):
    """A byte stream that says clearly where it is truncated, damaged or not UTF-8."""

    def __init__(self, file: Path, stream: BinaryIO) -> None:
        self._file, self._stream, self._line = file, stream, 1
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            block = self._stream.read(size)
        except EOFError as error:
            raise UnreadableFile(
                self._file, f"the compressed file ends too early, after line {self._line:,}.", "Download it again."
            ) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise UnreadableFile(
                self._file, f"the compressed file is damaged after line {self._line:,}.", "Download it again."
            ) from error
        except OSError as error:
            raise UnreadableFile(
                self._file, f"it cannot be read after line {self._line:,}: {error.strerror}.", "Check its disk."
            ) from error
        self._check_encoding(block)
        return block

    def _check_encoding(self, block: bytes) -> None:
        try:
            self._decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            # The decoder may have kept the first bytes of a character from the block before.
            line = self._line + error.object.count(b"\n", 0, error.start)
            raise UnreadableFile(
                self._file,
                f"line {line:,} is not UTF-8 (byte 0x{error.object[error.start]:02x}).",
                "Save the whole file as UTF-8.",
            ) from error
        self._line += block.count(b"\n")
