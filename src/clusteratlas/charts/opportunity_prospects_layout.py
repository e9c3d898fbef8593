"""Lays the picture of presence and fit out in pixels: zones, circles, arrows for what lies beyond, labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

from clusteratlas.charts.label_placement import Box, Circle, Label, Room, place_labels
from clusteratlas.charts.lettering import BOLD, text_width
from clusteratlas.charts.scatter_axes import Axis
from clusteratlas.charts.scatter_layout import FONT, Arrow, Corner, Plot

Row = Mapping[str, Any]

STRENGTH, THREAT, OPPORTUNITY, WEAKNESS, ENTRANT = "strength", "threat", "opportunity", "weakness", "possible-entrant"
PROSPECTS = (STRENGTH, THREAT, OPPORTUNITY, WEAKNESS, ENTRANT)
_TICKS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0)
_SMALLEST_RADIUS, _LEAST_TOP, _STEP = 2.6, 0.2, 0.05
_STRIP = 0.14  # the part of the width where what is not there yet stands
_ARROW, _MARGIN = 6.0, 8.0
_ABOVE = 1.08  # room above the highest fit for the names of the zones
_GOLDEN = 0.618  # spreads what shares a strip, neighbours far apart


@dataclass(frozen=True)
class Placed:
    """A cluster in the picture."""

    row: Row
    circle: Circle
    arrow: Arrow | None
    label: Label | None


@dataclass(frozen=True)
class ProspectLayout:
    """The whole picture: axes, the cuts in pixels, clusters with the largest first, names of the zones."""

    presence: Axis
    fit: Axis
    nothing_yet: float
    threshold: float
    fit_cut: float | None
    clusters: list[Placed]
    zones: list[Corner]

    @property
    def presence_ticks(self) -> list[float]:
        """Round values along the axis of presence, to the right of the strip."""
        return [
            tick for tick in _TICKS if self.nothing_yet - 1 <= self.presence.at(tick) and tick <= self.presence.high
        ]

    @property
    def fit_ticks(self) -> list[float]:
        """Round values along the axis of fit."""
        step = _STEP if self.fit.high <= 8 * _STEP else 2 * _STEP if self.fit.high <= 16 * _STEP else 4 * _STEP
        return [round(place * step, 2) for place in range(int(self.fit.high / step + 1e-9) + 1)]


def drawable(rows: Sequence[Row]) -> list[Row]:
    """The clusters whose presence and fit are known, largest first."""
    known = [row for row in rows if row["presence"] is not None and row["fit"] is not None]
    return sorted(known, key=lambda row: (-row["employment"], row["cluster_name"]))


@dataclass(frozen=True)
class _Ground:
    """What circles are placed on: the plot, its axes, where the strip ends, what is nothing yet, the most jobs."""

    plot: Plot
    presence: Axis
    fit: Axis
    strip: float
    none: float
    most: int

    @classmethod
    def of(cls, rows: Sequence[Row], plot: Plot, none: float) -> "_Ground":
        strip = float(round(plot.width * _STRIP))
        high = max(2.0, min(4.0, max((row["presence"] for row in rows), default=2.0)))
        presence = Axis(none, high, strip, plot.width - plot.largest_radius - 2, logarithmic=True)
        top = max(_LEAST_TOP, ceil(max((row["fit"] for row in rows), default=0.0) * _ABOVE / _STEP) * _STEP)
        most = max((row["employment"] for row in rows), default=1)
        return cls(plot, presence.stretched(0, plot.width), Axis(0.0, top, plot.height, 0), strip, none, max(most, 1))

    def circle(self, number: int, row: Row) -> Circle:
        """Area is jobs, down to a circle that can still be seen; what is nothing yet stands in its strip."""
        radius = max(_SMALLEST_RADIUS, self.plot.largest_radius * sqrt(row["employment"] / self.most))
        if row["presence"] <= self.none and not row["strong"]:
            radius = min(radius, self.strip / 2)
            x = radius + (self.strip - 2 * radius) * (number * _GOLDEN % 1)
        else:
            beyond = 2 * _ARROW if self.presence.beyond(row["presence"]) > 0 else 0.0  # room for the arrow
            x = max(min(self.presence.at(row["presence"]), self.plot.width - radius - beyond), self.strip + radius)
        return Circle(x, min(max(self.fit.at(row["fit"]), radius), self.plot.height - radius), radius)

    def arrow(self, row: Row, circle: Circle) -> Arrow | None:
        """The arrow of a cluster whose presence lies beyond the frame."""
        if self.presence.beyond(row["presence"]) <= 0:
            return None
        return Arrow(circle.x + circle.radius + _ARROW, circle.y, "triangle-right")


def lay_prospects(rows: Sequence[Row], plot: Plot, none: float, names: Mapping[str, str]) -> ProspectLayout:
    """The layout of drawable rows; up to `none` presence is nothing yet, `names` are those of the prospects."""
    ground = _Ground.of(rows, plot, none)
    circles = [ground.circle(number, row) for number, row in enumerate(rows)]
    arrows = [ground.arrow(row, circle) for row, circle in zip(rows, circles, strict=True)]
    threshold, cut = ground.presence.at(1.0), ground.fit.at(rows[0]["fit_cut"]) if rows else None
    zones = _zones(plot, (ground.strip, threshold, cut), names, circles)
    room = Room(
        Box(2, 2, plot.width - 2, plot.height - 2),
        [*circles, *(Circle(arrow.x, arrow.y, _ARROW / 2) for arrow in arrows if arrow)],
        [_box(zone) for zone in zones],
    )
    wanted = {number: [str(rows[number].get("label") or rows[number]["cluster_name"])] for number in _named(rows, plot)}
    labels = place_labels(wanted, room, FONT)
    clusters = [Placed(row, circles[at], arrows[at], labels.get(at)) for at, row in enumerate(rows)]
    return ProspectLayout(ground.presence, ground.fit, ground.strip, threshold, cut, clusters, zones)


def _named(rows: Sequence[Row], plot: Plot) -> list[int]:
    """Which are named, in this order: opportunities by fit, then strengths and threats, then the rest by jobs."""
    numbers = range(len(rows))
    near = sorted((n for n in numbers if rows[n]["prospect"] == OPPORTUNITY), key=lambda n: -rows[n]["fit"])
    strong = [n for n in numbers if rows[n]["strong"]]
    return list(dict.fromkeys([*near, *strong, *numbers]))[: plot.labels]


def _zones(
    plot: Plot, lines: tuple[float, float, float | None], names: Mapping[str, str], circles: Sequence[Circle]
) -> list[Corner]:
    """The name of each zone where it covers no circle: in the first such of its corners, else along its sides."""
    strip, threshold, cut = lines
    top, bottom, right = _MARGIN + 6, plot.height - _MARGIN - 6, plot.width - _MARGIN
    above, below = (top, bottom) if cut is None else (cut - _MARGIN - 6, cut + _MARGIN + 6)
    # Where the strip is too narrow for its name, the name stands a line lower and reaches into the next zone.
    fits = text_width(names[ENTRANT], FONT * BOLD) <= strip - _MARGIN
    places = {
        OPPORTUNITY: _places((strip, threshold), (top, above), "left"),
        STRENGTH: _places((threshold, right + _MARGIN), (top, above), "right"),
        WEAKNESS: _places((strip, threshold), (bottom, below), "left"),
        THREAT: _places((threshold, right + _MARGIN), (bottom, below), "right"),
        ENTRANT: [(_MARGIN, y, "left") for y in _heights(top if fits else top + FONT + 4, above)],
    }
    zones: list[Corner] = []
    for code, at in places.items():
        zones.append(_clear([Corner(names[code], *each) for each in at], circles, zones))
    return zones


def _places(sides: tuple[float, float], heights: tuple[float, float], first: str) -> list[tuple[float, float, str]]:
    """The four corners of a zone, those of its own side first; then, in this order too, what lies between them."""
    ends = {"left": (sides[0] + _MARGIN, "left"), "right": (sides[1] - _MARGIN, "right")}
    order = [ends[first], ends["right" if first == "left" else "left"]]
    between = [y for y in _heights(*heights) if y not in heights]
    return [(x, y, align) for some in (heights, between) for x, align in order for y in some]


def _heights(start: float, end: float) -> list[float]:
    """Lines of writing from one height to another, half a line apart."""
    step = (FONT + 4) / 2 * (1 if end > start else -1)
    return [start + number * step for number in range(int((end - start) / step) + 1)]


def _clear(corners: Sequence[Corner], circles: Sequence[Circle], others: Sequence[Corner]) -> Corner:
    """The first that covers no circle and no other name; the first of all where none is so."""
    taken = [_box(other) for other in others]
    boxes = ((corner, _box(corner)) for corner in corners)
    free = (
        corner
        for corner, box in boxes
        if not any(box.covers(circle) for circle in circles) and not any(box.meets(other) for other in taken)
    )
    return next(free, corners[0])


def _box(zone: Corner) -> Box:
    width = text_width(zone.name, FONT * BOLD)
    left = zone.x if zone.align == "left" else zone.x - width
    return Box(left, zone.y - 8, left + width, zone.y + 8)
