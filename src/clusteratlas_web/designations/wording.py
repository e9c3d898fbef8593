"""Values, bounds and gaps in words: shares in percent, yes and no, measures of an edition."""

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext

from clusteratlas_web.designations.levels import Finding
from clusteratlas_web.designations.words import AT_LEAST, GROWTH, JOBS, QUOTIENT, RANK, SHARE, YES_NO
from clusteratlas_web.foundation.numbers import MINUS, change, location_quotient, rank

STATE_BADGES = {
    "granted": "good",
    "confirmed": "good",
    "watched": "warn",
    "probation": "warn",
    "revoked": "bad",
    "expired": "",
    "withdrawn": "",
}


def plain(value: Decimal | None) -> str:
    """A figure without needless zeros: 27,911; 3.5; 0.0029; empty where there is none."""
    if value is None:
        return ""
    text = f"{value:,.{2 if abs(value) >= 1 else 4}f}"
    return (text.rstrip("0").rstrip(".") or "0").replace("-", MINUS)


def value_said(kind: str, value: Decimal | None) -> str:
    """A value of an indicator; empty where there is none."""
    if value is None:
        return ""
    if kind == YES_NO:
        return gettext("yes") if value else gettext("no")
    if kind == SHARE:
        return f"{plain(value * 100)}%"
    return plain(value)


def bound_said(kind: str, direction: str, bound: Decimal | None) -> str:
    """What is asked: at least 30, at most 60%, yes; empty where nothing is."""
    if bound is None:
        return ""
    if kind == YES_NO:
        return value_said(kind, bound)
    sentence = gettext("at least %(bound)s") if direction == AT_LEAST else gettext("at most %(bound)s")
    return sentence % {"bound": value_said(kind, bound)}


def gap_said(kind: str, finding: Finding) -> str:
    """How far a value is: number first."""
    if finding.value is None:
        return gettext("no value")
    if finding.gap is None:
        return ""
    if kind == YES_NO:
        return gettext("not there")
    more = gettext("%(gap)s more") if finding.asked.direction == AT_LEAST else gettext("%(gap)s less")
    gap = gettext("%(n)s points") % {"n": plain(finding.gap * 100)} if kind == SHARE else plain(finding.gap)
    return more % {"gap": gap}


def measure_said(measure: str, value: Decimal | None, of: Any = None) -> str:
    """A measure of an edition; empty where it is not known."""
    if value is None:
        return ""
    if measure == GROWTH:
        return change(float(value))
    if measure == QUOTIENT:
        return location_quotient(float(value))
    if measure == RANK and of:
        return rank(int(value), int(of), get_language() or "en")
    return plain(value)


def term_said(measure: str, direction: str, target: Decimal | None, unit: str) -> str:
    """The target of a term: at least 30,000 jobs; empty where there is none."""
    if target is None:
        return ""
    figure = measure_said(measure, target) if measure else f"{plain(target)} {unit}".strip()
    sentence = gettext("at least %(bound)s") if direction == AT_LEAST else gettext("at most %(bound)s")
    return sentence % {"bound": figure}


MEASURED = (JOBS, QUOTIENT, RANK, GROWTH)
