"""A strip: one dot for each region over the axis of a column, the region in question marked, a threshold dashed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from clusteratlas_web.explore.explained.axis import Axis, axis_over

WIDE, NARROW = 832, 328
_HEIGHT, _FLAGS, _AXIS = 190, 30, 34  # all of it; above the dots, for words; below, for figures
_LARGEST, _LEAST, _GAP = 6.0, 1.6, 1.0
_SMALLER = 0.9
_FEW = 4  # columns, of which the ends count too
_APART = {WIDE: 70.0, NARROW: 58.0}  # between figures of the axis


@dataclass(frozen=True)
class Tick:
    """A figure of the axis."""

    x: float
    value: float
    anchor: str


@dataclass(frozen=True)
class Strip:
    """A strip laid out: dots as two paths of points, those short of the threshold and those that reach it."""

    width: int
    height: int
    base: float
    short: str
    reaching: str
    diameter: float
    here: float | None
    threshold: float | None
    ticks: list[Tick]
    is_log: bool

    @property
    def text_x(self) -> float:
        """Where the words of the region stand: left of its line in the right half, else right of it."""
        here = self.here or 0.0
        return here - 6 if here > self.width / 2 else here + 6

    @property
    def anchor(self) -> str:
        """On which side of it they end."""
        return "end" if (self.here or 0.0) > self.width / 2 else "start"

    @property
    def threshold_x(self) -> float:
        """Where the words of the threshold stand, as those of the region do."""
        line = self.threshold or 0.0
        return line - 6 if line > self.width / 2 else line + 6

    @property
    def threshold_anchor(self) -> str:
        """On which side of it they end."""
        return "end" if (self.threshold or 0.0) > self.width / 2 else "start"


def lay_strip(
    values: Sequence[float], own: float | None, threshold: float | None, width: int, ratios: bool = False
) -> Strip:
    """The strip of some values; `own` is the one in question."""
    axis = axis_over([*values, *(each for each in (own, threshold) if each is not None)], width, ratios)
    base = _HEIGHT - _AXIS
    room = base - _FLAGS - 24
    columns, diameter = _stacked(values, axis, room)
    line = float("inf") if threshold is None else threshold
    paths = {False: list[str](), True: list[str]()}
    for column, members in columns.items():
        x, step = _tenth((column + 0.5) * (diameter + _GAP)), min(diameter + _GAP, room / len(members))
        for level, value in enumerate(sorted(members)):
            paths[value >= line].append(f"M{x:g} {_tenth(base - 3 - diameter / 2 - level * step):g}h0")
    return Strip(
        width, _HEIGHT, base, "".join(paths[False]), "".join(paths[True]), round(diameter, 1),
        None if own is None else _tenth(axis.at(own)),
        None if threshold is None else _tenth(axis.at(threshold)),
        [_tick(axis, value, width) for value in axis.ticks(_APART[width])], axis.is_log,
    )  # fmt: skip


def _stacked(values: Sequence[float], axis: Axis, height: float) -> tuple[dict[int, list[float]], float]:
    """The values by column, as large as the tallest allows; in one that is higher still, and at the ends, they overlap.

    What lies beyond an end stands on it, so that an end may have so many that nothing else could be seen.
    """
    diameter = _LARGEST
    columns = _columns(values, axis, diameter + _GAP)
    while _tallest(columns) * (diameter + _GAP) > height and diameter > _LEAST:
        diameter = max(diameter * _SMALLER, _LEAST)
        columns = _columns(values, axis, diameter + _GAP)
    return columns, diameter


def _columns(values: Sequence[float], axis: Axis, pitch: float) -> dict[int, list[float]]:
    columns: dict[int, list[float]] = defaultdict(list)
    for value in values:
        columns[floor(axis.at(value) / pitch)].append(value)
    return columns


def _tallest(columns: dict[int, list[float]]) -> int:
    """The highest column between the ends."""
    ends = {min(columns), max(columns)} if len(columns) > _FEW else set[int]()
    return max(len(members) for column, members in columns.items() if column not in ends)


def _tick(axis: Axis, value: float, width: int) -> Tick:
    x = _tenth(axis.at(value))
    anchor = "start" if x < width * 0.06 else "end" if x > width * 0.94 else "middle"
    return Tick(x, value, anchor)


def _tenth(value: float) -> float:
    return round(value, 1)
