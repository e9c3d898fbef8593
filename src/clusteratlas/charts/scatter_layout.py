"""Lays the scatter of specialisation and growth out in pixels: circles, arrows for what lies beyond, labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

from clusteratlas.charts.description import written_change, written_quotient
from clusteratlas.charts.label_placement import Box, Circle, Label, Room, place_labels
from clusteratlas.charts.lettering import BOLD, text_width
from clusteratlas.charts.scatter_axes import Axis, growth_axis, quotient_axis

Row = Mapping[str, Any]

LEAST_EMPLOYMENT = 100  # below it a growth rate says little
FONT = 11
_SMALLEST_RADIUS = 2.6
_ARROW = 6.0
_CORNER = 8.0
_STEP = 6.0


@dataclass(frozen=True)
class Plot:
    """The inside of the axes: its size, the radius of the largest circle, how many clusters are named."""

    width: float
    height: float
    largest_radius: float
    labels: int


@dataclass(frozen=True)
class Arrow:
    """A cluster whose values lie beyond the frame: where its arrow stands and which way it points."""

    x: float
    y: float
    direction: str


@dataclass(frozen=True)
class Placed:
    """A cluster in the plot."""

    row: Row
    circle: Circle
    arrow: Arrow | None
    label: Label | None


@dataclass(frozen=True)
class Corner:
    """The name of a quadrant, in its corner or, where a circle lies there, farther in."""

    name: str
    x: float
    y: float
    align: str


@dataclass(frozen=True)
class ScatterLayout:
    """The whole drawing: axes, clusters with the largest first, the names of the quadrants."""

    quotient: Axis
    growth: Axis
    clusters: list[Placed]
    corners: list[Corner]


def drawable(rows: Sequence[Row]) -> list[Row]:
    """Traded clusters with at least 100 jobs, a location quotient and a growth rate, largest first."""
    kept = [
        row
        for row in rows
        if row["kind"] != "local"
        and (row["employment"] or 0) >= LEAST_EMPLOYMENT
        and row["location_quotient"]
        and row["employment_growth"] is not None
    ]
    return sorted(kept, key=lambda row: (-row["employment"], row["cluster_name"]))


def lay_scatter(rows: Sequence[Row], plot: Plot, names: Sequence[str]) -> ScatterLayout:
    """The layout of drawable rows; `names` are those of the quadrants: star, emerging, mature, transforming."""
    quotient = quotient_axis([row["location_quotient"] for row in rows], plot.width, plot.largest_radius + 2)
    growth = growth_axis([row["employment_growth"] for row in rows], plot.height)
    circles = [_circle(row, rows[0], quotient, growth, plot) for row in rows]
    corners = _corners(plot, names, growth.at(0.0), circles)
    texts = {number: _texts(rows[number], quotient, growth) for number in _named(rows, quotient, growth, plot.labels)}
    labels = place_labels(texts, _room(rows, circles, corners, plot, quotient, growth), FONT * BOLD)
    placed = [
        Placed(row, circle, _arrow(row, circle, quotient, growth), labels.get(number))
        for number, (row, circle) in enumerate(zip(rows, circles, strict=True))
    ]
    return ScatterLayout(quotient, growth, placed, corners)


def _circle(row: Row, largest: Row, quotient: Axis, growth: Axis, plot: Plot) -> Circle:
    """Area is jobs, down to a circle that can still be seen; one beyond the frame leaves room for its arrow."""
    radius = max(_SMALLEST_RADIUS, plot.largest_radius * sqrt(row["employment"] / largest["employment"]))
    inset = radius + 2 * _ARROW
    x, y = quotient.at(row["location_quotient"]), growth.at(row["employment_growth"])
    if growth.beyond(row["employment_growth"]):
        y = min(max(y, inset), plot.height - inset)
    elif quotient.beyond(row["location_quotient"]):
        x = min(max(x, inset), plot.width - inset)
    return Circle(x, y, radius)


def _arrow(row: Row, circle: Circle, quotient: Axis, growth: Axis) -> Arrow | None:
    up, right = growth.beyond(row["employment_growth"]), quotient.beyond(row["location_quotient"])
    reach = circle.radius + _ARROW
    if up:
        return Arrow(circle.x, circle.y - up * reach, "triangle-up" if up > 0 else "triangle-down")
    if right:
        return Arrow(circle.x + right * reach, circle.y, "triangle-right" if right > 0 else "triangle-left")
    return None


def _named(rows: Sequence[Row], quotient: Axis, growth: Axis, most: int) -> list[int]:
    """Which are named, in this order: all beyond the frame, the three largest, the strong, the next largest."""
    numbers = range(len(rows))
    strong = [number for number in numbers if rows[number]["strong"]]
    beyond = [number for number in numbers if _is_beyond(rows[number], quotient, growth)]
    return list(dict.fromkeys([*beyond, *list(dict.fromkeys([*numbers[:3], *strong, *numbers]))[:most]]))


def _is_beyond(row: Row, quotient: Axis, growth: Axis) -> bool:
    return bool(growth.beyond(row["employment_growth"]) or quotient.beyond(row["location_quotient"]))


def _texts(row: Row, quotient: Axis, growth: Axis) -> list[str]:
    """The name; of a cluster beyond the frame with the figure that is, where that has room, and never that alone."""
    name = str(row.get("label") or row["cluster_name"])
    if growth.beyond(row["employment_growth"]):
        figure = written_change(row["employment_growth"], 0)
    elif quotient.beyond(row["location_quotient"]):
        figure = written_quotient(row["location_quotient"])
    else:
        return [name]
    return [f"{name} {figure}", name]


def _corners(plot: Plot, names: Sequence[str], middle: float, circles: Sequence[Circle]) -> list[Corner]:
    """The names of the quadrants; `middle` is where growth is zero, which none crosses."""
    star, emerging, mature, transforming = names
    left, right, top, bottom = _CORNER, plot.width - _CORNER, _CORNER + 6, plot.height - _CORNER - 6
    corners = [
        Corner(star, right, top, "right"),
        Corner(emerging, left, top, "left"),
        Corner(mature, right, bottom, "right"),
        Corner(transforming, left, bottom, "left"),
    ]
    return [_clear(corner, middle, circles) for corner in corners]


def _clear(corner: Corner, middle: float, circles: Sequence[Circle]) -> Corner:
    """The corner, or the place nearest to it towards the middle that covers no circle; itself where there is none."""
    away = middle - corner.y
    steps = range(int((abs(away) - _CORNER) // _STEP) + 1)
    places = (replace(corner, y=corner.y + (step * _STEP if away > 0 else -step * _STEP)) for step in steps)
    free = (place for place in places if not any(_corner_box(place).covers(circle) for circle in circles))
    return next(free, corner)


def _room(
    rows: Sequence[Row], circles: list[Circle], corners: list[Corner], plot: Plot, quotient: Axis, growth: Axis
) -> Room:
    arrows = [_arrow(row, circle, quotient, growth) for row, circle in zip(rows, circles, strict=True)]
    marks = [Circle(arrow.x, arrow.y, _ARROW / 2) for arrow in arrows if arrow]
    frame = Box(2, 2, plot.width - 2, plot.height - 2)
    return Room(frame, [*circles, *marks], [_corner_box(corner) for corner in corners])


def _corner_box(corner: Corner) -> Box:
    width = text_width(corner.name, FONT * BOLD)
    left = corner.x if corner.align == "left" else corner.x - width
    return Box(left, corner.y - 8, left + width, corner.y + 8)
