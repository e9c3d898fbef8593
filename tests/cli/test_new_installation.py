"""A new installation: processes that start at once take turns at its database, and one command stores what ships."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Ending, environment, run

PROCESSES = 4
# Django is set up once, and the processes are let go together, so that nothing but the database is between them.
PROGRAM = f"""
import multiprocessing, sys
import django
django.setup()
from clusteratlas_web.foundation.setup import prepare_database
forked = multiprocessing.get_context("fork")
together = forked.Barrier({PROCESSES})

def start():
    together.wait()
    prepare_database()

processes = [forked.Process(target=start) for _ in range({PROCESSES})]
for each in processes:
    each.start()
for each in processes:
    each.join()
sys.exit(sum(each.exitcode != 0 for each in processes))
"""
SCHEMES = ["cluster-excellence", "henan-smart-park", "leading-edge", "us-federal-clusters"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("new")


@pytest.fixture(scope="module")
def started(home: Path) -> Ending:
    """Several processes started at once on the home, and how many of them failed."""
    django = {"DJANGO_SETTINGS_MODULE": "clusteratlas_web.settings.base"}
    on_sqlite = {"CLUSTERATLAS_DATABASE": ""}  # PostgreSQL keeps turns of its own
    surroundings = environment(home) | django | on_sqlite
    command = [sys.executable, "-c", PROGRAM]
    ended = subprocess.run(command, env=os.environ | surroundings, capture_output=True, text=True, check=False)
    return Ending(ended.returncode, ended.stdout, ended.stderr)


def stored(home: Path, question: str) -> list[str]:
    with sqlite3.connect(home / "commons.sqlite3") as database:
        return [first for (first,) in database.execute(question)]


@pytest.mark.long
def test_processes_that_start_at_once_on_a_new_home_make_its_database_once(home: Path, started: Ending) -> None:
    assert (started.code, started.errors) == (0, "")
    applied = stored(home, "SELECT app || ' ' || name FROM django_migrations")
    assert len(applied) == len(set(applied)) > 0
    tables = stored(home, "SELECT name FROM sqlite_master WHERE type = 'table'")
    assert {"kept", "foundation_historyentry", "selection_call"} <= set(tables)


def test_seed_stores_the_schemes_that_calls_grant_and_no_samples(home: Path, started: Ending) -> None:
    seeded = run(home, "seed")
    assert seeded.code == 0, seeded.errors
    assert stored(home, "SELECT slug FROM designations_scheme ORDER BY slug") == SCHEMES
    programmes = stored(home, "SELECT slug FROM programmes_programme")
    assert seeded.output.startswith(f"{len(programmes)} programmes and 4 designation schemes are new\n")
    assert set(seeded.output.split()) >= {f"/designations/schemes/{slug}/" for slug in SCHEMES}
    assert stored(home, "SELECT slug FROM registry_organisation WHERE slug LIKE 'sample-%'") == []
