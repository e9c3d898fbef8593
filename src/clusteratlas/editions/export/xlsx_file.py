"""XLSX: a sheet of data with headings and formats, and a sheet of notes; the same content gives the same bytes."""

import datetime
import io
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from clusteratlas.editions.export.csv_file import FORMULA_STARTS
from clusteratlas.editions.export.spreadsheet import Spreadsheet
from clusteratlas.editions.export.texts import text
from clusteratlas.editions.export.undated import copy_undated
from clusteratlas.editions.export.widths import column_width
from clusteratlas.glossary import WORD, terms

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.workbook import Workbook

_TITLE_LENGTH = 31
_WORDS = ("level", "kind")  # columns whose values are words of the glossary
_NOTE_WIDTHS = (30, 90, 24, 48, 32)


def xlsx_bytes(content: Spreadsheet) -> bytes:
    """The spreadsheet as the bytes of an XLSX file."""
    stream = io.BytesIO()
    write_xlsx(content, stream)
    return stream.getvalue()


def write_xlsx(content: Spreadsheet, stream: BinaryIO) -> None:
    """Writes the spreadsheet row by row, so that a long table is never whole in memory as cells."""
    from openpyxl import Workbook  # deferred: takes a fifth of a second and only this format needs it
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    _write_data(book, content)
    _write_notes(book, content)
    moment = content.created.astimezone(datetime.UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = moment
    book.properties.title, book.properties.creator = content.title, "Cluster Atlas"
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(book, archive).save()
        copy_undated(file, stream)


def _write_data(book: "Workbook", content: Spreadsheet) -> None:
    data, labels = content.data, content.labels
    sheet = book.create_sheet(_sheet_title(content.title))
    sheet.freeze_panes = "A2"
    for number, (label, values) in enumerate(zip(labels, data.columns, strict=True), start=1):
        sheet.column_dimensions[_letter(number)].width = column_width(label, values)
    sheet.append(_styled(sheet, labels, bold=True))
    columns = [_Column(sheet, name, content) for name in data.column_names]
    for batch in data.to_batches(max_chunksize=65_536):
        for row in zip(*(values.to_pylist() for values in batch.columns), strict=True):
            sheet.append([column.cell(value) for column, value in zip(columns, row, strict=True)])
    sheet.auto_filter.ref = f"A1:{_letter(len(labels))}{data.num_rows + 1}"


class _Column:
    """One column's cells: a cell is written at once when its row is appended, so two styled ones serve for all rows."""

    def __init__(self, sheet: Any, name: str, content: Spreadsheet) -> None:
        from openpyxl.cell import WriteOnlyCell  # deferred: see write_xlsx

        self._plain, self._guarded = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
        self._plain.number_format = self._guarded.number_format = content.number_format(name)
        self._guarded.quotePrefix = True  # stays text when a person edits it
        self._words = _words(content.language) if name in _WORDS else {}

    def cell(self, value: Any) -> "WriteOnlyCell":
        """The cell of a value: text is text whatever it begins with, and never a formula."""
        if isinstance(value, str):
            cell = self._guarded if value.startswith(FORMULA_STARTS) else self._plain
            return _with_text(cell, self._words.get(value, value))
        self._plain.value = value
        return self._plain


def _words(language: str) -> dict[str, str]:
    return {key: term.label(language) for key, term in terms().items() if term.part == WORD}


def _write_notes(book: "Workbook", content: Spreadsheet) -> None:
    sheet = book.create_sheet(text("notes", content.language))
    for number, width in enumerate(_NOTE_WIDTHS, start=1):
        sheet.column_dimensions[_letter(number)].width = width
    sheet.append(_styled(sheet, [content.title], bold=True))
    for section in content.notes:
        sheet.append([])
        sheet.append(_styled(sheet, [section.title], bold=True))
        if section.heads:
            sheet.append(_styled(sheet, section.heads, bold=True))
        for line in section.lines:
            sheet.append(_styled(sheet, line))


def _styled(sheet: Any, values: Sequence[str], bold: bool = False) -> list["WriteOnlyCell"]:
    from openpyxl.cell import WriteOnlyCell  # deferred: see write_xlsx
    from openpyxl.styles import Alignment, Font

    cells = [_with_text(WriteOnlyCell(sheet), value) for value in values]
    for cell in cells:
        cell.font, cell.alignment = Font(bold=bold), Alignment(vertical="top", wrap_text=True)
    return cells


def _with_text(cell: "WriteOnlyCell", value: str) -> "WriteOnlyCell":
    cell.value = value
    cell.data_type = "s"  # openpyxl takes =1+1 for a formula and #N/A for an error
    return cell


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter  # deferred: see write_xlsx

    return str(get_column_letter(number))


def _sheet_title(title: str) -> str:
    """The title without the characters a sheet's name must not have, and no longer than one may be."""
    allowed: Iterable[str] = (character for character in title if character not in "[]:*?/\\'")
    return "".join(allowed)[:_TITLE_LENGTH].strip() or "1"
