"""Numbers of any column as a page writes them: by the unit that the glossary gives the column."""

from collections.abc import Callable
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from clusteratlas.editions.explained import Value
from clusteratlas.errors import UnknownChoice
from clusteratlas.glossary import Term, column_term, unit_name
from clusteratlas_web.explore.region.exact import exactly as in_full
from clusteratlas_web.explore.region.related import KINDS
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.money import money, short_money
from clusteratlas_web.foundation.numbers import MINUS

_INDEX_DECIMALS = 3
_SIGNIFICANT = 6  # digits of a ratio that goes into a formula: with fewer nobody could compute again what is shown


def _index(value: float) -> str:
    return f"{value:,.{_INDEX_DECIMALS}f}".replace("-", MINUS)


def _count(value: float) -> str:
    return numbers.count(value) if float(value).is_integer() else f"{value:,.2f}".replace("-", MINUS)


_WRITERS: dict[str, Callable[[float], str]] = {
    **dict.fromkeys(("persons", "establishments", "cells", "regions", "industries", "clusters", "stars"), _count),
    **dict.fromkeys(("digits", "order", "rank"), _count),
    "year": lambda value: str(round(value)),
    "change": numbers.signed_count,
    "share": numbers.share,
    "percentile": numbers.share,
    "rate": numbers.change,
    "ratio": numbers.location_quotient,
    "points": numbers.signed_difference,
    "deviations": numbers.signed_difference,
    **dict.fromkeys(("index", "signed-index", "neutral-index", "bits", "nats"), _index),
}
_MONEY = ("currency", "per-person")
# Figures that pages write otherwise than others of their unit.
_OWN_WRITERS: dict[str, Callable[[float], str]] = {
    "structure.economic_complexity": _index,
    "structure.complexity_outlook": _index,
    "concentration.product_complexity": _index,
    "complexity.product_complexity": _index,
    "peers.similarity": numbers.location_quotient,
    "opportunities.reward": numbers.signed_difference,
    "opportunities.score": numbers.location_quotient,
    "opportunities.closeness": numbers.location_quotient,
    "relatedness.related_share": numbers.share,
    "life_cycle.heterogeneity_change": numbers.signed_difference,
    **dict.fromkeys((f"relatedness.relatedness_{kind}" for kind in KINDS), in_full),
}


@cache  # asked for every cell of a table, and a term that is not there takes long to look for
def term_of(name: str) -> Term | None:
    """The term of table and column; None for what only an explanation names."""
    table, _, column = name.partition(".")
    try:
        return column_term(column, table)
    except UnknownChoice:
        return None


def unit_of(name: str) -> str:
    """The unit of table and column; persons for what only an explanation names, which are jobs of some place."""
    term = term_of(name)
    return term.unit if term else "persons"


def write(name: str, value: Value, currency: str = "") -> str:
    """A number of a column, as a page shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if unit_of(name) in _MONEY:
        return money(value, currency, get_language() or "en")
    writer = _OWN_WRITERS.get(name) or _WRITERS.get(unit_of(name), _rounded)
    return writer(value)


def write_tick(name: str, value: float, currency: str = "") -> str:
    """A round number on the axis of a column: 0.5, 10%, 1,000."""
    unit = unit_of(name)
    if unit in ("share", "percentile", "rate") and write(name, 1).endswith("%"):
        return f"{value * 100:,g}%".replace("-", MINUS)
    if unit in _MONEY:
        return short_money(value, currency, get_language() or "en")
    return f"{value:,g}".replace("-", MINUS)


def write_to_compute(name: str, value: Value) -> str:
    """A number as it goes into a formula: counts in full, ratios with digits enough to compute with."""
    if value is None:
        return "?"
    if isinstance(value, int) or float(value).is_integer():
        return numbers.count(value)
    return _rounded(value)


def _rounded(value: float) -> str:
    return f"{value:,.{_SIGNIFICANT}g}".replace("-", MINUS)


def unit_words(name: str) -> str:
    """What a number of a column is counted in, to stand behind it; nothing where the figure says it."""
    unit = unit_of(name)
    return "" if unit not in _SAID else unit_name(unit, get_language() or "en")


_SAID = ("persons", "establishments", "regions", "industries", "clusters", "cells", "bits", "nats", "stars")


def exactly(value: Value) -> str:
    """A number with all digits that the edition keeps."""
    if isinstance(value, bool) or value is None:
        return write("", value)
    return numbers.count(value) if isinstance(value, int) else repr(value).replace("-", MINUS)


def machine(value: Value) -> str:
    """A number for a machine to read: what `data value` holds."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else repr(value)


def data(text: str, value: Value, letter: str = "") -> SafeString:
    """A written number with the number itself, and its letter where it goes into a formula."""
    if letter:
        return format_html('<data value="{}" data-letter="{}">{}</data>', machine(value), letter, text)
    return format_html('<data value="{}">{}</data>', machine(value), text)
