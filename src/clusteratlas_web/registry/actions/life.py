"""Moves a record through its states, and waives the listing rule."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.outbox import write_to
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.indexing import index
from clusteratlas_web.registry.models import Organisation, Waiver
from clusteratlas_web.registry.queries.names import name_in
from clusteratlas_web.registry.queries.profile import standing_of
from clusteratlas_web.registry.refusals import NOT_LISTED, NOTE, NoteNeeded, NotListed
from clusteratlas_web.registry.states import EXPLAINED, ORGANISATION
from clusteratlas_web.registry.words import CLUSTER_ORGANISATION, MANAGER, OFFICER

TOLD = frozenset({"verify", "return", "suspend", "reinstate", "close", "reopen"})  # what its managers get a letter of


@transaction.atomic
def change_state(person: Any, organisation: Organisation, verb: str, note: str = "") -> Organisation:
    """Takes one step of the life cycle; raises NotAllowed, WrongState, NoteNeeded or NotListed."""
    held = lock(organisation)
    before = held.state
    ORGANISATION.move(held, verb, person)
    if verb in EXPLAINED and not note.strip():
        raise NoteNeeded(NOTE)
    if verb == "verify":
        _check_listing(held)
        held.verified_on = held.verified_on or timezone.now().date()
    save_next(held)
    entry = record(person, verb, held, {"state": before}, {"state": held.state}, note.strip())
    index([held])
    if verb in TOLD:
        _tell_managers(person, held, verb, note.strip(), entry.pk)
    return held


@transaction.atomic
def waive_rule(person: Any, organisation: Organisation, programme: str, reason: str, until: datetime.date) -> Waiver:
    """Waives the listing rule because of a recognised programme, until a day."""
    require(is_administrator, person, organisation)
    made = Waiver.objects.create(
        organisation=organisation, programme=programme, reason=reason, given_by=person, until=until
    )
    record(person, "waive", organisation, after={"programme": programme, "until": str(until)}, note=reason)
    return made


@transaction.atomic
def end_waiver(person: Any, waiver: Waiver) -> Waiver:
    """Ends a waiver today."""
    require(is_administrator, person, waiver)
    before, waiver.until = waiver.until, timezone.now().date() - datetime.timedelta(days=1)
    waiver.save(update_fields=["until"])
    told = {"until": str(before)}, {"until": str(waiver.until)}
    record(person, "end-waiver", waiver.organisation, *told, note=waiver.programme)
    return waiver


def _check_listing(organisation: Organisation) -> None:
    if organisation.kind == CLUSTER_ORGANISATION and not standing_of(organisation).listed:
        raise NotListed(NOT_LISTED)


def _tell_managers(person: Any, organisation: Organisation, verb: str, note: str, occasion: int) -> None:
    acting = organisation.acting.filter(role__in=(MANAGER, OFFICER)).exclude(person=person).select_related("person")
    for each in acting:
        write_to(
            each.person,
            "organisation-state",
            f"organisation-state:{occasion}",
            name=name_in(organisation, each.person.language),
            organisation=organisation,
            verb=verb,
            note=note,
        )
