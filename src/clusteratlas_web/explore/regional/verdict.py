"""The answer of the page, before its proof: whether the cluster is strong, and what would make it so."""

from dataclasses import dataclass
from functools import reduce

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from clusteratlas.diagnosis import Explanation
from clusteratlas.editions.queries.judged import Judged
from clusteratlas_web.explore.regional.conditions import short_name
from clusteratlas_web.explore.regional.figures import apart
from clusteratlas_web.explore.regional.lacking import what_it_lacks
from clusteratlas_web.explore.regional.remedies import remedies
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.explore.rule_choice import class_name
from clusteratlas_web.explore.wording import LOCAL, TRADED
from clusteratlas_web.foundation.numbers import location_quotient

FOUR = 4  # conditions of the first rule book, which have a word of their own


@dataclass(frozen=True)
class Verdict:
    """The page's title, its answer in one line, and the sentences that follow."""

    title: str
    answer: SafeString | str
    sentences: list[str]

    @property
    def text(self) -> str:
        """The sentences one after the other, as the language joins them."""
        joined = gettext("%(first)s %(next)s")
        return reduce(lambda first, following: joined % {"first": first, "next": following}, self.sentences, "").strip()


def make_verdict(subject: RegionalCluster) -> Verdict:
    """The verdict on a cluster in a region."""
    title = _title(subject)
    if subject.now is None:
        return Verdict(title, *_unpublished(subject))
    if subject.explanation is None:
        return Verdict(title, *_unranked(subject))
    if subject.strong:
        return Verdict(title, *_strong(subject, subject.explanation))
    reasons = _reasons(subject, subject.explanation)
    if subject.strong is None:
        return Verdict(title, gettext("It cannot be said."), reasons)
    return Verdict(title, what_it_lacks(subject.explanation.held), reasons)


def _title(subject: RegionalCluster) -> str:
    names = {"cluster": subject.name, "region": subject.place}
    if subject.now is None or subject.explanation is None:
        return gettext("%(cluster)s in %(region)s") % (names | {"cluster": subject.full_name})
    if subject.strong is None:
        return gettext("Is %(cluster)s strong in %(region)s?") % names
    if subject.strong:
        return gettext("Why is %(cluster)s strong in %(region)s?") % names
    return gettext("Why is %(cluster)s not strong in %(region)s?") % names


def _unpublished(subject: RegionalCluster) -> tuple[str, list[str]]:
    answer = gettext("No published figure for %(year)s.") % {"year": subject.year}
    why = gettext("The source lists nothing of the cluster here. It may be here, but too small to be listed.")
    if subject.explanation is None:
        return answer, [why]
    return answer, [why, *remedies(subject, subject.explanation)]


def _unranked(subject: RegionalCluster) -> tuple[str, list[str]]:
    now = subject.now or {}
    if now["location_quotient"] is None:
        return gettext("It has no jobs here."), []
    quotient = location_quotient(now["location_quotient"])
    answer = {
        TRADED: gettext("%(quotient)s times the national share of traded jobs."),
        LOCAL: gettext("%(quotient)s times the national share of local jobs."),
    }.get(subject.cluster["kind"], gettext("%(quotient)s times the national share of jobs in clusters."))
    why = gettext("Local clusters serve the region itself and stand everywhere, so no rule calls them strong or not.")
    return answer % {"quotient": quotient}, [why] if subject.local else []


def _strong(subject: RegionalCluster, explanation: Explanation) -> tuple[str, list[str]]:
    sentences = [*_above_the_line(subject), *star_sentences(subject, explanation)]
    if subject.robust or subject.judged is None:
        return _what_holds(explanation), sentences
    return gettext("Strong, but borderline."), [*sentences, _why_borderline(subject.judged)]


def _what_holds(explanation: Explanation) -> str:
    if explanation.stars and explanation.least_stars:
        stars = ngettext("Strong: %(count)s star.", "Strong: %(count)s stars.", explanation.grade or 0)
        return stars % {"count": explanation.grade}
    if explanation.stars:
        return gettext("Strong: its minimum holds.")
    if len(explanation.conditions) == FOUR:
        return gettext("Strong: all four conditions hold.")
    return gettext("Strong: all conditions hold.")


