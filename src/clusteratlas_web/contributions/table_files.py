"""An uploaded table before anybody said what its columns are: how it is written, its heading, its first rows."""

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from clusteratlas.errors import UnreadableFile
from clusteratlas.sources.tidy_map import TableMap
from clusteratlas.sources.tidy_tables import PARQUET, SPREADSHEETS, open_table
from clusteratlas_web.contributions.columns import SEPARATORS

SHOWN = 5  # rows that are shown of a file
MOST_COLUMNS, LONGEST = 200, 120  # letters of a column's name; of cells so many are shown
MOST_ROWS = 3_000_000  # of a Parquet file, whose size says little
MOST_BYTES = {".parquet": 400_000_000, ".xlsx": 60_000_000}  # what these may unpack to; spreadsheets are read slowly
_BEGINNING = 1 << 20  # bytes that are looked at to see how a text is written


@dataclass(frozen=True)
class Preview:
    """The columns of a file and its first rows, as text."""

    names: list[str]
    rows: list[list[str]]
    size: int  # bytes, unpacked

    @property
    def facts(self) -> dict[str, Any]:
        """As it is stored."""
        return {"names": self.names, "rows": self.rows, "size": self.size}


@contextmanager
def under_name(stored: Path, name: str) -> Iterator[Path]:
    """A stored file under a name with its ending, by which readers tell what it is; gone at the end of the block."""
    with tempfile.TemporaryDirectory(prefix="clusteratlas-") as folder:
        link = Path(folder) / name
        link.symlink_to(stored.absolute())
        yield link


def how_written(file: Path, sheet: str, lines_above: int) -> dict[str, Any]:
    """How a file is written, as a section of its map: of a text its separator and encoding, told by its beginning."""
    suffix = file.suffix.lower()
    if suffix in SPREADSHEETS:
        return ({"sheet": sheet} if sheet else {}) | ({"lines_above": lines_above} if lines_above else {})
    if suffix in PARQUET:
        return {}
    with file.open("rb") as stream:
        beginning = stream.read(_BEGINNING)
    encoding = _encoding(beginning)
    heading = beginning.decode(encoding, errors="replace").partition("\n")[0]
    separator = max(SEPARATORS, key=heading.count)
    return {"separator": separator, "encoding": encoding}


def preview(file: Path, how: Mapping[str, Any]) -> Preview:
    """The heading and the first rows; raises UnreadableFile, also for a file that unpacks to too much."""
    size = _unpacked(file)
    if size > MOST_BYTES.get(file.suffix.lower(), size):
        raise UnreadableFile(file, "it unpacks to more than can be read here.", "Divide it by years.")
    table = open_table(file, TableMap(**{name: value for name, value in how.items() if name != "absent"}))
    _check_names(file, table.names)
    first = next(iter(table.batches(table.names)), None)
    rows = first.table.slice(0, SHOWN).to_pylist() if first else []
    return Preview(table.names, [[shown(row[name]) for name in table.names] for row in rows], size)


def shown(cell: str) -> str:
    """A cell as it is stored to be shown: not longer than that, and without what a database does not keep."""
    return cell.replace("\0", "�")[:LONGEST]


def _check_names(file: Path, names: list[str]) -> None:
    if len(names) > MOST_COLUMNS:
        raise UnreadableFile(file, f"it has more than {MOST_COLUMNS} columns.", "Leave out what is not needed.")
    if any(len(name) > LONGEST or "\0" in name for name in names):
        raise UnreadableFile(file, f"a column's name has more than {LONGEST} letters.", "Check its first line.")
    if len(set(names)) < len(names):
        raise UnreadableFile(file, "two of its columns have the same name.", "Give every column a name of its own.")


def _encoding(beginning: bytes) -> str:
    try:
        beginning[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _unpacked(file: Path) -> int:
    """The bytes it has, unpacked if it is packed."""
    if file.suffix.lower() in SPREADSHEETS:
        with zipfile.ZipFile(file) as archive:  # that it is one was looked at when it was uploaded
            return sum(member.file_size for member in archive.infolist())
    return _parquet_size(file) if file.suffix.lower() in PARQUET else file.stat().st_size


def _parquet_size(file: Path) -> int:
    try:
        facts = pq.read_metadata(file)
    except (pa.ArrowInvalid, OSError) as error:  # Arrow calls a damaged page an OSError
        raise UnreadableFile(file, "it is no whole Parquet file.", "Write it again.") from error
    if facts.num_rows > MOST_ROWS:
        raise UnreadableFile(file, f"it has more than {MOST_ROWS:,} rows.", "Divide it by years.")
    return sum(facts.row_group(group).total_byte_size for group in range(facts.num_row_groups))
