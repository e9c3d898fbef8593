"""From a confidential register to an edition anyone may see: what is stored, what is withheld, what an attack finds."""

import shutil
import stat
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow.parquet as pq
import pytest
from tests.reference.confidential import POLICY, Row, cells_of, drawn, write_register
from tests.reference.records import stored_cells

from clusteratlas.editions import Choices, Manifest, build, check, edition_folder, open_edition
from clusteratlas.editions.publishing import examine, protect_records, read_policy
from clusteratlas.editions.publishing.public_records import Withholding, withheld_in, write_public_records
from clusteratlas.editions.publishing.register import register_of
from clusteratlas.editions.publishing.shown import shown_in
from clusteratlas.errors import CannotProtect, InputError, UnsafeEdition
from clusteratlas.home import Home
from clusteratlas.sources import Records
from clusteratlas.sources.register import CONTRIBUTIONS, import_register


class Published(NamedTuple):
    """A home with a register, its internal edition, its protected records and their public edition."""

    home: Home
    rows: list[Row]
    internal: Records
    protected: Records
    editions: dict[str, Manifest]
    policy: Path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("register")
    home, rows = Home.at(folder / "home"), drawn()
    internal = import_register(*write_register(folder, rows), home).records
    policy = folder / "policy.toml"
    policy.write_text(POLICY, encoding="utf-8")
    protected = protect_records("register", read_policy(policy), home).records
    editions = {name: built(home, records, name) for name, records in (("1", internal), ("2", protected))}
    return Published(home, rows, internal, protected, editions, policy)


def built(home: Home, records: Records, name: str) -> Manifest:
    return build("cn", home, Choices(edition=name, source=f"{records.source}={records.vintage}"))


def test_cells_of_every_level_are_sums_of_the_rows(published: Published) -> None:
    found = {
        key: (cell["employment"], cell["wages"], cell["establishments"])
        for key, cell in stored_cells(published.internal).items()
    }
    assert found == cells_of(published.rows)


def test_confidential_folders_are_closed_and_hold_no_names(published: Published) -> None:
    home, internal = published.home, published.internal
    for folder in (internal.folder, home.source("register", internal.vintage)):
        for path in (folder, *folder.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) in (0o600, 0o700), path
    assert [file.name for file in home.source("register", internal.vintage).iterdir()] == ["origin.toml"]
    kept = pq.read_table(internal.folder / CONTRIBUTIONS)
    assert kept.num_rows == len(published.rows)
    assert kept["holder"].type == "int64"
    assert len(kept["holder"].unique()) == len({row.enterprise for row in published.rows})
    assert sum(kept["wages"].to_pylist()) == sum(row.wages for row in published.rows)


def test_the_internal_edition_says_so_and_shows_everything(published: Published) -> None:
    manifest = published.editions["1"]
    assert (manifest.publish_policy, manifest.is_internal, manifest.policy) == ("internal", True, {})
    assert all(year["employment"]["withheld"] == 0 for year in manifest.withheld)
    folder = edition_folder(published.home, "cn", "1")
    assert check(folder) == manifest
    assert examine(folder, published.home) == []


def test_the_public_records_say_nothing_in_withheld_cells_and_the_truth_in_all_others(published: Published) -> None:
    truth, shown = cells_of(published.rows), stored_cells(published.protected)
    assert shown.keys() == truth.keys()
    withheld = 0
    for key, cell in shown.items():
        assert cell["establishments"] == truth[key][2]
        assert (cell["employment"] is None) == (cell["wages"] is None)
        withheld += cell["employment"] is None
        if cell["employment"] is not None:
            assert (cell["employment"], cell["wages"]) == truth[key][:2]
    assert 0 < withheld < len(shown)


def test_cells_of_fewer_than_three_holders_are_withheld(published: Published) -> None:
    holders: dict[tuple[int, str, str], set[str]] = {}
    for row in published.rows:
        holders.setdefault((row.year, f"cn-province-{row.province}", row.industry), set()).add(row.enterprise)
    few = [key for key, names in holders.items() if len(names) < 3]
    shown = stored_cells(published.protected)
    assert len(few) > 10
    assert all(shown[key]["employment"] is None for key in few)


