"""Opens the texts in a file: one where it is plain, gzip or a zip of one, many where it is a zip or tar of many."""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path
from typing import BinaryIO, cast

from clusteratlas.errors import UnreadableFile

TEXTS = (".csv", ".txt", ".tsv")
_GZIP, _ZIP, _TAR, _TAR_AT = b"\x1f\x8b", b"PK\x03\x04", b"ustar", 257
_TAR_BLOCK = 512
AGAIN = "Download it again."
# What the standard library says of a packed file that is not whole, or not what it was.
DAMAGE = (gzip.BadGzipFile, zlib.error, zipfile.BadZipFile, tarfile.TarError, LZMAError)
_NO_ZIP = (*DAMAGE, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError, OSError)


def texts(file: Path, raw: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    """Name and bytes of each text in an open file, one after the other; the name is empty where the file is the text.

    Raises UnreadableFile where a packed file is damaged or holds no text; reading a text may raise what `DAMAGE` says.
    """
    start = raw.read(_TAR_BLOCK)
    raw.seek(0)
    if start.startswith(_ZIP):
        yield from _of_zip(file, raw)
    elif start.startswith(_GZIP):
        yield from _of_gzip(file, raw)
    elif _is_tar(start):
        yield from _of_tar(file, raw)
    else:
        yield "", raw


def _of_gzip(file: Path, raw: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    try:
        tar = _is_tar(unpacked.read(_TAR_BLOCK))
        raw.seek(0)
    except (*DAMAGE, EOFError):  # read again as a text, which says after which line
        tar = False
        raw.seek(0)
    again = cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    if tar:
        yield from _of_tar(file, again)
    else:
        yield "", again


def _is_tar(start: bytes) -> bool:
    return start[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR


def _of_zip(file: Path, raw: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    with _packed(file):
        archive = zipfile.ZipFile(raw)
        names = [name for name in archive.namelist() if _is_text(name)]
    _require(file, names)
    for name in names:
        with _packed(file):
            text = archive.open(name)
        yield ("" if len(names) == 1 else name), cast(BinaryIO, text)


def _of_tar(file: Path, stream: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    found = []
    with _packed(file):
        archive = tarfile.TarFile(fileobj=stream)
    while member := _next(file, archive):
        if member.isfile() and _is_text(member.name):
            found.append(member.name)
            yield member.name, cast(BinaryIO, archive.extractfile(member))
    _require(file, found)
    _check_end(file, archive, stream)


def _next(file: Path, archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    with _packed(file):
        return archive.next()


def _check_end(file: Path, archive: tarfile.TarFile, stream: BinaryIO) -> None:
    """A heading it cannot read is to `tarfile` the end of the archive: at a true end there are zeros or nothing."""
    with _packed(file):
        stream.seek(archive.offset)
        whole = not any(stream.read(_TAR_BLOCK))
        while stream.read(io.DEFAULT_BUFFER_SIZE):  # a gzip is checked against its checksum at its very end
            pass
    if not whole:
        raise UnreadableFile(file, "the packed file is damaged.", AGAIN)


def _is_text(name: str) -> bool:
    path = Path(name)
    return path.suffix.lower() in TEXTS and not any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _require(file: Path, names: list[str]) -> None:
    if not names:
        raise UnreadableFile(file, f"it holds no {', '.join(TEXTS)} file.", "Check it is the file as published.")


@contextmanager
def _packed(file: Path) -> Iterator[None]:
    try:
        yield
    except _NO_ZIP as error:
        raise UnreadableFile(file, f"the packed file is damaged: {error}.", AGAIN) from error
