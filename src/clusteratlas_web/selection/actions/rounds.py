"""The rounds of a call are added, changed and removed; what applicants rely on only until a round opens."""

from itertools import pairwise
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.calls import OVER
from clusteratlas_web.selection.conditions import fault_of
from clusteratlas_web.selection.models import Call, Condition, Criterion, Round
from clusteratlas_web.selection.permissions import may_run
from clusteratlas_web.selection.states import CANCELLED, CHECKING, CONCLUDED, OPEN, PLANNED

OPENED = said("This round has opened. What it asks for and judges by is settled; a deadline can be extended.")
REVIEWS_BEGAN = said("The reviews of this round have begun. How it is judged is settled.")
DATES_IN_ORDER = said("The dates of a round follow each other: it opens, closes, the reviews are due, it is decided.")
NOT_LAST = said("Only the last round of a call can be removed.")
IN_USE = said("Something is stored about this already, so it is kept.")

TERMS = frozenset({"opens", "closes", "places", "asks", "least_score", "appeal_days"})
JUDGING = frozenset(
    ("least_reviews", "most_load", "sees_reviews", "reads", "shows_applicants", "centre", "removes_severity", "quorum")
)
_IN_ORDER = ("opens", "closes", "reviews_due", "decision_due")


@transaction.atomic
def add_round(person: Any, call: Call, facts: dict[str, Any]) -> Round:
    """A further round, after the last one."""
    held = _running(person, call)
    last = held.rounds.aggregate(last=models.Max("number"))["last"] or 0
    made = Round(call=held, number=last + 1, **facts)
    check_order(made)
    made.save()
    record(person, "add round", held, {}, round_state(made))
    return made


@transaction.atomic
def edit_round(person: Any, the_round: Round, version: int, facts: dict[str, Any]) -> Round:
    """Its facts, as far as they are not settled; raises Changed where somebody else was faster."""
    call = _running(person, the_round.call)
    held = lock(the_round, version)
    before = round_state(held)
    changed = {name for name, value in facts.items() if getattr(held, name) != value}
    if changed & TERMS and held.state != PLANNED:
        raise Refusal(OPENED)
    if changed & JUDGING and held.state not in (PLANNED, OPEN, CHECKING):
        raise Refusal(REVIEWS_BEGAN)
    for field, value in facts.items():
        setattr(held, field, value)
    check_order(held)
    save_next(held)
    record(person, "change round", call, before | {"round": ""}, round_state(held) | {"round": held.number})
    return held


@transaction.atomic
def remove_round(person: Any, the_round: Round, version: int) -> None:
    """The last round no more; the history keeps what it was."""
    call = _running(person, the_round.call)
    held = _planned(the_round, version)
    if call.rounds.filter(number__gt=held.number).exists():
        raise Refusal(NOT_LAST)
    before = round_state(held)
    _deleted(held)
    record(person, "remove round", call, before, {})


@transaction.atomic
def add_criterion(person: Any, the_round: Round, facts: dict[str, Any]) -> Criterion:
    """What a round judges by, after the criteria there are."""
    call = _running(person, the_round.call)
    held = _planned(the_round)
    made = Criterion(round=held, number=_next(held.criteria), **facts)
    made.save()
    record(person, "add criterion", call, {}, piece_state(made))
    return made


@transaction.atomic
def change_criterion(person: Any, criterion: Criterion, version: int, facts: dict[str, Any], place: int) -> Criterion:
    """A criterion with other facts, in another place among the others."""
    call = _running(person, criterion.call)
    _planned(criterion.round)
    held = lock(criterion, version)
    before = piece_state(held)
    for field, value in facts.items():
        setattr(held, field, value)
    save_next(held)
    _put(held.round.criteria, held, place)
    held.refresh_from_db()
    record(person, "change criterion", call, before, piece_state(held))
    return held


@transaction.atomic
def remove_criterion(person: Any, criterion: Criterion, version: int) -> None:
    """A criterion no more."""
    call = _running(person, criterion.call)
    _planned(criterion.round)
    held = lock(criterion, version)
    before = piece_state(held)
    _deleted(held)
    record(person, "remove criterion", call, before, {})


@transaction.atomic
def add_condition(person: Any, the_round: Round, kind: str, value: Any, says: dict[str, str]) -> Condition:
    """What applications must fulfil, after the conditions there are."""
    call = _running(person, the_round.call)
    held = _planned(the_round)
    made = Condition(round=held, number=_next(held.conditions), kind=kind, value=value, says=says)
    _check_bound(made)
    made.save()
    record(person, "add condition", call, {}, piece_state(made))
    return made


@transaction.atomic
def change_condition(person: Any, condition: Condition, value: Any, says: dict[str, str]) -> Condition:
    """A condition with another bound."""
    call = _running(person, condition.call)
    _planned(condition.round)
    held = Condition.objects.select_for_update().get(pk=condition.pk)
    before = piece_state(held)
    held.value, held.says = value, says
    _check_bound(held)
    held.save()
    record(person, "change condition", call, before, piece_state(held))
    return held


@transaction.atomic
def remove_condition(person: Any, condition: Condition) -> None:
    """A condition no more."""
    call = _running(person, condition.call)
    _planned(condition.round)
    before = piece_state(condition)
    _deleted(condition)
    record(person, "remove condition", call, before, {})


def check_order(the_round: Round) -> None:
    """Raises a Refusal where the dates of a round do not follow each other."""
    dates = [getattr(the_round, name) for name in _IN_ORDER]
    there = [each for each in dates if each is not None]
    if any(then <= first for first, then in pairwise(there)):
        raise Refusal(DATES_IN_ORDER)


def round_state(the_round: Round) -> dict[str, Any]:
    """A round as the history of its call keeps it."""
    return {
        name: value for name, value in state_of(the_round).items() if name not in {"call", "noticed", "notice_ends"}
    }


def piece_state(piece: Criterion | Condition) -> dict[str, Any]:
    """A criterion or condition as the history of its call keeps it."""
    return state_of(piece) | {"round": piece.round.number}


def _running(person: Any, call: Call) -> Call:
    """The call, held, for somebody who runs it; refused where it is over."""
    require(may_run, person, call)
    held = lock(call)
    if held.state in (CONCLUDED, CANCELLED):
        raise Refusal(OVER)
    return held


def _planned(the_round: Round, version: int | None = None) -> Round:
    held = lock(the_round, version)
    if held.state != PLANNED:
        raise Refusal(OPENED)
    return held


def _next(pieces: Any) -> int:
    return int(pieces.aggregate(last=models.Max("number"))["last"] or 0) + 1


def _put(pieces: Any, piece: Criterion, place: int) -> None:
    """Numbers the pieces anew, one of them at a place; twice, since no two may have a number for a moment."""
    others = [each.pk for each in pieces.exclude(pk=piece.pk)]
    others.insert(max(0, place - 1), piece.pk)
    above = _next(pieces) + len(others)
    for start in (above, 1):
        for number, key in enumerate(others, start):
            pieces.filter(pk=key).update(number=number)


def _check_bound(condition: Condition) -> None:
    if fault := fault_of(condition.kind, condition.value, condition.says):
        raise Refusal(fault)


def _deleted(thing: models.Model) -> None:
    """Deletes; refused where applications, scores or checks point to it."""
    try:
        with transaction.atomic():
            thing.delete()
    except (models.ProtectedError, IntegrityError) as kept:
        raise Refusal(IN_USE) from kept
