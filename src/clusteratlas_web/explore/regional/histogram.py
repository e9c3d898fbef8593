"""Lays out a small histogram: how regions are spread over an axis, the threshold and one value on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log
from statistics import quantiles

WIDTH, HEIGHT, BARS = 150, 18, 44
_HUNDRED = 100
_SPAN = 1e4  # an axis shows at most this many times its highest value's fraction; what is smaller stands at its end


@dataclass(frozen=True)
class Bar:
    """A bar, from the upper left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Histogram:
    """The bars, and where threshold and value stand; None where there is none."""

    bars: list[Bar]
    threshold: float | None
    value: float | None
    is_log: bool = True

    @property
    def outline(self) -> str:
        """All bars as one path."""
        return "".join(f"M{bar.x},{HEIGHT}v-{bar.height}h{bar.width}v{bar.height}z" for bar in self.bars)

    @property
    def mark(self) -> str:
        """The triangle below the value, as a path."""
        return "" if self.value is None else f"M{self.value},{HEIGHT}l-4,6h8z"


@dataclass(frozen=True)
class _Axis:
    """From where to where, and whether equal steps are equal differences or equal ratios."""

    low: float
    high: float
    is_log: bool

    def part(self, value: float) -> float:
        """How far along a value stands; what lies beyond an end stands at it."""
        inside = min(max(value, self.low), self.high)
        if self.is_log:
            return log(inside / self.low) / log(self.high / self.low)
        return (inside - self.low) / (self.high - self.low)


def lay_histogram(
    values: Sequence[float], threshold: float | None, value: float | None, is_log: bool = True
) -> Histogram:
    """The histogram of the values; every one is in exactly one bar. On a logarithmic axis only what is above 0 counts.

    A linear axis leaves the outermost hundredths beyond its ends: one region's growth from nearly nothing would press
    all others together.
    """
    shown = [each for each in values if each > 0 or not is_log]
    marks = [each for each in (threshold, value) if each is not None and (each > 0 or not is_log)]
    axis = _log_axis([*shown, *marks]) if is_log else _linear_axis(shown, marks)
    counts = Counter(min(int(axis.part(each) * BARS), BARS - 1) for each in shown)
    most, step = max(counts.values(), default=1), WIDTH / BARS
    bars = [_bar(at * step, step, ceil(HEIGHT * count / most * 10) / 10) for at, count in sorted(counts.items())]
    return Histogram(bars, _place(threshold, axis), _place(value, axis), is_log)


def _log_axis(known: Sequence[float]) -> _Axis:
    high = max(known, default=1.0)
    low = max(min(known, default=1.0), high / _SPAN)
    return _Axis(low, high, True) if low < high else _Axis(low / 2, high * 2, True)


def _linear_axis(values: Sequence[float], marks: Sequence[float]) -> _Axis:
    cuts = quantiles(values, n=100) if len(values) >= _HUNDRED else list(values)
    known = [*cuts, *marks]
    low, high = min(known, default=0.0), max(known, default=1.0)
    return _Axis(low, high, False) if low < high else _Axis(low - 0.5, high + 0.5, False)


def _place(value: float | None, axis: _Axis) -> float | None:
    if value is None or (axis.is_log and value <= 0):
        return None
    return round(4 + (WIDTH - 8) * axis.part(value), 1)


def _bar(x: float, step: float, height: float) -> Bar:
    # The bars stand between the same margins as the marks, which are wider than a bar.
    scale = (WIDTH - 8) / WIDTH
    return Bar(round(4 + x * scale, 1), round(HEIGHT - height, 1), round(step * scale - 0.6, 1), height)
