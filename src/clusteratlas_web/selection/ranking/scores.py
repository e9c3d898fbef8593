"""What jurors give and how it is weighed: criteria, scores, and the method of a ranking; pure."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import fsum, isfinite
from typing import Literal

Centre = Literal["mean", "median"]
MEAN: Centre = "mean"
MEDIAN: Centre = "median"


@dataclass(frozen=True)
class Scale:
    """The lowest and the highest value that can be given."""

    low: float
    high: float

    @property
    def span(self) -> float:
        """Points from end to end."""
        return self.high - self.low


HUNDRED = Scale(0.0, 100.0)


@dataclass(frozen=True)
class Criterion:
    """One question to the jury: its weight beside the others', its scale, and the value it must reach, if any."""

    key: str
    weight: float
    low: float
    high: float
    threshold: float | None = None

    def __post_init__(self) -> None:
        if not (isfinite(self.low) and isfinite(self.high) and self.low < self.high):
            raise ValueError(f"criterion {self.key}: the scale must rise, not go from {self.low} to {self.high}")
        if not (isfinite(self.weight) and self.weight >= 0):
            raise ValueError(f"criterion {self.key}: a weight is a number from 0, not {self.weight}")
        if self.threshold is not None and not self.low <= self.threshold <= self.high:
            raise ValueError(f"criterion {self.key}: the threshold {self.threshold} lies outside the scale")

    @property
    def scale(self) -> Scale:
        """Its two ends."""
        return Scale(self.low, self.high)


@dataclass(frozen=True)
class Score:
    """What one juror gave one application on one criterion, on that criterion's scale."""

    application: Hashable
    juror: Hashable
    criterion: str
    value: float


@dataclass(frozen=True)
class Method:
    """How reviews become one score: their mean or median, and whether the jurors' severity is taken off before."""

    centre: Centre = MEAN
    severity: bool = True

    def __post_init__(self) -> None:
        if self.centre not in (MEAN, MEDIAN):
            raise ValueError(f"the centre of reviews is their mean or median, not {self.centre!r}")


def normalised_weights(criteria: Sequence[Criterion]) -> tuple[float, ...]:
    """Weights that sum to 1, in the order of the criteria; a criterion of weight 0 is asked but does not count."""
    if len({criterion.key for criterion in criteria}) < len(criteria):
        raise ValueError("two criteria have the same key")
    total = fsum(criterion.weight for criterion in criteria)
    if total <= 0:
        raise ValueError("at least one criterion needs a weight above 0")
    return tuple(criterion.weight / total for criterion in criteria)


def common_scale(criteria: Sequence[Criterion]) -> Scale:
    """The scale that all criteria share, or 0 to 100 where they do not share one."""
    scales = {criterion.scale for criterion in criteria}
    return scales.pop() if len(scales) == 1 else HUNDRED
