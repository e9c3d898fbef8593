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

    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


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
    """The Vega-Lite specification, with the house's frame around it; a titled one has a ground of its own."""
    # Checked where charts are tested; on a page the check would take longer than the drawing.
    specified: dict[str, Any] = framed(chart, drawing, bool(drawing.title)).to_dict(validate=False)
    return specified


def framed(
    chart: "alt.LayerChart | alt.Chart", drawing: Drawing, on_paper: bool = True
) -> "alt.LayerChart | alt.Chart":
    """The chart with the house's type and axes and no box around it; on paper for a notebook, with a margin."""
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
    held = _titled(chart, drawing).configure(background=ground, font=font, padding=margin)
    drawn: alt.LayerChart | alt.Chart = (
        held.configure_view(stroke=None).configure_axis(**axis).configure_text(font=font)
    )
    return drawn


def _titled(chart: "alt.LayerChart | alt.Chart", drawing: Drawing) -> "alt.LayerChart | alt.Chart":
    """The chart under its title and note, if it is to be taken away."""
    import altair as alt  # deferred: see chart_of

    if not drawing.title:
        return chart
    title = alt.TitleParams(
        text=drawing.title,
        subtitle=drawing.note.split("\n"),
        anchor="start",
        frame="bounds",
        color=drawing.palette.ink,
        subtitleColor=drawing.palette.ink_2,
        fontSize=16,
        subtitleFontSize=11,
        subtitlePadding=5,
        offset=14,
    )
    return chart.properties(title=title)
