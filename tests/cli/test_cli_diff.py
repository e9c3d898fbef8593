"""`clusteratlas diff`: what it prints, what it writes, what it refuses."""

import csv
import io
from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.unit.drawn_editions import CELLS, SOUTH, Drawing, draw


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two editions of the states: in the second South's plastics grew tenfold."""
    editions = tmp_path / "home/atlases/us-states/editions"
    draw(editions, Drawing("1"))
    draw(editions, Drawing("2", cells=CELLS | {(SOUTH, "326111"): (10_000, 11)}, file="b" * 64))
    draw(tmp_path / "home/atlases/us/editions", Drawing("1", atlas="us"))
    return tmp_path / "home"


def test_it_says_what_changed_and_why(ask: Command, home: Path) -> None:
    ended = ask("diff", "us-states", "1", "2", "--home", home)
    assert ended.code == 0
    for said in ("us-states-1 → us-states-2", "inputs", "8 regional clusters compared", "no longer strong", "others"):
        assert said in ended.output
    assert "2,020" not in ended.output  # a year is no figure


def test_it_writes_every_change_as_csv(ask: Command, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "changes.csv"
    assert ask("diff", "us-states", "1", "2", "--home", home, "--format", "csv", "--to", file).code == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    (lost,) = (row for row in rows if row["change"] == "no longer strong")
    assert (lost["region"], lost["cluster"], lost["cause"]) == ("us-state-02", "plastics", "others")
    assert (lost["employment_before"], lost["employment_after"]) == ("2000", "2000")


def test_an_edition_and_itself(ask: Command, home: Path) -> None:
    output = ask("diff", "us-states", "1", "1", "--home", home).output
    assert "the same inputs by the same choices" in output
    assert "0 changed" in output


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("us-states", "1", "9"), 3, "no edition '9'"),
        (("us-state", "1", "2"), 3, "no atlas 'us-state'"),
        (("us-states", "1", "us/1"), 2, "two atlases"),
        (("us-states", "1", "2", "--format", "xlsx"), 2, "text, csv"),
    ],
)
def test_what_cannot_be_compared_is_said(
    ask: Command, home: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    ended = ask("diff", *words, "--home", home)
    assert ended.code == code
    assert said in ended.errors


def test_two_atlases_on_request(ask: Command, home: Path) -> None:
    assert ask("diff", "us-states", "1", "us/1", "--across", "--home", home).code == 0
