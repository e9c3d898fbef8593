"""Lays out a small histogram: how regions are spread over a logarithmic axis, the threshold and one value on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

WIDTH, HEIGHT, BARS = 150, 18, 44
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

    @property
    def outline(self) -> str:
        """All bars as one path."""
        return "".join(f"M{bar.x},{HEIGHT}v-{bar.height}h{bar.width}v{bar.height}z" for bar in self.bars)

    @property
    def mark(self) -> str:
        """The triangle below the value, as a path."""
        return "" if self.value is None else f"M{self.value},{HEIGHT}l-4,6h8z"


def lay_histogram(values: Sequence[float], threshold: float | None, value: float | None) -> Histogram:
    """The histogram of positive values; every one is in exactly one bar."""
    known = [each for each in (*values, threshold or 0, value or 0) if each > 0]
    low, high = _ends(known)
    counts = Counter(min(int(_part(each, low, high) * BARS), BARS - 1) for each in values)
    most, step = max(counts.values(), default=1), WIDTH / BARS
    bars = [_bar(at * step, step, ceil(HEIGHT * count / most * 10) / 10) for at, count in sorted(counts.items())]
    return Histogram(bars, _place(threshold, low, high), _place(value, low, high))


def _ends(known: Sequence[float]) -> tuple[float, float]:
    high = max(known, default=1.0)
    low = max(min(known, default=1.0), high / _SPAN)
    return (low, high) if low < high else (low / 2, high * 2)


def _part(value: float, low: float, high: float) -> float:
    return log(min(max(value, low), high) / low) / log(high / low)


def _place(value: float | None, low: float, high: float) -> float | None:
    return round(4 + (WIDTH - 8) * _part(value, low, high), 1) if value and value > 0 else None


def _bar(x: float, step: float, height: float) -> Bar:
    # The bars stand between the same margins as the marks, which are wider than a bar.
    scale = (WIDTH - 8) / WIDTH
    return Bar(round(4 + x * scale, 1), round(HEIGHT - height, 1), round(step * scale - 0.6, 1), height)
