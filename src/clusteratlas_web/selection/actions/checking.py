"""Officers check applications: condition by condition, then they admit, return or exclude, each with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.clocks import Moment
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.application_letters import ADMITTED, EXCLUDED, RETURNED, tell_applicant
from clusteratlas_web.selection.actions.conflicts import find_conflicts
from clusteratlas_web.selection.actions.handing_in import entry_state
from clusteratlas_web.selection.actions.reviews import reopen_reviews
from clusteratlas_web.selection.deadlines import end_of_notice
from clusteratlas_web.selection.deciding_refusals import (
    APPEAL_WAITS,
    FINDING_FINAL,
    OVERTURNED,
    RESUME_FIRST,
    TOO_FAR,
    DecidedYourself,
    NotTaken,
)
from clusteratlas_web.selection.models import Check, Condition, Entry, Round
from clusteratlas_web.selection.permissions import may_run_clear
from clusteratlas_web.selection.queries.checking import checked, not_met, outdated_reviews, with_checks
from clusteratlas_web.selection.queries.notices import appeal_against_finding, is_overturned
from clusteratlas_web.selection.states import CHECKING, DISMISSED, ENTRY, LODGED, MEETING, OPEN, REVIEWING, ROUND
from clusteratlas_web.selection.written import Sentences

NO_REASONS = said("Say why: the applicant reads it.")
NO_NOTE = said("This differs from what the platform found. Say why.")
PAST = said("The day until which it can be amended, %(day)s, is over already.")
NOT_CHECKED = said(
    "This is not settled. %(open)s Check each of them, or say in a note why the application is admitted."
)
STILL_OPEN = said(
    "The round is open: the applicant can still take the application back. Check it when the round is closed."
)
NOT_NOW = said("This cannot be done while the round is “%(state)s”.")
SCORED = said("The application was amended after it was scored, and the jury meets. Resume the reviews first.")
AMENDED = said("The application was amended after it was scored.")


class ReasonNeeded(Refusal):
    """A step that is only taken with words that say why."""

    status = HTTPStatus.BAD_REQUEST


@dataclass(frozen=True)
class Found:
    """What an officer found on a condition; None takes a check back."""

    is_met: bool | None
    note: str = ""


@transaction.atomic
def check_conditions(person: Any, entry: Entry, found: Mapping[Condition, Found]) -> Entry:
    """What an officer found on conditions. It does not change the application, nor what jurors read."""
    require(may_run_clear, person, entry)
    held = with_checks(Entry.objects.filter(pk=entry.pk)).get()
    _in_states(held.round, (OPEN, CHECKING, REVIEWING, MEETING))
    platform = {each.condition.pk: each.finding.state for each in checked(held) if each.condition}
    before = _checks(held)
    for condition, each in found.items():
        _differs_with_a_note(platform[condition.pk], each)
        if each.is_met is None:
            Check.objects.filter(entry=held, condition=condition).delete()
        else:
            facts = {"is_met": each.is_met, "note": each.note, "by": person}
            Check.objects.update_or_create(entry=held, condition=condition, defaults=facts)
    record(person, "check", held, before, _checks(held))
    return held


@transaction.atomic
def admit_entry(person: Any, entry: Entry, version: int, note: str = "") -> Entry:
    """The jury gets it; what is not settled needs a note. Reviews of an earlier version go back to their jurors."""
    held, before = _moved(person, entry, version, "admit", (CHECKING, REVIEWING, MEETING))
    _not_appealed(held)
    open_ones = not_met(checked(with_checks(Entry.objects.filter(pk=held.pk)).get()))
    if open_ones and not note.strip():
        sentences = Sentences(tuple((each.finding.sentence, each.finding.facts) for each in open_ones))
        raise ReasonNeeded(NOT_CHECKED, open=sentences)
    if held.round.state == MEETING and outdated_reviews(held).exists():
        raise Refusal(SCORED)
    held.asked_for = ""
    save_next(held)
    record(person, "admit", held, before, entry_state(held))
    if note.strip():
        record(person, "check", held, {}, {}, note)
    _bring_to_jury(held)
    tell_applicant(held, "admitted", ADMITTED)
    return held


def readmit_entry(person: Any, entry: Entry) -> Entry:
    """After an appeal against its finding was upheld: it is checked again, or read by the jury that reviews already.

    Raises NotTaken where the round has gone further.
    """
    held = lock(entry)
    state = held.round.state
    if state not in (OPEN, CHECKING, REVIEWING):
        raise NotTaken(RESUME_FIRST) if state == MEETING else NotTaken(TOO_FAR, state=_State(state))
    before, verb = entry_state(held), "admit" if state == REVIEWING else "check_again"
    ENTRY.move(held, verb, person)
    held.asked_for = ""
    save_next(held)
    record(person, verb, held, before, entry_state(held))
    if verb == "admit":
        _bring_to_jury(held)
    return held


@transaction.atomic
def return_entry(person: Any, entry: Entry, version: int, reasons: str, until: datetime) -> Entry:
    """Asks the applicant for an amendment, until an instant, with what is to be amended."""
    held, before = _moved(person, entry, version, "return", (OPEN, CHECKING, REVIEWING))
    _with_reasons(reasons)
    if until <= timezone.now():
        raise Refusal(PAST, day=Moment(until, held.call.time_zone))
    held.asked_for, held.amend_until = reasons, until
    save_next(held)
    record(person, "return", held, before, entry_state(held))
    tell_applicant(held, "returned", RETURNED, reasons)
    return held


@transaction.atomic
def exclude_entry(person: Any, entry: Entry, version: int, reasons: str) -> Entry:
    """Finds it not eligible, with reasons; the applicant can appeal, and it can still be admitted without an appeal."""
    held, before = _moved(person, entry, version, "exclude", (CHECKING, REVIEWING, MEETING))
    _with_reasons(reasons)
    if held.excluded_by == person and is_overturned(held):
        raise DecidedYourself(OVERTURNED)
    held.asked_for, held.amend_until = reasons, None
    held.excluded, held.excluded_by = timezone.now(), person
    held.appeal_until = end_of_notice(held.excluded, held.round.appeal_days, held.call.time_zone)
    save_next(held)
    record(person, "exclude", held, before, entry_state(held))
    tell_applicant(held, "excluded", EXCLUDED, reasons)
    return held


def _moved(person: Any, entry: Entry, version: int, verb: str, states: tuple[str, ...]) -> tuple[Entry, dict[str, Any]]:
    held = lock(entry, version)
    before = entry_state(held)
    ENTRY.move(held, verb, person)
    _in_states(held.round, states)
    return held, before


def _bring_to_jury(entry: Entry) -> None:
    """From now on jurors read it: without those whom a conflict keeps out, and anew where they read another version."""
    find_conflicts(entry.call)
    reopen_reviews(entry, AMENDED)


def _not_appealed(entry: Entry) -> None:
    """A finding against which there was an appeal is settled by its answer."""
    appeal = appeal_against_finding(entry)
    if appeal is not None and appeal.state in (LODGED, DISMISSED):
        raise Refusal(APPEAL_WAITS if appeal.state == LODGED else FINDING_FINAL)


def _in_states(the_round: Round, states: tuple[str, ...]) -> None:
    if the_round.state == OPEN and OPEN not in states:
        raise Refusal(STILL_OPEN)
    if the_round.state not in states:
        raise Refusal(NOT_NOW, state=_State(the_round.state))


class _State:
    """A state of a round, called in the language of whoever reads the refusal."""

    def __init__(self, state: str) -> None:
        self.state = state

    def __str__(self) -> str:
        return ROUND.label(self.state)


def _with_reasons(reasons: str) -> None:
    if not reasons.strip():
        raise ReasonNeeded(NO_REASONS)


def _differs_with_a_note(platform: str, found: Found) -> None:
    said_by_platform = {"met": True, "failed": False}.get(platform)
    differs = said_by_platform is not None and found.is_met is not None and found.is_met != said_by_platform
    if differs and not found.note.strip():
        raise ReasonNeeded(NO_NOTE)


def _checks(entry: Entry) -> dict[str, Any]:
    rows = Check.objects.filter(entry=entry).select_related("condition")
    return {f"{each.condition.number}": f"{'✓' if each.is_met else '✗'} {each.note}".strip() for each in rows}
