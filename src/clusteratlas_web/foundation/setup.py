"""The database made ready: its tables, and the one in which the cache is kept."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ONE_AT_A_TIME = 0x636C6174  # "clat": the number of the lock in PostgreSQL


def prepare_database() -> None:
    """Makes the tables that are missing; quick where nothing is missing, and two processes wait for each other.

    The connection is closed again: a server that forks must not share one.
    """
    try:
        _prepare()
    finally:
        connection.close()


def _prepare() -> None:
    # Whoever opens a new file of SQLite while another sets its journal is refused, so there even the look takes turns.
    if connection.vendor != "sqlite" and is_ready():
        return
    with _alone():
        if not is_ready():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)


def is_ready() -> bool:
    """Whether every migration is applied and the cache has its table."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    return settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names()


@contextmanager
def _alone() -> Iterator[None]:
    """Held by one process at a time: a lock of the database in PostgreSQL, of a file beside it in SQLite."""
    if connection.vendor == "sqlite":
        _file().parent.mkdir(parents=True, exist_ok=True)
        with _file().with_suffix(".lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def _file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))
