"""Things set side by side: a row for each entry with a mark for each thing, over the quartiles of a group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.lettering import text_width
from clusteratlas.charts.unit_axis import UnitAxis
from clusteratlas.charts.unit_canvas import LETTERS, letters, rule, unit_canvas, unit_mark

if TYPE_CHECKING:
    import altair as alt

Marks = list[dict[str, Any]]
_ROW, _LABELS, _HEAD, _LINE = 24, 250, 30, 20  # heights of a row and of a line of the legend; room for labels, ticks
_GAP = 22  # between two things of the legend


@dataclass(frozen=True)
class DotRow:
    """An entry: its label, the figures of the things in their order (None: not known), which of them are filled.

    `band` are the low quartile, the median and the high quartile of a group.
    """

    label: str
    values: Sequence[float | None]
    filled: Sequence[bool]
    band: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class DotPlot:
    """What is drawn: the things by name, the rows, their axis over the drawing's width, and how its ticks are written.

    `emphasised` is the tick that divides, such as a quotient of 1.
    """

    units: Sequence[str]
    rows: Sequence[DotRow]
    axis: UnitAxis
    ticks: Mapping[float, str]
    emphasised: float | None = None


def unit_dots(plot: DotPlot, drawing: Drawing | None = None) -> "alt.LayerChart":
    """A dot plot with a shape and a colour for each thing, the same everywhere; as high as its rows need.

    Words by key: band, for the quartiles of the group.
    """
    drawing = drawing or Drawing(860, 400)
    plot = replace(plot, axis=replace(plot.axis, width=float(drawing.width - _LABELS)))
    legend, lines = _legend(plot, drawing)
    top = lines * _LINE + _HEAD
    chart: alt.LayerChart = unit_canvas(drawing.width, top + len(plot.rows) * _ROW + 6, "bands", True).copy(deep=False)
    chart.datasets = {
        "bands": list(_bands(plot, top, drawing)),
        "rules": list(_rules(plot, top, drawing)),
        "texts": [*_texts(plot, top, drawing), *(mark for mark in legend if "text" in mark)],
        "points": [*_points(plot, top, drawing), *(mark for mark in legend if "shape" in mark)],
    }
    return chart


def _legend(plot: DotPlot, drawing: Drawing) -> tuple[Marks, int]:
    """A mark and a name for each thing, in as many lines as they need, and how many those are."""
    found: Marks = []
    x, line = 0.0, 0
    for at, name in enumerate(plot.units):
        wide = 18 + text_width(name, LETTERS)
        if x and x + wide > drawing.width:
            x, line = 0.0, line + 1
        y = line * _LINE + 8
        found.append(unit_mark(at) | {"x": x + 7, "y": y, "description": name})
        found.append(letters(x + 18, y, name, drawing.palette.ink) | {"fontWeight": "bold"})
        x += wide + _GAP
    return found, line + 1


def _bands(plot: DotPlot, top: float, drawing: Drawing) -> Iterator[dict[str, Any]]:
    said = drawing.word("band", "Middle half and median of the group")
    for at, row in enumerate(plot.rows):
        if row.band is not None:
            low, median, high = (_LABELS + plot.axis.at(value) for value in row.band)
            y = top + at * _ROW + 5
            band = {"y": y, "y2": y + _ROW - 10, "colour": drawing.palette.rule, "description": said}
            yield band | {"x": low, "x2": max(high, low + 1)}
            yield band | {"x": median - 1, "x2": median + 1, "colour": drawing.palette.field}


def _rules(plot: DotPlot, top: float, drawing: Drawing) -> Iterator[dict[str, Any]]:
    """Lines at the ticks, a hairline below each row, and one from a row's first mark to its last."""
    palette, bottom = drawing.palette, top + len(plot.rows) * _ROW
    for tick in plot.axis.ticks:
        x = _LABELS + plot.axis.at(tick)
        yield rule(x, x, top, bottom, palette.ink_2 if tick == plot.emphasised else palette.rule)
    for at, row in enumerate(plot.rows):
        y = top + at * _ROW
        yield rule(0, drawing.width, y + _ROW, y + _ROW, palette.rule)
        known = [_LABELS + plot.axis.at(value) for value in row.values if value is not None]
        if known:
            yield rule(min(known), max(known), y + _ROW / 2, y + _ROW / 2, palette.field)


def _texts(plot: DotPlot, top: float, drawing: Drawing) -> Iterator[dict[str, Any]]:
    palette = drawing.palette
    for tick in plot.axis.ticks:
        weight = {"fontWeight": "bold"} if tick == plot.emphasised else {}
        place = {"align": "center", "fontSize": 11} | weight
        yield letters(_LABELS + plot.axis.at(tick), top - 10, plot.ticks[tick], palette.ink_2) | place
    for at, row in enumerate(plot.rows):
        yield letters(0, top + at * _ROW + _ROW / 2, row.label, palette.ink) | {"limit": _LABELS - 8}


def _points(plot: DotPlot, top: float, drawing: Drawing) -> Iterator[dict[str, Any]]:
    for at, row in enumerate(plot.rows):
        for unit, (value, filled) in enumerate(zip(row.values, row.filled, strict=True)):
            if value is not None:
                place = {"x": _LABELS + plot.axis.at(value), "y": top + at * _ROW + _ROW / 2}
                said = f"{row.label}; {plot.units[unit]}: {value:,.6g}"
                yield unit_mark(unit, None if filled else drawing.palette.paper) | place | {"description": said}
