"""The portfolio of a region as a treemap: area is jobs, colour the class of the location quotient or of growth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from clusteratlas.charts.certainty_marks import FILLED, HALF, HOLLOW, LEFT_HALF, mark_of
from clusteratlas.charts.class_legend import growth_legend, quotient_legend
from clusteratlas.charts.description import describe, written_change, written_quotient
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import chart_of, encoded, layered, links_of, unchecked
from clusteratlas.charts.lettering import BOLD, fitted_lines, text_width
from clusteratlas.charts.treemap_layout import Rectangle, squarify

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Any]
Measure = Literal["location_quotient", "employment_growth"]

_TITLE, _FIGURE, _LINE, _PAD = 11, 10.5, 14, 5
_DOT_ROOM, _DOT_INSET = 14, 9
_SHAPES = {FILLED: "circle", HALF: LEFT_HALF, HOLLOW: ""}


@unchecked
def portfolio_treemap(
    rows: Sequence[Row], drawing: Drawing | None = None, measure: Measure = "location_quotient"
) -> "alt.LayerChart":
    """Traded clusters with jobs, largest first: one rectangle each, a dot on the strong ones, half on the borderline.

    Rows need cluster_name, kind, employment, location_quotient, strong; by growth also employment_growth. They may
    have label (a short name), robust, description and href.
    """

    drawing = drawing or Drawing()
    shown = sorted((r for r in rows if r["kind"] != "local" and r["employment"]), key=lambda r: -r["employment"])
    places = squarify([row["employment"] for row in shown], Rectangle(0, 0, drawing.width, drawing.height))
    tiles = [_tile(row, place, drawing, measure) for row, place in zip(shown, places, strict=True)]
    base = chart_of(tiles)
    classes = {"location_quotient": quotient_legend, "employment_growth": growth_legend}[measure]
    legend = classes(drawing) if drawing.title else []
    layers = [_boxes(base, drawing, links_of(tiles)), *_labels(base), *_dots(base), *legend]
    return layered(layers, drawing.width, drawing.height)


def _boxes(base: "alt.Chart", drawing: Drawing, links: dict[str, str]) -> "alt.Chart":
    import altair as alt  # deferred: see portfolio_treemap

    return encoded(
        base.mark_rect(stroke=drawing.palette.paper, strokeWidth=1),
        x=alt.X("x:Q").axis(None).scale(domain=[0, drawing.width], nice=False),
        y=alt.Y("y:Q").axis(None).scale(domain=[drawing.height, 0], nice=False),
        x2="x2:Q",
        y2="y2:Q",
        fill=alt.Fill("fill:N").scale(None),
        description="description:N",
        **links,
    )


def _labels(base: "alt.Chart") -> list["alt.Chart"]:
    import altair as alt  # deferred: see portfolio_treemap

    texts = []  # layers share their scales; the rectangles set them
    sizes: tuple[tuple[str, str, float, Literal["bold", "normal"]], ...]
    sizes = (
        ("title", "datum.bold", _TITLE, "bold"),
        ("title", "!datum.bold", _TITLE, "normal"),
        ("figure", "true", _FIGURE, "normal"),
    )
    for name, which, size, weight in sizes:
        drawn = base.transform_filter(f"datum.{name} != '' && {which}").mark_text(
            align="left", baseline="top", fontSize=size, fontWeight=weight, lineBreak="\n", lineHeight=_LINE, aria=False
        )
        colour = alt.Color("on:N").scale(None)
        texts.append(encoded(drawn, x="text_x:Q", y=f"{name}_y:Q", text=f"{name}:N", color=colour))
    return texts


def _dots(base: "alt.Chart") -> list["alt.Chart"]:
    """A dot in the lower right corner of a strong cluster's rectangle, where there is room; half for borderline."""
    import altair as alt  # deferred: see portfolio_treemap

    place: dict[str, Any] = {"x": "dot_x:Q", "y": "dot_y:Q"}
    ring = base.transform_filter("datum.dot != ''").mark_point(shape="circle", size=48, opacity=1, aria=False)
    core = base.transform_filter("datum.dot != ''").mark_point(size=48, filled=True, opacity=1, aria=False)
    shape = alt.Shape("dot:N").scale(None)
    return [
        encoded(ring, **place, stroke=alt.Stroke("on:N").scale(None)),
        encoded(core, **place, shape=shape, fill=alt.Fill("on:N").scale(None)),
    ]


