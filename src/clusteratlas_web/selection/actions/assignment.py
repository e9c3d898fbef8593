"""Assigning jurors, as computed or by hand; the reviews of a round are started, extended, ended and resumed."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.conflicts import find_conflicts
from clusteratlas_web.selection.actions.jury_letters import ASSIGNED as TO_REVIEW
from clusteratlas_web.selection.actions.jury_letters import LATER, tell_of_reviews
from clusteratlas_web.selection.actions.rounds import check_order
from clusteratlas_web.selection.jury_refusals import (
    COMPUTED,
    EARLIER,
    FULL,
    HAS_IT,
    NOT_ASSIGNABLE,
    NOT_CLEAR,
    NOT_HERE,
    NOTHING,
    PAST,
    UNCHECKED,
    Computed,
    NotOpen,
    Occupied,
)
from clusteratlas_web.selection.models import Entry, Juror, Review, Round
from clusteratlas_web.selection.permissions import is_clear, may_run, may_run_clear
from clusteratlas_web.selection.queries.assignment import ASSIGNABLE, Plan, most_load, plan
from clusteratlas_web.selection.queries.reading import entries_run_by
from clusteratlas_web.selection.states import (
    ACCEPTED,
    ADMITTED,
    ASSIGNED,
    REVIEW,
    REVIEWING,
    ROUND,
    SUBMITTED,
    WITHDRAWN,
)

GIVEN_AWAY = "assigned anew"  # note of the history on reviews that nobody had begun


@transaction.atomic
def apply_assignment(person: Any, the_round: Round, mark: str, anew: bool = False) -> Plan:
    """Applies the assignment that was looked at, and no other one; jurors get a letter once reviews are on."""
    require(may_run, person, the_round)
    held = lock(the_round)
    _check_assignable(held)
    find_conflicts(held.call)
    found = plan(person, held, anew)
    if found.mark != mark:
        raise Computed(COMPUTED)
    for review in Review.objects.filter(pk__in=found.dropped):
        _drop(person, review)
    _give_all(person, held, found)
    if held.state == REVIEWING:
        _tell(held, Counter(juror for _, juror in found.new))
    return found


@transaction.atomic
def assign_juror(person: Any, entry: Entry, juror: Juror) -> Review:
    """Gives an application to a juror by hand: no conflict, no more than the juror takes."""
    require(may_run_clear, person, entry)
    the_round = lock(entry.round)
    _check_assignable(the_round)
    find_conflicts(the_round.call)
    _check_juror(entry, juror)
    made = _give(person, entry, juror, by_hand=True)
    if the_round.state == REVIEWING:
        _tell(the_round, Counter({juror.pk: 1}))
    return made


@transaction.atomic
def start_reviews(person: Any, the_round: Round, version: int) -> Round:
    """The jury reads: every application is checked, and each juror is told what there is to review."""
    held, before = _moved(person, the_round, version, "review")
    readable = entries_run_by(person, held)
    if unchecked := readable.filter(state=SUBMITTED).order_by("application__number"):
        numbers = pgettext("between names", ", ").join(str(each.application.number) for each in unchecked)
        raise Refusal(UNCHECKED, numbers=numbers)
    if not readable.filter(state=ADMITTED).exists():
        raise Refusal(NOTHING)
    _store(person, held, "review", before)
    find_conflicts(held.call)
    waiting = Review.objects.filter(entry__round=held, state=ASSIGNED, juror__state=ACCEPTED)
    _tell(held, Counter(waiting.values_list("juror", flat=True)))
    return held


@transaction.atomic
def end_reviews(person: Any, the_round: Round, version: int) -> Round:
    """No review is handed in any more: the jury meets."""
    held, before = _moved(person, the_round, version, "meet")
    return _store(person, held, "meet", before)


@transaction.atomic
def resume_reviews(person: Any, the_round: Round, version: int) -> Round:
    """Reviews are written again."""
    held, before = _moved(person, the_round, version, "resume")
    return _store(person, held, "resume", before)


@transaction.atomic
def extend_reviews(person: Any, the_round: Round, version: int, until: datetime) -> Round:
    """Reviews are due later: for all jurors of the round."""
    require(may_run, person, the_round)
    held = lock(the_round, version)
    if held.state not in ASSIGNABLE:
        raise NotOpen(NOT_ASSIGNABLE, state=ROUND.label(held.state))
    if until <= timezone.now():
        raise Refusal(PAST)
    if held.reviews_due is not None and until <= held.reviews_due:
        raise Refusal(EARLIER, due=Moment(held.reviews_due, held.call.time_zone))
    before = _kept(held)
    held.reviews_due = until
    check_order(held)
    _store(person, held, "extend", before)
    owing = Review.objects.filter(entry__round=held, state=ASSIGNED, juror__state=ACCEPTED)
    if held.state == REVIEWING:
        for juror in _jurors(owing.values_list("juror", flat=True)):
            tell_of_reviews(juror, held, f"later:{held.version}", LATER)
    return held


def _give_all(person: Any, the_round: Round, found: Plan) -> None:
    """What an assignment gives: its entries were read by the person, which is the check; those once withdrawn move."""
    there = {(each.entry_id, each.juror_id): each for each in Review.objects.filter(entry__round=the_round)}
    entries, jurors = (
        {row.entry.pk: row.entry for row in found.rows},
        {each.juror.pk: each.juror for each in found.loads},
    )
    for entry, juror in found.new:
        if (entry, juror) in there:
            _give(person, entries[entry], jurors[juror], by_hand=False)
    fresh = [Review(entry_id=entry, juror_id=juror) for entry, juror in found.new if (entry, juror) not in there]
    for review in Review.objects.bulk_create(fresh):
        record(person, "assign", review, {}, {"state": ASSIGNED})


def _give(person: Any, entry: Entry, juror: Juror, by_hand: bool) -> Review:
    require(may_run_clear, person, entry)
    found = Review.objects.select_for_update().filter(entry=entry, juror=juror).first()
    before: dict[str, Any] = {}
    if found is None:
        found = Review.objects.create(entry=entry, juror=juror, by_hand=by_hand)
    else:
        before = {"state": found.state}
        REVIEW.move(found, "assign", person)
        found.by_hand = by_hand
        save_next(found)
    record(person, "assign", found, before, {"state": ASSIGNED})
    return found


def _drop(person: Any, review: Review) -> None:
    """Nobody began it: it is given to others."""
    before = {"state": review.state}
    REVIEW.move(review, "withdraw", person)
    save_next(review)
    record(person, "withdraw", review, before, {"state": review.state}, GIVEN_AWAY)


def _check_assignable(the_round: Round) -> None:
    if the_round.state not in ASSIGNABLE:
        raise NotOpen(NOT_ASSIGNABLE, state=ROUND.label(the_round.state))


def _check_juror(entry: Entry, juror: Juror) -> None:
    if juror.call_id != entry.application.call_id or juror.state != ACCEPTED or entry.state != ADMITTED:
        raise Occupied(NOT_HERE)
    if not is_clear(juror.person, entry):
        raise Occupied(NOT_CLEAR)
    held = Review.objects.filter(entry__round=entry.round_id, juror=juror).exclude(state=WITHDRAWN)
    if held.filter(entry=entry).exists():
        raise Occupied(HAS_IT)
    if held.count() >= most_load(juror, entry.round):
        raise Occupied(FULL, load=held.count())


def _tell(the_round: Round, counts: Counter[int]) -> None:
    """One letter to each juror, whatever was assigned at once."""
    moment = int(timezone.now().timestamp())
    for juror in _jurors(counts):
        tell_of_reviews(juror, the_round, f"assigned:{moment}", TO_REVIEW, counts[juror.pk])


def _jurors(numbers: Any) -> list[Juror]:
    return list(Juror.objects.filter(pk__in=set(numbers)).select_related("person", "call"))


def _moved(person: Any, the_round: Round, version: int, verb: str) -> tuple[Round, dict[str, Any]]:
    held = lock(the_round, version)
    before = _kept(held)
    ROUND.move(held, verb, person)
    return held, before


def _store(person: Any, the_round: Round, verb: str, before: dict[str, Any]) -> Round:
    save_next(the_round)
    record(person, verb, the_round, before, _kept(the_round))
    return the_round


def _kept(the_round: Round) -> dict[str, Any]:
    due = the_round.reviews_due
    return {"state": the_round.state, "reviews_due": due.isoformat() if due else ""}
