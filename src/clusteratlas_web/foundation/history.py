"""The append-only history: what is recorded of a change; the database itself refuses to rewrite it."""

from typing import Any

from django.db import models

from clusteratlas_web.foundation.models import HistoryEntry

HIDDEN = "…"  # stands for the value of a private field: that it changed is told, what it was is not


def kind_of(thing: models.Model | type[models.Model]) -> str:
    """What a kind of thing is called in the history: registry.organisation."""
    return str(thing._meta.label_lower)


def state_of(thing: models.Model) -> dict[str, Any]:
    """The fields of a thing as plain values; of private ones (`history_private` of its model) that they are set."""
    private = set(getattr(thing, "history_private", ()))
    return {
        field.name: (HIDDEN if field.value_from_object(thing) else "")
        if field.name in private
        else _plain(field, thing)
        for field in thing._meta.concrete_fields
        if not field.primary_key and field.name != "version"
    }


def _plain(field: Any, thing: models.Model) -> Any:
    value = field.value_from_object(thing)
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def record(
    actor: Any,
    verb: str,
    thing: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> HistoryEntry:
    """Writes down what somebody did; of two states only the fields that differ are kept."""
    first, then = before or {}, after if after is not None else {}
    changed = [name for name in {**first, **then} if first.get(name) != then.get(name)]
    return HistoryEntry.objects.create(
        actor=actor if getattr(actor, "pk", None) else None,
        verb=verb,
        kind=kind_of(thing),
        thing=thing.pk,
        before={name: first[name] for name in changed if name in first},
        after={name: then[name] for name in changed if name in then},
        note=note,
    )


def history_of(thing: models.Model) -> models.QuerySet[HistoryEntry]:
    """What happened to a thing, the latest first."""
    return HistoryEntry.objects.filter(kind=kind_of(thing), thing=thing.pk).select_related("actor")
