"""An application is handed in, taken back, or withdrawn; what comes late, incomplete or not eligible is refused."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.selection.actions.application_letters import (
    AMENDED,
    AMENDED_HERE,
    ARRIVED,
    TAKEN_BACK,
    WITHDRAWN_HERE,
    tell_applicant,
    tell_officers,
)
from clusteratlas_web.selection.actions.application_letters import WITHDRAWN as IS_WITHDRAWN
from clusteratlas_web.selection.actions.conflicts import find_conflicts
from clusteratlas_web.selection.actions.deadlines import require_open, require_to_hand_in
from clusteratlas_web.selection.completeness import Incomplete
from clusteratlas_web.selection.eligibility import NotEligible, failed
from clusteratlas_web.selection.models import Entry
from clusteratlas_web.selection.queries.applications import findings_of, lacking
from clusteratlas_web.selection.states import DRAFT, ENTRY, INELIGIBLE, RETURNED
from clusteratlas_web.selection.written import Sentences

LACKS = said("The application is not complete. %(missing)s")
NOT_FULFILLED = said("The applicant is not eligible. %(reasons)s")


@transaction.atomic
def submit_entry(person: Any, entry: Entry, version: int, arrived: datetime) -> Entry:
    """Hands an application in, or hands an amended one in again; `arrived` is the instant it came."""
    held = lock(entry, version)
    before, was = entry_state(held), held.state
    ENTRY.move(held, "submit", person)
    require_to_hand_in(held, was, arrived)
    _complete(held)
    _eligible(held)
    held.submitted, held.submitted_by, held.amend_until = arrived, person, None
    _store(person, held, "submit", before)
    find_conflicts(held.call)
    tell_applicant(held, "submitted", AMENDED if was == RETURNED else ARRIVED)
    if was == RETURNED:
        tell_officers(held, "amended", AMENDED_HERE)
    return held


@transaction.atomic
def take_back_entry(person: Any, entry: Entry, version: int, arrived: datetime) -> Entry:
    """A draft again, as long as the round is open: it has to be handed in once more."""
    held = lock(entry, version)
    before = entry_state(held)
    ENTRY.move(held, "take_back", person)
    require_open(held.round, arrived)
    held.submitted = held.submitted_by = None
    _store(person, held, "take_back", before)
    tell_applicant(held, "taken-back", TAKEN_BACK)
    return held


@transaction.atomic
def withdraw_entry(person: Any, entry: Entry, version: int) -> Entry:
    """The applicant does not apply any more, or steps back from an award."""
    held = lock(entry, version)
    before, was_draft = entry_state(held), held.state == DRAFT
    ENTRY.move(held, "withdraw", person)
    _store(person, held, "withdraw", before)
    tell_applicant(held, "withdrawn", IS_WITHDRAWN)
    if not was_draft:
        tell_officers(held, "withdrawn", WITHDRAWN_HERE)
    return held


def entry_state(entry: Entry) -> dict[str, Any]:
    """Where an entry stands, as the history keeps it; no names of people."""
    until = entry.appeal_until if entry.state == INELIGIBLE else None
    instants = {"submitted": entry.submitted, "amend_until": entry.amend_until, "appeal_until": until}
    shown = {name: moment.isoformat() if moment else "" for name, moment in instants.items()}
    return {"state": entry.state, **shown, "asked_for": entry.asked_for}


def _complete(entry: Entry) -> None:
    missing = lacking(entry)
    if missing:
        raise Incomplete(LACKS, missing=Sentences(tuple((each.sentence, each.facts) for each in missing)))


def _eligible(entry: Entry) -> None:
    found = failed(findings_of(entry))
    if found:
        raise NotEligible(NOT_FULFILLED, reasons=Sentences(tuple((each.sentence, each.facts) for each in found)))


def _store(person: Any, entry: Entry, verb: str, before: dict[str, Any]) -> None:
    save_next(entry)
    record(person, verb, entry, before, entry_state(entry))
