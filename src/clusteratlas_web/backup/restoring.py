"""Restoring a backup: into an empty installation only, checked before a byte is believed, whole or not at all."""

import hashlib
import io
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from clusteratlas_web.backup.backing_up import EVIDENCE, FOLDERS
from clusteratlas_web.backup.manifest import NAME, BackupManifest, BadBackup
from clusteratlas_web.backup.rows import count_on, filled, read_rows, tables, write_rows

Say = Callable[[str], None]


def restore(source: Path, home: Path, say: Say = lambda _: None) -> BackupManifest:
    """Brings an installation back from an archive.

    Every file is compared with its checksum before anything is stored, and the database is read back and compared after
    it was stored. Raises BadBackup for a damaged archive, and for a home or a database that is not empty; then nothing
    has changed.
    """
    _refuse_filled(home)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as scratch:
        unpacked = Path(scratch)
        manifest = _unpacked(source, unpacked, say)
        with transaction.atomic():
            _store_rows(unpacked / "database", manifest, say)
            _compare_rows(manifest)
            _put_in_place(unpacked / "home", home)
    return manifest


def _put_in_place(unpacked: Path, home: Path) -> None:
    """Renames each folder into the home; if one cannot be, those before it are taken away again."""
    placed: list[Path] = []
    try:
        for folder in sorted(unpacked.glob("*")):
            target = home / folder.name
            if target.is_dir():
                target.rmdir()  # empty, as was looked at before
            folder.rename(target)
            placed.append(target)
    except OSError:
        for target in placed:
            shutil.rmtree(target)
        raise


def _refuse_filled(home: Path) -> None:
    standing = [
        folder for folder in (*FOLDERS, *EVIDENCE) if (home / folder).is_dir() and any((home / folder).iterdir())
    ]
    if standing:
        raise BadBackup(f"{home} holds {', '.join(standing)} already. Restore into an empty home.")
    if tables_filled := filled():
        raise BadBackup(f"The database holds rows already ({', '.join(tables_filled[:5])}). Restore into an empty one.")


def _unpacked(source: Path, folder: Path, say: Say) -> BackupManifest:
    found: dict[str, str] = {}
    manifest = None
    try:
        with tarfile.open(source, "r:gz") as archive:
            for entry in archive:
                content = archive.extractfile(entry)
                if content is None or not _stays_inside(entry.name):
                    raise BadBackup(f"{source}: “{entry.name}” is no file of a backup.")
                if entry.name == NAME:
                    manifest = BackupManifest.read(content.read())
                    continue
                say(entry.name)
                target = folder / entry.name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as out:
                    shutil.copyfileobj(content, out)
                target.chmod(entry.mode & 0o777)
                with target.open("rb") as written:
                    found[entry.name] = hashlib.file_digest(written, "sha256").hexdigest()
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BadBackup(f"{source}: the archive cannot be read ({error}).") from error
    if manifest is None:
        raise BadBackup(f"{source}: {NAME} is missing. The archive is no backup, or its end is lost.")
    differing = sorted(
        name for name in {*found, *manifest.checksums} if found.get(name) != manifest.checksums.get(name)
    )
    if differing:
        raise BadBackup(f"{source}: {len(differing)} files are not what {NAME} says, among them {differing[0]}.")
    return manifest


def _stays_inside(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def _store_rows(folder: Path, manifest: BackupManifest, say: Say) -> None:
    known = {model._meta.label_lower for model in tables()}
    if unknown := sorted(set(manifest.rows) - known):
        raise BadBackup(f"{NAME}: this version has no table {', '.join(unknown)}.")
    for model in tables():
        file = folder / f"{model._meta.label_lower}.jsonl"
        if file.is_file():
            say(f"storing {model._meta.label_lower}")
            with file.open(encoding="utf-8") as lines:
                read_rows(lines)
    count_on()


def _compare_rows(manifest: BackupManifest) -> None:
    """The database says the same as the backup, row for row."""
    for model in tables():
        label = model._meta.label_lower
        if label in manifest.rows:
            out = io.StringIO()
            write_rows(model, out)
            digest = hashlib.sha256(out.getvalue().encode()).hexdigest()
            if digest != manifest.checksums[f"database/{label}.jsonl"]:
                raise BadBackup(f"{label}: what was stored is not what the backup holds. Nothing was restored.")
