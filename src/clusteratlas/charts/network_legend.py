"""What the marks and lines of a network mean, below a drawing that is taken away; on a page it stands in the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.certainty_marks import LEFT_HALF
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import chart_of, encoded
from clusteratlas.charts.lettering import text_width

if TYPE_CHECKING:
    import altair as alt

_BELOW, _ROW, _GAP, _FONT = 20, 18, 16, 11  # from the drawing; from row to row; between two entries; of the text
_MARK, _LINE, _SPACE = 10, 22, 5  # how wide a mark and a line are; from them to their words


@dataclass(frozen=True)
class Ink:
    """How a circle is drawn: inside, outline and its width, and the left half where that is another colour."""

    fill: str
    stroke: str
    width: float = 1.3
    half: str = ""


def network_legend(
    marks: Mapping[str, Ink], lines: Mapping[str, Mapping[str, Any]], drawing: Drawing
) -> list["alt.Chart"]:
    """A row of marks and a row of lines with their words; they share the pixel scales of the drawing above."""
    import altair as alt  # deferred: Altair takes a second to load

    first, second = drawing.height + _BELOW, drawing.height + _BELOW + _ROW
    circles = _row(list(marks), _MARK, first)
    dots = [
        entry | vars(ink) | {"x": entry["x"] + _MARK / 2} for entry, ink in zip(circles, marks.values(), strict=True)
    ]
    size = {"size": alt.value(_MARK**2), "x": alt.X("x:Q"), "y": alt.Y("y:Q")}
    drawn = [
        encoded(
            chart_of(dots).mark_point(shape="circle", opacity=1, strokeWidth=1.5, aria=False),
            **size,
            fill=alt.Fill("fill:N").scale(None),
            stroke=alt.Stroke("stroke:N").scale(None),
        ),
        encoded(
            chart_of([dot for dot in dots if dot["half"]]).mark_point(
                shape=LEFT_HALF, filled=True, opacity=1, aria=False
            ),
            **size,
            fill=alt.Fill("half:N").scale(None),
        ),
    ]
    words = _row(list(lines), _LINE, second)
    for entry, style in zip(words, lines.values(), strict=True):
        rule = chart_of([entry | {"x2": entry["x"] + _LINE}]).mark_rule(aria=False, **style)
        drawn.append(encoded(rule, x="x:Q", x2="x2:Q", y="y:Q", y2="y:Q"))
    texts = chart_of([*circles, *words]).mark_text(
        align="left", baseline="middle", fontSize=_FONT, color=drawing.palette.ink_2, aria=False
    )
    return [*drawn, encoded(texts, x="text_x:Q", y="y:Q", text="text:N")]


def _row(words: Sequence[str], wide: float, y: float) -> list[dict[str, Any]]:
    entries, x = [], 0.0
    for word in words:
        entries.append({"x": x, "y": y, "text": word, "text_x": x + wide + _SPACE})
        x += wide + _SPACE + text_width(word, _FONT) + _GAP
    return entries
