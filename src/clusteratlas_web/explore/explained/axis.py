"""The axis of a strip: linear, or logarithmic where values spread over several powers of ten."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

_PAD = 8.0
_SPREAD = 30.0  # how many times the median the largest value is, from which a linear axis would hold an empty half
_RATIOS, _POWERS = 1e3, 1e6  # how many times its low end an axis reaches
_STEPS = (1.0, 2.0, 5.0)


@dataclass(frozen=True)
class Axis:
    """From the lowest to the highest value over a width in pixels; what lies beyond an end stands on it."""

    low: float
    high: float
    width: float
    is_log: bool

    def at(self, value: float) -> float:
        """Where a value stands."""
        inside = min(max(value, self.low), self.high)
        low, high, here = (log10(each) for each in (self.low, self.high, inside)) if self.is_log else (
            self.low, self.high, inside)  # fmt: skip
        return _PAD + (self.width - 2 * _PAD) * (here - low) / (high - low)

    def ticks(self, apart: float) -> list[float]:
        """Round values with room between them."""
        candidates = _powers(self.low, self.high) if self.is_log else _even(self.low, self.high, self.width / apart)
        chosen: list[float] = []
        for tick in candidates:
            if self.low <= tick <= self.high and all(abs(self.at(tick) - self.at(each)) >= apart for each in chosen):
                chosen.append(tick)
        return sorted(chosen)


def axis_over(values: Sequence[float], width: float, ratios: bool = False) -> Axis:
    """An axis that all values have a place on; equal values stand in its middle.

    Ratios, of which half and double are equally far from 1, stand on a logarithmic axis however they spread.
    """
    low, high = min(values), max(values)
    positive = sorted(value for value in values if value > 0)
    spread = len(positive) > len(values) / 2 and high > _SPREAD * positive[len(positive) // 2]
    if low >= 0 and positive and positive[0] < high and (ratios or spread):
        return Axis(max(positive[0], high / (_RATIOS if ratios else _POWERS)), high, width, is_log=True)
    if low == high:
        low, high = low - (abs(low) or 1.0) / 2, high + (abs(high) or 1.0) / 2
    return Axis(low, high, width, is_log=False)


def _powers(low: float, high: float) -> list[float]:
    """Powers of ten first, then what lies between them."""
    powers = [10.0**power for power in range(floor(log10(low)), floor(log10(high)) + 1)]
    return [*powers, *(power * step for power in powers for step in _STEPS[1:])]


def _even(low: float, high: float, most: float) -> list[float]:
    least = (high - low) / max(most, 2.0)
    power = 10.0 ** floor(log10(least))
    step = next(power * each for each in (*_STEPS, 10.0) if power * each >= least)
    first = floor(low / step)
    return [round(step * (first + number), 12) for number in range(int((high - low) / step) + 3)]
