"""Whether the answer would change: with withheld figures at the ends of their range, with all figures a little off."""

from dataclasses import dataclass

from django.utils.translation import gettext

from clusteratlas.diagnosis import Condition, Explanation
from clusteratlas.diagnosis.robustness import PERTURBATION
from clusteratlas.diagnosis.rule_book import OPERATORS
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.regional.reading import RegionalCluster
from clusteratlas_web.foundation.numbers import location_quotient, span

_MOVED = ("employment", "location_quotient")  # what a few per cent more or less of all figures moves


@dataclass(frozen=True)
class Trial:
    """One change of the data: what it is, where the location quotient then stands, whether the class is another."""

    title: str
    range: str
    changes: bool


@dataclass(frozen=True)
class Answers:
    """The trials and what they say together."""

    trials: list[Trial]
    summary: str


def try_answers(subject: RegionalCluster) -> Answers | None:
    """The trials of a ranked cluster; None where no rule book ranks it, or it stands in no row."""
    now, explanation = subject.now, subject.explanation
    if now is None or explanation is None or now["strong"] is None:
        return None
    trials = [*_withheld(now), _a_little_off(now, explanation)]
    before = subject.before
    if before is not None and before["strong"] is not None:
        trials.append(_year_before(subject, now, before))
    return Answers(trials, _summary(bool(now["strong"]), bool(now["robust"])))


def _withheld(now: Row) -> list[Trial]:
    low, high = now["location_quotient_low"], now["location_quotient_high"]
    if low is None:
        return []
    ends = gettext("at least %(low)s") % {"low": location_quotient(low)}
    if high is not None:
        written = location_quotient(low), location_quotient(high)
        ends = written[0] if written[0] == written[1] else span(*written)
    changes = now["strong_low"] != now["strong"] or now["strong_high"] != now["strong"]
    return [Trial(gettext("Withheld figures at their lowest or highest"), _quotients(ends), changes)]


def _a_little_off(now: Row, explanation: Explanation) -> Trial:
    less, more = 1 - PERTURBATION, 1 + PERTURBATION
    quotient = now["location_quotient"] or 0.0
    ends = span(location_quotient(quotient * less), location_quotient(quotient * more))
    changes = any(_all_hold(explanation, factor) != now["strong"] for factor in (less, more))
    return Trial(gettext("All figures 5% lower or higher"), _quotients(ends), changes)


def _all_hold(explanation: Explanation, factor: float) -> bool:
    return all(_holds(condition, factor) for condition in explanation.conditions)


def _holds(condition: Condition, factor: float) -> bool:
    if condition.value is None or condition.threshold is None:
        return condition.passes
    value = condition.value * factor if condition.column in _MOVED else condition.value
    return bool(OPERATORS[condition.operator](value, condition.threshold))


def _year_before(subject: RegionalCluster, now: Row, before: Row) -> Trial:
    title = gettext("%(before)s instead of %(year)s") % {"before": subject.year - 1, "year": subject.year}
    return Trial(title, _quotients(location_quotient(before["location_quotient"])), before["strong"] != now["strong"])


def _quotients(ends: str) -> str:
    return gettext("LQ %(range)s") % {"range": ends}


def _summary(strong: bool, robust: bool) -> str:
    if robust:
        return gettext("The answer is robust: neither withheld figures nor 5% more or less change the class.")
    if strong:
        return gettext("Borderline: it is strong, but not at every end of what the data allow.")
    return gettext("It is not strong, but could be at one end of what the data allow.")
