"""The completeness desk: the entries of a round with what was found on them, by the platform and by officers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.selection.eligibility import (
    FAILED,
    LEAST_MATCHING,
    MET,
    MOST_AMOUNT,
    STATES,
    UNKNOWN,
    Finding,
    judge,
)
from clusteratlas_web.selection.models import Check, Condition, Entry, Partner, Review, Round
from clusteratlas_web.selection.queries.eligibility import applicant_of, asked_in, bid_of, with_facts
from clusteratlas_web.selection.queries.reading import entries_run_by
from clusteratlas_web.selection.states import SUBMITTED
from clusteratlas_web.selection.words import BUDGET


@dataclass(frozen=True)
class Checked:
    """What the platform found on one thing that is asked, and what an officer found, who has the last word."""

    finding: Finding
    condition: Condition | None = None
    check: Check | None = None

    @property
    def state(self) -> str:
        """How it stands."""
        if self.check is None:
            return self.finding.state
        return MET if self.check.is_met else FAILED

    @property
    def state_said(self) -> str:
        """The same in the reader's language."""
        return gettext(STATES[self.state])


def checked_entries(person: Any, the_round: Round) -> list[tuple[Entry, list[Checked]]]:
    """The entries of a round that an officer checks, each with its findings; the queries do not grow with them."""
    rows = with_checks(entries_run_by(person, the_round)).order_by("application__number")
    return [(entry, checked(entry)) for entry in rows]


def with_checks(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries with all that a check looks at."""
    organisations = with_facts(Organisation.objects.all())
    partners = Partner.objects.select_related("organisation")
    return entries.select_related("application", "round__call", "decision").prefetch_related(
        Prefetch("application__organisation", organisations),
        Prefetch("partners", partners),
        Prefetch("checks", Check.objects.select_related("condition", "by")),
        "round__conditions",
    )


def checked(entry: Entry) -> list[Checked]:
    """The findings on an entry (`with_checks`), each with what an officer found."""
    application = entry.application
    found = judge(asked_in(entry.round), applicant_of(application.organisation, application), bid_of(entry))
    conditions = {each.number: each for each in entry.round.conditions.all()}
    checks = {each.condition.number: each for each in entry.checks.all()}
    return [_with_check(each, conditions, checks) for each in found if not _is_for_later(entry, each)]


def _is_for_later(entry: Entry, finding: Finding) -> bool:
    """What the call asks of a budget, in a round that asks for none and an application that has none."""
    of_money = finding.asked.number is None and finding.asked.kind in (LEAST_MATCHING, MOST_AMOUNT)
    return of_money and finding.state == UNKNOWN and BUDGET not in entry.round.asks


def not_met(findings: Sequence[Checked]) -> list[Checked]:
    """What stands in the way of an admission."""
    return [each for each in findings if each.state != MET]


def outdated_reviews(entry: Entry) -> QuerySet[Review]:
    """The reviews that were handed in before the entry was, as it stands now."""
    return entry.reviews.filter(state=SUBMITTED, submitted__lt=entry.submitted)


def counts(entries: Sequence[Entry]) -> dict[str, int]:
    """How many entries are in each state."""
    found: dict[str, int] = {}
    for each in entries:
        found[each.state] = found.get(each.state, 0) + 1
    return found


def _with_check(finding: Finding, conditions: dict[int, Condition], checks: dict[int, Check]) -> Checked:
    number = finding.asked.number
    if number is None:
        return Checked(finding)
    return Checked(finding, conditions[number], checks.get(number))
