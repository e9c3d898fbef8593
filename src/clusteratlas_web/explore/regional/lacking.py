"""The answer in one line: how many jobs and establishments would make the cluster strong, or that no number would."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from clusteratlas.diagnosis import Reason, Remedy
from clusteratlas_web.foundation.numbers import count


def what_it_lacks(remedy: Remedy) -> SafeString | str:
    """What would make it strong, the amount in the accent."""
    if remedy.reason == Reason.NO_RANKED_REGION:
        return gettext("There is no line to reach.")
    if remedy.reason == Reason.OTHER_TOTALS:
        return gettext("How many jobs it lacks cannot be computed.")
    if remedy.reason == Reason.NOT_MEASURED:
        return gettext("How many jobs it lacks cannot be said.")
    if remedy.reason in (Reason.NOT_BY_JOBS, Reason.ASKS_FOR_LESS):
        return gettext("Added jobs alone would not make it strong.")
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
