"""An applicant appeals during the public notice; somebody who did not decide answers, and may decide anew."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.states import WrongState
from clusteratlas_web.selection.actions.deciding_steps import RoundState
from clusteratlas_web.selection.actions.decision_letters import tell_of_decision, tell_officers_of_appeal
from clusteratlas_web.selection.actions.decisions import AFTER_APPEAL, Ruling, check_ruling, rule_on
from clusteratlas_web.selection.deadlines import is_before
from clusteratlas_web.selection.deciding_refusals import (
    APPEALED,
    LATE_APPEAL,
    MUST_SELECT,
    NO_ANSWER,
    NO_GROUNDS,
    NO_NOTICE,
    YOU_DECIDED,
    DecidedYourself,
    NoReason,
    NotDecided,
    TooLate,
)
from clusteratlas_web.selection.models import Appeal, Decision, Entry, Round
from clusteratlas_web.selection.permissions import answers_for
from clusteratlas_web.selection.states import APPEAL, ENTRY, NOT_SELECTED, NOTICED
from clusteratlas_web.selection.words import SELECTED
from clusteratlas_web.selection.written import Moment

UPHELD_LETTER = gettext_lazy("Your appeal is upheld")
DISMISSED_LETTER = gettext_lazy("Your appeal is dismissed")


@transaction.atomic
def lodge_appeal(person: Any, entry: Entry, grounds: str, arrived: datetime) -> Appeal:
    """An appeal by a manager of the applicant, while the public notice runs; one for each application."""
    held = lock(entry)
    require(answers_for, person, held)
    _insist_on_notice(held.round)
    _check_in_time(held.round, arrived)
    if not grounds.strip():
        raise NoReason(NO_GROUNDS)
    if Appeal.objects.filter(entry=held).exists():
        raise NotDecided(APPEALED)
    appeal = Appeal.objects.create(entry=held, grounds=grounds.strip(), lodged_by=person, lodged=arrived)
    record(person, "lodge", appeal, {}, _kept(appeal))
    tell_officers_of_appeal(appeal)
    return appeal


@transaction.atomic
def withdraw_appeal(person: Any, appeal: Appeal, version: int) -> Appeal:
    """The applicant takes it back."""
    held = lock(appeal, version)
    before = _kept(held)
    APPEAL.move(held, "withdraw", person)
    save_next(held)
    record(person, "withdraw", held, before, _kept(held))
    return held


@transaction.atomic
def dismiss_appeal(person: Any, appeal: Appeal, version: int, answer: str) -> Appeal:
    """The decision stands."""
    held = _answered(person, appeal, version, "dismiss", answer)
    tell_of_decision(_decision(held.entry), "dismissed", DISMISSED_LETTER)
    return held


@transaction.atomic
def uphold_appeal(person: Any, appeal: Appeal, version: int, answer: str, ruling: Ruling) -> Appeal:
    """A new decision selects the application; places may be exceeded by those that were upheld, and by no others."""
    held = _answered(person, appeal, version, "uphold", answer)
    if ruling.outcome != SELECTED:
        raise NotDecided(MUST_SELECT)
    check_ruling(held.call, ruling)
    decision = lock(_decision(held.entry))
    rule_on(person, decision, ruling, decision.meeting, AFTER_APPEAL)
    _select(person, held.entry)
    tell_of_decision(decision, "upheld", UPHELD_LETTER)
    return held


def _answered(person: Any, appeal: Appeal, version: int, verb: str, answer: str) -> Appeal:
    held = lock(appeal, version)
    before = _kept(held)
    APPEAL.move(held, verb, person)
    _insist_on_notice(held.entry.round)
    if decided(person, held.entry):
        raise DecidedYourself(YOU_DECIDED)
    if not answer.strip():
        raise NoReason(NO_ANSWER)
    held.answer, held.answered_by, held.answered = answer.strip(), person, timezone.now()
    save_next(held)
    record(person, verb, held, before, _kept(held))
    return held


def _kept(appeal: Appeal) -> dict[str, Any]:
    """What the history keeps of an appeal; who and when stands beside it."""
    return {name: value for name, value in state_of(appeal).items() if name in ("state", "grounds", "answer")}


def decided(person: Any, entry: Entry) -> bool:
    """Whether somebody decided on an entry: wrote the decision down, or sat in the meeting."""
    decision = _decision(entry)
    return bool(decision.decided_by == person or decision.meeting.present.filter(person=person).exists())


def _decision(entry: Entry) -> Decision:
    return Decision.objects.select_related("entry__application__call", "entry__round__call", "meeting").get(entry=entry)


def _select(person: Any, entry: Entry) -> None:
    held = lock(entry)
    if held.state != NOT_SELECTED:
        return
    before = state_of(held)
    ENTRY.move(held, "select", person)
    save_next(held)
    record(person, "select", held, before, state_of(held))


def _insist_on_notice(the_round: Round) -> None:
    if the_round.state != NOTICED:
        raise WrongState(NO_NOTICE, state=RoundState(the_round))


def _check_in_time(the_round: Round, arrived: datetime) -> None:
    ends = the_round.notice_ends
    if not is_before(arrived, ends) and ends is not None:
        zone = the_round.call.time_zone
        raise TooLate(LATE_APPEAL, ends=Moment(ends, zone), arrived=Moment(arrived.replace(microsecond=0), zone))
