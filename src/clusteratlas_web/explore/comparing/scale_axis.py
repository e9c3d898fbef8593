"""The axis of a measure for things side by side, and how its ticks are written."""

from collections.abc import Iterable

from clusteratlas.charts import UnitAxis, count_axis, even_axis, quotient_axis
from clusteratlas_web.foundation import numbers

_WIDEST = -0.5, 1.0  # growth beyond these ends stands on them


def axis_of(measure: str, figures: Iterable[float | None], width: float) -> UnitAxis:
    """The axis that holds the figures."""
    known = [value for value in figures if value is not None]
    if measure == "location_quotient":
        return quotient_axis(known, width)
    if measure == "employment":
        return count_axis(known, width)
    return even_axis(known, width, *(_WIDEST if measure == "employment_growth" else (0.0, 1.0)))


def written_ticks(measure: str, axis: UnitAxis) -> dict[float, str]:
    """Each tick as the axis has it; the low end of quotients holds what is below it too."""
    return {tick: _written(measure, axis, tick) for tick in axis.ticks}


def emphasised(measure: str) -> float:
    """The tick that divides: a quotient of 1, no growth, nothing."""
    return 1.0 if measure == "location_quotient" else 0.0


def _written(measure: str, axis: UnitAxis, tick: float) -> str:
    if measure == "location_quotient":
        return f"≤{tick:g}" if tick == axis.low else f"{tick:g}"
    if measure == "employment":
        return numbers.count(tick)
    percent = f"{abs(tick) * 100:g}%"
    if measure == "employment_share" or tick == 0:
        return percent
    return f"{'+' if tick > 0 else numbers.MINUS}{percent}"
