"""The classes of colour below a drawing that is taken away; on a page they stand in the page."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.description import written_change
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import chart_of, encoded
from clusteratlas.charts.lettering import text_width
from clusteratlas.charts.palette import GROWTH_CLASSES, QUOTIENT_CLASSES

if TYPE_CHECKING:
    import altair as alt

_SIDE, _BELOW, _GAP, _FONT = 12, 12, 18, 11  # of a swatch; from the drawing; between two; of the text


def quotient_legend(drawing: Drawing) -> list["alt.Chart"]:
    """The six classes of the location quotient."""
    return _legend([f"{bound:g}" for bound in QUOTIENT_CLASSES[1:]], drawing.palette.quotient, drawing)


def growth_legend(drawing: Drawing) -> list["alt.Chart"]:
    """The seven classes of growth."""
    return _legend([written_change(bound, 0) for bound in GROWTH_CLASSES], drawing.palette.growth, drawing)


def _legend(bounds: Sequence[str], colours: Sequence[str], drawing: Drawing) -> list["alt.Chart"]:
    """Swatches and ranges in a row; they share the pixel scales of the drawing above."""
    import altair as alt  # deferred: Altair takes a second to load

    base = chart_of(_entries(bounds, colours, drawing.height + _BELOW))
    swatches = encoded(
        base.mark_rect(aria=False), x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q", fill=alt.Fill("fill:N").scale(None)
    )
    texts = base.mark_text(align="left", baseline="middle", fontSize=_FONT, color=drawing.palette.ink_2, aria=False)
    return [swatches, encoded(texts, x="text_x:Q", y="middle:Q", text="label:N")]


def _entries(bounds: Sequence[str], colours: Sequence[str], top: float) -> list[dict[str, Any]]:
    labels = [f"< {bounds[0]}", *(f"{a} – {b}" for a, b in pairwise(bounds)), f"≥ {bounds[-1]}"]
    entries, x = [], 0.0
    for label, colour in zip(labels, colours, strict=True):
        at = {"x": x, "x2": x + _SIDE, "y": top, "y2": top + _SIDE}
        entries.append(at | {"text_x": x + _SIDE + 5, "middle": top + _SIDE / 2, "fill": colour, "label": label})
        x += _SIDE + 5 + text_width(label, _FONT) + _GAP
    return entries
