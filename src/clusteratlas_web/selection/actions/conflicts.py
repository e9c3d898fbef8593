"""Conflicts of interest: found from what is recorded, declared, asked as a doubt, and decided."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.selection.actions.jury_letters import IS_NONE, IS_ONE, tell_deciders, tell_juror
from clusteratlas_web.selection.actions.reviews import withdraw_reviews
from clusteratlas_web.selection.jury_refusals import CONFLICT_THERE, NOT_HERE, WHY, Occupied, ReasonNeeded
from clusteratlas_web.selection.models import Application, Call, Conflict, Juror, Review
from clusteratlas_web.selection.permissions import holds_seat, may_decide
from clusteratlas_web.selection.queries.conflicts import IN_JURY, Found, Key, found_now, grounds_kept
from clusteratlas_web.selection.queries.reviewing import kept_out
from clusteratlas_web.selection.queries.ties import merged_into
from clusteratlas_web.selection.states import ASKED, CONFLICT, DISMISSED, FINAL, STANDS, WITHDRAWN
from clusteratlas_web.selection.words import DECLARED

KEPT_OUT = "conflict of interest"  # note of the history on reviews that are withdrawn


@transaction.atomic
def find_conflicts(call: Call) -> int:
    """Adds the conflicts that are recorded now and not known yet; returns how many. Doing it twice adds nothing.

    Nothing is removed: of a conflict whose ground is not recorded any more it is noted since when, and one that was
    dismissed is asked again when there is a ground that nobody knew then. Reviews by whom a conflict keeps out are
    withdrawn, except in rounds that are final.
    """
    held = Call.objects.select_for_update().get(pk=call.pk)
    found = found_now(held)
    rows = Conflict.objects.filter(juror__call=held, juror__state__in=IN_JURY).select_related("juror__person")
    known = {(each.juror_id, each.application_id, each.kind): each for each in rows}
    new = [_add(key, told) for key, told in found.items() if key not in known]
    merged = merged_into(about for each in rows for _, about in each.grounds if isinstance(about, int))
    for key, conflict in known.items():
        _renew(conflict, found.get(key), merged)
    _withdraw_reviews_of(held)
    return len(new)


@transaction.atomic
def declare_conflict(person: Any, juror: Juror, application: Application, reason: str) -> Conflict:
    """A juror declares a conflict on one application and reads nothing of it from now on."""
    return _declare(person, juror, application, reason, STANDS, "declare")


@transaction.atomic
def declare_doubt(person: Any, juror: Juror, application: Application, reason: str) -> Conflict:
    """A juror is not sure: it keeps the juror out until it is decided."""
    return _declare(person, juror, application, reason, ASKED, "ask")


@transaction.atomic
def ask_conflict(person: Any, juror: Juror, application: Application, kind: str, reason: str) -> Conflict:
    """Who decides on conflicts asks whether a juror has one; it keeps the juror out until it is decided."""
    require(may_decide, person, application)
    made = _make(juror, application, kind, reason, state=ASKED)
    record(person, "ask", made, {}, _kept(made))
    _withdraw_reviews_of(juror.call)
    tell_deciders(made)
    return made


def uphold_conflict(person: Any, conflict: Conflict, version: int, answer: str) -> Conflict:
    """It is a conflict."""
    return _decide(person, conflict, version, "uphold", answer)


def dismiss_conflict(person: Any, conflict: Conflict, version: int, answer: str) -> Conflict:
    """It is none: the juror may read the application. A review that was withdrawn stays so until it is assigned."""
    return _decide(person, conflict, version, "dismiss", answer)


@transaction.atomic
def _decide(person: Any, conflict: Conflict, version: int, verb: str, answer: str) -> Conflict:
    held = lock(conflict, version)
    before = _kept(held)
    CONFLICT.move(held, verb, person)
    if not answer.strip():
        raise ReasonNeeded(WHY)
    held.answer = answer
    save_next(held)
    record(person, verb, held, before, _kept(held))
    if held.state == STANDS:
        _withdraw_reviews_of(held.call)
    _tell_juror(held)
    return held


def _declare(person: Any, juror: Juror, application: Application, reason: str, state: str, verb: str) -> Conflict:
    require(holds_seat, person, juror)
    made = _make(juror, application, DECLARED, reason, state=state, is_declared=True)
    record(person, verb, made, {}, _kept(made))
    _withdraw_reviews_of(juror.call)
    if state == ASKED:
        tell_deciders(made)
    return made


def _make(juror: Juror, application: Application, kind: str, reason: str, **facts: Any) -> Conflict:
    if juror.call_id != application.call_id or juror.state not in IN_JURY:
        raise Occupied(NOT_HERE)
    if not reason.strip():
        raise ReasonNeeded(WHY)
    Juror.objects.select_for_update().get(pk=juror.pk)
    known = Conflict.objects.filter(juror=juror, application=application, kind=kind).first()
    if known is None:
        return Conflict.objects.create(juror=juror, application=application, kind=kind, reason=reason, **facts)
    if known.state != DISMISSED:
        raise Occupied(CONFLICT_THERE)
    for name, value in (facts | {"reason": reason, "answer": ""}).items():
        setattr(known, name, value)
    save_next(known)
    return known


def _add(key: Key, told: Found) -> Conflict:
    juror, application, kind = key
    made = Conflict.objects.create(
        juror_id=juror,
        application_id=application,
        kind=kind,
        is_declared=told.is_declared,
        grounds=[list(each) for each in told.grounds],
    )
    record(None, "find", made, {}, _kept(made))
    return made


def _renew(conflict: Conflict, told: Found | None, merged: Mapping[int, int]) -> None:
    """A known conflict beside what is recorded now; what was declared on one application has no ground to lose.

    An organisation that was merged into another is not another ground.
    """
    now = [list(each) for each in told.grounds] if told else []
    known = [[word, merged.get(about, about)] for word, about in conflict.grounds]
    more = [each for each in now if each not in known]
    gone = conflict.gone if conflict.gone and not now else timezone.now() if conflict.grounds and not now else None
    if not more and gone == conflict.gone:
        return
    before = _kept(conflict)
    conflict.grounds, conflict.gone = [*conflict.grounds, *more], gone
    asked_again = bool(more) and conflict.state == DISMISSED
    if asked_again:
        conflict.state = ASKED
    save_next(conflict)
    verb = "ask_again" if asked_again else "lose_ground" if gone else "find_again"
    record(None, verb, conflict, before, _kept(conflict))
    if asked_again:
        tell_deciders(conflict)


def _withdraw_reviews_of(call: Call) -> int:
    """The reviews of a call whose juror a conflict keeps out of the application."""
    rows = Review.objects.filter(juror__call=call).exclude(state=WITHDRAWN).exclude(entry__round__state=FINAL)
    rows = rows.filter(kept_out()).select_related("juror__person", "juror__call", "entry__application")
    return withdraw_reviews(None, list(rows), KEPT_OUT)


def _tell_juror(conflict: Conflict) -> None:
    """How it was decided; where the juror never knew of the application, only that there is one more to read."""
    knew = conflict.is_declared and not conflict.grounds
    if conflict.state == DISMISSED or knew:
        headline = IS_ONE if conflict.state == STANDS else IS_NONE
        occasion = f"decided:{conflict.pk}:{conflict.version}"
        tell_juror(conflict.juror, occasion, headline, number=conflict.application.number)


def _kept(conflict: Conflict) -> dict[str, Any]:
    """What the history keeps."""
    gone = conflict.gone and conflict.gone.isoformat()
    facts = {"kind": conflict.kind, "reason": conflict.reason, "answer": conflict.answer, "gone": gone or ""}
    return facts | {"state": conflict.state, "grounds": grounds_kept(conflict)}
