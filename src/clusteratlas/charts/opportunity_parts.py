"""Opportunities with their parts: the score of each, and a bar for every part's percentile."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from clusteratlas.charts.description import written_change, written_quotient
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import layered

if TYPE_CHECKING:
    import altair as alt

Row = Mapping[str, Any]

_PARTS = {"closeness": "Closeness", "gap": "Gap closed", "pull": "Pull", "reward": "Reward"}
ROW_HEIGHT = 58
_GUTTER, _BAR, _NARROW = 14, 3, 480
_NAME, _PART, _LINE = 14, 34, 44  # the name, the words of the parts and their bars, from the top of a row


def opportunity_parts(rows: Sequence[Row], drawing: Drawing | None = None) -> "alt.LayerChart":
    """A row for each opportunity: name and score, and for each part its value over a bar of its percentile.

    Rows need cluster_name, score, and each part with its percentile (closeness, closeness_percentile, ...), None where
    absent: as `opportunity_table` gives them with names. They may have reward_text, pay as the reader writes money. The
    drawing is as high as its rows need.
    """
    drawing = drawing or Drawing(480, 320)
    chart: alt.LayerChart = _empty(drawing.width, max(len(rows), 1) * ROW_HEIGHT).copy(deep=False)
    chart.datasets = parts_data(rows, drawing)
    return chart


def parts_data(rows: Sequence[Row], drawing: Drawing) -> dict[str, list[dict[str, Any]]]:
    """Texts and bars in pixels."""
    texts = [text for place, row in enumerate(rows) for text in _texts(row, place * ROW_HEIGHT, drawing)]
    bars = [bar for place, row in enumerate(rows) for bar in _bars(row, place * ROW_HEIGHT, drawing)]
    return {"texts": texts, "bars": bars}


def _texts(row: Row, top: int, drawing: Drawing) -> list[dict[str, Any]]:
    palette = drawing.palette
    bold = {"y": top + _NAME, "fontSize": 13, "fontWeight": "bold", "colour": palette.ink}
    found = [
        bold | {"x": 0, "text": str(row["cluster_name"]), "align": "left"},
        bold | {"x": drawing.width, "text": written_quotient(row["score"]), "align": "right"},
    ]
    small = {"y": top + _PART, "fontSize": 11, "fontWeight": "normal"}
    for part, (left, right) in _columns(drawing).items():
        name = drawing.word(part, _PARTS[part])
        found.append(small | {"x": left, "text": name, "align": "left", "colour": palette.ink_2})
        found.append(small | {"x": right, "text": _value(part, row), "align": "right", "colour": palette.ink})
    return found


def _bars(row: Row, top: int, drawing: Drawing) -> list[dict[str, Any]]:
    found = []
    for part, (left, right) in _columns(drawing).items():
        share = row[f"{part}_percentile"] or 0.0
        place = {"y": top + _LINE, "y2": top + _LINE + _BAR, "x": left}
        found.append(place | {"x2": right, "colour": drawing.palette.rule, "description": ""})
        said = f"{row['cluster_name']}; {drawing.word(part, _PARTS[part])}: {_value(part, row)}"
        found.append(
            place | {"x2": left + share * (right - left), "colour": drawing.palette.ink_2, "description": said}
        )
    return found


def _columns(drawing: Drawing) -> dict[str, tuple[float, float]]:
    """Left and right end of each part's bar; a narrow drawing leaves out what pulls and pays least there."""
    parts = list(_PARTS) if drawing.width >= _NARROW else list(_PARTS)[:2]
    width = (drawing.width - _GUTTER * (len(parts) - 1)) / len(parts)
    return {part: (place * (width + _GUTTER), place * (width + _GUTTER) + width) for place, part in enumerate(parts)}


def _value(part: str, row: Row) -> str:
    value = row[part]
    if value is None:
        return ""
    if part == "gap":
        return f"{value:.0%}"
    if part == "pull":
        return written_change(value)
    if part == "reward" and row.get("reward_text"):
        return str(row["reward_text"])
    return written_quotient(value).replace("-", "−")


@lru_cache(maxsize=16)
def _empty(width: int, height: int) -> "alt.LayerChart":
    """The chart without its data: it differs by nothing but its size, and Altair takes long to check it."""
    import altair as alt  # deferred: Altair takes a second to load

    place: dict[str, Any] = {
        "x": alt.X("x:Q").axis(None).scale(domain=[0, width], nice=False),
        "y": alt.Y("y:Q").axis(None).scale(domain=[height, 0], nice=False),
    }
    colour = alt.Fill("colour:N").scale(None)
    lettering: dict[str, Any] = {name: alt.expr(f"datum.{name}") for name in ("align", "fontSize", "fontWeight")}
    bars = alt.Chart(alt.NamedData(name="bars")).mark_rect()
    texts = alt.Chart(alt.NamedData(name="texts")).mark_text(**lettering, baseline="middle", aria=False)
    layers = [
        bars.encode(**place, x2="x2:Q", y2="y2:Q", fill=colour, description="description:N"),
        texts.encode(**place, text="text:N", fill=colour),
    ]
    return layered(layers, width, height)
