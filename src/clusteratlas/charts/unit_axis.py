"""The axis that figures of things set side by side stand on: logarithmic for quotients and counts, even for shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log, log10

PAD = 8.0  # from the frame to the ends, so that the outermost marks lie within
_QUOTIENTS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_STEPS = (1, 2, 2.5, 5, 10)
_WANTED = 5  # ticks of an even axis, about


@dataclass(frozen=True)
class UnitAxis:
    """From a low to a high end over a width in pixels; what lies beyond an end stands on it."""

    low: float
    high: float
    width: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value stands."""
        inside = min(max(value, self.low), self.high)
        share = (
            log(inside / self.low) / log(self.high / self.low)
            if self.logarithmic
            else (inside - self.low) / (self.high - self.low)
        )
        return round(PAD + (self.width - 2 * PAD) * share, 1)

    def beyond(self, value: float) -> int:
        """-1 for what lies below the low end, 1 above the high one, else 0."""
        return (value > self.high) - (value < self.low)


def quotient_axis(values: Sequence[float], width: float) -> UnitAxis:
    """A logarithmic axis from 0.05 to the largest location quotient, from ½ to 2 at least."""
    low = max((end for end in _QUOTIENTS[:3] if end <= min([0.5, *values])), default=_QUOTIENTS[0])
    axis = UnitAxis(low, max([2.0, *values]) * 1.05, width, True, ())
    return _with_ticks(axis, [1.0, *sorted(_QUOTIENTS, key=lambda tick: abs(log(tick)))], 30.0)


def count_axis(values: Sequence[float], width: float) -> UnitAxis:
    """A logarithmic axis in powers of ten from the smallest count above nothing to the largest."""
    some = [value for value in values if value > 0] or [1.0]
    low, high = 10.0 ** floor(log10(min(some))), max(*some, 10.0) * 1.05
    axis = UnitAxis(low, max(high, low * 10), width, True, ())
    return _with_ticks(axis, [10.0**power for power in range(13)], 44.0)


def even_axis(values: Sequence[float], width: float, least: float, most: float) -> UnitAxis:
    """An even axis over the values and zero that does not reach beyond `least` and `most`; they stand at its end."""
    low, high = max(min([0.0, *values]), least), min(max([0.0, *values]), most)
    high = high if high > low else low + 0.01
    rough = (high - low) / _WANTED
    scale = 10.0 ** floor(log10(rough))
    step = next(each * scale for each in _STEPS if each * scale >= rough * 0.999)
    ticks = tuple(round(at * step, 10) for at in range(floor(low / step), floor(high / step) + 2))
    inside = tuple(tick for tick in ticks if low <= tick <= high * 1.0001)
    return UnitAxis(low, high, width, False, inside)


def _with_ticks(axis: UnitAxis, candidates: Sequence[float], apart: float) -> UnitAxis:
    """The axis with the ticks that have room, the first of the candidates before the others."""
    chosen: list[float] = []
    for tick in candidates:
        room = all(abs(axis.at(tick) - axis.at(other)) >= apart for other in chosen)
        if axis.low <= tick <= axis.high and room:
            chosen.append(tick)
    return UnitAxis(axis.low, axis.high, axis.width, axis.logarithmic, tuple(sorted(chosen)))
