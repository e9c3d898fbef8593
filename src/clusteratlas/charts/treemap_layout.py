"""Lays a treemap out: rectangles whose areas are the values, as near to squares as they can be.

Squarified treemaps: Bruls, Huizing and van Wijk (2000), doi 10.1007/978-3-7091-6783-0_4.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rectangle:
    """A place in the plane, from (x, y) at the upper left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """Width times height."""
        return self.width * self.height


def squarify(values: Sequence[float], frame: Rectangle) -> list[Rectangle]:
    """One rectangle for each value, in the order given, which must be from large to small; they fill the frame.

    A value of zero has a rectangle without area.
    """
    total = sum(values)
    if total <= 0:
        return [Rectangle(frame.x, frame.y, 0.0, 0.0) for _ in values]
    areas = [value * frame.area / total for value in values]
    placed: list[Rectangle] = []
    while len(placed) < len(areas):
        side = min(frame.width, frame.height)
        row = _best_row(areas[len(placed) :], side)
        laid, frame = _lay(row, frame)
        placed += laid
    return placed


def _best_row(areas: Sequence[float], side: float) -> Sequence[float]:
    """The longest run from the start whose worst proportion is not made worse by its last member."""
    count = 1
    while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(areas[:count], side):
        count += 1
    return areas[:count]


def _worst(row: Sequence[float], side: float) -> float:
    """The least square proportion in a row laid along a side; 1 is a square."""
    total = sum(row)
    if not side or not total or not row[-1]:
        return float("inf")
    return max(side**2 * row[0] / total**2, total**2 / (side**2 * row[-1]))


def _lay(row: Sequence[float], frame: Rectangle) -> tuple[list[Rectangle], Rectangle]:
    """The row along the shorter side of the frame, and what is left of the frame."""
    total, upright = sum(row), frame.width >= frame.height
    side = frame.height if upright else frame.width
    depth = total / side if side else 0.0
    laid, at = [], 0.0
    for area in row:
        length = area / depth if depth else 0.0
        if upright:
            laid.append(Rectangle(frame.x, frame.y + at, depth, length))
        else:
            laid.append(Rectangle(frame.x + at, frame.y, length, depth))
        at += length
    if upright:
        return laid, Rectangle(frame.x + depth, frame.y, max(frame.width - depth, 0.0), frame.height)
    return laid, Rectangle(frame.x, frame.y + depth, frame.width, max(frame.height - depth, 0.0))
