"""The brief as a designed PDF: what the template takes, typeset with the fonts of this computer."""

from pathlib import Path
from typing import Any

from clusteratlas.charts import PRINT
from clusteratlas.home import Home
from clusteratlas.reports.brief import Brief, Column, Facts, Ink, Picture, Section, Table
from clusteratlas.reports.cells import CellWriter, is_figure
from clusteratlas.reports.writing import Writer
from clusteratlas.typesetting import CHINESE_SANS, LATIN_SANS, NoSuchFont, Template, first_font, typeset

DOCUMENTS = Path(__file__).parent / "documents"
_INK = Ink(PRINT)


def pdf_bytes(brief: Brief, fonts: Path | None = None) -> bytes:
    """The brief as a PDF: the same brief gives the same bytes on the same computer.

    `fonts` is a folder where fonts may be put, that of the home if none is named. Raises NoSuchFont where a Chinese
    brief finds no Chinese font, and NoTypesetter where typst is not installed.
    """
    folder = fonts or Home.at(None).path / "fonts"
    template = Template(
        file=DOCUMENTS / "brief.typ", root=DOCUMENTS, font_folder=folder, inputs=_families(brief, folder),
        standards=("ua-1",),
    )  # fmt: skip
    return typeset(template, document_facts(brief), brief.naming.created)


def _families(brief: Brief, folder: Path) -> dict[str, str]:
    """A Latin and a Chinese family; an English brief is set without a Chinese one where there is none."""
    latin = first_font(LATIN_SANS, folder)
    try:
        return {"latin": latin, "chinese": first_font(CHINESE_SANS, folder)}
    except NoSuchFont:
        if brief.naming.language != "en":
            raise
        return {"latin": latin, "chinese": latin}


def document_facts(brief: Brief) -> dict[str, Any]:
    """The brief as documents/brief.typ takes it: texts and drawings, no figure that is still to be written."""
    naming, cells = brief.naming, CellWriter(brief, PRINT)
    writer = Writer(naming.language, brief.currency)
    return {
        "language": naming.language,
        "kicker": naming.kicker,
        "title": naming.title,
        "subtitle": naming.subtitle,
        "year": naming.year,
        "made_of": brief.words["made_of"],
        "warning": brief.warning,
        "words": dict(brief.words),
        "answers": [{"question": each.question, "paragraphs": list(each.paragraphs)} for each in brief.answers],
        "headlines": [
            {
                "label": each.label,
                "figure": writer.written(each.kind, each.value) or brief.words["no_data"],
                "note": each.note,
            }
            for each in brief.headlines
        ],
        "place": _picture(brief.place) if brief.place else None,
        "sections": [_section(section, cells) for section in brief.sections],
    }


def _section(section: Section, cells: CellWriter) -> dict[str, Any]:
    blocks = [_block(block, cells) for block in section.blocks]
    return {"id": section.id, "title": section.title, "lead": list(section.lead), "blocks": blocks}


def _block(block: Table | Picture | Facts, cells: CellWriter) -> dict[str, Any]:
    if isinstance(block, Picture):
        return {"kind": "picture", **_picture(block)}
    if isinstance(block, Facts):
        return {"kind": "facts", "lines": [list(line) for line in block.lines]}
    return {"kind": "table", **_table(block, cells)}


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "svg": picture.draw(_INK),
        "alt": picture.alt,
        "caption": picture.caption,
        "notice": picture.notice,
        "share": picture.share,
    }


def _table(table: Table, cells: CellWriter) -> dict[str, Any]:
    columns = table.on_paper
    foot = [table.foot] if table.foot else []
    return {
        "title": table.title,
        "note": table.note,
        "columns": [_column(column) for column in columns],
        "rows": [[_cell(cells, column, row) for column in columns] for row in table.shown_rows],
        "foot": [[_cell(cells, column, row) for column in columns] for row in foot],
    }


def _column(column: Column) -> dict[str, Any]:
    return {"label": column.label, "kind": column.kind, "bold": column.bold, "figure": is_figure(column)}


def _cell(cells: CellWriter, column: Column, row: dict[str, Any]) -> dict[str, Any]:
    cell = cells.cell(column, row)
    return {
        "text": cell.text, "under": cell.under, "drawing": cell.drawing, "alt": cell.alt, "missing": cell.missing
    }  # fmt: skip
