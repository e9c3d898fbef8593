"""How the columns that rule books compare are called and written: quotients, counts, shares, growth, wages."""

from collections.abc import Callable

from django.utils.translation import get_language, gettext

from clusteratlas.glossary import column_term
from clusteratlas_web.foundation.money import money
from clusteratlas_web.foundation.numbers import (
    change,
    count,
    location_quotient,
    share,
    signed_count,
    signed_difference,
)

COUNTS = ("employment", "establishments")
SHARES = ("employment_share_all", "industries_above_one")
GROWTH, DIFFERENCE, WAGES = "employment_growth", "location_quotient_change", "wages_per_head"
_PARTS_OF_A_HUNDRED = (*SHARES, GROWTH)
_LINEAR = (GROWTH, DIFFERENCE, "industries_above_one")  # may be below zero, or lie between 0 and 1 by their nature
_FINEST = 10  # decimals, where two figures would look the same with fewer


def figure_name(column: str) -> str:
    """What a column is called."""
    names = {
        "location_quotient": gettext("Location quotient"),
        "location_quotient_all": gettext("Location quotient over all jobs"),
        "location_quotient_change": gettext("Change of the location quotient"),
        "employment": gettext("Jobs"),
        "employment_growth": gettext("Growth of jobs"),
        "employment_share_all": gettext("Share of all jobs"),
        "establishments": gettext("Establishments"),
        "wages_per_head": gettext("Wages per job"),
        "industries_above_one": gettext("Share of its industries above 1"),
        "sme_performance": gettext("Performance of small enterprises"),
    }
    return names.get(column) or column_term(column).label(get_language() or "en")


def is_logarithmic(column: str) -> bool:
    """Whether regions are spread over a logarithmic axis: all but what may be negative, or is a share of a few."""
    return column not in _LINEAR


def decimals_of(column: str, value: float, other: float) -> int:
    """With how many decimals two figures of a column that differ do not look the same."""
    if column in _PARTS_OF_A_HUNDRED:
        return apart(value * 100, other * 100, least=1)
    return apart(value, other)


def write_figure(column: str, value: float, decimals: int, currency: str = "") -> str:
    """A figure of a column; counts and money have the decimals they need."""
    if column in COUNTS:
        return _count(value)
    writers: dict[str, Callable[[], str]] = {
        GROWTH: lambda: change(value, decimals),
        DIFFERENCE: lambda: signed_difference(value, decimals),
        WAGES: lambda: money(value, currency, get_language() or "en"),
    }
    if column in SHARES:
        return share(value, decimals)
    return writers.get(column, lambda: location_quotient(value, decimals))()


def write_distance(column: str, value: float, threshold: float, decimals: int) -> str:
    """How far a figure is above its threshold; below it with a minus."""
    distance = value - threshold
    if column in COUNTS:
        return signed_difference(distance, 0 if _is_whole(threshold) else 2)
    if column == WAGES:
        return signed_count(distance)
    if column in _PARTS_OF_A_HUNDRED:
        return gettext("%(difference)s points") % {"difference": signed_difference(distance * 100, decimals)}
    return signed_difference(distance, decimals)


def write_fixed(column: str, value: float) -> str:
    """A fixed threshold as a rule book gives it: 1.5, 1,000, 50%."""
    if column not in _PARTS_OF_A_HUNDRED:
        return f"{value:,g}"
    return share(value, 0 if float(value * 100).is_integer() else 1)


def apart(value: float, other: float, least: int = 2) -> int:
    """With how many decimals, at least `least`, two different figures do not look the same."""
    decimals = least
    while value != other and round(value, decimals) == round(other, decimals) and decimals < _FINEST:
        decimals += 1
    return decimals


def _count(value: float) -> str:
    return count(value) if _is_whole(value) else f"{value:,.2f}"


def _is_whole(value: float) -> bool:
    """A percentile between two equal counts may miss them by the last digit that a computer keeps."""
    return round(float(value), 6).is_integer()
