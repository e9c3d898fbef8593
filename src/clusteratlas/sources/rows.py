"""Streams the rows of a delimited file, plain or packed, as batches of text with their row numbers."""

import codecs
import csv as lines
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
from pyarrow import csv

from clusteratlas.errors import SHOWN, BadCell, UnreadableFile, WrongColumns
from clusteratlas.sources.findings import Findings
from clusteratlas.sources.unpacking import DAMAGE, texts

_BLOCK = 8 << 20  # bytes of text parsed at a time; bounds memory whatever the file's size
_HEADING = 1 << 16  # bytes among which the heading's end is looked for


@dataclass(frozen=True)
class Batch:
    """Rows of text: `first` is the number of the first one, counting data rows from 1; `read` the share of the file.

    `part` is the name of the packed text they stand in; empty where the file is the text, or packs only one.
    """

    table: pa.Table
    first: int
    read: float
    part: str = ""


@dataclass(frozen=True)
class Dialect:
    """How a file is written: what stands between its cells, its encoding, and how its column names are to be read."""

    separator: str = ","
    encoding: str = "utf-8"
    naming: Callable[[str], str] = str  # str.lower where a heading may be in capitals, str.strip where it has blanks

    def names(self, line: str) -> list[str]:
        """The column names of a heading line, as they are written."""
        return next(lines.reader([line.rstrip("\r\n")], delimiter=self.separator), [])


COMMAS = Dialect()


def read_rows(file: Path, columns: Sequence[str], dialect: Dialect = COMMAS) -> Iterator[Batch]:
    """The file in batches, each column as text; raises UnreadableFile, WrongColumns or BadCells.

    Of a file that packs many texts each is read in turn, its rows counted from 1.
    """
    size = _size(file)
    with file.open("rb") as raw:
        for part, stream in texts(file, raw):
            place = _Place(file, part, raw, size)
            yield from _batches(place, _CheckedText(place.path, stream, dialect.encoding), columns, dialect)


def heading(file: Path, dialect: Dialect = COMMAS) -> list[str]:
    """The column names in the file's first line; of a file that packs many texts, in the first of them.

    Raises UnreadableFile. Which names a reader needs it says itself: see `read_rows`.
    """
    _size(file)
    with file.open("rb") as raw:
        part, stream = next(texts(file, raw))
        line = _CheckedText(_Place(file, part, raw, 0).path, stream, dialect.encoding).heading()
    return [dialect.naming(name) for name in dialect.names(line)]


def part_name(file: Path, part: str) -> str:
    """What messages call a packed text: by the file it is packed in, then its own name."""
    return f"{file.name} ({Path(part).name})" if part else file.name


def _size(file: Path) -> int:
    size = file.stat().st_size
    if size == 0:
        raise UnreadableFile(file, "the file is empty.", "Download it again.")
    return size


@dataclass(frozen=True)
class _Place:
    """Where rows stand: the file, and the text packed in it."""

    file: Path
    part: str
    raw: BinaryIO
    size: int

    @property
    def path(self) -> Path:
        """What messages name: the text, and the file it is packed in."""
        return self.file.with_name(part_name(self.file, self.part))


def _batches(place: _Place, stream: "_CheckedText", columns: Sequence[str], dialect: Dialect) -> Iterator[Batch]:
    ragged = Findings(place.path.name)
    first = 1
    try:
        reader = _reader(stream, columns, dialect, ragged)
        _check_columns(place.path, reader.schema.names, columns, dialect)
        for table in _without_empty_end(reader, columns, dialect):
            yield Batch(table, first, min(place.raw.tell() / place.size, 1.0), place.part)
            first += table.num_rows
        stream.raise_failure()
    except pa.ArrowInvalid as error:
        stream.raise_failure()
        if "Empty CSV" in str(error):  # Arrow's words for no line at all, and for a heading without line end
            raise UnreadableFile(place.path, "it has no rows.", "Download it again.") from error
        raise UnreadableFile(
            place.path, f"the rows cannot be parsed: {error}.", "Check it is the file as published."
        ) from error
    ragged.raise_if_any()
    if first == 1:
        raise UnreadableFile(place.path, "it has a heading line but no rows.", "Download it again.")