def _above_the_line(subject: RegionalCluster) -> list[str]:
    """How far above the line it is; nothing where its quotient need not reach one, and does not."""
    quotient, line = subject.quotient, subject.line
    if quotient is None or not line.is_asked or not line.is_reached_by(quotient):
        return []
    decimals = apart(quotient, line.value)
    facts = {
        "value": location_quotient(quotient, decimals),
        "distance": location_quotient(quotient - line.value, decimals),
        "line": location_quotient(line.value, decimals),
    }
    if subject.is_over_all:
        sentence = gettext("The location quotient over all jobs is %(value)s, %(distance)s above the line at %(line)s.")
        return [sentence % facts]
    return [gettext("The location quotient is %(value)s, %(distance)s above the line at %(line)s.") % facts]


def star_sentences(subject: RegionalCluster, explanation: Explanation) -> list[str]:
    """How many stars it has, of how many that are measured, and what that makes it; nothing without stars."""
    if not explanation.stars:
        return []
    return [*_grade(subject, explanation), *_unmeasured(subject, explanation)]


def _grade(subject: RegionalCluster, explanation: Explanation) -> list[str]:
    facts = {"grade": explanation.grade, "measured": explanation.measured, "least": explanation.least_stars}
    if explanation.grade is None:
        return []
    if explanation.least_stars:
        return [gettext("%(grade)s of %(measured)s measured stars; %(least)s are asked.") % facts]
    class_ = subject.judged.class_ if subject.judged else None
    if class_ is None:
        return []
    facts["class"] = class_name(subject.book, class_)
    return [gettext("%(grade)s of %(measured)s measured stars: the class is %(class)s.") % facts]


def _unmeasured(subject: RegionalCluster, explanation: Explanation) -> list[str]:
    open_ = [short_name(subject, each.id) for each in explanation.conditions if each.passes is None]
    if not open_ or subject.now is None:
        return []
    return [gettext("Not measured: %(conditions)s.") % {"conditions": gettext("; ").join(open_)}]


def _why_borderline(judged: Judged) -> str:
    if judged.trials["low"] is not True:
        return gettext("With withheld figures at their lowest it would not be strong.")
    if judged.trials["high"] is not True:
        return gettext("With withheld figures at their highest it would not be strong.")
    if judged.trials["less"] is not True:
        return gettext("With 5% less it would not be strong.")
    return gettext("With 5% more it would not be strong.")


def _reasons(subject: RegionalCluster, explanation: Explanation) -> list[str]:
    found = [*_held_conditions(subject, explanation), *star_sentences(subject, explanation)]
    if not explanation.stars:
        found += _unmeasured(subject, explanation)
    return [*found, *remedies(subject, explanation)]


def _held_conditions(subject: RegionalCluster, explanation: Explanation) -> list[str]:
    """How many of the conditions that must hold do, and which does not; nothing where all that is asked are stars."""
    required = [each for each in explanation.conditions if each.id not in explanation.stars]
    failing = [each for each in required if each.passes is False]
    facts = {"held": sum(each.passes is True for each in required), "all": len(required)}
    if not failing:
        return []
    if {each.column for each in failing} == {subject.line.column} and subject.quotient is not None:
        return [_quotient_too_low(subject, facts)]
    named = gettext("; ").join(short_name(subject, each.id) for each in failing)
    if explanation.stars:
        return [gettext("Not met: %(conditions)s. Without it no star counts.") % {"conditions": named}]
    return [gettext("%(held)s of %(all)s conditions hold. Not met: %(conditions)s.") % (facts | {"conditions": named})]


def _quotient_too_low(subject: RegionalCluster, facts: dict[str, int]) -> str:
    value, line = subject.quotient or 0.0, subject.line.value
    decimals = apart(value, line)
    figures = {"value": location_quotient(value, decimals), "line": location_quotient(line, decimals)}
    if facts["all"] == 1 and subject.is_over_all:
        sentence = gettext("The location quotient over all jobs is too low: %(value)s, and the line is %(line)s.")
        return sentence % figures
    if facts["all"] == 1:
        return gettext("The location quotient is too low: %(value)s, and the line is %(line)s.") % figures
    sentence = gettext(
        "%(held)s of %(all)s conditions hold. Only the location quotient is too low: "
        "%(value)s, and the line is %(line)s."
    )
    return sentence % (facts | figures)
