"""The facts that ship are stored by one command on a new home, once, and nothing invented with them."""

import sqlite3
from pathlib import Path

from tests.cli.conftest import run

SCHEMES = ["cluster-excellence", "henan-smart-park", "leading-edge", "us-federal-clusters"]


def stored(home: Path, table: str) -> list[str]:
    with sqlite3.connect(home / "commons.sqlite3") as database:
        return [slug for (slug,) in database.execute(f"SELECT slug FROM {table} ORDER BY slug")]


def test_a_new_home_has_the_schemes_that_calls_grant_and_no_samples(tmp_path: Path) -> None:
    first = run(tmp_path, "seed")
    assert first.code == 0, first.errors
    assert stored(tmp_path, "designations_scheme") == SCHEMES
    programmes = stored(tmp_path, "programmes_programme")
    assert first.output.startswith(f"{len(programmes)} programmes and 4 designation schemes are new\n")
    assert set(first.output.split()) >= {f"/designations/schemes/{slug}/" for slug in SCHEMES}
    assert not [slug for slug in stored(tmp_path, "registry_organisation") if slug.startswith("sample-")]
    again = run(tmp_path, "seed")
    assert (again.code, again.output) == (0, "0 programmes and 0 designation schemes are new\n")
    assert stored(tmp_path, "designations_scheme") == SCHEMES
