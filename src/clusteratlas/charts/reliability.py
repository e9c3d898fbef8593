"""The reliability diagram: of the cases given a probability, how many came true."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import chart_of, encoded, layered, unchecked

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Any]

_LEFT, _BOTTOM, _TOP, _RIGHT = 48, 36, 26, 12  # what stands outside the axes
_TICKS = (0.0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_APART = 26  # pixels between two labels of an axis
_FONT, _SIZE = 11, 45
_PERCENT = "round(datum.value * 1e6) / 1e4 + '%'"


@unchecked
def reliability_diagram(rows: Sequence[Row], drawing: Drawing | None = None) -> "alt.LayerChart":
    """Bins of cases by their mean probability and the share that came true, with its 95 % interval.

    On the diagonal what was given is what came. Both axes are on a root scale, since most probabilities are small. Rows
    need expected, observed, observed_low, observed_high, cases and entries, as `backtest` gives them for one model.
    """
    import altair as alt  # deferred: Altair takes a second to load

    drawing = drawing or Drawing(420, 400)
    width, height = drawing.width - _LEFT - _RIGHT, drawing.height - _TOP - _BOTTOM
    top = _top(rows)
    across, upright = (_ticks(top, length) for length in (width, height))
    place: dict[str, Any] = {"x": _x(top, across, drawing), "y": _y(top, upright, drawing)}
    diagonal = chart_of([{"expected": 0.0, "observed": 0.0}, {"expected": top, "observed": top}])
    bins = chart_of([dict(row) | {"description": _description(row, drawing)} for row in rows])
    layers = [
        encoded(diagonal.mark_line(color=drawing.palette.ink, strokeDash=[3, 3], strokeWidth=1, aria=False), **place),
        encoded(
            bins.mark_rule(color=drawing.palette.field, strokeWidth=1.3, aria=False),
            x="expected:Q",
            y=alt.Y("observed_low:Q"),
            y2="observed_high:Q",
        ),
        encoded(
            bins.mark_point(shape="circle", filled=True, size=_SIZE, opacity=1, color=drawing.palette.quotient[4]),
            x="expected:Q",
            y="observed:Q",
            description="description:N",
        ),
        *_counts(rows, drawing, top),
    ]
    return layered(layers, width, height)


def _top(rows: Sequence[Row]) -> float:
    """The end of both axes: the first round value that holds every point and interval."""
    most = max((max(row["expected"], row["observed_high"]) for row in rows), default=1.0)
    return next((tick for tick in _TICKS[1:] if tick >= most), 1.0)


def _ticks(top: float, length: int) -> list[float]:
    """Round values that leave room for their labels on a root scale, from the end of the axis down to nothing."""
    kept: list[float] = []
    for tick in (tick for tick in reversed(_TICKS) if tick <= top):
        if not kept or (kept[-1] ** 0.5 - tick**0.5) / top**0.5 * length >= _APART:
            kept.append(tick)
    return sorted(kept)


def _x(top: float, ticks: list[float], drawing: Drawing) -> "alt.X":
    import altair as alt  # deferred: see reliability_diagram

    title = drawing.word("expected_axis", "Probability given (root scale)")
    axis = alt.Axis(values=ticks, labelExpr=_PERCENT, grid=True, domain=False, ticks=False, labelPadding=6, title=title)
    axis.titleAnchor, axis.titlePadding = "end", 6
    return alt.X("expected:Q").axis(axis).scale(alt.Scale(type="sqrt", domain=[0, top], nice=False))


def _y(top: float, ticks: list[float], drawing: Drawing) -> "alt.Y":
    import altair as alt  # deferred: see reliability_diagram

    axis = alt.Axis(
        values=ticks,
        labelExpr=_PERCENT,
        grid=True,
        domain=False,
        ticks=False,
        labelPadding=6,
        minExtent=_LEFT,
        maxExtent=_LEFT,
        title=drawing.word("observed_axis", "Share that entered"),
        titleAngle=0,
        titleAlign="left",
        titleBaseline="bottom",
        titleAnchor="end",
        titleX=-_LEFT,
        titleY=-12,
    )
    return alt.Y("observed:Q").axis(axis).scale(alt.Scale(type="sqrt", domain=[0, top], nice=False))


def _counts(rows: Sequence[Row], drawing: Drawing, top: float) -> list["alt.Chart"]:
    """Entries and cases of the highest bins, left of their points on a halo of paper."""
    said = drawing.word("entries_of_cases", "{entries} of {cases}")
    shown = [row for row in rows if row["expected"] >= top / 10][-3:]
    texts = [
        {
            "expected": row["expected"],
            "observed": row["observed"],
            "text": said.format(entries=f"{row['entries']:,}", cases=f"{row['cases']:,}"),
        }
        for row in shown
    ]
    halo: dict[str, Any] = {"stroke": drawing.palette.paper, "strokeWidth": 3.5, "strokeJoin": "round"}
    style: dict[str, Any] = {"fontSize": _FONT, "align": "right", "baseline": "middle", "dx": -9, "aria": False}
    places = {"x": "expected:Q", "y": "observed:Q", "text": "text:N"}
    return [
        encoded(chart_of(texts).mark_text(color=drawing.palette.paper, **style, **halo), **places),
        encoded(chart_of(texts).mark_text(color=drawing.palette.ink_2, **style), **places),
    ]


def _description(row: Row, drawing: Drawing) -> str:
    facts = {
        drawing.word("expected", "Probability given"): f"{row['expected']:.1%}",
        drawing.word("observed", "Entered"): f"{row['observed']:.1%}",
        drawing.word("interval", "95% interval"): f"{row['observed_low']:.1%}–{row['observed_high']:.1%}",
        drawing.word("cases", "Cases"): f"{row['cases']:,}",
    }
    return "; ".join(f"{name}: {fact}" for name, fact in facts.items())
