"""Brings a provider's file in: checked to its last row, then stored whole with its origin, or not at all."""

import datetime
import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.errors import NoRecords, UnreadableFile
from clusteratlas.home import Home, Progress, close_to_others, one_writer, silent, whole_folder
from clusteratlas.sources.origin import Origin, read_origin
from clusteratlas.sources.reading import Layout
from clusteratlas.sources.records import FILE, Records, RecordWriter, describe, read_records
from clusteratlas.sources.registry import Source, source


@dataclass(frozen=True)
class Receipt:
    """What an import stored, or found to be stored already."""

    records: Records
    origin: Origin
    already_there: bool


def import_file(
    provider: Source | str, file: Path | str, home: Home | Path | str | None = None, progress: Progress = silent
) -> Receipt:
    """Checks the file and stores it and its records under the home; a refused file leaves nothing behind.

    The provider is a source or the name of one. Raises UnreadableFile, WrongColumns or BadCells for the file, DiskFull
    or BusyHome for the place.
    """
    chosen = source(provider) if isinstance(provider, str) else provider
    path, place, name = Path(file), Home.at(home), chosen.name
    origin = _origin(chosen, path)
    vintage = _vintage(path, origin, chosen)
    target = place.records(name) / vintage
    with one_writer(place.records(name)):
        if target.is_dir():
            return Receipt(read_records(target), read_origin(place.source(name, vintage)), True)
        with whole_folder(target) as folder:
            layout = _read_into(folder, chosen, path, vintage, progress)
            _keep_file(path, origin, place.source(name, vintage), layout.confidential)
    return Receipt(read_records(target), origin, False)


def imported(name: str, home: Home) -> list[Records]:
    """All records of a source, in order of their vintage; raises NoRecords if there are none."""
    folder = home.records(name)
    found = [read_records(entry.parent) for entry in sorted(folder.glob(f"[!.]*/{FILE}"))]
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
    today = datetime.datetime.now(datetime.UTC).date()
    try:
        return Origin.of(provider.publication, path, today, provider.contribution)
    except OSError as error:
        raise UnreadableFile(path, f"it cannot be read: {error.strerror}.", "Check its permissions.") from error


def _vintage(path: Path, origin: Origin, provider: Source) -> str:
    """The file's name and its checksum; where records depend on more than the file, a checksum of that too.

    A source of one file says itself what its records are called.
    """
    if provider.vintage:
        return provider.vintage
    stem = re.sub(r"[^a-z0-9]+", "-", path.name.split(".")[0].lower()).strip("-")
    digest = hashlib.sha256((origin.sha256 + provider.settings).encode()).hexdigest()
    return f"{stem}-{(digest if provider.settings else origin.sha256)[:8]}"


def _read_into(folder: Path, provider: Source, path: Path, vintage: str, progress: Progress) -> Layout:
    reading = provider.open(path, progress)
    writer = RecordWriter(folder, reading.regions, reading.industries)
    writer.write(reading.batches)
    if not writer.rows:
        reason = "no row of it is of a known region and industry."
        raise UnreadableFile(path, reason, "Check that it is the right file.")
    describe(folder, Records(folder, provider.name, vintage, reading.layout, reading.vintages, writer.rows))
    if reading.keep is not None:
        reading.keep(folder)
    if reading.layout.confidential:
        close_to_others(folder)
    return reading.layout


def _keep_file(path: Path, origin: Origin, target: Path, confidential: bool) -> None:
    """Keeps the file with its origin; of a confidential one the origin alone, for a second copy is a second risk."""
    if target.is_dir():  # an earlier import was killed between the two renames
        shutil.rmtree(target)
    with whole_folder(target) as folder:
        origin.write(folder)
        if confidential:
            close_to_others(folder)
        else:
            shutil.copyfile(path, folder / path.name)
