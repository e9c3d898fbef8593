"""The answer of the page, before its proof: whether the cluster is strong, and what would make it so."""

from dataclasses import dataclass
from functools import reduce

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from clusteratlas.diagnosis import Explanation, Reason, Remedy
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.regional.conditions import apart, condition_name, rules_of
from clusteratlas_web.explore.regional.reading import RegionalCluster
from clusteratlas_web.explore.regional.remedies import remedies
from clusteratlas_web.explore.wording import LOCAL, TRADED
from clusteratlas_web.foundation.numbers import count, location_quotient

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
    if subject.explanation.verdict:
        return Verdict(title, *_strong(subject, subject.explanation))
    return Verdict(title, _answer(subject.explanation.held), _reasons(subject, subject.explanation))


def _title(subject: RegionalCluster) -> str:
    names = {"cluster": subject.name, "region": subject.place}
    if subject.now is None or subject.explanation is None:
        return gettext("%(cluster)s in %(region)s") % (names | {"cluster": subject.full_name})
    if subject.explanation.verdict:
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
    quotient = location_quotient(now["location_quotient"])
    answer = {
        TRADED: gettext("%(quotient)s times the national share of traded jobs."),
        LOCAL: gettext("%(quotient)s times the national share of local jobs."),
    }.get(subject.cluster["kind"], gettext("%(quotient)s times the national share of jobs in clusters."))
    why = gettext("Local clusters serve the region itself and stand everywhere, so no rule calls them strong or not.")
    return answer % {"quotient": quotient}, [why] if subject.local else []


def _strong(subject: RegionalCluster, explanation: Explanation) -> tuple[str, list[str]]:
    now = subject.now or {}
    quotient, line = now["location_quotient"], subject.line
    decimals = apart(quotient, line)
    four = len(explanation.conditions) == FOUR
    answer = gettext("Strong: all four conditions hold.") if four else gettext("Strong: all conditions hold.")
    if not now["robust"]:
        answer = gettext("Strong, but borderline.")
    sentence = gettext("The location quotient is %(value)s, %(distance)s above the line at %(line)s.")
    facts = {
        "value": location_quotient(quotient, decimals),
        "distance": location_quotient(quotient - line, decimals),
        "line": location_quotient(line, decimals),
    }
    return answer, [sentence % facts, *([] if now["robust"] else [_why_borderline(now)])]


def _why_borderline(now: Row) -> str:
    if not now["strong_low"]:
        return gettext("With withheld figures at their lowest it would not be strong.")
    if not now["strong_high"]:
        return gettext("With withheld figures at their highest it would not be strong.")
    return gettext("With 5% less it would not be strong.")


def _answer(remedy: Remedy) -> SafeString | str:
    """What would make it strong, the amount in the accent."""
    if remedy.reason == Reason.NO_RANKED_REGION:
        return gettext("There is no line to reach.")
    if remedy.reason == Reason.OTHER_TOTALS:
        return gettext("How many jobs it lacks cannot be computed.")
    if remedy.jobs is None or remedy.establishments is None:
        return gettext("No number of added jobs reaches the line as it stands.")
    parts = {"jobs": _emphasised(_more_jobs(remedy.jobs)), "establishments": _emphasised(_more_establishments(remedy))}
    if not remedy.establishments:
        return format_html(gettext("{jobs} would make it strong."), **parts)
    if not remedy.jobs:
        return format_html(gettext("{establishments} would make it strong."), **parts)
    return format_html(gettext("{jobs} and {establishments} would make it strong."), **parts)


def _emphasised(amount: str) -> SafeString:
    return format_html('<span class="acc">{}</span>', amount)


def _more_jobs(jobs: int) -> str:
    return ngettext("%(count)s more job", "%(count)s more jobs", jobs) % {"count": count(jobs)}


def _more_establishments(remedy: Remedy) -> str:
    added = remedy.establishments or 0
    return ngettext("%(count)s more establishment", "%(count)s more establishments", added) % {"count": count(added)}


def _reasons(subject: RegionalCluster, explanation: Explanation) -> list[str]:
    return [_held_conditions(subject, explanation), *remedies(subject, explanation)]


def _held_conditions(subject: RegionalCluster, explanation: Explanation) -> str:
    failing = [condition for condition in explanation.conditions if not condition.passes]
    facts = {"held": len(explanation.conditions) - len(failing), "all": len(explanation.conditions)}
    if {condition.column for condition in failing} == {"location_quotient"} and subject.now:
        value, line = subject.now["location_quotient"], subject.line
        decimals = apart(value, line)
        figures = {"value": location_quotient(value, decimals), "line": location_quotient(line, decimals)}
        sentence = gettext(
            "%(held)s of %(all)s conditions hold. Only the location quotient is too low: "
            "%(value)s, and the line is %(line)s."
        )
        return sentence % (facts | figures)
    rules = rules_of(subject)
    named = gettext("; ").join(condition_name(rules[condition.id]) for condition in failing)
    return gettext("%(held)s of %(all)s conditions hold. Not met: %(conditions)s.") % (facts | {"conditions": named})
