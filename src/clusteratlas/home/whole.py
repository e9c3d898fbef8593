"""Whole or nothing: files and folders that appear under their name in one step, complete and on disk."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clusteratlas.errors import DiskFull

_FORMER = ".former"
_PARTIAL = ".partial"  # what a killed writer leaves behind; the next writer of the same name clears it


@contextmanager
def whole_folder(target: Path, replace: bool = False) -> Iterator[Path]:
    """An empty folder to fill; becomes `target` when the block ends well, and is removed when it does not.

    With `replace` an older folder of the name makes way at the last moment, and comes back if the new one cannot stand.
    """
    partial = target.with_name(f".{target.name}{_PARTIAL}")
    with room(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(partial, ignore_errors=True)
        _bring_back(target)
        partial.mkdir()
        try:
            yield partial
            settle(partial)
            _stand(partial, target, replace)
            _sync(target.parent)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def _stand(partial: Path, target: Path, replace: bool) -> None:
    if not (replace and target.exists()):
        partial.rename(target)
        return
    former = _former(target)
    shutil.rmtree(former, ignore_errors=True)
    target.rename(former)
    try:
        partial.rename(target)
    except OSError:
        former.rename(target)
        raise
    shutil.rmtree(former)


def _former(target: Path) -> Path:
    return target.with_name(f".{target.name}{_FORMER}")


def _bring_back(target: Path) -> None:
    """Puts an older folder back that a writer, killed between the two renames, had moved aside."""
    if _former(target).is_dir() and not target.exists():
        _former(target).rename(target)


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write; becomes `target`, replacing what stood there, when the block ends well."""
    partial = target.with_name(f".{target.name}{_PARTIAL}")
    with room(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield partial
            _sync(partial)
            partial.replace(target)
            _sync(target.parent)
        finally:
            partial.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Every file and folder below is on disk, not only in memory."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def close_to_others(folder: Path) -> None:
    """Only the owner may read what is in the folder, as it stands now."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def room(target: Path) -> Iterator[None]:
    """Says DiskFull, with the target, where the system says that there is no space."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):  # the disk is full, or the user's share of it
            raise DiskFull(target) from error
        raise


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
