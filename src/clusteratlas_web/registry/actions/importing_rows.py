"""One row of an import: made into a record, added to one, taken back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record
from clusteratlas_web.registry.actions.naming import free_slug
from clusteratlas_web.registry.described import whole_state
from clusteratlas_web.registry.duplicates import host_of
from clusteratlas_web.registry.models import (
    Activity,
    Alias,
    Capability,
    ImportRow,
    InCluster,
    Indexed,
    InIndustry,
    InRegion,
    Name,
    Organisation,
    Service,
)
from clusteratlas_web.registry.states import VERIFIED

Facts = Mapping[str, Any]
SCALARS = (
    *("sector", "size", "legal_form", "country", "founded", "web", "about", "staff_fte"),
    *("contact_name", "contact_email", "contact_phone"),
)
OWN = (Name, Alias, InRegion, InCluster, InIndustry, Activity, Service, Capability, Indexed, ImportRow)


def make(person: Any, facts: Facts, state: str, file: str, taken: set[str]) -> Organisation:
    """A new record of a row."""
    name = next(iter(facts["names"].values()))
    slug = free_slug(name, facts["kind"], taken)
    taken.add(slug)
    made = Organisation(slug=slug, kind=facts["kind"], state=state)
    for field in SCALARS:
        if facts.get(field):
            setattr(made, field, _value(field, facts[field]))
    made.web_host = host_of(made.web)
    made.verified_on = timezone.now().date() if state == VERIFIED else None
    made.save()
    _add_lists(made, facts)
    record(person, "import", made, after=whole_state(made), note=file)
    return made


def add_to(person: Any, organisation: Organisation, facts: Facts, file: str) -> dict[str, Any]:
    """Gives a record what it lacks of a row; returns what it was given, so that it can be taken back."""
    held = lock(organisation)
    before = whole_state(held)
    given = [field for field in SCALARS if facts.get(field) and getattr(held, field) in ("", None)]
    for field in given:
        setattr(held, field, _value(field, facts[field]))
    held.web_host = host_of(held.web)
    added = _add_lists(held, facts)
    save_next(held)
    organisation.version = held.version
    record(person, "import", held, before, whole_state(held), note=file)
    return {"fields": given, "lists": added}


def take_back(organisation: Organisation, added: Facts) -> None:
    """Takes from a record what an import gave it."""
    held = lock(organisation)
    for field in added.get("fields", ()):
        setattr(held, field, None if field in ("founded", "staff_fte") else "")
    held.web_host = host_of(held.web)
    for model in (Name, Alias, InRegion, InCluster, InIndustry, Activity, Service, Capability):
        model.objects.filter(organisation=held, pk__in=added.get("lists", {}).get(model.__name__, ())).delete()
    save_next(held)


def used_since(organisation: Organisation) -> bool:
    """Whether anything else refers to a record: people, members, claims, programmes."""
    relations = (each for each in Organisation._meta.related_objects if each.related_model not in OWN)
    return any(
        each.related_model._default_manager.filter(**{each.field.name: organisation}).exists() for each in relations
    )


def _add_lists(held: Organisation, facts: Facts) -> dict[str, list[int]]:
    """Adds names, places and work that are not there; returns the numbers of the rows it added, by their model."""
    wanted: list[Any] = []
    names = {name.language: name.text for name in held.names.all()}
    for language, text in facts["names"].items():
        if language not in names:
            wanted.append(Name(organisation=held, language=language, text=text))
        elif text != names[language] and not held.aliases.filter(text=text).exists():
            wanted.append(Alias(organisation=held, text=text))
    wanted += _missing(held, facts)
    added: dict[str, list[int]] = {}
    for each in wanted:
        each.save()
        added.setdefault(type(each).__name__, []).append(each.pk)
    return added


def _missing(held: Organisation, facts: Facts) -> list[Any]:
    here = {
        "regions": {each.region for each in held.regions.all()},
        "clusters": {each.key for each in held.clusters.all()},
        "industries": {(each.classification, each.code) for each in held.industries.all()},
        "activities": {each.word for each in held.activities.all()},
        "services": {each.word for each in held.services.all()},
        "capabilities": {each.text for each in held.capabilities.all()},
    }
    found: list[Any] = []
    for name, make_one in _MAKERS.items():
        for value in dict.fromkeys(tuple(each) if isinstance(each, list) else each for each in facts.get(name, ())):
            if value not in here[name]:
                found.append(make_one(held, value))
    return found


_MAKERS: dict[str, Any] = {
    "regions": lambda held, value: InRegion(organisation=held, region=value),
    "clusters": lambda held, value: InCluster(
        organisation=held, atlas=value.split("/", 1)[0], cluster=value.split("/", 1)[1]
    ),
    "industries": lambda held, value: InIndustry(organisation=held, classification=value[0], code=value[1]),
    "activities": lambda held, value: Activity(organisation=held, word=value),
    "services": lambda held, value: Service(organisation=held, word=value),
    "capabilities": lambda held, value: Capability(organisation=held, text=value),
}


def _value(field: str, value: Any) -> Any:
    return Decimal(value) if field == "staff_fte" else value
