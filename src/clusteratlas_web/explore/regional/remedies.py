"""What would make a cluster strong, in sentences: from how many to how many, and why where no number does."""

from django.utils.translation import gettext

from clusteratlas.diagnosis import Explanation, Reason, Remedy
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.foundation.numbers import change, count


def remedies(subject: RegionalCluster, explanation: Explanation) -> list[str]:
    """From how many to how many, if all else stays; and what it takes if the threshold moves too."""
    held = explanation.held
    moved = _if_the_threshold_moves(explanation)
    if held.reason is not None:
        return [_why_unreachable(held.reason), *(moved if held.reason == Reason.UNREACHABLE else [])]
    return [_from_to(subject, held), *moved]


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
            "The location quotients of this edition do not follow from its own totals, so jobs cannot be solved for."
        ),
        Reason.NOT_MEASURED: gettext(
            "What fails, or may fail, is not measured, so no number of added jobs can be named that would be enough."
        ),
        Reason.NOT_BY_JOBS: gettext(
            "What fails does not follow from the jobs of one year: growth, change, wages and the industries above 1 "
            "stay as they are when jobs are added."
        ),
        Reason.ASKS_FOR_LESS: gettext(
            "The rule book asks for less than a threshold here, and added jobs can only lead away from it."
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
    }
    if establishments:  # needed only where the rule book asks for them, and so the edition has them
        facts["establishments_before"] = count(now["establishments"])
        facts["establishments_after"] = count(now["establishments"] + establishments)
    return _from_to_sentence(jobs, establishments) % facts


def _from_zero(jobs: int, establishments: int) -> str:
    facts = {"jobs": count(jobs), "establishments": count(establishments)}
    if not establishments:
        return (
            gettext("Counted from zero, %(jobs)s jobs would make it strong, if all other regions stay as they are.")
            % facts
        )
    return (
        gettext(
            "Counted from zero, %(jobs)s jobs in %(establishments)s more establishments would make it strong, "
            "if all other regions stay as they are."
        )
        % facts
    )


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


def _if_the_threshold_moves(explanation: Explanation) -> list[str]:
    """What it takes if percentiles are taken anew; nothing where the rule book takes none."""
    held, recomputed = explanation.held, explanation.recomputed
    if not explanation.resting_on:
        return []
    if recomputed.jobs is None or recomputed.establishments is None:
        return [gettext("If the threshold moves too, no number of added jobs is enough.")]
    facts = {"jobs": count(recomputed.jobs), "establishments": count(recomputed.establishments)}
    sentence = gettext("Fully recomputed it takes %(jobs)s: with more jobs here the threshold moves too.")
    if recomputed.establishments != held.establishments:
        sentence = gettext(
            "Fully recomputed it takes %(jobs)s jobs and %(establishments)s establishments: "
            "with more of them here the threshold moves too."
        )
    return [sentence % facts]
