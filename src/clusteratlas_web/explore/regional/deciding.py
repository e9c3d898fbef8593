"""The one line of figures that decides what a rule book says: LQ 1.57, needs 1.85; 1 of 3 measured stars."""

from collections.abc import Callable, Sequence
from math import ceil, floor

from django.utils.translation import gettext, ngettext, pgettext

from clusteratlas.diagnosis.situation import QUOTIENT, QUOTIENT_ALL
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.judged import Held, Judged
from clusteratlas_web.explore.regional.conditions import condition_name
from clusteratlas_web.explore.regional.figures import COUNTS, DIFFERENCE, apart, decimals_of, figure_name, write_figure
from clusteratlas_web.explore.regional.steps import industries_above_one
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.numbers import count, location_quotient

_ABOVE_ONE = "industries_above_one"
_TELLING = (_ABOVE_ONE, QUOTIENT, QUOTIENT_ALL)  # where all holds, the first of these that is compared is shown


def deciding_figures(subject: RegionalCluster, judged: Judged, industries: list[Row]) -> str:
    """What decides: the minimum that fails, the stars, the conditions that fail, or one that tells why all hold."""
    stars = {rule.id for rule in judged.book.starred()}
    required = [each for each in judged.conditions if each.rule.id not in stars]
    failing = [each for each in required if each.passes is False]
    if stars and judged.book.least_stars.get(judged.book.agreement) and not failing:
        return _stars(judged)
    if {each.rule.column for each in required} == {QUOTIENT, DIFFERENCE}:
        return _quadrant(required)
    shown = failing or _telling(required)
    return gettext("; ").join(_needs(subject, each, industries) for each in _each_column_once(shown))


def _stars(judged: Judged) -> str:
    least = judged.book.least_stars[judged.book.agreement]
    if judged.grade is None:
        return ngettext("%(least)s star is asked", "%(least)s stars are asked", least) % {"least": least}
    facts = {"grade": judged.grade, "measured": judged.measured, "least": least}
    return gettext("%(grade)s of %(measured)s measured stars, %(least)s asked") % facts


def _quadrant(required: Sequence[Held]) -> str:
    """Where it stands and where it goes: LQ above 1 and rising."""
    level = next(each for each in required if each.rule.column == QUOTIENT)
    trend = next(each for each in required if each.rule.column == DIFFERENCE)
    words = {
        (True, True): gettext("LQ above %(value)s and rising"),
        (True, False): gettext("LQ above %(value)s, not rising"),
        (False, True): gettext("LQ not above %(value)s, but rising"),
        (False, False): gettext("LQ not above %(value)s, not rising"),
        (True, None): gettext("LQ above %(value)s; whether it rises is not known"),
        (False, None): gettext("LQ not above %(value)s"),
    }
    return words[bool(level.passes), trend.passes] % {"value": f"{level.threshold:g}"}


def _telling(required: Sequence[Held]) -> list[Held]:
    """Of conditions that hold, or cannot be measured, the one that tells most."""
    open_ = [each for each in required if each.passes is None]
    if open_:
        return open_
    found = [each for column in _TELLING for each in required if each.rule.column == column]
    first = found[0].rule.column if found else ""
    return [each for each in found if each.rule.column == first] or list(required[:1])


def _each_column_once(conditions: Sequence[Held]) -> list[Held]:
    """Of conditions on the same column the one that asks for most."""
    ordered = sorted(conditions, key=lambda each: each.threshold or 0.0)
    hardest = {each.rule.column: each for each in ordered}
    return [hardest[column] for column in dict.fromkeys(each.rule.column for each in conditions)]


def _needs(subject: RegionalCluster, held: Held, industries: list[Row]) -> str:
    """What it has, and what it needs: LQ 1.57, needs 1.85."""
    column, value, threshold = held.rule.column, held.value, held.threshold
    if value is None or threshold is None:
        return gettext("not measured: %(condition)s") % {"condition": condition_name(held.rule)}
    if column == _ABOVE_ONE and industries:
        above, listed = industries_above_one(subject, industries)
        said = gettext("%(above)s of %(all)s industries above 1") % {"above": above, "all": listed}
        return wording(subject.edition.manifest).spoken(said)
    writers: dict[str, Callable[[], str]] = {
        QUOTIENT: lambda: _quotient(_sentence(held), value, threshold),
        QUOTIENT_ALL: lambda: _quotient(_sentence_over_all(held), value, threshold),
    }
    if column in writers:
        return writers[column]()
    if column in COUNTS:
        return _counted(column, value, threshold, held.rule.operator)
    decimals, currency = decimals_of(column, value, threshold), subject.edition.manifest.currency
    written = (write_figure(column, each, decimals, currency) for each in (value, threshold))
    facts = dict(zip(("value", "least"), written, strict=True)) | {"figure": figure_name(column)}
    return pgettext("a figure and what it must reach", "%(figure)s %(value)s, needs %(least)s") % facts


def _sentence(held: Held) -> str:
    if held.rule.operator == ">":
        return gettext("LQ %(value)s, needs more than %(least)s")
    return gettext("LQ %(value)s, needs %(least)s")


def _sentence_over_all(held: Held) -> str:
    if held.rule.operator == ">":
        return gettext("LQ %(value)s over all jobs, needs more than %(least)s")
    return gettext("LQ %(value)s over all jobs, needs %(least)s")


def _quotient(sentence: str, value: float, threshold: float) -> str:
    decimals = apart(value, threshold)
    written = (location_quotient(each, decimals) for each in (value, threshold))
    return sentence % dict(zip(("value", "least"), written, strict=True))


def _counted(column: str, value: float, threshold: float, operator: str) -> str:
    """Counts are whole: more than 176.5 is at least 177."""
    least = floor(threshold) + 1 if operator == ">" else ceil(threshold)
    facts = {"value": count(value), "least": count(least)}
    if column == "employment":
        return gettext("%(value)s jobs, needs %(least)s") % facts
    return gettext("%(value)s establishments, needs %(least)s") % facts
