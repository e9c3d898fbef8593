"""A table of bars: the figures of things set side by side, each written over a bar of its cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.lettering import fitted_lines, text_width
from clusteratlas.charts.unit_canvas import LETTERS, letters, rule, unit_canvas, unit_mark
from clusteratlas.charts.unit_marks import COLOURS

if TYPE_CHECKING:
    import altair as alt

_LABELS, _GAP = 230, 22  # room for the labels of rows; between two columns
_LINE, _NOTE = 15, 11
_ABOVE, _BAR, _BELOW = 8, 5, 9  # in a row: above its text, its bar, below that
_ENDING = {"align": "right"}  # letters that end at their place
_BESIDE = 18  # where the words beside a mark begin
_FULL = 100.0  # bars are told in hundredths of a cell


@dataclass(frozen=True)
class Head:
    """The head of a row or column: its words, and the place of the thing that it is, from 0, if it is one."""

    label: str
    unit: int | None = None


@dataclass(frozen=True)
class BarCell:
    """A figure as it is written, words below it, and its bar from `start` over `length` in hundredths of the cell."""

    text: str
    start: float
    length: float
    note: str = ""


@dataclass(frozen=True)
class BarTable:
    """Rows of cells under their columns; bars of signed figures begin in the middle, to either side of it."""

    columns: Sequence[Head]
    rows: Sequence[tuple[Head, Sequence[BarCell]]]
    signed: bool = False


def unit_bars(table: BarTable, drawing: Drawing | None = None) -> "alt.LayerChart":
    """A table of bars: unsigned ones in the colour of their column's thing; as high as its rows need."""
    drawing = drawing or Drawing(860, 400)
    laid = _Laid(table, drawing)
    chart: alt.LayerChart = unit_canvas(drawing.width, laid.bottom, "bars", False).copy(deep=False)
    chart.datasets = {
        "bars": list(_bars(laid)),
        "rules": list(_rules(laid)),
        "texts": [*_heads(laid), *_figures(laid)],
        "points": list(_marks(laid)),
    }
    return chart


class _Laid:
    """Where the columns and rows of a table stand in a drawing."""

    def __init__(self, table: BarTable, drawing: Drawing) -> None:
        self.table, self.drawing = table, drawing
        self.width = (drawing.width - _LABELS) / len(table.columns) - _GAP
        self.lines = [self._fitted(head, self.width) for head in table.columns]
        self.top = max(len(lines) for lines in self.lines) * _LINE + 8
        noted = any(cell.note for _, cells in table.rows for cell in cells)
        self.row = _ABOVE + _LINE * (2 if noted else 1) + _BAR + _BELOW
        self.bottom = self.top + len(table.rows) * self.row + 2

    def _fitted(self, head: Head, width: float) -> list[str]:
        room = width - (_BESIDE if head.unit is not None else 0)
        return fitted_lines(head.label, room, LETTERS) or [head.label]

    def x(self, column: int) -> float:
        """Where a column begins."""
        return _LABELS + column * (self.width + _GAP) + _GAP

    def y(self, row: int) -> float:
        """Where a row begins."""
        return self.top + row * self.row

    def colour(self, cell: BarCell, column: int) -> str:
        """The colour of a bar: of its sign, or of its column's thing."""
        palette, unit = self.drawing.palette, self.table.columns[column].unit
        if self.table.signed:
            return palette.growth[1] if cell.start < _FULL / 2 else palette.growth[5]
        return palette.quotient[4] if unit is None else COLOURS[unit]


def _cells(laid: _Laid) -> Iterator[tuple[int, int, Head, BarCell]]:
    for at, (head, cells) in enumerate(laid.table.rows):
        for column, cell in enumerate(cells):
            yield at, column, head, cell


def _bars(laid: _Laid) -> Iterator[dict[str, Any]]:
    """The bars; of figures without sign on a ground as wide as the largest."""
    for at, column, head, cell in _cells(laid):
        x, y = laid.x(column), laid.y(at) + laid.row - _BAR - _BELOW
        place = {"y": y, "y2": y + _BAR}
        if cell.text and not laid.table.signed:
            ground = {"x": x, "x2": x + laid.width, "colour": laid.drawing.palette.rule, "description": ""}
            yield place | ground
        said = f"{head.label}; {laid.table.columns[column].label}: {cell.text}"
        start = x + laid.width * cell.start / _FULL
        end = {"x": start, "x2": start + laid.width * cell.length / _FULL}
        if cell.text:
            yield place | end | {"colour": laid.colour(cell, column), "description": said}


def _rules(laid: _Laid) -> Iterator[dict[str, Any]]:
    """A hairline below the heads and below each row, and the middle of signed bars."""
    palette, width = laid.drawing.palette, laid.drawing.width
    for at in range(len(laid.table.rows) + 1):
        y = laid.y(at)
        yield rule(0, width, y, y, palette.rule if at else palette.grey)
    if laid.table.signed:
        for at, column, _, _ in _cells(laid):
            x, y = laid.x(column) + laid.width / 2, laid.y(at) + laid.row - _BAR - _BELOW
            yield rule(x, x, y - 2, y + _BAR + 2, palette.field)


def _heads(laid: _Laid) -> Iterator[dict[str, Any]]:
    palette = laid.drawing.palette
    for column, lines in enumerate(laid.lines):
        for line, words in enumerate(lines):
            y = laid.top - 8 - (len(lines) - line - 0.5) * _LINE
            yield letters(laid.x(column) + laid.width, y, words, palette.ink) | _ENDING | {"fontWeight": "bold"}
    for at, (head, _) in enumerate(laid.table.rows):
        x = 0 if head.unit is None else _BESIDE
        yield letters(x, laid.y(at) + laid.row / 2, head.label, palette.ink) | {"limit": _LABELS - x}


def _figures(laid: _Laid) -> Iterator[dict[str, Any]]:
    palette = laid.drawing.palette
    for at, column, _, cell in _cells(laid):
        x, y = laid.x(column) + laid.width, laid.y(at) + _ABOVE + _LINE / 2
        known = cell.text or laid.drawing.word("missing", "no data")
        yield letters(x, y, known, palette.ink if cell.text else palette.ink_3) | _ENDING
        if cell.note:
            yield letters(x, y + _LINE, cell.note, palette.ink_2) | _ENDING | {"fontSize": _NOTE}


def _marks(laid: _Laid) -> Iterator[dict[str, Any]]:
    """The marks of things, before their names."""
    for column, head in enumerate(laid.table.columns):
        if head.unit is not None:
            lines = laid.lines[column]
            widest = max(text_width(words, LETTERS) for words in lines)
            x = laid.x(column) + max(laid.width - widest - _BESIDE / 2, 6)
            yield unit_mark(head.unit) | {"x": x, "y": laid.top - 8 - (len(lines) - 0.5) * _LINE}
    for at, (head, _) in enumerate(laid.table.rows):
        if head.unit is not None:
            yield unit_mark(head.unit) | {"x": 7, "y": laid.y(at) + laid.row / 2}
