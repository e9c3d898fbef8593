"""What may be uploaded: kinds told by their bytes and not by their name, and how large."""

import zipfile
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext_noop

from clusteratlas_web.foundation.refusals import Refusal

LARGEST = 20_000_000  # bytes
LARGEST_UNPACKED = 200_000_000  # bytes a workbook may unpack to
MOST_MEMBERS = 10_000  # files in a zip

TOO_LARGE = gettext_noop("The file has %(size)s MB. At most %(most)s MB can be uploaded.")
EMPTY = gettext_noop("The file is empty.")
UNKNOWN = gettext_noop("Files of this kind (“%(suffix)s”) cannot be uploaded. Allowed are: %(allowed)s.")
MACROS = gettext_noop("The file holds macros. Save it without them and upload it again. Nothing was stored.")
BOMB = gettext_noop("The file unpacks to more than %(most)s MB. Nothing was stored.")
DISGUISED = gettext_noop("The file is called “%(suffix)s”, but what is in it is something else. Nothing was stored.")

# How a page or a drawing begins that a browser would run.
MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<!--", "<body", "<head", "<iframe")


class BadUpload(Refusal):
    """A file that is too large, disguised, or of no allowed kind."""

    status = HTTPStatus.BAD_REQUEST


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending, its media type, and how its bytes begin."""

    suffix: str
    media_type: str
    signature: bytes = b""
    member: str = ""  # what a zip of this kind holds


KINDS = {
    kind.suffix: kind
    for kind in (
        Kind(".pdf", "application/pdf", b"%PDF-"),
        Kind(".png", "image/png", b"\x89PNG\r\n\x1a\n"),
        Kind(".jpg", "image/jpeg", b"\xff\xd8\xff"),
        Kind(".jpeg", "image/jpeg", b"\xff\xd8\xff"),
        Kind(".csv", "text/csv"),
        Kind(".txt", "text/plain"),
        Kind(
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            b"PK\x03\x04",
            "xl/workbook.xml",
        ),
        Kind(
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK\x03\x04",
            "word/document.xml",
        ),
    )
}

PARQUET = Kind(".parquet", "application/vnd.apache.parquet", b"PAR1")  # only where a page asks for tables of figures


def megabytes(size: int) -> str:
    """A number of bytes as megabytes, without needless decimals: 20, 50.3."""
    return f"{size / 1e6:.1f}".removesuffix(".0")


def kind_of_upload(name: str, size: int, content: IO[bytes], allowed: tuple[str, ...] = tuple(KINDS)) -> Kind:
    """The kind of an uploaded file; raises BadUpload. The content is left at its beginning."""
    if size > LARGEST:
        raise BadUpload(TOO_LARGE, size=megabytes(size), most=megabytes(LARGEST))
    if not size:
        raise BadUpload(EMPTY)
    suffix = PurePath(name).suffix.lower()
    known = KINDS | {PARQUET.suffix: PARQUET}
    if suffix not in allowed or suffix not in known:
        raise BadUpload(UNKNOWN, suffix=suffix or "?", allowed=", ".join(allowed))
    kind = known[suffix]
    content.seek(0)
    try:
        if not _begins_so(kind, content):
            raise BadUpload(DISGUISED, suffix=suffix)
        if kind.member:
            _look_into(kind, content)
    finally:
        content.seek(0)
    return kind


def _begins_so(kind: Kind, content: IO[bytes]) -> bool:
    return content.read(len(kind.signature)) == kind.signature if kind.signature else _is_text(content)


def _is_text(content: IO[bytes]) -> bool:
    """UTF-8, GB 18030 or the two-byte text that spreadsheets write; without a zero byte, which no text has.

    A page or a drawing that a browser would run is no table and no note, whatever it is called.
    """
    data = content.read()
    text = _decoded(data)
    beginning = text[:1000].lstrip("\ufeff \t\r\n").lower()
    disguised = any(data.startswith(kind.signature) for kind in KINDS.values() if kind.signature)
    return bool(text) and "\0" not in text and not disguised and not beginning.startswith(MARKUP)


def _decoded(data: bytes) -> str:
    """The text, or nothing where it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _look_into(kind: Kind, content: IO[bytes]) -> None:
    """Refuses a zip that is not what its name says, that holds macros, or that unpacks to more than allowed."""
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as trouble:
        raise BadUpload(DISGUISED, suffix=kind.suffix) from trouble
    names = {member.filename for member in members}
    if kind.member not in names:
        raise BadUpload(DISGUISED, suffix=kind.suffix)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadUpload(MACROS)
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise BadUpload(BOMB, most=megabytes(LARGEST_UNPACKED))
