"""Pictures of a ranking as SVG: ranges of ranks, the severity of jurors; each stands beside its table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from clusteratlas_web.foundation.numbers import MINUS
from clusteratlas_web.selection.proposals import AWARD, DISCUSS

Colour = Callable[[str], str]

RANGE_WIDTH, RANGE_HEIGHT = 190, 22
_EDGE = 10.0  # pixels before the first and after the last rank
_WIDE, _NARROW = 380, 328
_BALL, _LEVEL, _GROUND = 10.5, 23.0, 0.0  # radius of a juror, height of a row of jurors


def on_page(name: str) -> str:
    """A colour as the style sheet has it, light and dark."""
    return f"var(--{name})"


@dataclass(frozen=True)
class Range:
    """A rank, the ranks that nine runs in ten lie between, of how many, and how many there are places for."""

    rank: int
    low: int | None
    high: int | None
    of: int
    places: int
    proposal: str

    def x(self, rank: float) -> float:
        """Where a rank lies."""
        room = RANGE_WIDTH - 2 * _EDGE
        return round(_EDGE + room * (rank - 1) / max(1, self.of - 1), 1)

    @property
    def colour(self) -> str:
        """The name of its colour."""
        return {AWARD: "q4", DISCUSS: "warn"}.get(self.proposal, "field")


def range_parts(place: Range, colour: Colour) -> SafeString:
    """What is drawn of a range, in a box of RANGE_WIDTH by RANGE_HEIGHT."""
    edge = place.x(place.places + 0.5) if place.places < place.of else None
    return format_html(
        '<line x1="{}" x2="{}" y1="11" y2="11" stroke="{}"/>{}{}'
        '<circle cx="{}" cy="11" r="4.2" fill="{}" stroke="{}"/>',
        _EDGE,
        RANGE_WIDTH - _EDGE,
        colour("rule"),
        "" if edge is None else _edge_line(edge, colour),
        _band(place, colour),
        place.x(place.rank),
        colour(place.colour),
        colour("paper"),
    )


def draw_range(place: Range, label: str) -> SafeString:
    """The range for a page; its label says rank and range."""
    return format_html(
        '<svg class="range" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">{3}</svg>',
        RANGE_WIDTH,
        RANGE_HEIGHT,
        label,
        range_parts(place, on_page),
    )


def draw_range_head(of: int, places: int, first: str) -> SafeString:
    """The axis over a column of ranges: the first rank, the last place, the last rank."""
    at = Range(1, None, None, of, places, "")
    marks = [(_EDGE - 4, "start", first), (at.x(of) + 6, "end", str(of))]
    if 1 < places < of:
        marks.insert(1, (at.x(places), "middle", str(places)))
    ticks = format_html_join("", '<text class="t12 mu" x="{}" y="11" text-anchor="{}">{}</text>', marks)
    return format_html(
        '<svg class="range" width="{0}" height="14" viewBox="0 0 {0} 14" aria-hidden="true">{1}</svg>',
        RANGE_WIDTH,
        ticks,
    )


def _edge_line(x: float, colour: Colour) -> SafeString:
    return format_html('<line x1="{0}" x2="{0}" y1="0" y2="22" stroke="{1}" stroke-dasharray="3 2"/>', x, colour("ink"))


def _band(place: Range, colour: Colour) -> SafeString | str:
    if place.low is None or place.high is None:
        return ""
    return format_html(
        '<line x1="{}" x2="{}" y1="11" y2="11" stroke="{}" stroke-width="7" stroke-linecap="round"'
        ' stroke-opacity=".32"/>',
        place.x(place.low) - 3,
        place.x(place.high) + 3,
        colour(place.colour),
    )


@dataclass(frozen=True)
class Ball:
    """A juror on the line of severity: the number of the seat, points, and whether it is marked."""

    label: str
    value: float
    marked: bool


def draw_severity(
    balls: Sequence[Ball], span: float, label: str, generous: str, severe: str, narrow: bool = False
) -> SafeString:
    """Jurors as balls on a line, piled up where they lie close; `span` is the whole scale in points."""
    width = _NARROW if narrow else _WIDE
    most = max((abs(each.value) for each in balls), default=0.0) or span / 10
    step = _step(most)
    reach = most * 1.12

    def x(value: float) -> float:
        return round(width / 2 + value / reach * (width / 2 - 14), 1)

    placed = _piled(sorted(balls, key=lambda each: each.value), x)
    ground = 16 + _LEVEL * max((level for _, _, level in placed), default=0) + _BALL
    axis = ground + 12
    ticks = [round(step * n, 6) for n in range(-int(reach / step), int(reach / step) + 1)]
    return format_html(
        '<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">'
        '<line class="ax" x1="10" x2="{3}" y1="{4}" y2="{4}"/>'
        '<line class="one" x1="{5}" x2="{5}" y1="4" y2="{4}" stroke-opacity=".4"/>{6}{7}'
        '<text x="10" y="{8}" class="mu t12">{9}</text>'
        '<text x="{3}" y="{8}" text-anchor="end" class="mu t12">{10}</text></svg>',
        width,
        axis + 42,
        label,
        width - 10,
        axis,
        x(0),
        format_html_join("", _TICK, ((x(each), axis, axis + 5, axis + 18, _signed(each)) for each in ticks)),
        format_html_join("", "{}", ((_ball(ball, at, ground - _LEVEL * level),) for ball, at, level in placed)),
        axis + 36,
        generous,
        severe,
    )


_TICK = '<line class="ax" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><text x="{0}" y="{3}" text-anchor="middle">{4}</text>'


def _ball(ball: Ball, x: float, y: float) -> SafeString:
    fill, stroke = ("warn-wash", "warn") if ball.marked else ("paper", "field")
    return format_html(
        '<circle cx="{0}" cy="{1}" r="{2}" fill="{3}" stroke="{4}"/>'
        '<text x="{0}" y="{5}" text-anchor="middle" class="{6}">{7}</text>',
        x,
        y,
        _BALL,
        on_page(fill),
        on_page(stroke),
        y + 4,
        "bold ik" if ball.marked else "ik",
        ball.label,
    )


def _piled(balls: Sequence[Ball], x: Callable[[float], float]) -> list[tuple[Ball, float, int]]:
    """Each on the lowest level on which it touches no other."""
    ends: list[float] = []  # of each level, where its last ball ends
    found = []
    for ball in balls:
        at = x(ball.value)
        level = next((n for n, end in enumerate(ends) if at - _BALL >= end), len(ends))
        if level == len(ends):
            ends.append(0.0)
        ends[level] = at + _BALL + 1
        found.append((ball, at, level))
    return found


def _step(most: float) -> float:
    """A round distance of ticks, so that two or three stand on each side."""
    size = 10.0 ** (len(str(int(most))) - 1) if most >= 1 else 1.0
    while most / size < 1:
        size /= 10
    return next(size * part for part in (0.2, 0.5, 1.0, 2.0, 5.0) if most / (size * part) <= 3.2)


def _signed(value: float) -> str:
    text = f"{abs(value):g}"
    return text if value == 0 else f"{'+' if value > 0 else MINUS}{text}"
