"""Two editions of the same file by other rules: everything that changed, changed by rule."""

import shutil
from pathlib import Path

import pytest

from clusteratlas.editions import Choices, Edition, build, open_edition
from clusteratlas.editions.diff import FIGURES, RULE, diff


@pytest.fixture(scope="module")
def home(atlases_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the editions of the states are built from, with 2011.1 as it stands."""
    copy = tmp_path_factory.mktemp("states") / "home"
    for part in ("records/cbp", "sources/cbp", "atlases/us-states"):
        shutil.copytree(atlases_home / part, copy / part)
    if (atlases_home / "boundaries/us-states").is_dir():
        shutil.copytree(atlases_home / "boundaries/us-states", copy / "boundaries/us-states")
    return copy


def built(home: Path, name: str, **choices: object) -> Edition:
    build("us-states", home, Choices(edition=name, source="cbp", **choices))  # type: ignore[arg-type]
    return open_edition("us-states", name, home)


def test_other_denominators_change_classes_by_rule_alone(home: Path) -> None:
    before, after = open_edition("us-states", "2011.1", home), built(home, "2011.2", within="all")
    found = diff(before, after)
    assert [fact.name for fact in found.changed_facts] == ["within"]
    assert {cause for change, cause in found.counts() if change == FIGURES} == {RULE}
    rows = found.table().to_pylist()
    assert all(row["employment_before"] == row["employment_after"] for row in rows)
    strong = {edition.name: {tuple(row.values()) for row in edition.rows(_STRONG)} for edition in (before, after)}
    became = {(row["year"], row["region"], row["cluster"]) for row in rows if row["change"] == "became strong"}
    ceased = {(row["year"], row["region"], row["cluster"]) for row in rows if row["change"] == "no longer strong"}
    assert became == strong["2011.2"] - strong["2011.1"] != set()
    assert ceased == strong["2011.1"] - strong["2011.2"] != set()


def test_another_rule_book_leaves_every_figure_as_it_was(home: Path) -> None:
    found = diff(open_edition("us-states", "2011.1", home), built(home, "2011.3", rules=("fixed-threshold",)))
    assert [fact.name for fact in found.changed_facts] == ["rules"]
    assert {cause for _, cause in found.counts()} == {RULE}
    assert FIGURES not in {change for change, _ in found.counts()}


_STRONG = "select year, region, cluster from portfolio where strong and subcluster is null"
