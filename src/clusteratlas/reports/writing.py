"""How the figures of a brief are written: one function for each kind of figure, in the language of the brief."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from clusteratlas.numerals import money, numbers
from clusteratlas.reports.texts import say

_PLAIN: Mapping[str, Callable[[Any], str]] = {
    "text": str,
    "code": str,
    "year": str,
    "count": numbers.count,
    "signed": numbers.signed_count,
    "share": numbers.share,
    "change": numbers.change,
    "growth": numbers.change,
    "quotient": numbers.location_quotient,
    "index": lambda value: f"{value:.3f}".replace("-", numbers.MINUS),
    "difference": numbers.signed_difference,
    "rank": numbers.count,
    "percentile": lambda value: f"P{round(value * 100)}",
    "whole_share": lambda value: numbers.share(value, 0) if value < 1 else f"{numbers.count(value * 100)}%",
}
_TELLING = 1.0  # how wide a range of growth and loss may be and still tell
_ENDLESS, _COARSE = 10.0, 0.02  # from where on its upper end tells nothing, and a width that needs no tenths
FIGURES = (*(kind for kind in _PLAIN if kind not in ("text", "code")), "money", "range")


@dataclass(frozen=True)
class Writer:
    """Writes figures in a language and a currency."""

    language: str
    currency: str = ""

    def written(self, kind: str, value: Any) -> str:
        """A value of a kind as text; nothing where there is none."""
        if value is None or value == "":
            return ""
        if kind == "money":
            return money.short_money(value, self.currency, self.language)
        if kind == "range":
            return self._range(*value)
        return _PLAIN[kind](value)

    def growth(self, low: float, high: float | None) -> str:
        """Growth between two ends, in as few digits as tell them apart; nothing where it could be anything."""
        if low < 0 and (high is None or high > max(0, low + _TELLING)):
            return ""
        if high is None or high > _ENDLESS:
            return say("growth_at_least", self.language, low=numbers.change(low, 0))
        ends = [numbers.change(end, 0 if high - low >= _COARSE else 1) for end in (low, high)]
        return ends[0] if ends[0] == ends[1] else say("growth_between", self.language, low=ends[0], high=ends[1])

    def _range(self, low: float, high: float | None) -> str:
        if high is None:
            return say("at_least", self.language, low=numbers.count(low))
        return numbers.span(numbers.count(low), numbers.count(high))
