"""The database is made ready once, quickly the next time; keys of a home are made once."""

import stat
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusteratlas_web.foundation.setup import is_ready
from clusteratlas_web.server import prepare_environment


@pytest.mark.usefixtures("stored")
def test_a_database_that_is_ready_is_only_asked() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert is_ready()
    assert len(queries) <= 4


@pytest.mark.usefixtures("stored")
def test_the_history_is_guarded_after_every_migration() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'foundation_historyentry'"
            cursor.execute(f"{triggers} ORDER BY name")
            guards = ["history_no_delete", "history_no_update"]
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'history%' ORDER BY tgname")
            guards = ["history_no_change", "history_no_emptying"]
        assert [name for (name,) in cursor.fetchall()] == guards


def test_no_migration_is_missing(database: None) -> None:
    from io import StringIO

    from django.core.management import call_command

    call_command("makemigrations", "foundation", "accounts", check=True, dry_run=True, stdout=StringIO())


def test_a_home_keeps_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in ("CLUSTERATLAS_SECRET_KEY", "CLUSTERATLAS_HOME", "CLUSTERATLAS_HOSTS"):
        monkeypatch.setenv(name, "")
    monkeypatch.delenv("CLUSTERATLAS_HOSTS")
    keys = []
    for home in ("one", "one", "other"):
        monkeypatch.setenv("CLUSTERATLAS_SECRET_KEY", "")
        prepare_environment("127.0.0.1", tmp_path / home)
        keys.append(os.environ["CLUSTERATLAS_SECRET_KEY"])
    monkeypatch.setenv("CLUSTERATLAS_SECRET_KEY", "set by the operator, long enough for all")
    prepare_environment("127.0.0.1", tmp_path / "one")
    file = tmp_path / "one" / "secret-key"
    assert (keys[0] == keys[1] != keys[2], len(keys[0]) >= 32, stat.S_IMODE(file.stat().st_mode)) == (True, True, 0o600)
    assert os.environ["CLUSTERATLAS_SECRET_KEY"] == "set by the operator, long enough for all"
    assert sorted(each.name for each in (tmp_path / "one").iterdir()) == ["secret-key"]