def _tile(row: Row, place: Rectangle, drawing: Drawing, measure: Measure) -> dict[str, Any]:
    fill, on = _colours(row, drawing, measure)
    dotted = bool(row["strong"]) and min(place.width, place.height) > _DOT_ROOM
    written = _lettering(row, place, dotted, _figures(row, drawing, measure))
    return {
        "x": place.x,
        "x2": place.x + place.width,
        "y": place.y,
        "y2": place.y + place.height,
        "fill": fill,
        "on": on,
        "title": "\n".join(written.lines),
        "figure": written.figure,
        "bold": written.bold,
        "text_x": place.x + _PAD,
        "title_y": place.y + _PAD,
        "figure_y": place.y + _PAD + _LINE * len(written.lines) + 1,
        "dot": _SHAPES[mark_of(row)] if dotted else "",
        "dot_x": place.x + place.width - _DOT_INSET,
        "dot_y": place.y + place.height - _DOT_INSET,
        "description": row.get("description") or describe(row, drawing),
        "href": row.get("href"),
    }


def _colours(row: Row, drawing: Drawing, measure: Measure) -> tuple[str, str]:
    """The colour of a rectangle, and of the text on it."""
    palette, value = drawing.palette, row[measure]
    if measure == "location_quotient":
        return palette.quotient_colour(value), palette.text_colour(value)
    return palette.growth_colour(value), palette.growth_text_colour(value)


def _figures(row: Row, drawing: Drawing, measure: Measure) -> tuple[str, str]:
    """What may be written below the name: jobs and what the colour shows, else jobs alone."""
    employment, value = f"{row['employment']:,}", row[measure]
    if value is None:
        return employment, employment
    quotient = f"{drawing.word('quotient_short', 'LQ')} {written_quotient(value)}"
    return f"{employment} · {quotient if measure == 'location_quotient' else written_change(value)}", employment


@dataclass(frozen=True)
class _Lettering:
    """What is written in a rectangle: the name in lines, bold or not, and the figure."""

    lines: list[str]
    figure: str
    bold: bool


def _lettering(row: Row, place: Rectangle, dotted: bool, figures: tuple[str, str]) -> _Lettering:
    """The name, bold where that fits, and below it the figure; nothing that would be cut or would meet the dot."""
    room = Rectangle(0, 0, place.width - 2 * _PAD, place.height - _PAD - 2)
    name = str(row.get("label") or row["cluster_name"])
    for bold in (True, False):
        size = _TITLE * (BOLD if bold else 1)
        lines = fitted_lines(name, room.width, size)
        if lines and len(lines) * _LINE + _foot(lines[-1], size, room, dotted) <= room.height:
            fitting = (figure for figure in figures if _fits(figure, room, len(lines), dotted))
            return _Lettering(lines, next(fitting, ""), bold)
    return _Lettering([], "", False)


def _fits(figure: str, room: Rectangle, lines: int, dotted: bool) -> bool:
    """Whether a figure has room below so many lines."""
    height = (lines + 1) * _LINE + 1 + _foot(figure, _FIGURE, room, dotted)
    return text_width(figure, _FIGURE) <= room.width and height <= room.height


def _foot(last: str, size: float, room: Rectangle, dotted: bool) -> float:
    """The height to leave below the last line for the dot: none where the line ends before it."""
    return _DOT_ROOM if dotted and text_width(last, size) > room.width - _DOT_ROOM else 0
