"""Reads the rows of a CSV or XLSX file as text, with the line each stands in."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import IO, Any

import openpyxl
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.refusals import Refusal

MOST_ROWS = 5000
ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets write where they do not write UTF-8 here
TOO_LONG = said("The file has more than %(most)s rows. Divide it.")
NO_ROWS = said("The file has no rows below its heading.")
UNREADABLE = said("The file cannot be read as a table.")


class BadTable(Refusal):
    """A file that is no table, is empty or too long."""

    status = HTTPStatus.BAD_REQUEST


@dataclass(frozen=True)
class Sheet:
    """A heading and rows of text; `lines` are where the rows stand in the file."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def read_sheet(suffix: str, content: IO[bytes]) -> Sheet:
    """The first table of a file; raises BadTable."""
    content.seek(0)
    lines = _of_workbook(content) if suffix == ".xlsx" else _of_text(content.read())
    numbered = [(at, row) for at, row in enumerate(lines, start=1) if any(row)]
    if len(numbered) < 2:
        raise BadTable(NO_ROWS)
    if len(numbered) - 1 > MOST_ROWS:
        raise BadTable(TOO_LONG, most=MOST_ROWS)
    heading = numbered[0][1]
    width = len(heading)
    rows = tuple((*row[:width], *("",) * (width - len(row))) for _, row in numbered[1:])
    return Sheet(heading, rows, tuple(at for at, _ in numbered[1:]))


def _of_text(content: bytes) -> list[tuple[str, ...]]:
    text = _decoded(content)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:20_000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    dialect.doublequote = True
    try:
        return [tuple(_tidy(cell) for cell in row) for row in csv.reader(io.StringIO(text, newline=""), dialect)]
    except csv.Error as trouble:
        raise BadTable(UNREADABLE) from trouble


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadTable(UNREADABLE)


def _of_workbook(content: IO[bytes]) -> Iterator[tuple[str, ...]]:
    try:
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        rows = list(_cells(book.worksheets[0]))
        book.close()
    except (KeyError, ValueError, OSError, IndexError, zipfile.BadZipFile) as trouble:
        raise BadTable(UNREADABLE) from trouble
    yield from rows


def _cells(sheet: Any) -> Iterator[tuple[str, ...]]:
    for at, row in enumerate(sheet.iter_rows(values_only=True)):
        if at > MOST_ROWS + 1:
            raise BadTable(TOO_LONG, most=MOST_ROWS)
        yield tuple(_written(cell) for cell in row)


def _written(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _tidy(str(cell))


def _tidy(text: str) -> str:
    """Without spaces around, and without the apostrophe that keeps a spreadsheet from running text as a formula."""
    stripped = text.strip().replace("\0", "")
    return stripped[1:] if stripped[:1] == "'" and stripped[1:2] in ("=", "+", "-", "@") else stripped
