"""Things set side by side: a row for each entry with a mark for each thing, over the quartiles of a group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import layered
from clusteratlas.charts.lettering import text_width
from clusteratlas.charts.unit_axis import UnitAxis
from clusteratlas.charts.unit_marks import COLOURS, SHAPES

if TYPE_CHECKING:
    import altair as alt

Marks = list[dict[str, Any]]
_ROW, _LABELS, _HEAD, _LINE = 24, 250, 30, 20  # heights of a row and of a line of the legend; room for labels, ticks
_SIZE, _LETTERS = 110, 12
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
    chart: alt.LayerChart = _empty(drawing.width, top + len(plot.rows) * _ROW + 6).copy(deep=False)
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
        wide = 18 + text_width(name, _LETTERS)
        if x and x + wide > drawing.width:
            x, line = 0.0, line + 1
        y = line * _LINE + 8
        found.append(_mark(at, True, drawing) | {"x": x + 7, "y": y, "description": name})
        found.append(_text(x + 18, y, name, drawing.palette.ink) | {"fontWeight": "bold"})
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
        yield _rule(x, x, top, bottom, palette.ink_2 if tick == plot.emphasised else palette.rule)
    for at, row in enumerate(plot.rows):
        y = top + at * _ROW
        yield _rule(0, drawing.width, y + _ROW, y + _ROW, palette.rule)
        known = [_LABELS + plot.axis.at(value) for value in row.values if value is not None]
        if known:
            yield _rule(min(known), max(known), y + _ROW / 2, y + _ROW / 2, palette.field)


def _texts(plot: DotPlot, top: float, drawing: Drawing) -> Iterator[dict[str, Any]]:
    palette = drawing.palette
    for tick in plot.axis.ticks:
        weight = {"fontWeight": "bold"} if tick == plot.emphasised else {}
        place = {"align": "center", "fontSize": 11} | weight
        yield _text(_LABELS + plot.axis.at(tick), top - 10, plot.ticks[tick], palette.ink_2) | place
    for at, row in enumerate(plot.rows):
        yield _text(0, top + at * _ROW + _ROW / 2, row.label, palette.ink) | {"limit": _LABELS - 8}


def _points(plot: DotPlot, top: float, drawing: Drawing) -> Iterator[dict[str, Any]]:
    for at, row in enumerate(plot.rows):
        for unit, (value, filled) in enumerate(zip(row.values, row.filled, strict=True)):
            if value is not None:
                place = {"x": _LABELS + plot.axis.at(value), "y": top + at * _ROW + _ROW / 2}
                said = f"{row.label}; {plot.units[unit]}: {value:,.6g}"
                yield _mark(unit, filled, drawing) | place | {"description": said}


def _mark(unit: int, filled: bool, drawing: Drawing) -> dict[str, Any]:
    colour = COLOURS[unit]
    return {"shape": SHAPES[unit], "stroke": colour, "colour": colour if filled else drawing.palette.paper}


def _text(x: float, y: float, text: str, colour: str) -> dict[str, Any]:
    style = {"align": "left", "fontSize": _LETTERS, "fontWeight": "normal", "limit": 1000}
    return style | {"x": x, "y": y, "text": text, "colour": colour}


def _rule(x: float, x2: float, y: float, y2: float, colour: str) -> dict[str, Any]:
    return {"x": x, "x2": x2, "y": y, "y2": y2, "colour": colour}


@lru_cache(maxsize=32)
def _empty(width: int, height: int) -> "alt.LayerChart":
    """The chart without its data: it differs by nothing but its size, and Altair takes long to check it."""
    import altair as alt  # deferred: Altair takes a second to load

    place: dict[str, Any] = {
        "x": alt.X("x:Q").axis(None).scale(domain=[0, width], nice=False),
        "y": alt.Y("y:Q").axis(None).scale(domain=[height, 0], nice=False),
    }
    end = {"x2": "x2:Q", "y2": "y2:Q"}
    fill, stroke = alt.Fill("colour:N").scale(None), alt.Stroke("colour:N").scale(None)
    styles = ("align", "fontSize", "fontWeight", "limit")
    lettering: dict[str, Any] = {name: alt.expr(f"datum.{name}") for name in styles}
    layers = [
        _of("bands").mark_rect().encode(**place, **end, fill=fill, description="description:N"),
        _of("rules").mark_rule(strokeWidth=1, aria=False).encode(**place, **end, stroke=stroke),
        _of("texts").mark_text(**lettering, baseline="middle", aria=False).encode(**place, text="text:N", fill=fill),
        _of("points")
        .mark_point(size=_SIZE, opacity=1, strokeWidth=1.6)
        .encode(
            **place,
            fill=fill,
            stroke=alt.Stroke("stroke:N").scale(None),
            shape=alt.Shape("shape:N").scale(None),
            description="description:N",
        ),
    ]
    return layered(layers, width, height)


def _of(data: str) -> "alt.Chart":
    import altair as alt  # deferred: see _empty

    return alt.Chart(alt.NamedData(name=data))
