"""Specialisation and growth: where each traded cluster of a region stands, and whether it is strong."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from clusteratlas.charts.certainty_marks import FILLED, HALF, HOLLOW, LEFT_HALF, mark_of
from clusteratlas.charts.description import describe
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import chart_of, encoded, layered, links_of, unchecked
from clusteratlas.charts.label_placement import Label
from clusteratlas.charts.scatter_axes import growth_ticks, quotient_ticks
from clusteratlas.charts.scatter_layout import FONT, Placed, Plot, Row, ScatterLayout, drawable, lay_scatter

if TYPE_CHECKING:
    import altair as alt

_LEFT, _BOTTOM, _TOP, _RIGHT = 44, 36, 26, 6  # what stands outside the axes
_NARROW = 480
_QUADRANTS = {"star": "Star", "emerging": "Emerging", "mature": "Mature", "transforming": "Transforming"}
_SIGNED = "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + round(abs(datum.value) * 100) + '%'"


@unchecked
def growth_scatter(rows: Sequence[Row], drawing: Drawing | None = None) -> "alt.LayerChart":
    """Traded clusters of at least 100 jobs by location quotient (log) and growth.

    Area is jobs; filled circles are strong, half ones borderline. What lies beyond the frame stands on its edge with an
    arrow and its figure. Rows need cluster_name, kind, employment, location_quotient, employment_growth, strong; they
    may have label, robust, description and href.
    """

    drawing = drawing or Drawing()
    narrow = drawing.width < _NARROW
    inside = Plot(
        drawing.width - _LEFT - _RIGHT, drawing.height - _TOP - _BOTTOM, 16 if narrow else 25, 8 if narrow else 16
    )
    names = [drawing.word(key, word) for key, word in _QUADRANTS.items()]
    layout = lay_scatter(drawable(rows), inside, names)
    layers = [*_lines(layout, drawing), _corners(layout, drawing), *_marks(layout, drawing), *_labels(layout, drawing)]
    return layered(layers, inside.width, inside.height)


def _x(layout: ScatterLayout, drawing: Drawing) -> "alt.X":
    import altair as alt  # deferred: see growth_scatter

    axis = alt.Axis(
        values=quotient_ticks(layout.quotient),
        format="~g",
        grid=True,
        domain=False,
        ticks=False,
        labelPadding=6,
        labelFontWeight={"condition": {"test": "datum.value == 1", "value": "bold"}, "value": "normal"},
        title=drawing.word("quotient_axis", "Location quotient (log scale)"),
        titleAnchor="end",
        titlePadding=6,
    )
    scale = alt.Scale(type="log", domain=[layout.quotient.low, layout.quotient.high], nice=False, zero=False)
    return alt.X("quotient:Q").axis(axis).scale(scale)


def _y(layout: ScatterLayout, drawing: Drawing) -> "alt.Y":
    import altair as alt  # deferred: see growth_scatter

    axis = alt.Axis(
        values=growth_ticks(layout.growth),
        labelExpr=_SIGNED,
        grid=True,
        domain=False,
        ticks=False,
        labelPadding=6,
        minExtent=_LEFT,
        maxExtent=_LEFT,
        title=drawing.word("growth_axis", "Growth of jobs"),
        titleAngle=0,
        titleAlign="left",
        titleBaseline="bottom",
        titleAnchor="end",
        titleX=-_LEFT,
        titleY=-12,
    )
    return alt.Y("growth:Q").axis(axis).scale(domain=[layout.growth.low, layout.growth.high], nice=False, zero=False)


def _lines(layout: ScatterLayout, drawing: Drawing) -> list["alt.Chart"]:
    """The lines at a location quotient of one and at no growth; the first layer has the axes."""
    upright = chart_of([{"quotient": 1.0, "growth": layout.growth.low, "end": layout.growth.high}])
    across = chart_of([{"quotient": layout.quotient.low, "growth": 0.0, "end": layout.quotient.high}])
    style: dict[str, Any] = {"color": drawing.palette.field, "strokeWidth": 1, "aria": False}
    return [
        encoded(upright.mark_rule(**style), x=_x(layout, drawing), y=_y(layout, drawing), y2="end:Q"),
        encoded(across.mark_rule(**style), x="quotient:Q", x2="end:Q", y="growth:Q"),
    ]


def _corners(layout: ScatterLayout, drawing: Drawing) -> "alt.Chart":
    values = [
        _at(layout, corner.x, corner.y) | {"text": corner.name, "align": corner.align} for corner in layout.corners
    ]
    return _texts(values, drawing.palette.ink_3, "bold")


def _marks(layout: ScatterLayout, drawing: Drawing) -> list["alt.Chart"]:
    import altair as alt  # deferred: see growth_scatter

    place: dict[str, Any] = {"x": "quotient:Q", "y": "growth:Q"}
    circles = [_circle(cluster, layout, drawing) for cluster in layout.clusters]
    drawn = encoded(
        chart_of(circles).mark_point(shape="circle", strokeWidth=1.3, opacity=1),
        **place,
        size=alt.Size("size:Q").scale(None),
        fill=alt.Fill("fill:N").scale(None),
        stroke=alt.Stroke("stroke:N").scale(None),
        description="description:N",
        **links_of(circles),
    )
    halves = [circle for circle in circles if circle["half"]]
    half = encoded(
        chart_of(halves).mark_point(shape=LEFT_HALF, filled=True, opacity=1, aria=False),
        **place,
        size=alt.Size("size:Q").scale(None),
        fill=alt.Fill("half:N").scale(None),
    )
    beyond = [_at(layout, c.arrow.x, c.arrow.y) | {"shape": c.arrow.direction} for c in layout.clusters if c.arrow]
    arrows = chart_of(beyond).mark_point(filled=True, size=30, opacity=1, color=drawing.palette.ink, aria=False)
    return [drawn, half, encoded(arrows, **place, shape=alt.Shape("shape:N").scale(None))]


def _circle(cluster: Placed, layout: ScatterLayout, drawing: Drawing) -> dict[str, Any]:
    row, circle, mark = cluster.row, cluster.circle, mark_of(cluster.row)
    paper, teal = drawing.palette.paper, drawing.palette.quotient[4]
    return _at(layout, circle.x, circle.y) | {
        "size": (2 * circle.radius) ** 2,
        "fill": teal if mark == FILLED else paper,
        "stroke": {FILLED: paper, HALF: teal, HOLLOW: drawing.palette.field}[mark],
        "half": teal if mark == HALF else "",
        "description": row.get("description") or describe(row, drawing),
        "href": row.get("href"),
    }


def _labels(layout: ScatterLayout, drawing: Drawing) -> list["alt.Chart"]:
    """Leaders, then each text on a halo of paper."""
    labels = [(cluster.label, cluster.row["strong"]) for cluster in layout.clusters if cluster.label]
    strong = [_text(label, layout) for label, is_strong in labels if is_strong]
    others = [_text(label, layout) for label, is_strong in labels if not is_strong]
    leaders = chart_of([_leader(label.leader, layout) for label, _ in labels if label.leader])
    lines = leaders.mark_rule(color=drawing.palette.field, strokeWidth=0.8, aria=False)
    return [
        encoded(lines, x="quotient:Q", x2="quotient2:Q", y="growth:Q", y2="growth2:Q"),
        _texts([*strong, *others], drawing.palette.paper, "halo"),
        _texts(others, drawing.palette.ink_2, "normal"),
        _texts(strong, drawing.palette.ink, "normal"),
    ]


def _leader(ends: tuple[float, float, float, float], layout: ScatterLayout) -> dict[str, float]:
    x1, y1, x2, y2 = ends
    far = _at(layout, x2, y2)
    return _at(layout, x1, y1) | {"quotient2": far["quotient"], "growth2": far["growth"]}


def _text(label: Label, layout: ScatterLayout) -> dict[str, Any]:
    return _at(layout, label.x, label.y) | {"text": label.text, "align": label.align}


def _texts(values: list[dict[str, Any]], colour: str, style: Literal["bold", "normal", "halo"]) -> "alt.Chart":

    halo: dict[str, Any] = {"stroke": colour, "strokeWidth": 3.5, "strokeJoin": "round"} if style == "halo" else {}
    weight: Literal["bold", "normal"] = "bold" if style == "bold" else "normal"
    texts = chart_of(values).mark_text(
        color=colour,
        fontSize=FONT,
        fontWeight=weight,
        baseline="middle",
        align={"expr": "datum.align"},
        aria=False,
        **halo,
    )
    return encoded(texts, x="quotient:Q", y="growth:Q", text="text:N")


def _at(layout: ScatterLayout, x: float, y: float) -> dict[str, Any]:
    """The values that stand at a pixel, so that everything is drawn on the same two axes."""
    return {"quotient": layout.quotient.value_at(x), "growth": layout.growth.value_at(y)}
