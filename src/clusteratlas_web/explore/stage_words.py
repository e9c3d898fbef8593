"""The words of a cluster's life: what each stage is called, what it is, and what the rules ask for it."""

from collections.abc import Sequence
from functools import cache

from django.utils.translation import gettext, pgettext

from clusteratlas.diagnosis.life_cycle import LifeCycleRules, load
from clusteratlas.diagnosis.life_cycle.stages import Condition
from clusteratlas.editions.steps.life_cycle import RULES
from clusteratlas_web.foundation import numbers

_TRENDS = ("trend", "trend_earlier", "trend_recent", "turn", "regional_trend_recent")


def stage_names() -> dict[str, str]:
    """What each stage is called."""
    return {
        "emergence": gettext("Emergence"),
        "growth": pgettext("a stage", "Growth"),
        "maturity": gettext("Maturity"),
        "decline": gettext("Decline"),
        "renewal": gettext("Renewal"),
    }


def stage_meanings() -> dict[str, str]:
    """What each stage is, in a few words; not by the word specialised, which is said from a quotient of 1 on."""
    line = _line()
    return {
        "emergence": gettext("location quotient below %(line)s, gaining on the nation and on the cluster elsewhere")
        % {"line": line},
        "growth": gettext("location quotient of %(line)s or more, gaining on the nation") % {"line": line},
        "maturity": gettext("location quotient of %(line)s or more, moving with the nation") % {"line": line},
        "decline": gettext("location quotient of %(line)s or more, now or before, falling behind the nation")
        % {"line": line},
        "renewal": gettext("location quotient of %(line)s or more before, gaining again after a pause, and more varied")
        % {"line": line},
    }


@cache
def _line() -> str:
    """The location quotient that the stages ask for, as it is written."""
    conditions = {condition.id: condition.value for _, asked in load(RULES).stages for condition in asked}
    return f"{conditions['is_specialised']:g}"


def asked_by_stage(rules: LifeCycleRules) -> list[tuple[str, str]]:
    """Each stage with its conditions, in the order they are tried; one that stands twice has two ways to it."""
    names = stage_names()
    return [(names[stage], _asked(conditions)) for stage, conditions in rules.stages]


def _asked(conditions: Sequence[Condition]) -> str:
    return pgettext("between conditions", "; ").join(_condition(condition) for condition in conditions)


def _condition(condition: Condition) -> str:
    words = {
        "quotient_earlier": gettext("location quotient in the earlier half of the years"),
        "quotient_recent": gettext("location quotient in the recent half"),
        "trend": gettext("trend"),
        "trend_earlier": gettext("trend in the earlier half"),
        "trend_recent": gettext("trend in the recent half"),
        "turn": gettext("recent less earlier trend"),
        "regional_trend_recent": gettext("trend beyond the cluster’s in the nation, recent half"),
        "heterogeneity_change": gettext("rise of heterogeneity"),
    }
    facts = {"evidence": words.get(condition.column, condition.column), "value": _value(condition)}
    sentences = {
        ">=": gettext("%(evidence)s at least %(value)s"),
        ">": gettext("%(evidence)s above %(value)s"),
        "<": gettext("%(evidence)s below %(value)s"),
        "<=": gettext("%(evidence)s at most %(value)s"),
    }
    return sentences[condition.operator] % facts


def _value(condition: Condition) -> str:
    if condition.column in _TRENDS:
        return gettext("%(change)s a year") % {"change": numbers.change(condition.value)}
    return f"{condition.value:g}"
