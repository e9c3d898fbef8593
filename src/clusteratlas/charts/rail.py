"""The geometry of the rail: a logarithmic axis from a quarter to 25 in one table cell."""

from dataclasses import dataclass
from math import log

LOWEST, HIGHEST = 0.25, 25.0
WIDTH = 108


@dataclass(frozen=True)
class Rail:
    """Where the parts of a rail stand, in pixels from its left end; a band that has no end runs to the right end."""

    width: int
    one: float
    value: float
    threshold: float | None
    beyond: int  # -1 when the value lies below the axis, 1 when above, else 0
    band: tuple[float, float] | None = None


def position(value: float, width: int = WIDTH) -> float:
    """Where a location quotient stands on the axis; what lies beyond stands on its end."""
    if value <= LOWEST:
        return 0.0
    if value >= HIGHEST:
        return float(width)
    return round(width * log(value / LOWEST) / log(HIGHEST / LOWEST), 1)


def lay_rail(
    value: float,
    threshold: float | None = None,
    width: int = WIDTH,
    low: float | None = None,
    high: float | None = None,
) -> Rail:
    """A rail for one value, the threshold it is held against, and the range that withheld figures leave it.

    Without a low end there is no range; with a low end alone nobody can say how high the value may be.
    """
    return Rail(
        width=width,
        one=position(1.0, width),
        value=position(value, width),
        threshold=None if threshold is None else position(threshold, width),
        beyond=(value > HIGHEST) - (value < LOWEST),
        band=None if low is None else (position(low, width), float(width) if high is None else position(high, width)),
    )
