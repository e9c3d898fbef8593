"""Programmes are created by an officer or an administrator, edited by the lead, and led through their life."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.foundation.refusals import Refusal
from clusteratlas_web.programmes.models import Part, Programme, ProgrammeName
from clusteratlas_web.programmes.permissions import is_officer_of, may_create, may_lead
from clusteratlas_web.programmes.states import PROGRAMME
from clusteratlas_web.programmes.words import LEAD

NO_LEAD = said("A programme is published when its lead department is recorded, or a source that does not name one.")
NOT_YOURS = said("The lead of a new programme is a department that you are an officer of.")
# What stands behind /programmes/ in addresses of other pages cannot be a programme's address.
RESERVED = frozenset({"new", "open", "money", "coverage", "departments", "questions", "list"})

Names = dict[str, str]


@transaction.atomic
def create_programme(person: Any, lead: Any, names: Names, facts: dict[str, Any]) -> Programme:
    """A draft, led by a department."""
    require(may_create, person)
    if not person.is_staff and not is_officer_of(person, lead):
        raise Refusal(NOT_YOURS)
    programme = Programme.objects.create(slug=free_slug(facts.get("code") or names.get("en", "")), **facts)
    name_programme(programme, names)
    if lead is not None:
        Part.objects.create(programme=programme, organisation=lead, part=LEAD)
    record(person, "create", programme, {}, programme_state(programme))
    return programme


@transaction.atomic
def edit_programme(person: Any, programme: Programme, version: int, names: Names, facts: dict[str, Any]) -> Programme:
    """Its names and facts; raises Changed where somebody else was faster."""
    require(may_lead, person, programme)
    held = lock(programme, version)
    before = programme_state(held)
    for field, value in facts.items():
        setattr(held, field, value)
    save_next(held)
    name_programme(held, names)
    record(person, "edit", held, before, programme_state(held))
    return held


@transaction.atomic
def move_programme(person: Any, programme: Programme, verb: str) -> Programme:
    """Publishes, starts, ends or takes back."""
    held = lock(programme)
    before = {"state": held.state}
    PROGRAMME.move(held, verb, person)
    if verb == "publish" and not held.source and not held.parts.filter(part=LEAD).exists():
        raise Refusal(NO_LEAD)
    save_next(held)
    record(person, verb, held, before, {"state": held.state})
    return held


def programme_state(programme: Programme) -> dict[str, Any]:
    """The facts and names of a programme as the history keeps them."""
    kept = {name: value for name, value in state_of(programme).items() if name not in {"created", "changed"}}
    return kept | {"names": {each.language: each.text for each in ProgrammeName.objects.filter(programme=programme)}}


def name_programme(programme: Programme, names: Names) -> None:
    """Sets the names; a language left empty has none."""
    for language, text in names.items():
        if text:
            programme.names.update_or_create(language=language, defaults={"text": text})
        else:
            programme.names.filter(language=language).delete()


def free_slug(text: str) -> str:
    """An address that no programme has yet."""
    base = slugify(text)[:90] or "programme"
    taken = set(Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
