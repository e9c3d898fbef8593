"""How a figure came about, in words: published, following exactly, estimated within a range, or not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from clusteratlas.editions.layout import DERIVED, ESTIMATED, PUBLISHED, UNKNOWN
from clusteratlas.tables import measure
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.money import money, money_span

EXACT = "exact"  # a sum of which nothing is estimated


@dataclass(frozen=True)
class Certainty:
    """A figure with what is known of it: its flag, and the ends of its range; a low end alone is open above."""

    value: int | None
    flag: str
    low: int | None
    high: int | None
    measure: str = "employment"
    currency: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is a figure to show: nothing that nothing bounds is no zero."""
        return self.value is not None and not (self.is_open and not self.low and not self.value)

    @property
    def is_open(self) -> bool:
        """Whether nobody can say how large the figure may be."""
        return self.flag == UNKNOWN or (self.low is not None and self.high is None)

    @property
    def is_sure(self) -> bool:
        """Whether the figure is published or follows exactly."""
        return self.flag in (PUBLISHED, DERIVED, EXACT)

    @property
    def is_estimated(self) -> bool:
        """Whether the figure stands for a range."""
        return self.is_known and not self.is_sure and not self.is_open

    @property
    def word(self) -> str:
        """The flag in the language that is spoken."""
        if self.is_open:
            return gettext("unknown")
        return {
            PUBLISHED: gettext("published"),
            DERIVED: gettext("derived"),
            ESTIMATED: gettext("estimated"),
            EXACT: gettext("exact"),
        }[self.flag]

    @property
    def figure(self) -> SafeString | str:
        """The figure as a table shows it; words where it is not known."""
        if not self.is_known or self.value is None:
            return format_html('<span class="missing">{}</span>', gettext("not known"))
        return self._written(self.value)

    @property
    def range(self) -> str:
        """4,388–5,332; at least 12 where only the low end is known; nothing for a figure that is sure."""
        if self.is_open:
            least = gettext("at least %(low)s") % {"low": self._written(self.low)} if self.low else ""
            return least or (gettext("nothing bounds it") if self.is_known else "")
        if self.is_sure or self.low is None or self.high is None:
            return ""
        if measure(self.measure).is_money:
            return money_span(self.low, self.high, self.currency, get_language() or "en")
        return numbers.span(numbers.count(self.low), numbers.count(self.high))

    def _written(self, value: int) -> str:
        if measure(self.measure).is_money:
            return money(value, self.currency, get_language() or "en")
        return numbers.count(value)


def certainty_of(row: Mapping[str, Any], name: str = "employment", currency: str = "") -> Certainty:
    """The certainty of a row's measure: a cell has its flag; a sum has a range, or is exact.

    A left join may leave a row without a cell; its figure is None and its flag unknown.
    """
    value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if f"{name}_flag" in row:
        flag = row[f"{name}_flag"] or UNKNOWN
    else:
        flag = UNKNOWN if value is None else EXACT if low is None else ESTIMATED
    return Certainty(value, flag, low, high, name, currency)
