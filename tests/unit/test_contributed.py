"""Contributed data in the library: under its own name with its label, built when asked for, left out once retired."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.reference.folders import files

from clusteratlas.editions import Choices
from clusteratlas.editions.export.notes import _label
from clusteratlas.editions.manifest import INTERNAL, PUBLIC
from clusteratlas.editions.plan import make_plan
from clusteratlas.errors import BadCells, InputError, NoRecords, UnknownChoice
from clusteratlas.home import Home
from clusteratlas.sources import Contribution, import_file, imported, origin_of, source
from clusteratlas.sources.contributed import Offer, Retirement, contributed_source, import_contributed, retire, retired
from clusteratlas.sources.tidy_importing import tidy_source
from clusteratlas.sources.tidy_map_reading import column_map

TODAY = datetime.date(2026, 5, 4)
LABEL = Contribution("Chamber", TODAY, "survey", 0.9, {"en": "Small plants are missing.", "zh-hans": "缺小厂。"})
COLUMNS: dict[str, Any] = {
    "publication": {"title": "Plants", "producer": "Bureau", "licence": "CC BY 4.0"},
    "region": {"gazetteer": "us", "level": "state", "column": "State"},
    "industry": {"classification": "NAICS", "vintage": "2017", "column": "Activity"},
    "year": {"column": "Year"},
    "measures": {"employment": {"column": "Jobs", "unit": "persons"}},
}
TABLE = "Year,State,Activity,Jobs\n2018,20,336411,1000\n2018,39,326199,900\n"


def written(tmp_path: Path, text: str = TABLE, name: str = "table.csv") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def offer(name: str = "plants", confidential: bool = False, label: Contribution | None = LABEL) -> Offer:
    return Offer(name, column_map(COLUMNS), confidential, label)


def entered(tmp_path: Path, **facts: Any) -> Home:
    home = Home.at(tmp_path / "home")
    import_contributed(written(tmp_path), offer(**facts), home)
    return home


def test_it_stands_under_its_own_name_with_its_label(tmp_path: Path) -> None:
    home = entered(tmp_path)
    (records,) = imported("contributed", home)
    assert (records.source, records.vintage, dict(records.rows)) == ("contributed", "plants", {2018: 2})
    folder = home.path / "sources" / "contributed" / "plants"
    assert sorted(file.name for file in folder.iterdir()) == ["origin.toml", "table.csv"]
    assert tomllib.loads((folder / "origin.toml").read_text(encoding="utf-8"))["contribution"] == {
        "contributor": "Chamber",
        "accepted": TODAY,
        "quality": "survey",
        "coverage": 0.9,
        "limits": {"en": "Small plants are missing.", "zh-hans": "缺小厂。"},
    }
    assert origin_of(records, home).contribution == LABEL


def test_what_nobody_knows_of_it_is_not_written_down(tmp_path: Path) -> None:
    home = entered(tmp_path, label=Contribution("Chamber", TODAY, "unverified"))
    (records,) = imported("contributed", home)
    origin = origin_of(records, home)
    assert origin.facts()["contribution"] == {"contributor": "Chamber", "accepted": TODAY, "quality": "unverified"}
    assert origin.contribution == Contribution("Chamber", TODAY, "unverified")


def test_other_origins_say_nothing_of_a_contribution(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    receipt = import_file(tidy_source(column_map(COLUMNS)), written(tmp_path), home)
    assert (receipt.origin.contribution, "contribution" in receipt.origin.facts()) == (None, False)


def test_a_refused_file_leaves_nothing_behind(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    with pytest.raises(BadCells) as refused:
        import_contributed(written(tmp_path, TABLE.replace("336411", "336419x")), offer(), home)
    (cell,) = refused.value.cells
    assert (cell.row, cell.column, cell.value, cell.nearest) == (1, "Activity", "336419x", "336419")
    assert files(home.path / "sources") | files(home.path / "records" / "contributed") == {}


@pytest.mark.parametrize("name", ["", "../up", "Plants", "a--b", "a/b", "-a"])
def test_a_name_that_is_no_name(name: str) -> None:
    with pytest.raises(InputError, match="cannot name a data set"):
        contributed_source(offer(name))


def test_a_quality_that_is_none() -> None:
    with pytest.raises(UnknownChoice, match="quality='splendid' is not known"):
        Contribution("Chamber", TODAY, "splendid")


def test_the_command_line_does_not_bring_it_in() -> None:
    with pytest.raises(InputError, match="come in when reviewers accept them"):
        source("contributed")


def test_it_is_built_only_when_asked_for(tmp_path: Path) -> None:
    home = entered(tmp_path)
    with pytest.raises(NoRecords):
        make_plan("us-states", home, Choices())
    plan = make_plan("us-states", home, Choices(source="contributed=plants"))
    assert ([each.vintage for each in plan.records], plan.publish_policy) == (["plants"], PUBLIC)
    assert [each.contribution for each in plan.origins] == [LABEL]


def test_what_is_confidential_makes_internal_editions_and_its_file_is_not_kept(tmp_path: Path) -> None:
    home = entered(tmp_path, confidential=True)
    plan = make_plan("us-states", home, Choices(source="contributed=plants"))
    folder = home.path / "sources" / "contributed" / "plants"
    assert (plan.publish_policy, [file.name for file in folder.iterdir()]) == (INTERNAL, ["origin.toml"])
    assert (home.records("contributed") / "plants").stat().st_mode & 0o777 == 0o700


def test_one_file_confidential_and_public_makes_two_plans(tmp_path: Path) -> None:
    home = entered(tmp_path)
    import_contributed(written(tmp_path), offer("register", confidential=True), home)
    plans = [make_plan("us-states", home, Choices(source=f"contributed={name}")) for name in ("plants", "register")]
    assert len({plan.key for plan in plans}) == 2
    with pytest.raises(InputError, match="do not have the same publish policy"):
        make_plan("us-states", home, Choices(source="contributed"))


def test_what_is_retired_is_left_out_of_new_editions(tmp_path: Path) -> None:
    home = entered(tmp_path)
    retire("plants", Retirement(TODAY, "A newer one stands."), home)
    (records,) = imported("contributed", home)
    assert retired(records, home) == Retirement(TODAY, "A newer one stands.")
    with pytest.raises(InputError, match=r"'contributed=plants' were retired on 2026-05-04: A newer one stands\."):
        make_plan("us-states", home, Choices(source="contributed=plants"))
    import_contributed(written(tmp_path, TABLE.replace("2018", "2019")), offer("newer"), home)
    plan = make_plan("us-states", home, Choices(source="contributed"))
    assert [each.vintage for each in plan.records] == ["newer"]


def test_notes_of_a_spreadsheet_say_the_label() -> None:
    facts = {"contributor": "Chamber", "quality": "survey", "coverage": 0.9, "limits": {"en": "Small."}}
    assert dict(_label(facts, "en")) == {
        "Contributed by": "Chamber",
        "Quality": "Survey by a known method",
        "Share that it covers": "90.0%",
        "Limits": "Small.",
    }
    assert dict(_label(facts, "zh-hans"))["质量"] == "方法公开的调查"
    assert list(_label({}, "en")) == []
