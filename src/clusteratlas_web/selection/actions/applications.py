"""An application is started and its plan and statements are edited, as long as that is possible."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.conflicts import find_conflicts
from clusteratlas_web.selection.actions.deadlines import require_open, require_time
from clusteratlas_web.selection.models import Application, Call, Criterion, Entry, Partner, Round, Statement
from clusteratlas_web.selection.permissions import may_apply_for, may_edit_application
from clusteratlas_web.selection.states import DRAFT, ENTRY, RETURNED

SAME_TITLE = said("The organisation has an application of this title in this call already.")
NOT_EDITED = said(
    "The application is “%(state)s” and cannot be edited. A draft can be edited, and what was returned for amendment."
)
LATER_ROUND = said("New applications come in the first round only; those of this round come from the round before.")
FIRST = 1


@transaction.atomic
def start_application(
    person: Any, organisation: Any, the_round: Round, facts: Mapping[str, str], arrived: datetime
) -> Application:
    """A draft for the first round of a call, with the organisation as lead; it has the next free number of the call."""
    call = _hold(the_round.call)
    made = Application(call=call, organisation=organisation, made_by=person, **facts)
    require(may_apply_for, person, made)
    _new_ones_come(the_round)
    require_open(the_round, arrived)
    if call.applications.filter(organisation=organisation, title=made.title).exists():
        raise Refusal(SAME_TITLE)
    made.number = next_number(call)
    made.save()
    entry = Entry.objects.create(application=made, round=the_round)
    Partner.objects.create(entry=entry, organisation=organisation, is_lead=True)
    record(person, "start", made, {}, application_state(made))
    find_conflicts(call)
    return made


def next_number(call: Call) -> int:
    """The next free number of an application; the call is held, so that two at once get two numbers."""
    held = _hold(call)
    return int(held.applications.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def edit_plan(person: Any, entry: Entry, version: int, facts: Mapping[str, str], arrived: datetime) -> Entry:
    """Title, summary, region and cluster."""
    held = editable(person, entry, arrived, version)
    application = Application.objects.select_for_update().get(pk=held.application_id)
    before = application_state(application)
    for field, value in facts.items():
        setattr(application, field, value)
    others = application.call.applications.exclude(pk=application.pk).filter(organisation=application.organisation_id)
    if others.filter(title=application.title).exists():
        raise Refusal(SAME_TITLE)
    save_next(application)
    save_next(held)
    record(person, "edit", application, before, application_state(application))
    find_conflicts(application.call)
    return held


@transaction.atomic
def write_statements(
    person: Any, entry: Entry, version: int, texts: Mapping[Criterion, str], arrived: datetime
) -> Entry:
    """What is said on each criterion; one left empty is not said."""
    held = editable(person, entry, arrived, version)
    before = _statements(held)
    for criterion, text in texts.items():
        if text.strip():
            Statement.objects.update_or_create(entry=held, criterion=criterion, defaults={"text": text})
        else:
            held.statements.filter(criterion=criterion).delete()
    save_next(held)
    record(person, "statements", held, before, _statements(held))
    return held


@transaction.atomic
def declare_conditions(person: Any, entry: Entry, version: int, numbers: list[int], arrived: datetime) -> Entry:
    """Which of the conditions that are declared the applicant declares to fulfil."""
    held = editable(person, entry, arrived, version)
    before = {"declared": held.declared}
    held.declared = sorted(numbers)
    save_next(held)
    record(person, "declare", held, before, {"declared": held.declared})
    return held


def editable(person: Any, entry: Entry, arrived: datetime, version: int | None = None) -> Entry:
    """An entry held for editing; raises NotAllowed, Changed, TooLate, or a refusal where its state does not let it."""
    held = lock(entry, version)
    require(may_edit_application, person, held)
    if held.state not in (DRAFT, RETURNED):
        raise Refusal(NOT_EDITED, state=_Label(held.state))
    require_time(held, arrived)
    return held


def application_state(application: Application) -> dict[str, Any]:
    """The facts of an application as the history keeps them."""
    kept = ("title", "summary", "region", "cluster", "number")
    facts = {name: value for name, value in state_of(application).items() if name in kept}
    return facts | {"organisation": str(application.organisation)}


class _Label:
    """A state, called in the language of whoever reads the refusal."""

    def __init__(self, state: str) -> None:
        self.state = state

    def __str__(self) -> str:
        return ENTRY.label(self.state)


def _hold(call: Call) -> Call:
    return Call.objects.select_for_update().get(pk=call.pk)


def _new_ones_come(the_round: Round) -> None:
    if the_round.number != FIRST:
        raise Refusal(LATER_ROUND)


def _statements(entry: Entry) -> dict[str, str]:
    rows = Statement.objects.filter(entry=entry).select_related("criterion")
    return {str(each.criterion.name): each.text for each in rows}
