"""The empty drawing of things set side by side: boxes, rules, letters and marks by pixels, their data by name."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.frame import layered, unchecked
from clusteratlas.charts.unit_marks import COLOURS, SHAPES

if TYPE_CHECKING:
    import altair as alt

LETTERS = 12  # pixels
_MARK = 110  # square pixels


@lru_cache(maxsize=64)
@unchecked
def unit_canvas(width: int, height: int, boxes: str, are_marks_spoken: bool) -> "alt.LayerChart":
    """The chart without its data, which are the boxes by their name, rules, texts and points.

    It differs by nothing but these, and Altair takes long to make it. Marks that are spoken have a description.
    """
    import altair as alt  # deferred: Altair takes a second to load

    place: dict[str, Any] = {
        "x": alt.X("x:Q").axis(None).scale(domain=[0, width], nice=False),
        "y": alt.Y("y:Q").axis(None).scale(domain=[height, 0], nice=False),
    }
    end = {"x2": "x2:Q", "y2": "y2:Q"}
    fill, stroke = alt.Fill("colour:N").scale(None), alt.Stroke("colour:N").scale(None)
    outline, shape = alt.Stroke("stroke:N").scale(None), alt.Shape("shape:N").scale(None)
    styles = ("align", "fontSize", "fontWeight", "limit")
    lettering: dict[str, Any] = {name: alt.expr(f"datum.{name}") for name in styles}
    spoken: dict[str, Any] = {"description": "description:N"} if are_marks_spoken else {}
    silent: dict[str, Any] = {} if are_marks_spoken else {"aria": False}
    layers = [
        _of(boxes).mark_rect().encode(**place, **end, fill=fill, description="description:N"),
        _of("rules").mark_rule(strokeWidth=1, aria=False).encode(**place, **end, stroke=stroke),
        _of("texts").mark_text(**lettering, baseline="middle", aria=False).encode(**place, text="text:N", fill=fill),
        _of("points")
        .mark_point(size=_MARK, opacity=1, strokeWidth=1.6, **silent)
        .encode(**place, **spoken, fill=fill, stroke=outline, shape=shape),
    ]
    return layered(layers, width, height)


def _of(data: str) -> "alt.Chart":
    import altair as alt  # deferred: see unit_canvas

    return alt.Chart(alt.NamedData(name=data))


def rule(x: float, x2: float, y: float, y2: float, colour: str) -> dict[str, Any]:
    """A line, as data of the rules."""
    return {"x": x, "x2": x2, "y": y, "y2": y2, "colour": colour}


def letters(x: float, y: float, text: str, colour: str) -> dict[str, Any]:
    """A text to the right of its place, as data of the texts."""
    style = {"align": "left", "fontSize": LETTERS, "fontWeight": "normal", "limit": 1000}
    return style | {"x": x, "y": y, "text": text, "colour": colour}


def unit_mark(unit: int, ground: str | None = None) -> dict[str, Any]:
    """The mark of a thing, as data of the points; with a ground it is hollow."""
    colour = COLOURS[unit]
    return {"shape": SHAPES[unit], "stroke": colour, "colour": ground or colour}
