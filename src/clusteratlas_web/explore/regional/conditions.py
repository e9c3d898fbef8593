"""The conditions of the class: what stands, what is asked, how far apart they are, and how regions are spread."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.diagnosis import Condition
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


def condition_name(name: str) -> str:
    """What a condition of the rule book says."""
    return {
        "location_quotient_p75": gettext("Location quotient at or above the 75th percentile"),
        "location_quotient_1": gettext("Location quotient at least 1"),
        "employment_p25": gettext("Jobs above the 25th percentile"),
        "establishments_p25": gettext("Establishments above the 25th percentile"),
    }.get(name, name)


def condition_lines(subject: RegionalCluster) -> list[ConditionLine]:
    """The table of conditions; empty where no rule book ranks the cluster."""
    asked = subject.explanation.conditions if subject.explanation else ()
    return [_line(condition, subject) for condition in asked]


def _line(condition: Condition, subject: RegionalCluster) -> ConditionLine:
    published = condition.value if subject.now else None
    values = [row[condition.column] for row in subject.ranked]
    threshold, decimals = condition.threshold, apart(condition.value or 0.0, condition.threshold or 0.0)
    quotient = condition.column == "location_quotient"
    return ConditionLine(
        name=condition_name(condition.id),
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
