"""Presence and fit: what a region has, what would suit it, and so what is strength, opportunity, threat or weakness."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.certainty_marks import FILLED, HALF, LEFT_HALF, mark_of
from clusteratlas.charts.description import written_quotient
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import chart_of, encoded, layered, links_of, unchecked
from clusteratlas.charts.opportunity_prospects_layout import (
    ENTRANT,
    OPPORTUNITY,
    PROSPECTS,
    Placed,
    ProspectLayout,
    drawable,
    lay_prospects,
)
from clusteratlas.charts.scatter_layout import FONT, Plot

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Any]

_LEFT, _BOTTOM, _TOP, _RIGHT = 44, 36, 26, 6  # what stands outside the axes
_NARROW = 480
NONE = 0.1  # presence up to here is nothing yet, as in the cuts of `prospects`
_NAMES = {
    "strength": "Strength",
    "threat": "Threat",
    "opportunity": "Opportunity",
    "weakness": "Weakness",
    "possible-entrant": "Possible entrant",
}


@unchecked
def prospect_scatter(rows: Sequence[Row], drawing: Drawing | None = None) -> "alt.LayerChart":
    """The clusters of a region by presence (location quotient over its threshold, log) and fit (closeness).

    Area is jobs; filled circles are strong, half ones borderline, opportunities and possible entrants are ringed in the
    accent. What has no presence yet stands in the strip at the left. Rows need cluster_name, employment, presence, fit,
    fit_cut, prospect and strong, as `prospects` gives them, and may have label, robust, description and href.
    """

    drawing = drawing or Drawing()
    narrow = drawing.width < _NARROW
    width, height = drawing.width - _LEFT - _RIGHT, drawing.height - _TOP - _BOTTOM
    names = {code: drawing.word(code, _NAMES[code]) for code in PROSPECTS}
    plot = Plot(width, height, 16 if narrow else 25, 8 if narrow else 16)
    layout = lay_prospects(drawable(rows), plot, NONE, names)
    layers = [*_lines(layout, drawing), _zones(layout, drawing), *_marks(layout, drawing, names)]
    return layered([*layers, *_labels(layout, drawing)], width, height)


def _x(layout: ProspectLayout, drawing: Drawing) -> "alt.X":
    import altair as alt  # deferred: see prospect_scatter

    axis = alt.Axis(
        values=layout.presence_ticks,
        format="~g",
        grid=False,
        domain=False,
        ticks=False,
        labelPadding=6,
        labelFontWeight={"condition": {"test": "datum.value == 1", "value": "bold"}, "value": "normal"},
        title=drawing.word("presence_axis", "Presence: location quotient over its threshold (log scale)"),
        titleAnchor="end",
        titlePadding=6,
    )
    domain = [layout.presence.low, layout.presence.high]
    return alt.X("presence:Q").axis(axis).scale(alt.Scale(type="log", domain=domain, nice=False, zero=False))


def _y(layout: ProspectLayout, drawing: Drawing) -> "alt.Y":
    import altair as alt  # deferred: see prospect_scatter

    axis = alt.Axis(
        values=layout.fit_ticks,
        format="~g",
        grid=True,
        domain=False,
        ticks=False,
        labelPadding=6,
        minExtent=_LEFT,
        maxExtent=_LEFT,
        title=drawing.word("fit_axis", "Fit: closeness to strong clusters"),
        titleAngle=0,
        titleAlign="left",
        titleBaseline="bottom",
        titleAnchor="end",
        titleX=-_LEFT,
        titleY=-12,
    )
    return alt.Y("fit:Q").axis(axis).scale(domain=[layout.fit.low, layout.fit.high], nice=False, zero=False)


def _lines(layout: ProspectLayout, drawing: Drawing) -> list["alt.Chart"]:
    """Thresholds dashed in ink; the strip of what is not there yet has a hairline. The first layer has the axes."""
    threshold = chart_of([_at(layout, layout.threshold, layout.fit.start) | {"end": layout.fit.high}])
    strip = chart_of([_at(layout, layout.nothing_yet, layout.fit.start) | {"end": layout.fit.high}])
    ends = [] if layout.fit_cut is None else [_at(layout, 0, layout.fit_cut) | {"end": layout.presence.high}]
    dashed: dict[str, Any] = {"color": drawing.palette.ink, "strokeDash": [3, 3], "strokeWidth": 1, "aria": False}
    hair: dict[str, Any] = {"color": drawing.palette.grey, "strokeWidth": 1, "aria": False}
    return [
        encoded(threshold.mark_rule(**dashed), x=_x(layout, drawing), y=_y(layout, drawing), y2="end:Q"),
        encoded(strip.mark_rule(**hair), x="presence:Q", y="fit:Q", y2="end:Q"),
        encoded(chart_of(ends).mark_rule(**dashed), x="presence:Q", x2="end:Q", y="fit:Q"),
    ]


def _zones(layout: ProspectLayout, drawing: Drawing) -> "alt.Chart":
    values = [_at(layout, zone.x, zone.y) | {"text": zone.name, "align": zone.align} for zone in layout.zones]
    return _texts(values, drawing.palette.ink_3, {"fontWeight": "bold"})


def _marks(layout: ProspectLayout, drawing: Drawing, names: Mapping[str, str]) -> list["alt.Chart"]:
    import altair as alt  # deferred: see prospect_scatter

    place: dict[str, Any] = {"x": "presence:Q", "y": "fit:Q"}
    circles = [_circle(cluster, layout, drawing, names) for cluster in layout.clusters]
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


def _circle(cluster: Placed, layout: ProspectLayout, drawing: Drawing, names: Mapping[str, str]) -> dict[str, Any]:
    row, circle, mark = cluster.row, cluster.circle, mark_of(cluster.row)
    palette = drawing.palette
    teal, wanted = palette.quotient[4], row["prospect"] in (OPPORTUNITY, ENTRANT)
    hollow = palette.accent if wanted else palette.field
    return _at(layout, circle.x, circle.y) | {
        "size": (2 * circle.radius) ** 2,
        "fill": teal if mark == FILLED else palette.paper,
        "stroke": palette.paper if mark == FILLED else teal if mark == HALF else hollow,
        "half": teal if mark == HALF else "",
        "description": row.get("description") or _description(row, drawing, names),
        "href": row.get("href"),
    }


def _description(row: Row, drawing: Drawing, names: Mapping[str, str]) -> str:
    facts = {
        drawing.word("employment", "Jobs"): f"{row['employment']:,}",
        drawing.word("presence", "Presence"): written_quotient(row["presence"]),
        drawing.word("fit", "Fit"): written_quotient(row["fit"]),
        drawing.word("prospect", "Prospect"): names.get(row["prospect"] or "", ""),
    }
    return "; ".join([str(row["cluster_name"]), *(f"{name}: {fact}" for name, fact in facts.items() if fact)])


def _labels(layout: ProspectLayout, drawing: Drawing) -> list["alt.Chart"]:
    """Leaders, then each text on a halo of paper."""
    labels = [cluster.label for cluster in layout.clusters if cluster.label]
    texts = [_at(layout, label.x, label.y) | {"text": label.text, "align": label.align} for label in labels]
    leaders = []
    for x1, y1, x2, y2 in (label.leader for label in labels if label.leader):
        far = _at(layout, x2, y2)
        leaders.append(_at(layout, x1, y1) | {"presence2": far["presence"], "fit2": far["fit"]})
    lines = chart_of(leaders).mark_rule(color=drawing.palette.field, strokeWidth=0.8, aria=False)
    halo = {"stroke": drawing.palette.paper, "strokeWidth": 3.5, "strokeJoin": "round"}
    return [
        encoded(lines, x="presence:Q", x2="presence2:Q", y="fit:Q", y2="fit2:Q"),
        _texts(texts, drawing.palette.paper, halo),
        _texts(texts, drawing.palette.ink, {}),
    ]


def _texts(values: list[dict[str, Any]], colour: str, style: Mapping[str, Any]) -> "alt.Chart":
    texts = chart_of(values).mark_text(
        color=colour, fontSize=FONT, baseline="middle", align={"expr": "datum.align"}, aria=False, **style
    )
    return encoded(texts, x="presence:Q", y="fit:Q", text="text:N")


def _at(layout: ProspectLayout, x: float, y: float) -> dict[str, Any]:
    """The values that stand at a pixel, so that everything is drawn on the same two axes."""
    return {"presence": layout.presence.value_at(x), "fit": layout.fit.value_at(y)}
