"""The frame every chart stands in: no box, no grid of its own, the house's type."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.palette import FONTS

if TYPE_CHECKING:
    import altair as alt

_MARGIN = 12  # around a drawing to take away


def chart_of(rows: Sequence[Mapping[str, Any]]) -> "alt.Chart":
    """A chart on these rows."""
    import altair as alt  # deferred: Altair takes a second to load

    data = alt.InlineData(values=[])
    data.values = [dict(row) for row in rows]  # afterwards: Altair would hold every row against its schema
    return alt.Chart(data)


def encoded(chart: "alt.Chart", **channels: Any) -> "alt.Chart":
    """The chart with its channels, texts such as "x:Q" made channels here: Altair takes five milliseconds for each."""
    import altair as alt  # deferred: see chart_of

    kinds = {
        "x": alt.X,
        "x2": alt.X2,
        "y": alt.Y,
        "y2": alt.Y2,
        "text": alt.Text,
        "description": alt.Description,
        "href": alt.Href,
    }
    made = {name: kinds[name](value) if isinstance(value, str) else value for name, value in channels.items()}
    drawn: alt.Chart = chart.encode(**made)
    return drawn


def links_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The encoding of links, if the rows have any; the drawing engine makes a link of an empty one too."""
    return {"href": "href:N"} if any(row.get("href") for row in rows) else {}


def specification(chart: "alt.LayerChart | alt.Chart", drawing: Drawing) -> dict[str, Any]:
    """The Vega-Lite specification, with the house's frame around it; a titled one has a ground of its own.

    It says what `framed` says, but puts the frame around the finished specification: Altair copies all rows for every
    part of a frame.
    """
    # Checked where charts are tested; on a page the check would take longer than the drawing.
    specified: dict[str, Any] = chart.to_dict(validate=False)
    theme, own = specified["config"], _configuration(drawing, bool(drawing.title))
    specified["config"] = theme | own | {"view": theme["view"] | own["view"]}
    return specified | ({"title": _title(drawing)} if drawing.title else {})


def framed(
    chart: "alt.LayerChart | alt.Chart", drawing: Drawing, on_paper: bool = True
) -> "alt.LayerChart | alt.Chart":
    """The chart with the house's type and axes and no box around it; on paper for a notebook, with a margin."""
    import altair as alt  # deferred: see chart_of

    configuration = _configuration(drawing, on_paper)
    held = chart.properties(title=alt.TitleParams(**_title(drawing))) if drawing.title else chart
    view, axis, text = (configuration.pop(name) for name in ("view", "axis", "text"))
    drawn: alt.LayerChart | alt.Chart = (
        held.configure(**configuration).configure_view(**view).configure_axis(**axis).configure_text(**text)
    )
    return drawn


def _configuration(drawing: Drawing, on_paper: bool) -> dict[str, Any]:
    """The house's type, axes and ground."""
    palette, font = drawing.palette, FONTS[drawing.language]
    axis = {
        "labelColor": palette.ink_2,
        "titleColor": palette.ink_2,
        "domainColor": palette.grey,
        "tickColor": palette.grey,
        "gridColor": palette.rule,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    }
    ground, margin = (palette.paper, _MARGIN) if on_paper else ("transparent", 0)
    whole = {"background": ground, "font": font, "padding": margin}
    return whole | {"view": {"stroke": None}, "axis": axis, "text": {"font": font}}


def _title(drawing: Drawing) -> dict[str, Any]:
    """Title and note of a chart that is taken away."""
    return {
        "text": drawing.title,
        "subtitle": drawing.note.split("\n"),
        "anchor": "start",
        "frame": "bounds",
        "color": drawing.palette.ink,
        "subtitleColor": drawing.palette.ink_2,
        "fontSize": 16,
        "subtitleFontSize": 11,
        "subtitlePadding": 5,
        "offset": 14,
    }
