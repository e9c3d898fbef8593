"""Brings a provider's file in: checked to its last row, then stored whole with its origin, or not at all."""

import datetime
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.errors import NoRecords, UnreadableFile
from clusteratlas.home import Home, Progress, one_writer, silent, whole_folder
from clusteratlas.sources.origin import Origin, read_origin
from clusteratlas.sources.records import Records, RecordWriter, describe, read_records
from clusteratlas.sources.registry import Source, source


@dataclass(frozen=True)
class Receipt:
    """What an import stored, or found to be stored already."""

    records: Records
    origin: Origin
    already_there: bool


def import_file(
    name: str, file: Path | str, home: Home | Path | str | None = None, progress: Progress = silent
) -> Receipt:
    """Checks the file and stores it and its records under the home; a refused file leaves nothing behind.

    Raises UnreadableFile, WrongColumns or BadCells for the file, DiskFull or BusyHome for the place.
    """
    provider, path, place = source(name), Path(file), Home.at(home)
    origin = _origin(provider, path)
    vintage = _vintage(path, origin)
    target = place.records(name) / vintage
    with one_writer(place.records(name)):
        if target.is_dir():
            return Receipt(read_records(target), read_origin(place.source(name, vintage)), True)
        with whole_folder(target) as folder:
            _read_into(folder, provider, path, vintage, progress)
            _keep_file(path, origin, place.source(name, vintage))
    return Receipt(read_records(target), origin, False)


def imported(name: str, home: Home) -> list[Records]:
    """All records of a source, in order of their vintage; raises NoRecords if there are none."""
    folder = home.records(name)
    found = [read_records(entry.parent) for entry in sorted(folder.glob("[!.]*/records.toml"))]
    if not found:
        raise NoRecords(name, home.path)
    return found


def origin_of(records: Records, home: Home) -> Origin:
    """Where the records' file comes from."""
    return read_origin(home.source(records.source, records.vintage))


def _origin(provider: Source, path: Path) -> Origin:
    if not path.is_file():
        reason = "it is a folder." if path.is_dir() else "there is no such file."
        raise UnreadableFile(path, reason, "Check the path.")
    try:
        return Origin.of(provider.publication, path, datetime.datetime.now(datetime.UTC).date())
    except OSError as error:
        raise UnreadableFile(path, f"it cannot be read: {error.strerror}.", "Check its permissions.") from error


def _vintage(path: Path, origin: Origin) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", path.name.split(".")[0].lower()).strip("-")
    return f"{stem}-{origin.sha256[:8]}"


def _read_into(folder: Path, provider: Source, path: Path, vintage: str, progress: Progress) -> None:
    regions, industries = provider.codings()
    writer = RecordWriter(folder, regions, industries)
    writer.write(provider.read(path, progress))
    records = Records(
        folder, provider.name, vintage, provider.classification, provider.classification_vintage, writer.rows
    )
    describe(folder, records)


def _keep_file(path: Path, origin: Origin, target: Path) -> None:
    if target.is_dir():  # an earlier import was killed between the two renames
        shutil.rmtree(target)
    with whole_folder(target) as folder:
        shutil.copyfile(path, folder / path.name)
        origin.write(folder)
