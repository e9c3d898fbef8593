"""Fetches official files over HTTP: resumed where it broke off, checked, noted down, whole or not at all."""

import datetime
import time
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import tomli_w

from clusteratlas.errors import FetchFailed
from clusteratlas.home import Progress, one_writer, sha256_of, silent, whole_file
from clusteratlas.home.whole import room
from clusteratlas.sources.fetching_http import BrokenOff, Gone, Part, download

AGAIN = "Check the connection and repeat: what is there is kept, and fetching goes on from it."


@dataclass(frozen=True)
class Patience:
    """How often a download is tried, and how many seconds are waited before the second, third, ... time."""

    waits: tuple[float, ...] = (1, 2, 4, 8)
    timeout: float = 60.0
    sleep: Callable[[float], None] = time.sleep


PATIENT = Patience()


@dataclass(frozen=True)
class Download:
    """A file that was fetched, as noted in `<name>.toml` beside it; times are in UTC."""

    address: str
    file: str
    size: int
    sha256: str
    etag: str
    modified: str
    fetched: datetime.datetime


def fetch(
    address: str, folder: Path, name: str, progress: Progress = silent, patience: Patience = PATIENT
) -> tuple[Path, Download]:
    """The file at `address`, as `folder/name`, with its note; one that stands there already, unharmed, is not fetched.

    Bytes go to `<name>.part` first. An interrupted download continues there, by a range request that holds only while
    the file at the address is the same (RFC 9110, sections 13.1.5 and 14.2); if it has changed, it starts anew.

    Raises FetchFailed (no connection, nothing there, cut short each time), DiskFull, BusyHome.
    """
    target = folder / name
    with one_writer(target):
        there = _standing(target, address)
        if there is None:
            part = Part.at(target, address)
            _download(address, part, name, progress, patience)
            there = _settle(part, target, address)
    progress(f"fetching {name}", 1.0)
    return target, there


def _standing(target: Path, address: str) -> Download | None:
    """The note of a file that was fetched from here before and is what it was."""
    note = _note(target)
    if not (target.is_file() and note.is_file()):
        return None
    found = Download(**tomllib.loads(note.read_text(encoding="utf-8")))
    same = found.address == address and found.size == target.stat().st_size and found.sha256 == sha256_of(target)
    return found if same else None


def _download(address: str, part: Part, name: str, progress: Progress, patience: Patience) -> None:
    """Tries until the file is whole, as often as patience allows."""
    for wait in (*patience.waits, None):
        try:
            with room(part.file):
                download(address, part, patience.timeout, lambda share: progress(f"fetching {name}", share))
            return
        except Gone as gone:
            raise FetchFailed(address, str(gone), gone.remedy) from gone
        except BrokenOff as broken:
            if wait is None:
                raise FetchFailed(address, f"{broken} (try {len(patience.waits) + 1}, the last).", AGAIN) from broken
            patience.sleep(max(wait, broken.wait))


def _settle(part: Part, target: Path, address: str) -> Download:
    """Gives the whole file its name; its note stands first, so that a named file always has one."""
    validators = part.validators()
    done = Download(
        address=address,
        file=target.name,
        size=part.file.stat().st_size,
        sha256=sha256_of(part.file),
        etag=validators.etag,
        modified=validators.modified,
        fetched=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
    )
    with whole_file(_note(target)) as note:
        note.write_bytes(tomli_w.dumps(asdict(done)).encode())
    part.become(target)
    return done


def _note(target: Path) -> Path:
    return target.with_name(f"{target.name}.toml")
