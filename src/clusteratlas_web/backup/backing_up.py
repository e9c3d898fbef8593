"""Making a backup: everything is read from one moment of the database, and the archive stands whole or not at all."""

import datetime
import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection, transaction

import clusteratlas
from clusteratlas_web.backup.manifest import NAME, BackupExists, BackupManifest
from clusteratlas_web.backup.rows import tables, write_rows

FOLDERS = ("media", "boundaries", "atlases")
EVIDENCE = ("sources", "records")  # what editions were built from: large, and only taken on request
PASSED_OVER = ("building",)
Say = Callable[[str], None]


def back_up(home: Path, target: Path, with_records: bool = False, say: Say = lambda _: None) -> BackupManifest:
    """Writes a backup of the installation whose home this is; `say` is told each file.

    The manifest stands last in the archive, when every checksum is known. Raises BackupExists if the target stands.
    """
    if target.exists():
        raise BackupExists(f"{target} stands already; a backup replaces nothing. Give another name.")
    partial = target.with_name(f"{target.name}.partial")
    try:
        with tarfile.open(partial, "w:gz", compresslevel=3) as archive:
            manifest = _written(archive, home, FOLDERS + (EVIDENCE if with_records else ()), say)
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _written(archive: tarfile.TarFile, home: Path, folders: tuple[str, ...], say: Say) -> BackupManifest:
    checksums: dict[str, str] = {}
    rows: dict[str, int] = {}
    with transaction.atomic(), tempfile.TemporaryDirectory() as scratch:
        _hold_one_moment()
        for model in tables():
            name = f"database/{model._meta.label_lower}.jsonl"
            file = Path(scratch) / "rows"
            with file.open("w", encoding="utf-8") as out:
                rows[model._meta.label_lower] = write_rows(model, out)
            checksums[name] = _add(archive, file, name, say)
    for file in files_of(home, folders):
        name = f"home/{file.relative_to(home).as_posix()}"
        checksums[name] = _add(archive, file, name, say)
    manifest = BackupManifest(
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        software=clusteratlas.__version__,
        database=connection.vendor,
        rows=rows,
        checksums=checksums,
    )
    content = manifest.written()
    entry = tarfile.TarInfo(NAME)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))
    return manifest


def _hold_one_moment() -> None:
    """SQLite's transaction reads one moment by itself; PostgreSQL has to be asked before the first row is read."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def files_of(home: Path, folders: tuple[str, ...]) -> Iterator[Path]:
    """The files of these folders of the home, in order; nothing half-built, no locks, no links out of the home."""
    for folder in folders:
        for place, below, names in os.walk(home / folder):
            below[:] = sorted(name for name in below if name not in PASSED_OVER)
            yield from (Path(place) / name for name in sorted(names) if not name.endswith((".lock", ".partial")))


def _add(archive: tarfile.TarFile, file: Path, name: str, say: Say) -> str:
    say(name)
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        entry = archive.gettarinfo(arcname=name, fileobj=content)
        archive.addfile(entry, content)
    return digest
