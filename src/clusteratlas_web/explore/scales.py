"""The measures a map can show: their classes, their colours, how their figures are written."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from clusteratlas.charts import QUOTIENT_CLASSES
from clusteratlas_web.foundation import numbers


@dataclass(frozen=True)
class Scale:
    """A measure on a map: the lower ends of its classes, the style class of each, and how to write its figures."""

    measure: str
    bounds: tuple[float, ...]
    colours: tuple[str, ...]
    write: Callable[[float], str]
    write_bound: Callable[[float], str]
    emphasised: float | None = None  # the bound that divides below from above
    labels: tuple[str, ...] = ()  # the names of its classes, where they have names and no bounds
    patterns: tuple[str, ...] = ()  # what is laid over each of them, so that colour is not all that tells them apart

    def class_of(self, value: float) -> int:
        """The class of a value; what lies below the first bound belongs to the first class."""
        return max(bisect_right(self.bounds, value) - 1, 0)

    def pattern(self, at: int) -> str:
        """What is laid over the colour of a class; nothing for most."""
        return self.patterns[at] if self.patterns else ""

    def colour(self, value: float | None) -> str:
        """The style class of a value, of no figure where there is none."""
        return "none" if value is None else self.colours[self.class_of(value)]


_SEQUENTIAL = tuple(f"q{at}" for at in range(6))
_DIVERGING = tuple(f"d{at}" for at in range(-3, 4))


def _short(value: float) -> str:
    return f"{value:g}"


def _percent(value: float) -> str:
    return f"{value * 100:g}%"


def _signed_percent(value: float) -> str:
    sign = "+" if value > 0 else numbers.MINUS if value < 0 else ""
    return f"{sign}{abs(value) * 100:g}%"


SCALES = {
    scale.measure: scale
    for scale in (
        Scale("location_quotient", QUOTIENT_CLASSES, _SEQUENTIAL, numbers.location_quotient, _short, 1.0),
        Scale("employment", (0, 100, 500, 2_000, 10_000, 50_000), _SEQUENTIAL, numbers.count, numbers.count),
        Scale("employment_share", (0, 0.005, 0.01, 0.025, 0.05, 0.1), _SEQUENTIAL, numbers.share, _percent),
        Scale(
            "employment_growth",
            (float("-inf"), -0.2, -0.1, -0.02, 0.02, 0.1, 0.2),
            _DIVERGING,
            numbers.change,
            _signed_percent,
        ),
    )
}
MEASURES = tuple(SCALES)