def test_the_public_edition_carries_the_policy_without_its_secrets(published: Published) -> None:
    manifest = published.editions["2"]
    assert manifest.publish_policy == manifest.policy["name"] == "Office 2021"
    assert manifest.policy["rules"] == ["dominance", "p_percent"]
    said = (edition_folder(published.home, "cn", "2") / "edition.toml").read_text(encoding="utf-8")
    secrets = published.editions["1"].inputs[0]
    for secret in ("percent = 80", "register.csv", secrets["sha256"], published.internal.vintage):
        assert secret not in said


def test_the_public_edition_follows_from_the_protected_records_alone(published: Published, tmp_path: Path) -> None:
    """So its estimates and sums of clusters tell an outsider nothing that is not in them."""
    elsewhere, vintage = Home.at(tmp_path / "home"), published.protected.vintage
    for name in ("records", "sources"):
        shutil.copytree(published.home.path / name / "register" / vintage, elsewhere.path / name / "register" / vintage)
    again = built(elsewhere, published.protected, "2")
    assert again.checksums == published.editions["2"].checksums


def test_bounds_of_the_public_edition_hold_the_truth(published: Published) -> None:
    edition, truth = open_edition("cn", "2", published.home), cells_of(published.rows)
    rows = edition.rows("from activity where employment_flag <> 'published'")
    assert {row["employment_flag"] for row in rows} <= {"estimated", "unknown"}
    for row in rows:
        value = truth[row["year"], row["region"], row["industry"]][0]
        assert row["employment_low"] <= value
        assert row["employment_high"] is None or value <= row["employment_high"]


def test_the_attack_recovers_nothing_from_the_public_edition(published: Published) -> None:
    found = examine(edition_folder(published.home, "cn", "2"), published.home)
    assert [(each.year, each.measure) for each in found] == [
        (year, measure) for year in (2020, 2021) for measure in ("employment", "establishments", "wages")
    ]
    for each in found:
        if each.measure == "establishments":
            assert (each.withheld, each.protected) == (0, None)
        else:
            assert (each.determined, each.violated, each.recovered) == (0, 0, 0)
            assert each.withheld > (each.protected or 0) > 10


def test_without_the_register_the_edition_is_inspected_by_itself(published: Published, tmp_path: Path) -> None:
    folder = edition_folder(published.home, "cn", "2")
    found = examine(folder, Home.at(tmp_path / "nothing"))
    assert all(each.violated is None and each.determined == 0 for each in found)


@pytest.fixture
def another(published: Published, tmp_path: Path) -> Home:
    """A copy of the home that a test may change."""
    shutil.copytree(published.home.path, tmp_path / "home")
    return Home.at(tmp_path / "home")


def test_withholding_only_the_protected_cells_is_broken_by_the_attack(published: Published, another: Home) -> None:
    register, policy = register_of(another, f"register={published.internal.vintage}"), read_policy(published.policy)
    primary = {
        year: np.logical_or.reduce([each.cells for each in register.sensitivities(year, policy).values()])
        for year in (2020, 2021)
    }
    vintage = published.protected.vintage  # under the name of the safe one, so that its proofs are at hand
    shutil.rmtree(another.records("register") / vintage)
    records = write_public_records(another, register.records, published.protected, Withholding(primary, True))
    built(another, records, "3")
    folder = edition_folder(another, "cn", "3")
    check(folder)
    with pytest.raises(UnsafeEdition, match="shown too closely") as caught:
        examine(folder, another)
    assert "0 exactly" not in caught.value.problems[0]
    shutil.rmtree(register.records.folder)
    with pytest.raises(UnsafeEdition, match=r"cells withheld, [1-9][0-9]* of them follow from what is shown$"):
        examine(folder, another)


