"""Tables to take away: CSV and XLSX of rows of plain values, in which no text is ever run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from clusteratlas.editions.export.csv_file import FORMULA_STARTS
from clusteratlas_web.foundation.page import Link

_BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet in Chinese Windows takes UTF-8 for GBK
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Value = str | int | float | Decimal | date | None


@dataclass(frozen=True)
class Sheet:
    """A table: the name of its file, the heads of its columns, its rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]


def sheet_answer(sheet: Sheet, format: str) -> HttpResponse:  # noqa: A002 - as the address calls it
    """The table as a download; raises Http404 for another format."""
    if format not in FORMATS:
        raise Http404
    content = _csv(sheet) if format == "csv" else _xlsx(sheet)
    response = HttpResponse(content, content_type=FORMATS[format])
    response.headers["Content-Disposition"] = f'attachment; filename="{sheet.name}.{format}"'
    return response


def sheet_links(page: str, *args: Any, query: str = "") -> list[Link]:
    """The links to take a table away, in each format; `page` names the address that gives it."""
    found = [(each, reverse(page, args=(*args, each))) for each in FORMATS]
    return [Link(each.upper(), f"{address}?{query}" if query else address) for each, address in found]


def harmless(value: Any) -> Value:
    """Text that a spreadsheet would run as a formula begins with an apostrophe; numbers never do."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"  # databases differ in the zeros they keep
    if value is None or isinstance(value, int | float | date):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text


def _csv(sheet: Sheet) -> bytes:
    stream = io.StringIO(newline="")
    stream.write(_BYTE_ORDER_MARK)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([harmless(head) for head in sheet.heads])
    writer.writerows([harmless(value) for value in row] for row in sheet.rows)
    return stream.getvalue().encode()


def _xlsx(sheet: Sheet) -> bytes:
    from openpyxl import Workbook  # deferred: it takes a tenth of a second, and few ask for it

    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.name[:31])
    page.freeze_panes = "A2"
    page.append([_cell(page, head) for head in sheet.heads])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(page: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell  # deferred: see _xlsx
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))  # control characters, which the format cannot hold
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"  # openpyxl takes =1+1 for a formula
    cell.quotePrefix = text.startswith(FORMULA_STARTS)  # stays text when a person edits it
    return cell
