"""Where a region stands among all others: a dot for each region over a logarithmic axis of the location quotient."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.dot_strip_layout import Dot, axis_over, lay_dots
from clusteratlas.charts.dot_strip_marks import AXIS_ROOM, FLAGS_ROOM, Ground, Mark, Standing, points, rules, texts
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import layered, unchecked

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Any]
_ABOVE_AXIS = 2.0  # from the axis to the lowest dots
_PLACES = {"x", "x2", "y", "y2"}


def dot_strip(rows: Sequence[Row], standing: Standing, drawing: Drawing | None = None) -> "alt.LayerChart":
    """Every region with jobs in a cluster as a dot; the region in question in the accent, those at the line in teal.

    Rows need region and location_quotient, and may have region_name; those without a quotient have no dot. Words by
    key: line, here, gap, nation, axis; the way to the line is drawn where there is a word for the gap.
    """
    drawing = drawing or Drawing(width=832, height=250)
    chart: alt.LayerChart = _empty(drawing.width, drawing.height).copy(deep=False)
    chart.datasets = strip_data(rows, standing, drawing)
    return chart


def strip_data(rows: Sequence[Row], standing: Standing, drawing: Drawing) -> dict[str, list[Mark]]:
    """The data of a dot strip by name: all in which two strips of one size differ."""
    shown = [row for row in rows if row["location_quotient"]]
    ground = _ground(shown, standing, drawing)
    marks = {"rules": rules(ground), "texts": texts(ground), "points": points(ground), "dots": _dots(shown, ground)}
    return {name: [_to_tenths(mark) for mark in some] for name, some in marks.items()}


def _ground(shown: Sequence[Row], standing: Standing, drawing: Drawing) -> Ground:
    own = next((row for row in shown if row["region"] == standing.region), None)
    axis = axis_over([standing.line, *(row["location_quotient"] for row in shown)], drawing.width)
    return Ground(drawing, axis, drawing.height - AXIS_ROOM, standing, own)


def _dots(shown: Sequence[Row], ground: Ground) -> Iterable[Mark]:
    values = [row["location_quotient"] for row in shown]
    first = None if ground.own is None else shown.index(ground.own)
    strip = lay_dots(values, ground.standing.line, ground.axis, ground.base - FLAGS_ROOM - _ABOVE_AXIS, first)
    size = round(strip.diameter**2, 1)
    return (_dot(row, at, ground) | {"size": size} for row, at in zip(shown, strip.dots, strict=True))


def _dot(row: Row, at: Dot, ground: Ground) -> Mark:
    palette, quotient = ground.drawing.palette, row["location_quotient"]
    colour = palette.quotient[4] if quotient >= ground.standing.line else palette.grey
    return {
        "region": row["region"],
        "region_name": row.get("region_name", row["region"]),
        "location_quotient": quotient,
        "x": at.x,
        "y": ground.base - _ABOVE_AXIS - at.y,
        "colour": palette.accent if row is ground.own else colour,
    }


def _to_tenths(mark: Mark) -> Mark:
    """The mark placed to a tenth of a pixel; its figures are left as they are."""
    return {name: round(value, 1) if name in _PLACES else value for name, value in mark.items()}


@lru_cache(maxsize=16)
@unchecked
def _empty(width: int, height: int) -> "alt.LayerChart":
    """The chart without its data: it differs by nothing but its size, and Altair takes long to check it."""
    import altair as alt  # deferred: Altair takes a second to load

    place: dict[str, Any] = {
        "x": alt.X("x:Q").axis(None).scale(domain=[0, width], nice=False),
        "y": alt.Y("y:Q").axis(None).scale(domain=[height, 0], nice=False),
    }
    colour = alt.Fill("colour:N").scale(None)
    lettering: dict[str, Any] = {name: alt.expr(f"datum.{name}") for name in ("align", "fontSize", "fontWeight")}
    layers = [
        _named("dots").mark_circle(opacity=1, aria=False).encode(**place, fill=colour, size=_as_it_is("size:Q")),
        _named("rules")
        .mark_rule(strokeDash=alt.expr("datum.dash"), strokeWidth=alt.expr("datum.width"), aria=False)
        .encode(**place, x2="x2:Q", y2="y2:Q", stroke=alt.Stroke("colour:N").scale(None)),
        _named("texts").mark_text(**lettering, aria=False).encode(**place, text="text:N", fill=colour),
        _named("points")
        .mark_point(filled=True, size=70, opacity=1, aria=False)
        .encode(**place, fill=colour, shape=alt.Shape("shape:N").scale(None)),
    ]
    return layered(layers, width, height)


def _named(data: str) -> "alt.Chart":
    import altair as alt  # deferred: see _empty

    return alt.Chart(alt.NamedData(name=data))


def _as_it_is(field: str) -> "alt.Size":
    import altair as alt  # deferred: see _empty

    return alt.Size(field).scale(None)
