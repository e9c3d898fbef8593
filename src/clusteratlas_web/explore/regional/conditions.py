"""The conditions of the class: what stands, what is asked, how far apart they are, and how regions are spread."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.diagnosis import Condition, Rule, load
from clusteratlas_web.explore.regional.histogram import Histogram, lay_histogram
from clusteratlas_web.explore.regional.reading import RegionalCluster
from clusteratlas_web.foundation.numbers import count, location_quotient, signed_difference

_SIGNS = {">=": "≥", ">": ">"}
_FINEST = 10  # decimals, where two figures would look the same with fewer


@dataclass(frozen=True)
class ConditionLine:
    """One line of the table, its figures written; empty where there is no figure."""

    name: str
    value: str
    threshold: str
    distance: str
    passes: bool
    histogram: Histogram


def condition_name(rule: Rule) -> str:
    """What a condition of a rule book says: Jobs above the 25th percentile."""
    figure = {
        "location_quotient": gettext("Location quotient"),
        "employment": gettext("Jobs"),
        "establishments": gettext("Establishments"),
    }[rule.column]
    if rule.percentile is not None:
        above = gettext("%(figure)s above the %(place)sth percentile")
        reaching = gettext("%(figure)s at or above the %(place)sth percentile")
        return (above if rule.operator == ">" else reaching) % {"figure": figure, "place": f"{rule.percentile:g}"}
    least = gettext("%(figure)s above %(value)s") if rule.operator == ">" else gettext("%(figure)s at least %(value)s")
    return least % {"figure": figure, "value": f"{rule.value:,g}"}


def rules_of(subject: RegionalCluster) -> Mapping[str, Rule]:
    """The rules behind the conditions, by their id."""
    return load(subject.edition.manifest.rules[0]).rules


def condition_lines(subject: RegionalCluster) -> list[ConditionLine]:
    """The table of conditions; empty where no rule book ranks the cluster."""
    asked = subject.explanation.conditions if subject.explanation else ()
    rules = rules_of(subject)
    return [_line(condition, condition_name(rules[condition.id]), subject) for condition in asked]


def _line(condition: Condition, name: str, subject: RegionalCluster) -> ConditionLine:
    published = condition.value if subject.now else None
    values = [row[condition.column] for row in subject.ranked]
    threshold, decimals = condition.threshold, apart(condition.value or 0.0, condition.threshold or 0.0)
    quotient = condition.column == "location_quotient"
    return ConditionLine(
        name=name,
        value="" if published is None else _figure(published, quotient, decimals),
        threshold="" if threshold is None else f"{_SIGNS[condition.operator]} {_figure(threshold, quotient, decimals)}",
        distance=""
        if published is None or threshold is None
        else _distance(published - threshold, decimals if quotient else 0 if float(threshold).is_integer() else 2),
        passes=condition.passes,
        histogram=lay_histogram(values, threshold, published),
    )


def _figure(value: float, quotient: bool, decimals: int) -> str:
    if quotient:
        return location_quotient(value, decimals)
    return count(value) if float(value).is_integer() else f"{value:,.2f}"


def _distance(value: float, decimals: int) -> str:
    return signed_difference(value, decimals)


def apart(value: float, other: float) -> int:
    """With how many decimals, at least two, two different figures do not look the same."""
    decimals = 2
    while value != other and round(value, decimals) == round(other, decimals) and decimals < _FINEST:
        decimals += 1
    return decimals
