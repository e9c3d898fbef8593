"""The database as lines of JSON, one file for each table, so that a backup fits SQLite and PostgreSQL alike."""

from collections.abc import Iterable, Iterator
from typing import IO

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, models

# What comes back by itself: who is signed in, what waits for the worker (letters wait in the outbox), and Django's own
# kinds and permissions, which every set-up makes anew and nobody is given.
LEFT_OUT = {
    "sessions.session",
    "contenttypes.contenttype",
    "auth.permission",
    "auth.group",
    "django_tasks_database.dbtaskresult",
}
TOGETHER = 1_000  # rows read at once


def tables() -> list[type[models.Model]]:
    """Every table that is backed up, those that others point at first."""
    kept = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    return _in_order([model for model in kept if model._meta.label_lower not in LEFT_OUT])


def _in_order(waiting: list[type[models.Model]]) -> list[type[models.Model]]:
    ordered: list[type[models.Model]] = []
    while waiting:
        free = [model for model in waiting if not _points_at(model) & set(waiting) - {model}] or waiting[:1]
        ordered += free
        waiting = [model for model in waiting if model not in free]
    return ordered


def _points_at(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.get_fields() if field.concrete and field.is_relation}  # type: ignore[misc]


def write_rows(model: type[models.Model], out: IO[str]) -> int:
    """A table's rows in the order of their keys; returns how many."""
    count = 0

    def counted() -> Iterator[models.Model]:
        nonlocal count
        for row in model._base_manager.order_by("pk").iterator(TOGETHER):
            count += 1
            yield row

    # PostgreSQL keeps the keys of JSON in an order of its own, so that they are sorted for every database.
    serializers.serialize("jsonl", counted(), stream=out, sort_keys=True)
    return count


def read_rows(lines: Iterable[str]) -> int:
    """Stores rows as they were, times included; returns how many."""
    count = 0
    for row in serializers.deserialize("jsonl", lines):
        row.save()
        count += 1
    return count


def filled() -> list[str]:
    """Which tables hold rows; a database is restored into only if none does."""
    return [model._meta.label_lower for model in tables() if model._base_manager.exists()]


def count_on() -> None:
    """New rows are numbered after those that were restored."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
