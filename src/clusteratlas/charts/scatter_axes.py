"""The axes of a scatter in pixels: how far they reach, where a value stands, and what lies beyond them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

QUOTIENT_TICKS = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
GROWTH_REACHES = (0.2, 0.3, 0.5, 1.0)
GROWTH_STEPS = {0.2: 0.1, 0.3: 0.1, 0.5: 0.1, 1.0: 0.25}

_LOWEST, _HIGHEST = 0.05, 40.0  # location quotients beyond stand on the edge
_HAIR = 1e-9  # 0.3 / 0.1 is a little less than 3
_WITHIN = 0.85  # the share of the values on a side that an axis of growth reaches


@dataclass(frozen=True)
class Axis:
    """An axis from one pixel to another; `low` stands at `start` and `high` at `end`."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """The pixel of a value; one beyond the axis stands on its end."""
        share = (self._scaled(self._held(value)) - self._scaled(self.low)) / self._span
        return self.start + share * (self.end - self.start)

    def value_at(self, pixel: float) -> float:
        """The value that stands at a pixel."""
        scaled = self._scaled(self.low) + (pixel - self.start) / (self.end - self.start) * self._span
        return exp(scaled) if self.logarithmic else scaled

    def beyond(self, value: float) -> int:
        """-1 for a value below the axis, 1 for one above it, else 0."""
        return (value > self.high) - (value < self.low)

    def stretched(self, start: float, end: float) -> "Axis":
        """The same axis drawn on to two further pixels."""
        return Axis(self.value_at(start), self.value_at(end), start, end, self.logarithmic)

    def _held(self, value: float) -> float:
        return min(max(value, self.low), self.high)

    def _scaled(self, value: float) -> float:
        return log(value) if self.logarithmic else value

    @property
    def _span(self) -> float:
        return self._scaled(self.high) - self._scaled(self.low)


def quotient_axis(values: Sequence[float], width: float, margin: float) -> Axis:
    """A logarithmic axis that holds a half and two, and the values as far as 0.05 and 40."""
    low = min(0.5, max(_LOWEST, min(values, default=0.5)))
    high = max(2.0, min(_HIGHEST, max(values, default=2.0)))
    return Axis(low, high, margin, width - margin, logarithmic=True).stretched(0, width)


def growth_axis(values: Sequence[float], height: float) -> Axis:
    """An axis around no growth, upwards and downwards as far as most of the values on each side."""
    up, down = ([value for value in values if value > 0], [-value for value in values if value < 0])
    return Axis(-_reach(down), _reach(up), height, 0)


def growth_ticks(axis: Axis) -> list[float]:
    """Round values along an axis of growth, none among them."""
    step = GROWTH_STEPS[max(-axis.low, axis.high)]
    down, up = (int(end / step + _HAIR) for end in (-axis.low, axis.high))
    return [round(position * step, 2) for position in range(-down, up + 1)]


def quotient_ticks(axis: Axis) -> list[float]:
    """Round values along an axis of location quotients, one among them."""
    return [tick for tick in QUOTIENT_TICKS if axis.low <= tick <= axis.high]


def _reach(sizes: Sequence[float]) -> float:
    """The first reach that holds most of the sizes; at least a fifth, so that small changes look small."""
    enough = _WITHIN * len(sizes)
    reaches = [reach for reach in GROWTH_REACHES if sum(size <= reach for size in sizes) >= enough]
    return reaches[0] if reaches else GROWTH_REACHES[-1]
