"""A backup comes back row for row and byte for byte, into an empty installation only; a damaged one leaves nothing."""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.cli.conftest import PROGRAM, environment
from tests.reference.folders import files

# Django on a home; what an installation holds when it is backed up: people, organisations, a file, history, a letter.
SET_UP = """
import os
from pathlib import Path
from clusteratlas_web.backup.commands import set_up
set_up(Path(os.environ["CLUSTERATLAS_HOME"]))
"""
FILLED = (
    SET_UP
    + """from django.core.files.uploadedfile import SimpleUploadedFile
from clusteratlas_web.accounts.models import Person
from clusteratlas_web.foundation.files import keep
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.models import Letter
from clusteratlas_web.registry.models import Acting, Name, Organisation
ana = Person.objects.create_user("ana@example.org", "a long enough pass phrase", name="Ana")
valley = Organisation.objects.create(slug="valley-optics", kind="cluster-organisation", state="verified")
merged = Organisation.objects.create(slug="old-valley", kind="firm", merged_into=valley)
Name.objects.create(organisation=valley, language="zh-hans", text="光谷 Valley")
Acting.objects.create(organisation=valley, person=ana, role="manager")
keep(SimpleUploadedFile("statutes.pdf", b"%PDF-1.7 statutes"), valley, ana)
record(ana, "rename", valley, {"name": "Old"}, {"name": "光谷"})
Letter.objects.create(key="k", address="ana@example.org", language="en", subject="s", text="t", html="h", person=ana)
"""
)


class Installation:
    """A home with a database file of its own, and the program on it."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.home = home
        self.environment = environment(home) | {"CLUSTERATLAS_DATABASE": database, "COLUMNS": "300"}

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [*PROGRAM, *map(str, words), "--home", str(self.home)]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def python(self, script: str) -> str:
        command = [sys.executable, "-c", script]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("full") / "home")
    made.python(FILLED)
    for name in ("atlases/us/editions/2019.1/activity.parquet", "atlases/us/building/2020.1/x", "boundaries/us/b.json"):
        (made.home / name).parent.mkdir(parents=True, exist_ok=True)
        (made.home / name).write_bytes(name.encode())
    (made.home / "atlases" / ".us.lock").touch()
    return made


@pytest.fixture(scope="module")
def archive(full: Installation) -> Path:
    target = full.home.parent / "backup.tar.gz"
    ended = full.run("backup", target)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-1].endswith("each with its checksum")
    return target


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and no row: making them anew for each damaged archive would take long."""
    made = Installation(tmp_path_factory.mktemp("tables") / "home")
    made.python(SET_UP)
    return made.home / "commons.sqlite3"


def contents(archive: Path) -> dict[str, Any]:
    with tarfile.open(archive) as opened:
        return tomllib.loads(opened.extractfile("backup.toml").read().decode())


def kept(home: Path) -> dict[str, str]:
    """The files of a home but for its database and what is half-built."""
    return {name: sha for name, sha in files(home).items() if "sqlite3" not in name and "building" not in name}


@pytest.mark.long
def test_everything_comes_back(full: Installation, archive: Path, tmp_path: Path) -> None:
    back = Installation(tmp_path / "home")
    ended = back.run("restore", archive)
    assert (ended.returncode, ended.stderr) == (0, "")
    again = tmp_path / "again.tar.gz"
    assert back.run("backup", again).returncode == 0
    first, second = contents(archive), contents(again)
    assert (second["rows"], second["checksums"]) == (first["rows"], first["checksums"])
    assert first["rows"]["registry.organisation"] == 2
    assert kept(full.home) == kept(back.home)
    asked = f"{SET_UP}from clusteratlas_web.registry.models import *\n"
    assert back.python(f"{asked}print(Organisation.objects.create(slug='next').pk)") == "3\n"
    assert back.python(f"{asked}print(Name.objects.get().text)") == "光谷 Valley\n"


@pytest.fixture
def empty_postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL database, where the commons is tested on one."""
    server = os.environ.get("CLUSTERATLAS_DATABASE", "")
    if not server.startswith("postgres"):
        pytest.skip("CLUSTERATLAS_DATABASE names no PostgreSQL server; tools/with_postgres.sh starts one")
    name = f"restored_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_what_came_from_sqlite_is_the_same_in_postgresql_and_back(
    archive: Path, empty_postgres: str, tmp_path: Path
) -> None:
    there = Installation(tmp_path / "there", empty_postgres)
    ended = there.run("restore", archive)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert there.run("backup", tmp_path / "there.tar.gz").returncode == 0
    back = Installation(tmp_path / "back")
    assert back.run("restore", tmp_path / "there.tar.gz").returncode == 0
    assert back.run("backup", tmp_path / "back.tar.gz").returncode == 0
    first, second, third = (contents(file) for file in (archive, tmp_path / "there.tar.gz", tmp_path / "back.tar.gz"))
    assert first["checksums"] == second["checksums"] == third["checksums"]
    assert (first["database"], second["database"], third["database"]) == ("sqlite", "postgresql", "sqlite")
    asked = f"{SET_UP}from clusteratlas_web.registry.models import *\n"
    assert there.python(f"{asked}print(Organisation.objects.create(slug='next').pk)") == "3\n"


@pytest.mark.long
def test_nothing_that_stands_is_replaced(full: Installation, archive: Path, tmp_path: Path) -> None:
    before = files(full.home)
    ended = full.run("backup", archive)
    assert ended.returncode != 0
    assert "stands already" in ended.stderr
    ended = full.run("restore", archive)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: {full.home} holds media, boundaries, atlases already.")
    assert files(full.home) == before
    half = Installation(tmp_path / "home")
    half.python(FILLED)
    next((half.home / "media").iterdir()).unlink()
    assert "The database holds rows already" in half.run("restore", archive).stderr


@pytest.mark.parametrize("harm", ["byte", "end", "member", "escape"])
def test_a_damaged_archive_leaves_nothing(archive: Path, tables: Path, tmp_path: Path, harm: str) -> None:
    damaged, back = tmp_path / "damaged.tar.gz", Installation(tmp_path / "home")
    back.home.mkdir()
    shutil.copy(tables, back.home)
    with tarfile.open(archive) as whole, tarfile.open(damaged, "w:gz") as out:
        for entry in whole:
            content = whole.extractfile(entry).read()
            if harm == "byte" and entry.name.endswith("activity.parquet"):
                content = content[:-1] + b"?"
            if (harm == "end" and entry.name == "backup.toml") or (harm == "member" and "b.json" in entry.name):
                continue
            if harm == "escape" and entry.name.endswith("b.json"):
                entry.name = "../../escaped.json"
            entry.size = len(content)
            out.addfile(entry, io.BytesIO(content))
    ended = back.run("restore", damaged)
    said = {
        "byte": "1 files are not what backup.toml says, among them home/atlases/us/editions/2019.1/activity.parquet",
        "end": "backup.toml is missing",
        "member": "1 files are not what backup.toml says, among them home/boundaries/us/b.json",
        "escape": "“../../escaped.json” is no file of a backup",
    }
    assert ended.returncode == 2
    assert said[harm] in ended.stderr.replace("\n", " ")
    assert kept(back.home) == {}
    assert not (tmp_path / "escaped.json").exists()
    if harm == "byte":  # what failed left an installation that can be restored into
        assert back.run("restore", archive).returncode == 0
