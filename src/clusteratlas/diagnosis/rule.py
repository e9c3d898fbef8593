"""A rule: one condition of a rule book, a column against a percentile of its ranked set or against a fixed value."""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.diagnosis.columns import COLUMNS
from clusteratlas.errors import UnknownChoice

OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
HUNDRED = 100


@dataclass(frozen=True)
class Rule:
    """One condition of a rule book: a column against a percentile of its ranked set, or against a fixed value."""

    id: str
    column: str
    operator: str
    percentile: float | None = None
    value: float | None = None

    def __post_init__(self) -> None:
        require(f"condition {self.id}: operator", self.operator, OPERATORS)
        require(f"condition {self.id}: column", self.column, COLUMNS)
        if (self.percentile is None) == (self.value is None):
            raise UnknownChoice(f"threshold of {self.id}", (self.percentile, self.value), ["percentile", "value"])
        if self.percentile is not None and not 0 <= self.percentile <= HUNDRED:
            raise UnknownChoice(f"percentile of {self.id}", self.percentile, ["0 to 100"])

    @property
    def asks_for_less(self) -> bool:
        """Whether it holds below its threshold and not above."""
        return self.operator in ("<", "<=")

    def holds(self, values: ArrayLike, threshold: ArrayLike) -> NDArray[np.bool_]:
        """Whether the values pass; never where the value or the threshold is NaN."""
        return np.asarray(OPERATORS[self.operator](np.asarray(values), np.asarray(threshold)))

    def contradicts(self, other: "Rule") -> bool:
        """Whether no value can pass both, whatever the percentiles are: one asks for less than the other for more."""
        low, high = (self, other) if self.asks_for_less else (other, self)
        if self.column != other.column or not low.asks_for_less or high.asks_for_less:
            return False
        strict = low.operator == "<" or high.operator == ">"
        if low.value is not None and high.value is not None:
            return low.value < high.value or (low.value == high.value and strict)
        if low.percentile is not None and high.percentile is not None:
            return low.percentile <= high.percentile and strict  # two percentiles may have the same value
        return False


def require(argument: str, value: object, allowed: Iterable[str]) -> None:
    """Refuses a word that is none of the allowed; the nearest of them stands first in the message, and is marked."""
    words = list(allowed)
    if isinstance(value, str) and value in words:
        return
    near = get_close_matches(str(value), words, n=1)
    rest = [word for word in words if word not in near]
    raise UnknownChoice(argument, value, [*(f"{word} (nearest)" for word in near), *rest])
