"""The brief as a workbook: a sheet for each table, typed figures under frozen heads; the same brief, the same bytes."""

import datetime
import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from clusteratlas.editions.edition import Row
from clusteratlas.editions.export.csv_file import FORMULA_STARTS
from clusteratlas.editions.export.undated import copy_undated
from clusteratlas.reports.brief import BAR, GROWTH, MARK, RAIL, Brief, Column, Facts, Table
from clusteratlas.reports.texts import say
from clusteratlas.reports.writing import Writer

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_FORMATS = {
    "count": "#,##0",
    "signed": "+#,##0;-#,##0;0",
    "share": "0.0%",
    "whole_share": "0.0%",
    "change": "+0.0%;-0.0%;0.0%",
    GROWTH: "+0.0%;-0.0%;0.0%",
    "quotient": "0.00",
    "difference": "+0.00;-0.00;0.00",
    "index": "0.000",
    "rank": "0",
    "year": "0",
    "percentile": "0.0%",
    BAR: "0.0%",
    "money": "#,##0",
}
_WIDE, _NARROW, _WIDEST = 36, 12, 80
_A4 = 9  # as workbooks number sizes of paper
_FORBIDDEN = "[]:*?/\\'"
_TITLE_LENGTH = 31


def workbook_bytes(brief: Brief) -> bytes:
    """The workbook as the bytes of an XLSX file: contents, headlines, then a sheet for each table."""
    from openpyxl import Workbook  # deferred: takes a fifth of a second and only this format needs it
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    sheets = _sheets(brief)
    _write_contents(book, brief, sheets)
    _write_headlines(book, brief)
    for title, table in sheets:
        _write_table(book, brief, title, table)
    _write_facts(book, brief)
    moment = brief.naming.created.astimezone(datetime.UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = moment
    book.properties.title, book.properties.creator = f"{brief.naming.title}, {brief.naming.kicker}", "Cluster Atlas"
    stream = io.BytesIO()
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(book, archive).save()
        copy_undated(file, stream)
    return stream.getvalue()


def _sheets(brief: Brief) -> list[tuple[str, Table]]:
    """The tables in the order of the brief, each with the name of its sheet."""
    found: list[tuple[str, Table]] = []
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                found.append(
                    (_sheet_name(block.sheet or block.title or section.title, [name for name, _ in found]), block)
                )
    return found


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """The title without what a sheet's name must not have, short enough, and not one there is."""
    plain = "".join(letter for letter in title if letter not in _FORBIDDEN)[:_TITLE_LENGTH].strip()
    if plain not in taken:
        return plain
    return next(name for at in range(2, 99) if (name := f"{plain[: _TITLE_LENGTH - 3]} {at}") not in taken)


def _write_contents(book: "Workbook", brief: Brief, sheets: list[tuple[str, Table]]) -> None:
    """What the brief is, its answers, and what stands on which sheet."""
    language, naming = brief.naming.language, brief.naming
    sheet = _new_sheet(book, say("sheet_contents", language), (_WIDE, _WIDEST, _NARROW))
    sheet.append(_texts(sheet, [f"{naming.kicker}: {naming.title}"], bold=True))
    sheet.append(_texts(sheet, [say("edition_of", language, year=naming.year, edition=naming.edition)]))
    if brief.warning:
        sheet.append(_texts(sheet, [brief.warning], bold=True))
    sheet.append([])
    sheet.append(_texts(sheet, [say("col_question", language), say("answer", language)], bold=True))
    for answer in brief.answers:
        sheet.append(_texts(sheet, [answer.question, answer.sentence]))
    sheet.append([])
    heads = [say("col_sheet", language), "", say("col_rows", language)]
    sheet.append(_texts(sheet, heads, bold=True))
    for title, table in sheets:
        sheet.append([*_texts(sheet, [title, table.note]), _number(sheet, len(table.rows), "count")])
    sheet.append([])
    sheet.append(_texts(sheet, [say("sheet_note", language)]))


def _write_headlines(book: "Workbook", brief: Brief) -> None:
    language = brief.naming.language
    sheet = _new_sheet(book, say("sheet_headlines", language), (_WIDE, 16, _WIDEST), frozen="A2")
    heads = [say(key, language) for key in ("col_figure", "col_value", "col_held")]
    sheet.append(_texts(sheet, heads, bold=True))
    for each in brief.headlines:
        label, note = _texts(sheet, [each.label, each.note])
        sheet.append([label, _number(sheet, each.value, each.kind), note])


def _write_table(book: "Workbook", brief: Brief, title: str, table: Table) -> None:
    columns = [column for column in table.columns if column.kind != RAIL and column.in_workbook]
    widths = [_width(column, table.rows) for column in columns]
    sheet = _new_sheet(book, title, widths, frozen="A2")
    heads = _texts(sheet, [_head(brief, column) for column in columns], bold=True)
    for head, column in zip(heads, columns, strict=True):
        _explain(head, column)
    sheet.append(heads)
    rows = [*table.rows, *([table.foot] if table.foot else [])]
    for row in rows:
        sheet.append([_cell(sheet, brief, column, row) for column in columns])
    sheet.auto_filter.ref = f"A1:{_letter(len(columns))}{len(rows) + 1}"


def _head(brief: Brief, column: Column) -> str:
    """What a column is called, money with its currency."""
    label = column.head or column.label
    if column.kind != "money" or not brief.currency:
        return label
    return say("sheet_money", brief.naming.language, label=label, currency=brief.currency)


def _cell(sheet: Any, brief: Brief, column: Column, row: Row) -> Any:
    value = row.get(column.key)
    if column.kind == MARK:
        return _text(sheet, brief.words[f"word_{value}"] if value else "")
    if column.kind == "range":
        return _text(sheet, Writer(brief.naming.language).written(column.kind, value))
    if column.kind in _FORMATS:
        return _number(sheet, value, column.kind)
    return _wrapped(_text(sheet, "" if value is None else str(value)))


def _wrapped(cell: Any) -> Any:
    """A text that is longer than the widest column, over several lines."""
    from openpyxl.styles import Alignment  # deferred: see workbook_bytes

    if _cells(cell.value) > _WIDEST:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _write_facts(book: "Workbook", brief: Brief) -> None:
    """How to cite, definition, licence, rule book, what is withheld, checksum."""
    section = brief.sections[-1]
    lines = [line for block in section.blocks if isinstance(block, Facts) for line in block.lines]
    sheet = _new_sheet(book, say("sheet_facts", brief.naming.language), (_WIDE, _WIDEST))
    for line in lines:
        sheet.append(_texts(sheet, line))


def _new_sheet(book: "Workbook", title: str, widths: Sequence[int], frozen: str = "") -> Any:
    sheet = book.create_sheet(title)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[_letter(number)].width = width
    if frozen:
        sheet.freeze_panes, sheet.print_title_rows = frozen, "1:1"
    # Printed, a sheet is as wide as a page lies, and as many pages long as it takes.
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    return sheet


def _width(column: Column, rows: Sequence[Row]) -> int:
    if column.kind in _FORMATS:
        return max(_NARROW, min(_cells(column.head or column.label) + 2, 24))
    longest = max((_cells(str(row.get(column.key) or "")) for row in rows), default=0)
    return max(_NARROW, min(longest + 2, _WIDEST))


def _cells(text: str) -> int:
    """How wide a text is in digits: a Chinese character takes two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _explain(head: Any, column: Column) -> None:
    """What a column means, as the note of its head."""
    if column.meaning:
        from openpyxl.comments import Comment  # deferred: see workbook_bytes

        head.comment = Comment(column.meaning, "Cluster Atlas", height=110, width=320)


def _texts(sheet: Any, values: Sequence[str], bold: bool = False) -> list[Any]:
    return list(_styled(sheet, values, bold))


def _styled(sheet: Any, values: Sequence[str], bold: bool) -> Iterator[Any]:
    from openpyxl.styles import Alignment, Font  # deferred: see workbook_bytes

    for value in values:
        cell = _text(sheet, value)
        cell.font, cell.alignment = Font(bold=bold), Alignment(vertical="top", wrap_text=True)
        yield cell


def _text(sheet: Any, value: str) -> Any:
    """A text, whatever it begins with: never a formula and never an error."""
    from openpyxl.cell import WriteOnlyCell  # deferred: see workbook_bytes

    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA_STARTS)
    return cell


def _number(sheet: Any, value: float | None, kind: str) -> Any:
    from openpyxl.cell import WriteOnlyCell  # deferred: see workbook_bytes

    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = _FORMATS[kind]
    return cell


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter  # deferred: see workbook_bytes

    return str(get_column_letter(number))
