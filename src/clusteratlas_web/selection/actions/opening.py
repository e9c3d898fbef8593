"""Rounds open and close: by the clock, or by hand with the reason; a deadline is extended, and applicants are told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.call_letters import CLOSED, EXTENDED, REOPENED, tell_applicants, tell_officers
from clusteratlas_web.selection.actions.calls import NO_REASON, OVER
from clusteratlas_web.selection.actions.rounds import check_order
from clusteratlas_web.selection.models import Call, Round
from clusteratlas_web.selection.permissions import may_run
from clusteratlas_web.selection.queries.rounds import to_close, to_open
from clusteratlas_web.selection.states import DRAFT, FINAL, OPEN, PLANNED, PUBLISHED, ROUND

NOT_PUBLISHED = said("A round opens when its call is published.")
NOT_ITS_TURN = said("A round opens when the decisions of the round before it are final.")
PAST = said("The new deadline is past already.")
NOT_LATER = said("A deadline is only ever moved to a later instant.")
REVIEWS_FIRST = said("The reviews of this round are due before that. Move that date first.")
NOT_OPEN = said("A deadline is extended while the round is open, or before. A closed round is opened again.")


@transaction.atomic
def open_round(person: Any, the_round: Round, version: int, reason: str) -> Round:
    """Opens by hand, now."""
    held = lock(the_round, version)
    _needs_reason(reason)
    before = _dates(held)
    ROUND.move(held, "open", person)
    _check_turn(held)
    held.opens = timezone.now()
    if held.closes is not None and held.closes <= held.opens:
        raise Refusal(PAST)
    return _moved(person, held, "open", before, reason)


@transaction.atomic
def close_round(person: Any, the_round: Round, version: int, reason: str) -> Round:
    """Closes by hand, now; whoever has an application in it is told why."""
    held = lock(the_round, version)
    _needs_reason(reason)
    before = _dates(held)
    ROUND.move(held, "close", person)
    now = timezone.now()
    was_early = held.closes is None or now < held.closes
    held.closes = now if was_early else held.closes
    _moved(person, held, "close", before, reason)
    if was_early:
        tell_applicants(held, CLOSED, reason)
    return held


@transaction.atomic
def reopen_round(person: Any, the_round: Round, version: int, closes: datetime, reason: str) -> Round:
    """Opens a closed round again, until a new deadline; whoever has an application in it is told."""
    held = lock(the_round, version)
    _needs_reason(reason)
    before = _dates(held)
    ROUND.move(held, "reopen", person)
    _check_later(held, closes)
    held.closes = closes
    check_order(held)
    _moved(person, held, "reopen", before, reason)
    tell_applicants(held, REOPENED, reason)
    return held


@transaction.atomic
def extend_deadline(person: Any, the_round: Round, version: int, closes: datetime, reason: str) -> Round:
    """Moves a deadline to a later instant; whoever has a draft or a submission is told."""
    require(may_run, person, the_round)
    held = lock(the_round, version)
    _needs_reason(reason)
    before = _dates(held)
    if held.call.state != PUBLISHED:
        raise Refusal(NOT_PUBLISHED if held.call.state == DRAFT else OVER)
    if held.state not in (PLANNED, OPEN):
        raise Refusal(NOT_OPEN)
    _check_later(held, closes)
    held.closes = closes
    check_order(held)
    _moved(person, held, "extend", before, reason)
    tell_applicants(held, EXTENDED, reason)
    return held


def turn_rounds(now: datetime) -> int:
    """Opens and closes what is due by the clock; returns how many. Doing it twice does nothing twice."""
    opened = sum(_by_clock(each, "open", now) for each in to_open(now))
    return opened + sum(_by_clock(each, "close", now) for each in to_close(now))


@transaction.atomic
def _by_clock(the_round: Round, verb: str, now: datetime) -> int:
    held, due = lock(the_round), {"open": to_open, "close": to_close}[verb]
    if not due(now).filter(pk=held.pk).exists():
        return 0
    before = _dates(held)
    held.state = ROUND.transition(verb).target
    _moved(None, held, verb, before, "")
    tell_officers(held, verb)
    return 1


def _moved(person: Any, held: Round, verb: str, before: dict[str, Any], reason: str) -> Round:
    save_next(held)
    record(person, verb, held.call, before | {"round": ""}, _dates(held) | {"round": held.number}, reason)
    return held


def _dates(held: Round) -> dict[str, Any]:
    return {
        "state": held.state,
        "opens": held.opens.isoformat() if held.opens else None,
        "closes": held.closes.isoformat() if held.closes else None,
    }


def _needs_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(NO_REASON)


def _check_turn(held: Round) -> None:
    if Call.objects.get(pk=held.call_id).state != PUBLISHED:
        raise Refusal(NOT_PUBLISHED)
    if held.call.rounds.filter(number__lt=held.number).exclude(state=FINAL).exists():
        raise Refusal(NOT_ITS_TURN)


def _check_later(held: Round, closes: datetime) -> None:
    if closes <= timezone.now():
        raise Refusal(PAST)
    if held.closes is not None and closes <= held.closes:
        raise Refusal(NOT_LATER)
    if held.reviews_due is not None and closes >= held.reviews_due:
        raise Refusal(REVIEWS_FIRST)
