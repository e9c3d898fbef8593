"""The frame every chart stands in: no box, no grid of its own, the house's type."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.palette import FONTS

if TYPE_CHECKING:
    import altair as alt

P = ParamSpec("P")
T = TypeVar("T")
_MARGIN = 12  # around a drawing to take away


def unchecked(draw: Callable[P, T]) -> Callable[P, T]:
    """A way to draw whose parts Altair does not check one by one, which takes a third of the time: tests check them."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> T:
        from altair.utils.schemapi import debug_mode  # deferred: see chart_of

        with debug_mode(False):
            return draw(*args, **kwargs)

    return drawn


def chart_of(rows: Sequence[Mapping[str, Any]]) -> "alt.Chart":
    """A chart on these rows."""
    import altair as alt  # deferred: Altair takes a second to load

    # A plain dict, since Altair would check each row against its schema.
    return alt.Chart({"values": [dict(row) for row in rows]})


def layered(layers: "Sequence[alt.Chart]", width: float, height: float) -> "alt.LayerChart":
    """The layers over one another, the first at the bottom."""
    # Altair's own way copies each layer, with its rows, some six times over, to lift selections that ours do not have.
    chart: alt.LayerChart = _no_layers(width, height).copy(deep=False)
    chart.layer = list(layers)
    return chart


@lru_cache(maxsize=64)
def _no_layers(width: float, height: float) -> "alt.LayerChart":
    import altair as alt  # deferred: see chart_of

    return alt.LayerChart(layer=[], width=width, height=height)


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


@unchecked
def specification(chart: "alt.LayerChart", drawing: Drawing) -> dict[str, Any]:
    """The Vega-Lite specification, with the house's frame around it; a titled one has a ground of its own."""
    # One layer after another, since Altair copies a whole chart to frame it and once more to write it down.
    empty = framed(layered([], chart.width, chart.height), drawing, bool(drawing.title))
    specified: dict[str, Any] = empty.to_dict(validate=False)
    written: dict[str, Any] = {"top_level": False, "datasets": _datasets_of(chart)}
    specified["layer"] = [layer.to_dict(validate=False, context=written) for layer in chart.layer]
    return specified | {"datasets": written["datasets"]}


def _datasets_of(chart: "alt.LayerChart") -> dict[str, Any]:
    """The data that a chart has by name."""
    import altair as alt  # deferred: see chart_of

    return {} if chart.datasets is alt.Undefined else dict(chart.datasets)


def framed(
    chart: "alt.LayerChart | alt.Chart", drawing: Drawing, on_paper: bool = True
) -> "alt.LayerChart | alt.Chart":
    """The chart with the house's type and axes and no box around it; on paper for a notebook, with a margin."""
    held: alt.LayerChart | alt.Chart = chart.copy(deep=False)
    held.config = _house(drawing, on_paper)
    if drawing.title:
        held.title = _title(drawing)
    return held


def _house(drawing: Drawing, on_paper: bool) -> "alt.Config":
    """Type, axes and ground of the house."""
    import altair as alt  # deferred: see chart_of

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
    view, text = {"stroke": None}, {"font": font}
    return alt.Config(background=ground, font=font, padding=margin, view=view, axis=axis, text=text)


def _title(drawing: Drawing) -> "alt.TitleParams":
    """Title and note of a drawing that is taken away."""
    import altair as alt  # deferred: see chart_of

    return alt.TitleParams(
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
