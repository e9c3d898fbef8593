"""An applicant appeals against the decision, or against being found not eligible; somebody who did neither answers."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.states import WrongState
from clusteratlas_web.selection.actions.application_letters import FINDING_DISMISSED, FINDING_UPHELD, tell_applicant
from clusteratlas_web.selection.actions.checking import readmit_entry
from clusteratlas_web.selection.actions.deciding_steps import RoundState
from clusteratlas_web.selection.actions.decision_letters import tell_of_decision, tell_officers_of_appeal
from clusteratlas_web.selection.actions.decisions import AFTER_APPEAL, Ruling, check_ruling, rule_on
from clusteratlas_web.selection.deadlines import is_before
from clusteratlas_web.selection.deciding_refusals import (
    APPEALED,
    APPEALED_FINDING,
    LATE_APPEAL,
    MUST_SELECT,
    NO_ANSWER,
    NO_FINDING,
    NO_FINDING_RULED,
    NO_GROUNDS,
    NO_NOTICE,
    TOO_FAR,
    YOU_DECIDED,
    YOU_FOUND,
    DecidedYourself,
    NoReason,
    NotDecided,
    NotTaken,
    TooLate,
)
from clusteratlas_web.selection.models import Appeal, Decision, Entry, Round
from clusteratlas_web.selection.permissions import answers_for
from clusteratlas_web.selection.queries.notices import appeal_about
from clusteratlas_web.selection.states import (
    APPEAL,
    BEFORE_NOTICE,
    ENTRY,
    INELIGIBLE,
    NOT_SELECTED,
    NOTICED,
)
from clusteratlas_web.selection.words import DECISION, FINDING, SELECTED

UPHELD_LETTER = gettext_lazy("Your appeal is upheld")
DISMISSED_LETTER = gettext_lazy("Your appeal is dismissed")


@transaction.atomic
def lodge_appeal(person: Any, entry: Entry, grounds: str, arrived: datetime) -> Appeal:
    """An appeal by a manager of the applicant: while the public notice runs, or in the days that a finding leaves.

    One against the decision, and one against each finding.
    """
    held = lock(entry)
    require(answers_for, person, held)
    against = _insist_on_cause(held)
    _check_in_time(held, against, arrived)
    if not grounds.strip():
        raise NoReason(NO_GROUNDS)
    if appeal_about(held) is not None:
        raise NotDecided(APPEALED_FINDING if against == FINDING else APPEALED)
    about = {"against": against, "found": held.excluded if against == FINDING else None}
    appeal = Appeal.objects.create(entry=held, grounds=grounds.strip(), lodged_by=person, lodged=arrived, **about)
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
    """The decision stands, or the finding does."""
    held = _answered(person, appeal, version, "dismiss", answer)
    if held.against == FINDING:
        tell_applicant(held.entry, "finding-dismissed", FINDING_DISMISSED, held.answer)
    else:
        tell_of_decision(_decision(held.entry), "dismissed", DISMISSED_LETTER)
    return held


@transaction.atomic
def uphold_appeal(person: Any, appeal: Appeal, version: int, answer: str, ruling: Ruling) -> Appeal:
    """A new decision selects the application; places may be exceeded by those that were upheld, and by no others."""
    held = _answered(person, appeal, version, "uphold", answer)
    if held.against == FINDING:
        raise NotDecided(NO_FINDING_RULED)
    if ruling.outcome != SELECTED:
        raise NotDecided(MUST_SELECT)
    check_ruling(held.call, ruling)
    decision = lock(_decision(held.entry))
    rule_on(person, decision, ruling, decision.meeting, AFTER_APPEAL)
    _select(person, held.entry)
    tell_of_decision(decision, "upheld", UPHELD_LETTER)
    return held


@transaction.atomic
def uphold_against_finding(person: Any, appeal: Appeal, version: int, answer: str) -> Appeal:
    """The application takes part again: it is checked anew, or read by the jury, as far as the round has come."""
    held = _answered(person, appeal, version, "uphold", answer)
    if held.against != FINDING:
        raise NotDecided(MUST_SELECT)
    entry = readmit_entry(person, held.entry)
    tell_applicant(entry, "finding-upheld", FINDING_UPHELD, held.answer)
    return held


def _answered(person: Any, appeal: Appeal, version: int, verb: str, answer: str) -> Appeal:
    held = lock(appeal, version)
    before = _kept(held)
    APPEAL.move(held, verb, person)
    _insist_on_time_to_answer(held)
    if made_it(person, held):
        raise DecidedYourself(YOU_FOUND if held.against == FINDING else YOU_DECIDED)
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


def made_it(person: Any, appeal: Appeal) -> bool:
    """Whether somebody made what an appeal is against: the decision, or the finding."""
    return found(person, appeal.entry) if appeal.against == FINDING else decided(person, appeal.entry)


def found(person: Any, entry: Entry) -> bool:
    """Whether somebody found an entry not eligible: said so, or checked a condition as not met."""
    return bool(entry.excluded_by == person or entry.checks.filter(by=person, is_met=False).exists())


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


def _insist_on_cause(entry: Entry) -> str:
    """What there is to appeal against; raises WrongState or NotDecided."""
    if entry.state != INELIGIBLE:
        _insist_on_notice(entry.round)
        return DECISION
    if entry.excluded is None:
        raise NotDecided(NO_FINDING)
    if entry.round.state not in BEFORE_NOTICE:
        raise NotTaken(TOO_FAR, state=RoundState(entry.round))
    return FINDING


def _insist_on_time_to_answer(appeal: Appeal) -> None:
    the_round = appeal.entry.round
    if appeal.against == DECISION:
        _insist_on_notice(the_round)
    elif the_round.state not in BEFORE_NOTICE:
        raise NotTaken(TOO_FAR, state=RoundState(the_round))


def _insist_on_notice(the_round: Round) -> None:
    if the_round.state != NOTICED:
        raise WrongState(NO_NOTICE, state=RoundState(the_round))


def _check_in_time(entry: Entry, against: str, arrived: datetime) -> None:
    ends = entry.appeal_until if against == FINDING else entry.round.notice_ends
    if not is_before(arrived, ends) and ends is not None:
        zone = entry.round.call.time_zone
        raise TooLate(LATE_APPEAL, ends=Moment(ends, zone), arrived=Moment(arrived.replace(microsecond=0), zone))
