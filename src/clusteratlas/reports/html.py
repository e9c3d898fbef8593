"""The brief as HTML: the sections as a page of the atlas takes them, and a whole file that asks for no other."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

from clusteratlas.charts import PRINT
from clusteratlas.editions.edition import Row
from clusteratlas.reports.brief import DRAWN, TEXT, Answer, Block, Brief, Column, Facts, Ink, Picture, Section, Table
from clusteratlas.reports.cells import CellWriter, is_figure
from clusteratlas.reports.writing import Writer

_DOCUMENTS = Path(__file__).parent / "documents"
LANGUAGES = {"en": "en", "zh-hans": "zh-Hans"}


def whole_page(brief: Brief) -> str:
    """The brief as one file, its style within, in the colours of paper."""
    naming = brief.naming
    title = escape(f"{naming.title}, {naming.kicker} {naming.year}")
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    sheets = (_DOCUMENTS / "whole.css", _DOCUMENTS / "brief.css")
    style = f"<style>\n{''.join(sheet.read_text(encoding='utf-8') for sheet in sheets)}</style>"
    body = f'<main class="brief whole"><header>{_header(brief)}</header>{sections_of(brief, Ink(PRINT))}</main>'
    language = LANGUAGES[naming.language]
    return f'<!doctype html>\n<html lang="{language}"><head>{head}{style}</head><body>{body}</body></html>\n'


def _header(brief: Brief) -> str:
    naming = brief.naming
    kicker = f'<p class="kicker">{escape(brief.words["brand"])} · {escape(naming.kicker)} · {naming.year}</p>'
    made = f'<p class="note">{escape(naming.subtitle)} · {escape(brief.words["made_of"])}</p>'
    return f"{kicker}<h1>{escape(naming.title)}</h1>{made}"


def sections_of(brief: Brief, ink: Ink) -> str:
    """All that stands below the title: warning, answers, key figures and sections."""
    warning = f'<p class="warning">{escape(brief.warning)}</p>' if brief.warning else ""
    place = _picture(brief.place, ink) if brief.place else ""
    opening = f'<div class="opening">{_answers(brief)}{place}</div>'
    cells = CellWriter(brief, ink.palette)
    return warning + opening + _headlines(brief) + "".join(_section(each, cells, ink) for each in brief.sections)


def _answers(brief: Brief) -> str:
    """The questions a reader comes with, and the answers."""
    each = (f"<li><h2>{escape(answer.question)}</h2>{_paragraphs(answer)}</li>" for answer in brief.answers)
    return f'<ol class="three-answers">{"".join(each)}</ol>'


def _paragraphs(answer: Answer) -> str:
    return "".join(f"<p>{escape(each)}</p>" for each in answer.paragraphs)


def _headlines(brief: Brief) -> str:
    writer = Writer(brief.naming.language, brief.currency)
    figures = (
        f"<div><dt>{escape(each.label)}</dt>"
        f'<dd><b class="figure">{escape(writer.written(each.kind, each.value) or brief.words["no_data"])}</b>'
        f"<span>{escape(each.note)}</span></dd></div>"
        for each in brief.headlines
    )
    return f'<dl class="key-figures" aria-label="{escape(brief.words["key_figures"])}">{"".join(figures)}</dl>'


def _section(section: Section, cells: CellWriter, ink: Ink) -> str:
    lead = "".join(
        f'<p class="{"lead" if at == 0 else "note"}">{escape(sentence)}</p>' for at, sentence in enumerate(section.lead)
    )
    blocks = "".join(_block(block, section.title, cells, ink) for block in section.blocks)
    return f'<section class="sec" id="{section.id}"><h2>{escape(section.title)}</h2>{lead}{blocks}</section>'


def _block(block: Block, within: str, cells: CellWriter, ink: Ink) -> str:
    if isinstance(block, Table):
        return _table(block, block.title or within, cells)
    if isinstance(block, Picture):
        return _picture(block, ink)
    return _facts(block)


def _facts(facts: Facts) -> str:
    lines = (f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in facts.lines)
    return f'<dl class="facts">{"".join(lines)}</dl>'


def _picture(picture: Picture, ink: Ink) -> str:
    """The drawing is hidden from those who are told its words: they stand beside it."""
    notes = "".join(f"<span>{escape(each)}</span>" for each in (picture.caption, picture.notice) if each)
    drawings = [("wide", ink), ("narrow", replace(ink, narrow=True))] if picture.has_narrow else [("any", ink)]
    said = "".join(
        f'<div class="drawing for-{screen}" role="img" aria-label="{escape(picture.alt)}">{picture.draw(each)}</div>'
        for screen, each in drawings
    )
    return f'<figure class="share-{picture.share}">{said}<figcaption class="note">{notes}</figcaption></figure>'


def _table(table: Table, name: str, cells: CellWriter) -> str:
    """A table in a frame that scrolls sideways where the screen is narrow, by keys too."""
    columns = table.on_paper
    heads = "".join(_head(column) for column in columns)
    rows = "".join(_row(columns, row, cells) for row in table.shown_rows)
    title = f"<h3>{escape(table.title)}</h3>" if table.title else ""
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    body = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    frame = f'class="tw" tabindex="0" role="group" aria-label="{escape(name)}"'
    return f"{title}<div {frame}>{body}</div>{note}"


def _head(column: Column) -> str:
    names = _classes(column)
    return f'<th scope="col"{names}>{escape(column.label)}</th>' if column.label else f"<td{names}></td>"


def _classes(column: Column) -> str:
    """Figures stand to the right; what is only drawn is left out on a phone."""
    named = {"n": is_figure(column), "b": column.bold, "words": column.kind == TEXT}
    named["minor"] = column.label != "" and (column.kind == "rank" or column.key == "agree")
    drawn = {f"drawn-{column.kind}": column.kind in DRAWN}
    names = [name for name, holds in (named | drawn).items() if holds]
    return f' class="{" ".join(names)}"' if names else ""


def _row(columns: tuple[Column, ...], row: Row, cells: CellWriter) -> str:
    return f"<tr>{''.join(_cells(columns, row, cells))}</tr>"


def _cells(columns: tuple[Column, ...], row: Row, cells: CellWriter) -> Iterator[str]:
    for column in columns:
        cell = cells.cell(column, row)
        words = f'<span class="missing">{escape(cell.text)}</span>' if cell.missing else escape(cell.text)
        under = f'<p class="under">{escape(cell.under)}</p>' if cell.under else ""
        yield f"<td{_classes(column)}>{cell.drawing}{words}{under}</td>"
