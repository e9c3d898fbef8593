"""Merges two records of one organisation: everything moves, nothing is lost, the old address leads to the new one."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import IntegrityError, models, transaction

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.files import files_of
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.actions.indexing import index
from clusteratlas_web.registry.described import whole_state
from clusteratlas_web.registry.duplicates import host_of
from clusteratlas_web.registry.models import Acting, Alias, Indexed, Membership, Organisation
from clusteratlas_web.registry.refusals import (
    BELONGS,
    CONFLICT,
    FUNDING_CONFLICT,
    MEMBERS_OF_EACH_OTHER,
    SAME_RECORD,
    WouldLose,
)
from clusteratlas_web.registry.states import CLOSED
from clusteratlas_web.registry.words import MANAGER, MEMBER

SCALARS = (
    *("kind", "sector", "size", "legal_form", "country", "founded", "web", "about", "staff_fte"),
    *("contact_name", "contact_email", "contact_phone"),
)
# What of the two is the same thing twice: it is dropped where the other has it.
OWN = (
    "names",
    "aliases",
    "regions",
    "clusters",
    "industries",
    "activities",
    "services",
    "capabilities",
    "certificates",
)


def conflicts(source: Organisation, target: Organisation) -> list[str]:
    """The fields in which both say something, and something different."""
    pairs = [(name, getattr(source, name), getattr(target, name)) for name in SCALARS]
    return [name for name, one, other in pairs if one not in ("", None) and other not in ("", None) and one != other]


@transaction.atomic
def merge_organisations(
    person: Any, source: Organisation, target: Organisation, kept: Mapping[str, str] | None = None
) -> Organisation:
    """Merges `source` into `target`; for every field in conflict `kept` says "source" or "target".

    Raises WouldLose, and then nothing is changed: where a field is undecided, where both tell the funding of a year
    differently, where one is a member of the other, or where something of another part of the platform exists on both.
    """
    require(is_administrator, person, target)
    if source.pk == target.pk:
        raise WouldLose(SAME_RECORD)
    first, second = sorted((source, target), key=lambda each: each.pk)
    locked = {each.pk: lock(each) for each in (first, second)}
    source, target = locked[source.pk], locked[target.pk]
    _check(source, target, kept or {})
    before, lost = whole_state(target), whole_state(source)
    _move_fields(source, target, kept or {})
    _move_own(source, target)
    _move_people(source, target)
    _move_others(source, target)
    files_of(source).update(thing=target.pk)
    state, source.state, source.merged_into = source.state, CLOSED, target
    Organisation.objects.filter(merged_into=source).update(merged_into=target)
    save_next(target)
    save_next(source)
    fresh = Organisation.objects.get(pk=target.pk)
    record(person, "merged", target, before, whole_state(fresh), note=source.slug)
    record(person, "merge", source, lost, {"state": CLOSED, "into": target.slug}, note=f"{state}: {target.slug}")
    index([source, target])
    return fresh


def _check(source: Organisation, target: Organisation, kept: Mapping[str, str]) -> None:
    open_fields = [name for name in conflicts(source, target) if kept.get(name) not in ("source", "target")]
    if open_fields:
        raise WouldLose(CONFLICT, fields=", ".join(open_fields))
    if Membership.objects.filter(organisation__in=(source, target), member__in=(source, target)).exists():
        raise WouldLose(MEMBERS_OF_EACH_OTHER)
    ours = {each.year: (each.public, each.dues, each.services, each.projects) for each in target.funding.all()}
    theirs = {each.year: (each.public, each.dues, each.services, each.projects) for each in source.funding.all()}
    differ = [str(year) for year in ours if year in theirs and ours[year] != theirs[year]]
    if differ:
        raise WouldLose(FUNDING_CONFLICT, years=", ".join(differ))


def _move_fields(source: Organisation, target: Organisation, kept: Mapping[str, str]) -> None:
    for name in SCALARS:
        mine, theirs = getattr(target, name), getattr(source, name)
        if mine in ("", None) or kept.get(name) == "source":
            setattr(target, name, theirs if theirs not in ("", None) else mine)
    target.web_host = host_of(target.web)
    target.verified_on = min(filter(None, (source.verified_on, target.verified_on)), default=None)


def _move_own(source: Organisation, target: Organisation) -> None:
    """Names that the target has otherwise stay as what it is also known as; the same thing twice is kept once."""
    languages = {name.language for name in target.names.all()}
    texts = {name.text for name in target.names.all()}
    for name in source.names.all():
        if name.language in languages and name.text not in texts:
            Alias.objects.get_or_create(organisation=target, text=name.text)
    for related in OWN:
        for each in getattr(source, related).all():
            if not _moved(each, "organisation", target):
                each.delete()
    years = set(target.funding.values_list("year", flat=True))
    source.funding.filter(year__in=years).delete()
    numbers = {each.kind: each for each in target.declared_members.all()}
    for declared in source.declared_members.all():
        if declared.kind in numbers:
            mine = numbers[declared.kind]
            mine.number = max(mine.number, declared.number)
            mine.save()
            declared.delete()


def _move_people(source: Organisation, target: Organisation) -> None:
    """Whoever acts for both keeps the stronger role."""
    there = {each.person_id: each for each in target.acting.all()}
    for acting in source.acting.all():
        mine = there.get(acting.person_id)
        if mine is not None:
            if mine.role == MEMBER and acting.role != MEMBER:
                Acting.objects.filter(pk=mine.pk).update(role=MANAGER if acting.role == MANAGER else acting.role)
            acting.delete()


def _move_others(source: Organisation, target: Organisation) -> None:
    """Moves what else refers to the record, also from other parts of the platform; what cannot move stops the merge."""
    stuck = []
    for model, field in _references():
        for each in model._default_manager.filter(**{field: source}):
            if not _moved(each, field, target) and not _is_twin(each, field, target):
                stuck.append(f"{model._meta.verbose_name} {each}")
    if stuck:
        raise WouldLose(BELONGS, things="; ".join(stuck[:5]))


def _references() -> Iterator[tuple[type[models.Model], str]]:
    for relation in Organisation._meta.related_objects:
        if relation.related_model not in (Organisation, Indexed):
            yield relation.related_model, relation.field.name  # type: ignore[misc]


def _moved(thing: models.Model, field: str, target: Organisation) -> bool:
    """Whether a thing could be given to the target; not where the target has one like it."""
    try:
        with transaction.atomic():
            type(thing)._default_manager.filter(pk=thing.pk).update(**{field: target})
    except IntegrityError:
        return False
    return True


def _is_twin(thing: models.Model, field: str, target: Organisation) -> bool:
    """Whether the target has the very same, so that this one may go: a current membership of the same kind.

    Models of other apps say it of their rows: `goes_with_a_merge`.
    """
    if getattr(thing, "goes_with_a_merge", False):
        thing.delete()
        return True
    if not isinstance(thing, Membership):
        return False
    other = "member" if field == "organisation" else "organisation"
    wanted: dict[str, Any] = {field: target, other: getattr(thing, other), "kind": thing.kind, "until": None}
    if not Membership.objects.filter(**wanted).exists():
        return False
    thing.delete()
    return True
