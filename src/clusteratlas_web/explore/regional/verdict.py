"""The answer of the page, before its proof: whether the cluster is strong, and what would make it so."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from clusteratlas.diagnosis import Explanation, Reason, Remedy
from clusteratlas_web.explore.regional.conditions import apart, condition_name
from clusteratlas_web.explore.regional.reading import RegionalCluster
from clusteratlas_web.foundation.numbers import change, count, location_quotient


@dataclass(frozen=True)
class Verdict:
    """The page's title, its answer in one line, and the sentences that follow."""

    title: str
    answer: SafeString | str
    sentences: list[str]


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
        return gettext("%(cluster)s in %(region)s") % names
    if subject.explanation.verdict:
        return gettext("Why is %(cluster)s strong in %(region)s?") % names
    return gettext("Why is %(cluster)s not strong in %(region)s?") % names


def _unpublished(subject: RegionalCluster) -> tuple[str, list[str]]:
    answer = gettext("No published figure for %(year)s.") % {"year": subject.year}
    why = gettext("Cells of fewer than three establishments are not published. The cluster may be here, but is small.")
    if subject.explanation is None:
        return answer, [why]
    return answer, [why, *_remedies(subject, subject.explanation)]


def _unranked(subject: RegionalCluster) -> tuple[str, list[str]]:
    now = subject.now or {}
    quotient = location_quotient(now["location_quotient"])
    answer = (
        gettext("%(quotient)s times the national share of traded jobs.")
        if subject.traded
        else gettext("%(quotient)s times the national share of local jobs.")
    )
    why = gettext("Local clusters serve the region itself and stand everywhere, so no rule calls them strong or not.")
    return answer % {"quotient": quotient}, [] if subject.traded else [why]


def _strong(subject: RegionalCluster, explanation: Explanation) -> tuple[str, list[str]]:
    now = subject.now or {}
    quotient, line = now["location_quotient"], subject.line
    decimals = apart(quotient, line)
    answer = ngettext(
        "Strong: its condition holds.", "Strong: all %(count)s conditions hold.", len(explanation.conditions)
    ) % {"count": len(explanation.conditions)}
    sentence = gettext("The location quotient is %(value)s, %(distance)s above the line at %(line)s.")
    facts = {
        "value": location_quotient(quotient, decimals),
        "distance": location_quotient(quotient - line, decimals),
        "line": location_quotient(line, decimals),
    }
    return answer, [sentence % facts]


def _answer(remedy: Remedy) -> SafeString | str:
    """What would make it strong, the amount in the accent."""
    if remedy.reason == Reason.NO_RANKED_REGION:
        return gettext("There is no line to reach.")
    if remedy.reason == Reason.OTHER_TOTALS:
        return gettext("How many jobs it lacks cannot be computed.")
    if remedy.jobs is None or remedy.establishments is None:
        return gettext("No number of added jobs would make it strong.")
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
    return [_held_conditions(explanation), *_remedies(subject, explanation)]


def _held_conditions(explanation: Explanation) -> str:
    failing = [condition for condition in explanation.conditions if not condition.passes]
    facts = {"held": len(explanation.conditions) - len(failing), "all": len(explanation.conditions)}
    if len(failing) == 1 and failing[0].column == "location_quotient" and failing[0].threshold is not None:
        value, line = failing[0].value or 0.0, failing[0].threshold
        decimals = apart(value, line)
        figures = {"value": location_quotient(value, decimals), "line": location_quotient(line, decimals)}
        sentence = gettext(
            "%(held)s of %(all)s conditions hold. Only the location quotient is too low: "
            "%(value)s, and the line is %(line)s."
        )
        return sentence % (facts | figures)
    named = gettext("; ").join(condition_name(condition.id) for condition in failing)
    return gettext("%(held)s of %(all)s conditions hold. Not met: %(conditions)s.") % (facts | {"conditions": named})


def _remedies(subject: RegionalCluster, explanation: Explanation) -> list[str]:
    """From how many to how many, if all else stays; and what it takes if the threshold moves too."""
    held = explanation.held
    if held.reason is not None:
        return [_why_unreachable(held.reason)]
    return [_from_to(subject, held), _if_the_threshold_moves(held, explanation.recomputed)]


def _why_unreachable(reason: Reason) -> str:
    return {
        Reason.UNREACHABLE: gettext(
            "Each added job also counts in the region’s total, in the cluster’s and in the nation’s; "
            "the location quotient stays below the line however many are added."
        ),
        Reason.NO_RANKED_REGION: gettext(
            "No region of this level has published jobs in the cluster, so there are no percentiles to pass."
        ),
        Reason.OTHER_TOTALS: gettext(
            "The location quotients of this edition do not follow from its own totals, so they cannot be solved for jobs."
        ),
    }[reason]


def _from_to(subject: RegionalCluster, held: Remedy) -> str:
    jobs, establishments = held.jobs or 0, held.establishments or 0
    now = subject.now
    if now is None or not now["employment"]:
        return _from_zero(jobs, establishments)
    facts = {
        "before": count(now["employment"]),
        "after": count(now["employment"] + jobs),
        "change": change(jobs / now["employment"]),
        "establishments_before": count(now["establishments"]),
        "establishments_after": count(now["establishments"] + establishments),
    }
    return _from_to_sentence(jobs, establishments) % facts


def _from_zero(jobs: int, establishments: int) -> str:
    facts = {"jobs": count(jobs), "establishments": count(establishments)}
    if not establishments:
        return gettext(
            "Counted from zero, %(jobs)s jobs would make it strong, if all other regions stay as they are."
        ) % facts
    return gettext(
        "Counted from zero, %(jobs)s jobs in %(establishments)s more establishments would make it strong, "
        "if all other regions stay as they are."
    ) % facts


def _from_to_sentence(jobs: int, establishments: int) -> str:
    if not establishments:
        return gettext(
            "With %(after)s jobs instead of %(before)s (%(change)s) it would be strong, "
            "if all other regions stay as they are."
        )
    if not jobs:
        return gettext(
            "With %(establishments_after)s establishments instead of %(establishments_before)s it would be strong, "
            "if all other regions stay as they are."
        )
    return gettext(
        "With %(after)s jobs instead of %(before)s (%(change)s) and %(establishments_after)s establishments instead of "
        "%(establishments_before)s it would be strong, if all other regions stay as they are."
    )


def _if_the_threshold_moves(held: Remedy, recomputed: Remedy) -> str:
    if recomputed.jobs is None or recomputed.establishments is None:
        return gettext("If the threshold moves too, no number of added jobs is enough.")
    if recomputed.establishments == held.establishments:
        facts = {"jobs": count(recomputed.jobs)}
        return gettext("Fully recomputed it takes %(jobs)s: with more jobs here the threshold moves too.") % facts
    facts = {"jobs": count(recomputed.jobs), "establishments": count(recomputed.establishments)}
    return gettext(
        "Fully recomputed it takes %(jobs)s jobs and %(establishments)s establishments: "
        "with more of them here the threshold moves too."
    ) % facts
