"""Decisions are published, and after the notice become final: states, letters, the next round or the awards."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.selection.actions.deciding_steps import insist_on_clear
from clusteratlas_web.selection.actions.decision_letters import tell_of_decision
from clusteratlas_web.selection.actions.next_round import begin_next_round
from clusteratlas_web.selection.awards import tell_of_award
from clusteratlas_web.selection.deadlines import end_of_notice, is_before
from clusteratlas_web.selection.deciding_refusals import APPEALS_OPEN, NOTICE_RUNS, NotReady
from clusteratlas_web.selection.models import Appeal, Decision, Round
from clusteratlas_web.selection.queries.decisions import hindrances
from clusteratlas_web.selection.queries.notices import awarded
from clusteratlas_web.selection.queries.ranking import judged
from clusteratlas_web.selection.states import ENTRY, LODGED, ROUND
from clusteratlas_web.selection.words import SELECTED
from clusteratlas_web.selection.written import listed

DECIDED = gettext_lazy("There is a decision on your application")
IS_FINAL = gettext_lazy("The decision on your application is final")


@transaction.atomic
def publish_decisions(person: Any, the_round: Round, version: int) -> Round:
    """Publishes all decisions of a round at once, by somebody whom nothing keeps out of any; the notice begins."""
    held = lock(the_round, version)
    before = state_of(held)
    ROUND.move(held, "notice", person)
    insist_on_clear(person, held)
    for hindrance in hindrances(held):
        raise hindrance
    held.noticed = timezone.now()
    held.notice_ends = end_of_notice(held.noticed, held.call.notice_days, held.call.time_zone)
    save_next(held)
    record(person, "notice", held, before, state_of(held))
    for decision in _decisions(held):
        _apply(person, decision)
        tell_of_decision(decision, "noticed", DECIDED)
    return held


@transaction.atomic
def finish_round(person: Any, the_round: Round, version: int, now: datetime | None = None) -> Round:
    """Makes the decisions final: the notice is over and every appeal answered. The next round begins, or awards."""
    from clusteratlas_web.selection.tasks import write_decision_letters  # deferred: the task calls back

    held = lock(the_round, version)
    before = state_of(held)
    ROUND.move(held, "finish", person)
    insist_on_clear(person, held)
    _check_over(held, now or timezone.now())
    save_next(held)
    record(person, "finish", held, before, state_of(held))
    for decision in _decisions(held):
        tell_of_decision(decision, "final", IS_FINAL)
    write_decision_letters.enqueue(held.pk)
    if Round.objects.filter(call=held.call_id, number__gt=held.number).exists():
        begin_next_round(person, held)
    else:
        for decision in awarded(held):
            tell_of_award(decision, person)
    return held


def _apply(person: Any, decision: Decision) -> None:
    """The entry gets the state that was decided."""
    entry = lock(decision.entry)
    before = state_of(entry)
    verb = "select" if decision.outcome == SELECTED else "pass_over"
    ENTRY.move(entry, verb, person)
    save_next(entry)
    record(person, verb, entry, before, state_of(entry))


def _decisions(the_round: Round) -> list[Decision]:
    entries = judged(the_round).values("pk")
    rows = Decision.objects.filter(entry__in=entries).order_by("entry__application__number")
    return list(
        rows.select_related("entry__application__call", "entry__application__organisation", "entry__round__call")
    )


def _check_over(the_round: Round, now: datetime) -> None:
    ends = the_round.notice_ends
    if ends is not None and is_before(now, ends):
        raise NotReady(NOTICE_RUNS, ends=Moment(ends, the_round.call.time_zone))
    waiting = Appeal.objects.filter(entry__round=the_round, state=LODGED).order_by("entry__application__number")
    numbers = list(waiting.values_list("entry__application__number", flat=True))
    if numbers:
        raise NotReady(APPEALS_OPEN, applications=listed(numbers))
