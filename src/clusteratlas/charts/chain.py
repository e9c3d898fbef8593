"""The chain of a cluster: suppliers, the cluster, buyers; height is a share, colour the location quotient."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from clusteratlas.charts.class_legend import quotient_legend
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import chart_of, encoded, layered, unchecked
from clusteratlas.charts.lettering import text_width

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Any]
_BAR, _MIDDLE, _GAP, _LEAST = 9, 14, 3, 2.0  # widths of bars; between bars; the lowest bar
_FONT, _LINE, _PAD = 11, 13, 6
_MOST_LINES = 3  # of a name
_STEPS = 12  # points of the side of a ribbon
_SIDES: tuple[tuple[str, Literal["right", "left"]], ...] = (("datum.left", "right"), ("!datum.left", "left"))
_WEIGHTS: tuple[tuple[str, Literal["bold", "normal"]], ...] = (("datum.bold", "bold"), ("!datum.bold", "normal"))


@dataclass(frozen=True)
class _Bar:
    """A share of one side: where it stands outside and where it meets the middle."""

    row: Row
    top: float
    height: float
    middle: float
    middle_height: float


@unchecked
def chain_flows(rows: Sequence[Row], drawing: Drawing | None = None, room: float = 190) -> "alt.LayerChart":
    """Both sides of a chain. Rows need side ("supplies", "buys"), label, share (0 to 1), location_quotient, named.

    What is no cluster has no quotient and is drawn grey. `room` is how wide the names at either side may be; a longer
    one is written on several lines, and one that has no room then either is in the table only.
    """

    drawing = drawing or Drawing()
    sides = {side: _bars([row for row in rows if row["side"] == side], drawing.height) for side in ("supplies", "buys")}
    boxes = [_middle(drawing, sides)]
    ribbons: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for side, bars in sides.items():
        for at, bar in enumerate(bars):
            boxes.append(_box(bar, side, drawing, room))
            ribbons += _ribbon(bar, side, f"{side}{at}", drawing, room)
        texts += _texts(bars, side, drawing, room)
    legend = quotient_legend(drawing) if drawing.title else []
    layers = [_boxes(chart_of(boxes), drawing), _areas(chart_of(ribbons)), *_letters(chart_of(texts), drawing), *legend]
    return layered(layers, drawing.width, drawing.height)


def _bars(rows: Sequence[Row], height: int) -> list[_Bar]:
    """Bars one below the other, as high as their shares; the middle has no gaps."""
    free = height - _GAP * max(len(rows) - 1, 0)
    total = sum(row["share"] for row in rows) or 1.0
    bars, top, middle = [], 0.0, (height - free) / 2
    for row in rows:
        share = row["share"] / total * free
        bars.append(_Bar(row, top, max(share, _LEAST), middle, share))
        top, middle = top + share + _GAP, middle + share
    return bars


def _middle(drawing: Drawing, sides: Mapping[str, list[_Bar]]) -> dict[str, Any]:
    ends = [(bar.middle, bar.middle + bar.middle_height) for bars in sides.values() for bar in bars]
    centre = drawing.width / 2
    return {
        "x": centre - _MIDDLE / 2,
        "x2": centre + _MIDDLE / 2,
        "y": min((low for low, _ in ends), default=0),
        "y2": max((high for _, high in ends), default=drawing.height),
        "fill": drawing.palette.accent,
        "description": drawing.word("middle", ""),
    }


def _box(bar: _Bar, side: str, drawing: Drawing, room: float) -> dict[str, Any]:
    x = room if side == "supplies" else drawing.width - room - _BAR
    return {
        "x": x,
        "x2": x + _BAR,
        "y": bar.top,
        "y2": bar.top + bar.height,
        "fill": _colour(bar.row, drawing),
        "description": f"{bar.row['label']}: {bar.row['share']:.1%}",
    }


def _ribbon(bar: _Bar, side: str, name: str, drawing: Drawing, room: float) -> Iterator[dict[str, Any]]:
    """The points of a ribbon from the bar to the middle, an S of two flat ends."""
    start = room + _BAR if side == "supplies" else drawing.width - room - _BAR
    end = drawing.width / 2 + (-_MIDDLE / 2 if side == "supplies" else _MIDDLE / 2)
    for step in range(_STEPS + 1):
        part = step / _STEPS
        bend = part * part * (3 - 2 * part)
        top = bar.top + (bar.middle - bar.top) * bend
        height = bar.height + (bar.middle_height - bar.height) * bend
        x = start + (end - start) * part
        yield {"x": x, "y": top, "y2": top + height, "name": name, "fill": _colour(bar.row, drawing)}


def _texts(bars: Sequence[_Bar], side: str, drawing: Drawing, room: float) -> Iterator[dict[str, Any]]:
    """Names beside their bars, from the highest share on as long as they have room."""
    last, left = -float(_LINE), side == "supplies"
    x = room - _PAD if left else drawing.width - room + _PAD
    for bar in bars:
        lines = _lines(f"{bar.row['label']} {bar.row['said']}", room - _PAD)
        first = bar.top + (bar.height - (len(lines) - 1) * _LINE) / 2
        if not lines or first - last < _LINE or (len(lines) > 1 and first < _LINE / 2):
            continue
        for at, line in enumerate(lines):
            last = first + at * _LINE
            yield {"x": x, "y": last, "label": line, "left": left, "bold": bool(bar.row.get("strong"))}


def _lines(label: str, room: float) -> list[str]:
    """The label on as few lines as it fits on, three at most; none where it does not."""
    lines: list[str] = []
    for word in label.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, _FONT) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    fits = len(lines) <= _MOST_LINES and all(text_width(line, _FONT) <= room for line in lines)
    return lines if fits else []


def _colour(row: Row, drawing: Drawing) -> str:
    """The class of the location quotient, the lowest for what is not here; grey for what is no cluster."""
    if row["standing"] is None:
        return drawing.palette.grey
    return drawing.palette.quotient_colour(row["location_quotient"] or 0.0)


def _boxes(base: "alt.Chart", drawing: Drawing) -> "alt.Chart":
    import altair as alt  # deferred: see chain_flows

    return encoded(
        base.mark_rect(),
        x=alt.X("x:Q").axis(None).scale(domain=[0, drawing.width], nice=False),
        y=alt.Y("y:Q").axis(None).scale(domain=[drawing.height, 0], nice=False),
        x2="x2:Q",
        y2="y2:Q",
        fill=alt.Fill("fill:N").scale(None),
        description="description:N",
    )


def _areas(base: "alt.Chart") -> "alt.Chart":
    import altair as alt  # deferred: see chain_flows

    drawn = base.mark_area(opacity=0.45, aria=False, line=False)
    return encoded(drawn, x="x:Q", y="y:Q", y2="y2:Q", detail=alt.Detail("name:N"), fill=alt.Fill("fill:N").scale(None))


def _letters(base: "alt.Chart", drawing: Drawing) -> list["alt.Chart"]:
    texts = []
    for left, align in _SIDES:
        for bold, weight in _WEIGHTS:
            drawn = base.transform_filter(f"{left} && {bold}").mark_text(
                align=align,
                baseline="middle",
                fontSize=_FONT,
                fontWeight=weight,
                color=drawing.palette.ink,
                aria=False,
            )
            texts.append(encoded(drawn, x="x:Q", y="y:Q", text="label:N"))
    return texts