def _reader(
    stream: "_CheckedText", columns: Sequence[str], dialect: Dialect, ragged: Findings
) -> csv.CSVStreamingReader:
    def on_ragged(row: csv.InvalidRow) -> str:
        rule = f"has {row.actual_columns} fields, {row.expected_columns} expected"
        cell = BadCell((row.number or 2) - 1, "(row)", row.text[:40], rule)
        ragged.add_cells([cell] if ragged.count < SHOWN else [], 1)
        return "skip"

    names = [*dialect.names(stream.heading()), *columns]
    return csv.open_csv(
        pa.PythonFile(stream, mode="r"),
        read_options=csv.ReadOptions(use_threads=False, block_size=_BLOCK),
        # An empty line is a row of empty cells: skipped, it would shift the numbers of the rows below it.
        parse_options=csv.ParseOptions(
            delimiter=dialect.separator, invalid_row_handler=on_ragged, ignore_empty_lines=False
        ),
        convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    )


def _without_empty_end(reader: csv.CSVStreamingReader, columns: Sequence[str], dialect: Dialect) -> Iterator[pa.Table]:
    """The rows of every block; empty lines are held back until a row follows them, so those at the file's end fall."""
    held: pa.Table | None = None
    for batch in reader:
        block = pa.Table.from_batches([batch])
        block = block.rename_columns([dialect.naming(name) for name in block.column_names]).select(list(columns))
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


def _check_columns(file: Path, written: list[str], expected: Sequence[str], dialect: Dialect) -> None:
    found = [dialect.naming(name) for name in written]
    problems = [f"column {name!r} is missing" for name in expected if name not in found]
    problems += [f"column {name!r} stands more than once" for name in expected if found.count(name) > 1]
    if problems:
        raise WrongColumns(file.name, [*problems, f"expected {', '.join(expected)}"], written)


class _CheckedText(io.RawIOBase):
    """A byte stream of UTF-8 that says clearly where its source is truncated, damaged or of another encoding."""

    def __init__(self, file: Path, stream: BinaryIO, encoding: str) -> None:
        self._file, self._stream, self._line, self._encoding = file, stream, 1, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._kept = b""  # read ahead to see the heading
        self._failure: UnreadableFile | None = None

    def readable(self) -> bool:
        return True

    def heading(self) -> str:
        """The first line, which stays to be read."""
        while b"\n" not in self._kept and len(self._kept) < _HEADING and (block := self._read(io.DEFAULT_BUFFER_SIZE)):
            self._kept += block
        return self._kept.partition(b"\n")[0].decode(errors="replace").removeprefix("\ufeff")

    def read(self, size: int = -1) -> bytes:
        """What Arrow reads, in a thread of its own; where the text fails it ends, and `raise_failure` says why.

        An error raised here would be kept by that thread. If the thread lets it go last, the reader in its traceback is
        taken down by the thread it waits for, and the process never ends.
        """
        if self._kept:
            kept, self._kept = (self._kept[:size], self._kept[size:]) if size >= 0 else (self._kept, b"")
            return kept
        try:
            return b"" if self._failure else self._read(size)
        except UnreadableFile as error:
            self._failure = error
            return b""

    def raise_failure(self) -> None:
        """Raises what made the text end before its time."""
        if self._failure:
            raise self._failure

    def _read(self, size: int) -> bytes:
        """Whole characters only: what a block cuts waits for the next, or for the end that finds it wanting."""
        text = ""
        while not text and (block := self._block(self._asked(size))):
            text = self._decoded(block)
        return text.encode() if text else self._decoded(b"").encode()

    def _asked(self, size: int) -> int:
        """How many bytes to read, so that no more than `size` come out, with what waits and in UTF-8."""
        return size if size < 0 else max(size - 3 if self._encoding == "utf-8" else size // 4, 1)

    def _block(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except EOFError as error:
            raise UnreadableFile(
                self._file, f"the compressed file ends too early, after line {self._line:,}.", "Download it again."
            ) from error
        except DAMAGE as error:
            raise UnreadableFile(
                self._file, f"the compressed file is damaged after line {self._line:,}.", "Download it again."
            ) from error
        except OSError as error:
            raise UnreadableFile(
                self._file, f"it cannot be read after line {self._line:,}: {error.strerror}.", "Check its disk."
            ) from error

    def _decoded(self, block: bytes) -> str:
        try:
            text = self._decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            # The decoder may have kept the first bytes of a character from the block before.
            line = self._line + error.object.count(b"\n", 0, error.start)
            name = self._encoding.upper()
            raise UnreadableFile(
                self._file,
                f"line {line:,} is not {name} (byte 0x{error.object[error.start]:02x}).",
                f"Save the whole file as {name}.",
            ) from error
        self._line += block.count(b"\n")
        return text
