"""`clusteratlas define`: search, fork, compare, validate; what it writes, what it refuses, how it is stopped."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import PROGRAM, Command, Ending, environment
from tests.unit.defining_edition import METALS, SOFTWARE, write_defining_edition

from clusteratlas.definitions import load

Write = Callable[..., Path]

CELLS = [
    (year, area, code, 100 * place + year - 2000, 5 + place)
    for year in (2018, 2019)
    for place, area in enumerate(("48620", "31080"))
    for code in ("00", "336411", "722511")
]
SEARCH = ("define", "--atlas", "us-states", "--traded", "us-benchmark", "--method", "ward", "--clusters", "2-3")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("drawn")
    write_defining_edition(home)
    return home


@pytest.fixture
def asked(here: Command, drawn: Path) -> Command:
    """A command in this process on the drawn edition."""
    return lambda *words: here(drawn, *words)


def test_define_searches_and_writes_a_definition(asked: Command, tmp_path: Path) -> None:
    target = tmp_path / "found"
    ended = asked(*SEARCH, "--to", target)
    assert (ended.code, ended.errors) == (0, "")
    lines = ended.output.splitlines()
    assert "  similarities" in lines
    assert "  lc-employment, ward" in lines
    taken = "taken: rank 1, the best once outliers are moved; 0 moved, none is left"
    assert f"12 industries searched (us-benchmark 2016.2), 2 local; {taken}" in lines
    assert any(line.startswith("found: validation score ") for line in lines)
    assert any(line.startswith("us-benchmark 2016.2: validation score ") for line in lines)
    assert any(line.startswith("adjusted Rand index ") and "by chance" in line for line in lines)
    assert f"build an edition with it: clusteratlas build us-states --definition {target}" in ended.output
    definition = load(target)
    places = definition.membership("2017")
    codes = {kind: [c.code for c in definition.clusters if c.kind == kind] for kind in ("traded", "local")}
    traded = {frozenset(c for c, place in places.items() if place.cluster == cluster) for cluster in codes["traded"]}
    assert traded == {frozenset(METALS), frozenset(SOFTWARE)}
    assert definition.name == "found"
    assert codes["local"] == ["local-other-services"]


def test_the_same_search_writes_the_same_files(asked: Command, tmp_path: Path) -> None:
    for name in ("one", "other"):
        assert asked(*SEARCH, "--to", tmp_path / name, "--name", "found", "--similarity", "coagglomeration").code == 0
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes()


def test_a_fork_is_moved_compared_and_validated(asked: Command, tmp_path: Path) -> None:
    moves = tmp_path / "moves.tsv"
    moves.write_text("industry\tcluster\treason\n336411\tautomotive\tbecause\n", encoding="utf-8")
    target = tmp_path / "mine"
    forked = asked("define", "--from", "us-benchmark", "--to", target, "--moves", moves, "--version", "7")
    assert forked.output.splitlines() == [f"{target} written: mine 7, us-benchmark with 1 industries moved"]
    assert load(target).membership("2017")["336411"].cluster == "automotive"
    compared = asked("define", "compare", "us-benchmark", target, "--vintage", "2017", "--kind", "traded")
    assert compared.code == 0
    assert "1 industries stand elsewhere" in compared.output
    assert "336411    aerospace-vehicles-and-defense  automotive" in compared.output
    validated = asked("define", "validate", target, "--atlas", "us-states", "--similarity", "lc-employment")
    assert validated.code == 0
    assert "mine: validation score" in validated.output
    assert "lc-establishments" not in validated.output


def test_an_edition_is_built_with_a_folder(here: Command, small_cbp: Write, tmp_path: Path) -> None:
    def ask(*words: object) -> Ending:
        return here(tmp_path / "home", *words)

    mine, moves = tmp_path / "mine", tmp_path / "moves.csv"
    moves.write_text("industry,cluster,reason\n336411,automotive,because\n", encoding="utf-8")
    assert ask("import", "cbp", small_cbp(CELLS)).code == 0
    assert ask("build", "us").code == 0
    assert ask("define", "--from", "us-benchmark", "--to", mine, "--moves", moves).code == 0
    assert ask("build", "us", "--definition", mine).code == 0
    differing = ask("diff", "us", "2019.1", "2019.2").output
    assert "definition     us-benchmark 2016.2  mine 1" in differing
    assert "aerospace-vehicles-and-defense" in differing
    assert "automotive" in differing
    # Edited under the same name and version it is another definition: another edition, not the one before.
    membership = mine / "membership.tsv"
    membership.write_text(membership.read_text("utf-8").replace("\t336411\tautomotive", "\t336411\tapparel"), "utf-8")
    assert ask("build", "us", "--definition", mine).code == 0
    assert "apparel" in ask("diff", "us", "2019.2", "2019.3").output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("define --atlas us-states", "Where should the definition be written? Give a folder: --to ./my-definition"),
        ("define --to {to}/My_Clusters", "'My_Clusters' cannot name a definition."),
        ("define --to {to}/x --moves m.tsv", "--moves needs --from"),
        ("define --atlas us-states --to {to}/x --clusters many", "--clusters 'many' is not understood."),
        ("define --atlas us-states --to {to}/x --method dbscan", "method='dbscan' is not known."),
        ("define --atlas us-states --to {to}/x --similarity taste", "kind='taste' is not known."),
        ("define --atlas us-states --to {to}/x --traded none", "definition='none' is not known."),
        ("define --atlas us-states --to {to}/x --clusters 50", "No configuration makes at least two groups"),
        ("define --from nothing --to {to}/x", "definition='nothing' is not known."),
        ("define --to {to}", "stands already."),
        ("define compare us-benchmark eu-divisions", "Only definitions of one vintage"),
        ("define validate {to}/nowhere", "is not known. Choose one of: cn-manufacturing"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: str, message: str, asked: Command, tmp_path: Path) -> None:
    target = tmp_path / "here"
    target.mkdir()
    ended = asked(*(word.format(to=target) for word in words.split()))
    assert ended.code == 2
    assert ended.errors.startswith("error: ")
    assert message in ended.errors
    assert list(target.glob("[!.]*")) == []


def test_a_stopped_search_is_kept(drawn: Path, asked: Command, tmp_path: Path) -> None:
    # So many starts that it cannot end before it is stopped.
    words = ["define", "--atlas", "us-states", "--to", str(tmp_path / "x"), "--method", "k-medians"]
    kept = tmp_path / ".x.search"
    with subprocess.Popen(
        [*PROGRAM, *words, "--clusters", "2-6", "--starts", "300"], env=environment(drawn), text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as searching:  # fmt: skip
        while not kept.exists() or len(kept.read_text().splitlines()) < 2:
            assert searching.poll() is None
            time.sleep(0.05)
        os.kill(searching.pid, signal.SIGINT)
        _, errors = searching.communicate(timeout=60)
    assert (searching.returncode, errors.splitlines()[-1]) == (
        130,
        "stopped; what was finished is kept, repeat the command to continue",
    )
    assert not (tmp_path / "x").exists()
    found = len(kept.read_text().splitlines()) - 1
    assert found >= 1
    before = kept.read_text()
    # With another number of starts the ground is another, and what was kept is thrown away.
    assert asked(*words, "--clusters", "2", "--starts", "1").code == 0
    assert not kept.exists()
    assert before.count("k-medians") == found
