"""The small drawings of tables as SVG: the mark of a class, the rail of a quotient, the bar of a percentile."""

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from clusteratlas.charts import Palette
from clusteratlas.charts.rail import HIGHEST, Rail, lay_rail, position

ROBUST, BORDERLINE, NOT, UNKNOWN = "robust", "borderline", "not", "unknown"
_WIDTH, _HEIGHT, _MIDDLE = 108, 16, 8
_TICKS = (0.25, 1.0, 5.0, HIGHEST)
_BAR = 44


def mark_word(strong: bool | None, robust: bool | None) -> str:
    """Which mark a regional cluster has."""
    if strong is None:
        return UNKNOWN
    return (ROBUST if robust else BORDERLINE) if strong else NOT


def draw_mark(mark: str, label: str, palette: Palette) -> str:
    """Filled: strong and robust. Half: strong but borderline. Hollow: not strong."""
    teal = palette.quotient[4]
    ring = f'<circle cx="6" cy="6" r="4.6" fill="{teal if mark == ROBUST else "none"}" stroke="{teal}"/>'
    half = f'<path fill="{teal}" d="M6 1.4a4.6 4.6 0 0 0 0 9.2z"/>' if mark == BORDERLINE else ""
    return _svg(12, 12, label, ring + half)


def draw_rail(value: Mapping[str, Any], label: str, palette: Palette) -> str:
    """A quotient on its logarithmic axis: the line at 1, the threshold, the range withheld figures allow, the mark."""
    rail = lay_rail(value["value"], value.get("line"), _WIDTH, value.get("low"), value.get("high"))
    return _svg(_WIDTH + 8, _HEIGHT, label, "".join(_rail_parts(rail, value["mark"], palette)))


def _rail_parts(rail: Rail, mark: str, palette: Palette) -> list[str]:
    teal, y = palette.quotient[4], _MIDDLE
    parts = [f'<path stroke="{palette.grey}" d="M4 {y}h{_WIDTH}"/>']
    parts += [f'<path stroke="{palette.grey}" d="M{4 + position(tick):g} {y - 2.5}v5"/>' for tick in _TICKS]
    parts.append(f'<path stroke="{palette.ink}" d="M{4 + rail.one:g} {y - 5}v10"/>')
    if rail.band is not None:
        low, high = rail.band
        width = max(high - low, 1.0)
        parts.append(f'<rect x="{4 + low:g}" y="{y - 3}" width="{width:g}" height="6" fill="{palette.quotient[2]}"/>')
    if rail.threshold is not None:
        parts.append(f'<path fill="{palette.ink}" d="M{4 + rail.threshold:g} {y - 3}l-3 -5h6z"/>')
    x = 4 + rail.value
    parts.append(f'<circle cx="{x:g}" cy="{y}" r="3.6" fill="{palette.paper}"/>')
    filled = teal if mark == ROBUST else "none"
    parts.append(f'<circle cx="{x:g}" cy="{y}" r="3.6" fill="{filled}" stroke="{teal}" stroke-width="1.3"/>')
    if mark == BORDERLINE:
        parts.append(f'<path fill="{teal}" d="M{x:g} {y - 3.6}a3.6 3.6 0 0 0 0 7.2z"/>')
    return parts


def draw_bar(value: float, label: str, palette: Palette) -> str:
    """A share of the whole as a bar."""
    ground = f'<rect y="5" width="{_BAR}" height="6" fill="{palette.rule}"/>'
    return _svg(
        _BAR,
        _HEIGHT,
        label,
        f'{ground}<rect y="5" width="{_BAR * value:g}" height="6" fill="{palette.quotient[3]}"/>',
    )


def _svg(width: int, height: int, label: str, parts: str) -> str:
    head = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    said = f'role="img" aria-label={quoteattr(label)}' if label else 'aria-hidden="true"'
    return f"<svg {head} {said}>{parts}</svg>"
