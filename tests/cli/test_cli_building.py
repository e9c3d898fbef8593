"""Commands that bring in, build and check; refusals, damage, an interruption."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import PROGRAM, environment
from tests.reference.folders import files

from clusteratlas.cli import building
from clusteratlas.editions.atlases import atlas_names
from clusteratlas.editions.layout import tables_of
from clusteratlas.editions.steps import STEPS
from clusteratlas.home import Home, one_writer
from clusteratlas.sources import import_file, source_names

Command = Callable[..., Any]
Write = Callable[..., Path]

CELLS = [
    (year, area, code, 100 * place + year - 2000, 5 + place)
    for year in (2018, 2019)
    for place, area in enumerate(("48620", "31080", "40700"))
    for code in ("00", "336411", "334413", "722511")
    if (year, area) != (2018, "40700")
]


def test_import_build_check_and_ask(command: Command, small_cbp: Write, tmp_path: Path) -> None:
    ended = command("import", "cbp", small_cbp(CELLS))
    assert (ended.code, ended.errors) == (0, "")
    said = ended.output.splitlines()
    assert said[0] == "  reading cbp.csv"
    assert said[1].startswith("cbp.csv stored as cbp=cbp-")
    assert said[2] == "  records by year  2018: 8, 2019: 12"
    assert said[3].startswith("  origin  US Census Bureau, County Business Patterns; sha256 ")

    ended = command("build", "us")
    assert (ended.code, ended.errors) == (0, "")
    assert "edition us-2019.1 stands and is current" in ended.output
    assert "  activity " in ended.output
    # Each of three industries has as many jobs as the total, which cannot be, and it is said.
    for measure in ("employment", "establishments"):
        line = next(line for line in ended.output.splitlines() if line.startswith(f"  {measure}: "))
        assert line.startswith(f"  {measure}: 20 published, 0 withheld, ")
        assert line.endswith(" totals contradict their parts")

    assert "was stored already" in command("import", "cbp", small_cbp(CELLS)).output
    count = len(tables_of(("employment", "establishments")))
    assert command("check", "us").output == f"edition us-2019.1 is sound: {count} files, all sums hold\n"
    assert "Wichita, KS" in command("region", "us-metro-48620").output
    assert command("region", "us-micro-40700", "--year", "2018").output == (
        "Roseburg, OR (us-micro-40700) has no figures in this year\n"
    )


def test_help_names_all_atlases_and_sources() -> None:
    assert sorted(building.ATLASES.split(", ")) == sorted(atlas_names())
    assert sorted(building.SOURCES.split(", ")) == sorted(source_names())


def test_a_refused_file_stores_nothing(command: Command, small_cbp: Write, tmp_path: Path) -> None:
    bad = small_cbp([*CELLS, (2019, "48621", "00", -1, "x")])
    ended = command("import", "cbp", bad)
    assert (ended.code, ended.output) == (2, "  reading cbp.csv\n")
    assert ended.errors.splitlines() == [
        "error: cbp.csv: 3 cells break a rule. Nothing was stored.",
        "  row 21, column cbsa: '48621' is not a metropolitan or micropolitan area; nearest known: 48620",
        "  row 21, column emp: '-1' is negative",
        "  row 21, column estab: 'x' is not a number",
    ]
    assert files(tmp_path / "home") == {}


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("import cbp nowhere.csv", 2, "error: nowhere.csv: there is no such file. Check the path. Nothing was stored."),
        ("import qwec x.csv", 2, "error: source='qwec' is not known. Choose one of: cbp, us-sample, qcew"),
        ("build fr", 2, "error: atlas='fr' is not known. Choose one of: cn, de, eu, jp, us, us-counties, us-states."),
        ("build de", 3, "holds no records of 'de-occupations'."),
        ("build us", 3, "holds no records of 'cbp'. Import them with: clusteratlas import cbp FILE"),
        ("build us --edition ../x", 2, "error: '../x' cannot name an edition."),
        ("build us --within country", 2, "error: within='country' is not known. Choose one of: all, kind."),
        ("check us", 3, "has no atlas 'us'. There is none yet. Build it with: clusteratlas build us"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: str, code: int, message: str, ask: Command, tmp_path: Path) -> None:
    ended = ask(*words.split(), "--home", tmp_path / "home")
    assert ended.code == code
    assert message in ended.errors
    assert "Traceback" not in ended.errors


def test_a_home_that_cannot_be_made_is_no_traceback(command: Command, small_cbp: Write, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ended = command("import", "cbp", small_cbp(CELLS), "--home", tmp_path / "file/home")
    assert ended.code == 4
    assert ended.errors.startswith("error: [Errno 20] Not a directory")
    assert "Traceback" not in ended.errors


def test_a_damaged_edition(sample_home: Path, command: Command, tmp_path: Path) -> None:
    shutil.copytree(sample_home / "atlases", tmp_path / "home/atlases")
    table = tmp_path / "home/atlases/us/editions/2019.1/summary.parquet"
    content = bytearray(table.read_bytes())
    content[100] ^= 1
    table.write_bytes(content)
    ended = command("check", "us")
    assert (ended.code, ended.output) == (4, "")
    assert ended.errors.splitlines() == [
        "error: Edition us-2019.1 is damaged, 1 problem(s). Rebuild it.",
        "  summary.parquet differs from its checksum",
    ]


def test_a_second_builder_waits_for_the_first(command: Command, small_cbp: Write, tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    import_file("cbp", small_cbp(CELLS), home)
    with one_writer(home.atlas("us")):
        ended = command("build", "us")
    assert ended.code == 4
    assert "Another process is writing" in ended.errors


@pytest.mark.long
def test_an_interruption_says_that_it_may_be_repeated(sample_home: Path, command: Command, tmp_path: Path) -> None:
    home = tmp_path / "home"
    for folder in ("sources", "records"):
        shutil.copytree(sample_home / folder, home / folder)
    with subprocess.Popen(
        [*PROGRAM, "build", "us"], env=environment(home) | {"PYTHONUNBUFFERED": "1"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as building:  # fmt: skip
        assert building.stdout is not None
        assert building.stdout.readline() == "  regions, industries, clusters and their names\n"
        assert building.stdout.readline() == f"  {STEPS[1].words}\n"
        os.kill(building.pid, signal.SIGINT)
        _, errors = building.communicate(timeout=60)
    assert building.returncode == 130
    assert errors == "stopped; what was finished is kept, repeat the command to continue\n"
    # What a writer was filling when it was stopped is hidden, and cleared by the next one.
    standing = (home / "atlases/us/building/2019.1").glob("[!.]*")
    assert sorted(path.name for path in standing) == ["entities", "plan.toml"]
    assert command("build", "us").code == 0
    assert command("check", "us").code == 0
