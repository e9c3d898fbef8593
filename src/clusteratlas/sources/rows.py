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

from clusteratlas.errors import BadCell, BadCells, UnreadableFile, WrongColumns

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
    ragged: list[BadCell] = []

    def on_ragged(row: csv.InvalidRow) -> str:
        rule = f"has {row.actual_columns} fields, {row.expected_columns} expected"
        ragged.append(BadCell((row.number or 2) - 1, "(row)", row.text[:40], rule))
        return "skip"

    first, seen = 1, False
    try:
        reader = csv.open_csv(
            pa.PythonFile(stream, mode="r"),
            read_options=csv.ReadOptions(use_threads=False, block_size=_BLOCK),
            parse_options=csv.ParseOptions(invalid_row_handler=on_ragged),
            convert_options=csv.ConvertOptions(
                column_types={name: pa.string() for name in columns}, strings_can_be_null=False
            ),
        )
        _check_columns(file, reader.schema.names, columns)
        for batch in reader:
            seen = seen or batch.num_rows > 0
            yield Batch(pa.Table.from_batches([batch]).select(list(columns)), first, min(raw.tell() / size, 1.0))
            first += batch.num_rows
    except pa.ArrowInvalid as error:
        raise UnreadableFile(
            file, f"the rows cannot be parsed: {error}.", "Check it is the file as published."
        ) from error
    if ragged:
        raise BadCells(file.name, ragged, len(ragged))
    if not seen:
        raise UnreadableFile(file, "it has a heading line but no rows.", "Download it again.")


def _check_columns(file: Path, found: list[str], expected: Sequence[str]) -> None:
    missing = [f"column {name!r} is missing" for name in expected if name not in found]
    if missing:
        raise WrongColumns(file.name, [*missing, f"expected {', '.join(expected)}"], found)


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
        self._check_encoding(block)
        return block

    def _check_encoding(self, block: bytes) -> None:
        try:
            self._decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            line = self._line + block.count(b"\n", 0, error.start)
            raise UnreadableFile(
                self._file,
                f"line {line:,} is not UTF-8 (byte 0x{error.object[error.start]:02x}).",
                "Save the whole file as UTF-8.",
            ) from error
        self._line += block.count(b"\n")
