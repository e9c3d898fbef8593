"""Lays a dot strip out: one dot for each value over a logarithmic axis, stacked where there are many."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log, sqrt

_LOW_ENDS = (0.05, 0.1, 0.25)
LOWEST = _LOW_ENDS[0]  # what lies below stands on the end of the axis
TICKS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_PAD = 8.0  # from the frame to the ends of the axis, so that the outermost dots lie within
_LARGEST, _SMALLEST, _SMALLER = 6.5, 1.5, 0.94  # diameters, and from one try to the next
_MANY = 500  # with more dots than this they begin smaller
_GAP = 1.0  # between dots
_HAIR = 1e-6


@dataclass(frozen=True)
class LogAxis:
    """A logarithmic axis over a width in pixels; a value beyond an end stands on it."""

    low: float
    high: float
    width: float

    def at(self, value: float) -> float:
        """Where a value stands."""
        inside = min(max(value, self.low), self.high)
        return _PAD + (self.width - 2 * _PAD) * log(inside / self.low) / log(self.high / self.low)


@dataclass(frozen=True)
class Dot:
    """The place of a value: its dot's centre, in pixels from the left and up from the axis."""

    x: float
    y: float


@dataclass(frozen=True)
class Strip:
    """The dots in the order of their values, and their diameter."""

    dots: list[Dot]
    diameter: float


def axis_over(values: Sequence[float], width: float) -> LogAxis:
    """An axis that reaches from about the smallest of the values to the largest, and from ½ to 2 at least."""
    lowest = min([0.5, *values])
    low = max((end for end in _LOW_ENDS if end <= lowest), default=LOWEST)
    return LogAxis(low, max([2.0, *values]), width)


def ticks(axis: LogAxis, apart: float) -> list[float]:
    """The values to write below the axis, 1 first of all and then those with room beside it."""
    inside = [tick for tick in TICKS if axis.low <= tick <= axis.high]
    chosen = [1.0]
    for tick in sorted(inside, key=lambda tick: abs(axis.at(tick) - axis.at(1))):
        if all(abs(axis.at(tick) - axis.at(other)) >= apart for other in chosen):
            chosen.append(tick)
    return sorted(chosen)


def lay_dots(values: Sequence[float], line: float, axis: LogAxis, height: float, first: int | None = None) -> Strip:
    """One dot for each value, in columns whose edges meet at `line`; the dot `first` lies lowest in its column.

    Dots are as large as the tallest column allows. Where even the smallest would rise above `height`, they overlap; so
    do those on the low end of the axis if some lie beyond it, lest a heap of nearly nothing make all others specks.
    """
    places = [axis.at(value) for value in values]
    beyond = {number for number, value in enumerate(values) if value < axis.low}
    diameter = min(_LARGEST, max(axis.width / 110, 3.0)) * min(1.0, sqrt(_MANY / max(len(values), 1)))
    columns = _columns(places, axis.at(line), diameter + _GAP)
    while _tallest(columns, beyond) * (diameter + _GAP) > height and diameter > _SMALLEST:
        diameter = max(diameter * _SMALLER, _SMALLEST)
        columns = _columns(places, axis.at(line), diameter + _GAP)
    step = min(diameter + _GAP, height / max(_tallest(columns, beyond), 1))
    return Strip(_stacked(columns, axis.at(line), diameter, (step, height), first), diameter)


Columns = dict[int, list[int]]


def _columns(places: Sequence[float], line: float, pitch: float) -> Columns:
    """The values of each column, by their place in the order given; column 0 begins at the line."""
    columns: Columns = defaultdict(list)
    for number, place in enumerate(places):
        columns[floor((place - line) / pitch)].append(number)
    return columns


def _tallest(columns: Columns, beyond: set[int]) -> int:
    """How many dots the tallest column has, that of the values beyond the axis left out."""
    return max((len(members) for members in columns.values() if not beyond.intersection(members)), default=0)


def _stacked(columns: Columns, line: float, diameter: float, room: tuple[float, float], first: int | None) -> list[Dot]:
    """The dots one above another; `room` is the way from one to the next, and the height no column passes."""
    placed: dict[int, Dot] = {}
    for column, members in columns.items():
        x, step = line + (column + 0.5) * (diameter + _GAP), room[0]
        if len(members) * step > room[1] + _HAIR:
            step = (room[1] - diameter / 2) / len(members)
        for level, number in enumerate(sorted(members, key=lambda number: number != first)):
            placed[number] = Dot(x, level * step + diameter / 2)
    return [placed[number] for number in range(len(placed))]


def text_side(x: float, width: float, crossing: Sequence[float], frame: float, preferred: int = -1) -> int:
    """Which way a text beside the line at `x` runs: 1 to the right, -1 to the left.

    The preferred way if there is room and no other line crosses it there, else the other under the same terms, else to
    where there is room.
    """
    for side in (preferred, -preferred):
        if _fits(x, width * side, frame) and not any(0 < (line - x) * side <= width for line in crossing):
            return side
    return preferred if _fits(x, width * preferred, frame) else -preferred


def _fits(x: float, way: float, frame: float) -> bool:
    return 0 <= x + way <= frame
