"""The consortium of an application: partners are added, changed, removed; whom of the jury it concerns is found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.selection.actions.applications import editable
from clusteratlas_web.selection.actions.conflicts import find_conflicts
from clusteratlas_web.selection.models import Entry, Partner

TWICE = said("This organisation is a partner already.")
LEAD_STAYS = said("The lead is the organisation that applies; it stays in the consortium.")
FIELDS = ("name", "kind", "role", "is_lead", "requested", "matching_private", "matching_public")


@transaction.atomic
def add_partner(person: Any, entry: Entry, facts: Mapping[str, Any], arrived: datetime) -> Partner:
    """Another organisation of the consortium, registered or named."""
    held = editable(person, entry, arrived)
    _not_twice(held, facts.get("organisation"))
    partner = Partner.objects.create(entry=held, **facts)
    save_next(held)
    record(person, "add partner", held, {}, partner_state(partner))
    find_conflicts(held.call)
    return partner


@transaction.atomic
def change_partner(person: Any, partner: Partner, version: int, facts: Mapping[str, Any], arrived: datetime) -> Partner:
    """Its role and its part of the budget; for a partner that is not the lead also who it is."""
    entry = editable(person, partner.entry, arrived)
    held = lock(partner, version)
    before = partner_state(held)
    if held.is_lead and facts.get("organisation", held.organisation) != held.organisation:
        raise Refusal(LEAD_STAYS)
    _not_twice(entry, facts.get("organisation"), held.pk)
    for field, value in facts.items():
        setattr(held, field, value)
    save_next(held)
    save_next(entry)
    record(person, "change partner", entry, before, partner_state(held))
    find_conflicts(entry.call)
    return held


@transaction.atomic
def remove_partner(person: Any, partner: Partner, version: int, arrived: datetime) -> None:
    """A partner no more, its letter with it; the history keeps what it was."""
    entry = editable(person, partner.entry, arrived)
    held = lock(partner, version)
    if held.is_lead:
        raise Refusal(LEAD_STAYS)
    before = partner_state(held)
    files_of(held).delete()
    held.delete()
    save_next(entry)
    record(person, "remove partner", entry, before, {})
    find_conflicts(entry.call)


def partner_state(partner: Partner) -> dict[str, Any]:
    """A partner as the history keeps it."""
    facts = {name: value for name, value in state_of(partner).items() if name in FIELDS}
    return facts | {"organisation": str(partner.organisation or "")}


def _not_twice(entry: Entry, organisation: Any, but: int | None = None) -> None:
    if organisation is not None and entry.partners.filter(organisation=organisation).exclude(pk=but).exists():
        raise Refusal(TWICE)
