"""Specifications as pictures: SVG for a page, SVG and PNG to take away."""

import json
import re
from typing import Any

Specification = dict[str, Any]
# vl-convert 1.9 puts this before every link that has no host of its own, whatever it is told (seen 2026-11).
_FOREIGN_BASE = "https://vega.github.io/vega-datasets/"
_SCALE = 2.0  # pictures to take away have two pixels for one
# As the engine sets texts: how far below its place a line stands, as a share of its size, what a line takes beside its
# size, and the size of a text that says none; one that says no baseline stands on its middle.
_BASELINES = {"top": 0.79, "middle": 0.30, "bottom": -0.21, "alphabetic": 0.0}
_LEADING, _SIZE = 2, 11
_PLACES = re.compile(r' (?:d|transform|x|y|x1|x2|y1|y2)="[^"]*"')
_TOO_FINE = re.compile(r"(\.\d\d)\d+")


def start_engine() -> None:
    """Loads what charts are specified and drawn with, so that the first chart of a process need not wait a second."""
    import altair as alt  # deferred: that is what this is for

    drawn = alt.Chart(alt.InlineData(values=[{"x": 1}])).mark_point().encode(x="x:Q")
    to_svg(drawn.to_dict())


def to_svg(specification: Specification) -> str:
    """The chart as SVG without inline style, so that a strict content policy lets it be drawn."""
    import vl_convert  # deferred: it starts a drawing engine

    svg: str = vl_convert.vegalite_to_svg(json.dumps(specification))
    return _to_hundredths(_without_inline_style(svg.replace(_FOREIGN_BASE, "")))


def to_page_svg(specification: Specification) -> str:
    """The chart as `to_svg` draws it, but quickly: no text is measured, so that none widens the drawing.

    For charts whose texts all stand inside. Measuring takes the engine a millisecond or two for each text, most of the
    time of a chart.
    """
    return to_svg(_without_measuring(specification)).replace('font-size="-', 'font-size="')


def to_png(specification: Specification) -> bytes:
    """The chart as PNG."""
    import vl_convert  # deferred: see to_svg

    picture: bytes = vl_convert.vegalite_to_png(json.dumps(specification), scale=_SCALE)
    return picture


def _without_measuring(specification: Specification) -> Specification:
    """The same with texts of negative size: the engine draws them as it does others, but does not measure them."""
    return specification | {"layer": [_unmeasured(layer) for layer in specification["layer"]]}


def _unmeasured(layer: Specification) -> Specification:
    """A layer of texts whose offsets, which the engine takes from their size, are as the true size would have them."""
    mark = layer["mark"]
    if mark["type"] != "text":
        return layer
    size = mark.get("fontSize", _SIZE)
    size = size["expr"] if isinstance(size, dict) else size
    share = _BASELINES[mark.get("baseline", "middle")]
    lowered = {
        "fontSize": {"expr": f"-({size})"},
        "baseline": "alphabetic",
        "dy": {"expr": f"{mark.get('dy', 0)} + round({share} * ({size}))"},
        "lineHeight": mark.get("lineHeight", {"expr": f"{size} + {_LEADING}"}),
    }
    return layer | {"mark": mark | lowered}


def _without_inline_style(svg: str) -> str:
    """`style="fill: red"` on an element becomes the attribute `fill="red"`."""
    return re.sub(r' style="([^"]*)"', lambda found: _attributes(found.group(1)), svg)


def _attributes(style: str) -> str:
    pairs = (declaration.partition(":") for declaration in style.split(";") if declaration.strip())
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in pairs)


def _to_hundredths(svg: str) -> str:
    """Places to a hundredth of a pixel; the engine writes them to fourteen digits, a third of a page."""
    return _PLACES.sub(lambda place: _TOO_FINE.sub(r"\1", place.group()), svg)
