"""`clusteratlas protect`, `check` and `sum` as an office runs them, from a register to an edition that is shown."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ending, run
from tests.reference.confidential import POLICY, cells_of, drawn, write_register

TRUTH = cells_of(drawn())
Command = Callable[..., Ending]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register, a policy and a home in which both editions stand; built by the commands themselves."""
    folder = tmp_path_factory.mktemp("office")
    file, columns = write_register(folder)
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    home = folder / "home"
    stored = run(home, "import", "register", file, "--map", columns)
    assert stored.code == 0, stored.errors
    named = stored.output.split(" stored as ")[1].split()[0]
    assert run(home, "build", "cn", "--edition", "1", "--source", named).code == 0
    protected = run(home, "protect", named, "--policy", folder / "policy.toml")
    assert protected.code == 0, protected.errors
    assert "stored as register=protected-office-2021-1" in protected.output
    assert "every protected cell is proven safe" in protected.output
    built = run(home, "build", "cn", "--edition", "2", "--source", "register=protected-office-2021-1")
    assert built.code == 0, built.errors
    return folder


def test_check_attacks_the_public_edition(office: Path, here: Command) -> None:
    ended = here(office / "home", "check", "cn")
    assert ended.code == 0
    assert "edition cn-2 is sound" in ended.output
    lines = [line for line in ended.output.splitlines() if "cells withheld" in line]
    assert len(lines) == 6  # three measures, two years
    assert sum("0 shown too closely, 0 exactly" in line for line in lines) == 4  # counts of establishments are shown


def test_without_the_register_check_says_what_it_did_not_prove(office: Path, here: Command, tmp_path: Path) -> None:
    shutil.copytree(office / "home" / "atlases", tmp_path / "home" / "atlases")
    ended = here(tmp_path / "home", "check", "cn", "--edition", "2")
    assert ended.code == 0
    assert "without it no attack proves the edition" in ended.output


def test_an_edition_that_shows_too_much_fails_the_check(office: Path, here: Command, tmp_path: Path) -> None:
    """The office answers a sum by hand that tells a protected cell; from then on the edition is not safe."""
    home = shutil.copytree(office / "home", tmp_path / "home")
    alone = next(key for key, (_, _, count) in sorted(TRUTH.items()) if key[0] == 2021 and count == 1)
    register = next(folder for folder in (home / "records" / "register").iterdir() if folder.name[0] == "r")
    line = f'{{"year": 2021, "measure": "employment", "regions": ["{alone[1]}"], "industries": ["{alone[2]}"]}}\n'
    (register / "answered.jsonl").write_text(line, encoding="utf-8")
    ended = here(home, "check", "cn", "--edition", "2")
    assert ended.code == 4
    assert "Edition cn-2 is not safe to show." in ended.errors
    loose = tmp_path / "loose.toml"
    loose.write_text('name = "loose"\nminimum_establishments = 2\n', encoding="utf-8")
    again = here(home, "protect", f"register={register.name}", "--policy", loose)
    assert again.code == 2
    assert "sums answered before show" in again.errors
    assert not list((home / "records" / "register").glob("protected-loose*"))


def test_a_sum_is_of_what_is_shown_unless_an_exact_one_is_asked_for(office: Path, here: Command) -> None:
    home = office / "home"
    whole = here(home, "sum", "cn", "--industry", "00", "--atlas", "cn", "--edition", "2")
    assert (whole.code, whole.output.strip()) == (0, f"employment, 2021: {TRUTH[2021, 'cn', '00'][0]:,}")
    key = next(key for key, (_, _, count) in sorted(TRUTH.items()) if key[0] == 2021 and count == 1)
    asked = ("sum", key[1], "--industry", key[2], "--atlas", "cn", "--edition", "2")
    shown = here(home, *asked)
    assert shown.code == 0
    assert "about" in shown.output
    refused = here(home, *asked, "--exact")
    assert refused.code == 2
    assert "This sum may not be shown. Too few contributors" in refused.errors


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("minimum_establishments = 3", "there is no name"),
        ('name = "a"\ndominance = 80', "dominance = 80 is not a table"),
        ('name = "a"\nsecret = true', "Choose one of: name, minimum_establishments"),
        ('name = "public-source"', "protects nothing"),
        ('name = "internal"', "a name with a meaning of its own"),
        ("name = ", "it is no TOML file"),
    ],
)
def test_a_policy_that_means_nothing_is_refused(
    office: Path, here: Command, tmp_path: Path, policy: str, said: str
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(policy, encoding="utf-8")
    ended = here(office / "home", "protect", "register", "--policy", file)
    assert ended.code == 2
    assert said in ended.errors


def test_what_cannot_be_protected_is_said(office: Path, here: Command, tmp_path: Path) -> None:
    ended = here(office / "home", "protect", "tidy=x", "--policy", office / "policy.toml")
    assert (ended.code, "is no confidential register" in ended.errors) == (2, True)
    ended = here(office / "home", "protect", "register=protected-office-2021-1", "--policy", office / "policy.toml")
    assert (ended.code, "names 0 confidential registers" in ended.errors) == (2, True)
    ended = here(tmp_path, "protect", "register", "--policy", office / "policy.toml")
    assert ended.code == 3


def test_internal_editions_are_served_to_this_machine_only(office: Path, here: Command) -> None:
    ended = here(office / "home", "serve", "--internal", "--host", "0.0.0.0")
    assert ended.code == 2
    assert "Choose one of: 127.0.0.1, localhost, ::1" in ended.errors


def test_a_register_needs_a_map(office: Path, here: Command) -> None:
    ended = here(office / "home", "import", "register", office / "register.csv")
    assert ended.code == 2
    assert "[holder]" in ended.errors


def broken(folder: Path, change: Callable[[list[dict[str, str]]], None]) -> Path:
    with (folder / "register.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))[:200]
    change(rows)
    target = folder / "broken.csv"
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return target


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("enterprise", " ", "row 2, column enterprise: '' is empty"),
        ("persons", "", "row 2, column persons: '' is empty"),
        ("wages", "-1", "row 2, column wages: '-1'"),
        ("province", "99", "row 2, column province: '99' is not one of"),
        ("year", "20", "row 2, column year: '20' is not a year"),
        ("industry", "C", "row 2, column industry: 'C' is an industry of which other rows have a part"),
    ],
)
def test_a_broken_register_is_refused_with_its_rows(
    office: Path, here: Command, tmp_path: Path, column: str, value: str, said: str
) -> None:
    file = broken(office, lambda rows: rows[1].update({column: value}))
    ended = here(tmp_path / "home", "import", "register", file, "--map", office / "columns.toml")
    assert ended.code == 2
    assert said in ended.errors
    assert "Nothing was stored." in ended.errors


def test_an_establishment_stands_once_a_year(office: Path, here: Command, tmp_path: Path) -> None:
    file = broken(office, lambda rows: rows[5].update({"establishment": rows[2]["establishment"]}))
    ended = here(tmp_path / "home", "import", "register", file, "--map", office / "columns.toml")
    assert ended.code == 2
    assert "row 6, column establishment" in ended.errors
    assert "stands more than once in a year" in ended.errors