def test_the_same_register_and_policy_are_protected_once(published: Published) -> None:
    receipt = protect_records("register", read_policy(published.policy), published.home)
    assert (receipt.already_there, receipt.records.vintage) == (True, "protected-office-2021-1")
    for counts in receipt.counts:
        assert counts.withheld == np.count_nonzero(withheld_in(published.protected, counts.year))
        assert 0 < counts.protected < counts.withheld < counts.cells


def test_what_a_first_policy_shows_a_stricter_one_cannot_take_back(published: Published, another: Home) -> None:
    strict = published.policy.with_name("strict.toml")
    strict.write_text('name = "strict"\nminimum_establishments = 12\n', encoding="utf-8")
    before = sorted(another.records("register").iterdir())
    with pytest.raises(CannotProtect, match=r"2020, employment: [0-9,]+ protected cell"):
        protect_records(f"register={published.internal.vintage}", read_policy(strict), another)
    assert sorted(another.records("register").iterdir()) == before


def test_a_looser_policy_may_show_more(published: Published, another: Home) -> None:
    loose = published.policy.with_name("loose.toml")
    loose.write_text('name = "loose"\nminimum_establishments = 2\ncontributors_know = false\n', encoding="utf-8")
    records = protect_records(f"register={published.internal.vintage}", read_policy(loose), another).records
    for year in (2020, 2021):
        more, less = withheld_in(published.protected, year), withheld_in(records, year)
        assert not (less & ~more).any()
        assert (more & ~less).any()


def test_internal_and_protected_records_are_not_built_into_one_edition(published: Published) -> None:
    with pytest.raises(InputError, match="do not have the same publish policy"):
        build("cn", published.home, Choices(source="register"))


def test_counts_of_establishments_are_withheld_where_the_policy_says_so(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    import_register(*write_register(tmp_path), home)
    file = tmp_path / "policy.toml"
    file.write_text(f"{POLICY}\nestablishments_shown = false\n", encoding="utf-8")
    records = protect_records("register", read_policy(file), home).records
    for cell in stored_cells(records).values():
        assert (cell["employment"] is None) == (cell["establishments"] is None)
    built(home, records, "1")
    found = examine(edition_folder(home, "cn", "1"), home)
    assert all(each.violated == 0 and (each.protected or 0) > 0 for each in found)


def test_counts_that_were_shown_once_cannot_be_withheld(published: Published, another: Home) -> None:
    file = published.policy.with_name("hiding.toml")
    file.write_text('name = "hiding"\nestablishments_shown = false\n', encoding="utf-8")
    with pytest.raises(CannotProtect, match="counts of establishments are shown by protected-office-2021-1 already"):
        protect_records(f"register={published.internal.vintage}", read_policy(file), another)


def test_registers_of_single_years_make_one_edition(published: Published, tmp_path: Path) -> None:
    home, policy = Home.at(tmp_path / "home"), read_policy(published.policy)
    for year in (2020, 2021):
        folder = tmp_path / str(year)
        folder.mkdir()
        stored = import_register(*write_register(folder, [row for row in published.rows if row.year == year]), home)
        protect_records(f"register={stored.records.vintage}", policy, home)
        shutil.move(stored.records.folder, tmp_path / f"kept-{year}")
    manifest = build("cn", home, Choices(source="register"))
    assert (manifest.years, len(manifest.policy["registers"])) == ([2020, 2021], 2)
    whole = published.editions["2"].checksums
    assert {name for name in whole if manifest.checksums[name] != whole[name]} == set()
    shutil.move(tmp_path / "kept-2021", home.records("register") / "register-2021")
    found = examine(edition_folder(home, "cn"), home)
    assert [each.protected is None for each in found] == [True] * 3 + [False, True, False]


def test_cells_with_the_narrowest_bounds_are_inspected_first(published: Published) -> None:
    edition = open_edition("cn", "2", published.home)
    shown = shown_in(edition, "employment", 2021)
    hidden = shown.public.hidden
    few = shown.narrowest(10)
    assert np.count_nonzero(few) == 10
    assert not (few & ~hidden).any()
    assert shown.width[few].max() <= shown.width[hidden & ~few].min()
    assert (shown.narrowest(10_000) == hidden).all()
    assert shown.narrowest(0).sum() == 0
