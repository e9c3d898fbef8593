"""Building an edition: once for the same inputs, resumed after an interruption, refused where choices are wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.reference.folders import files

from clusteratlas.editions import Choices, Manifest, build, check, edition_folder
from clusteratlas.editions.steps import STEPS
from clusteratlas.editions.steps.cells import WORKINGS
from clusteratlas.errors import (
    BusyHome,
    EditionExists,
    InputError,
    NoRecords,
    NoSuchAtlas,
    NoSuchEdition,
    UnknownChoice,
)
from clusteratlas.home import Home, one_writer
from clusteratlas.sources import import_file, source_names

Write = Callable[..., Path]
INDUSTRIES = ("336411", "334413", "722511", "621111", "311812")


class Interrupted(Exception):
    """Raised by a progress callback, as a person presses Ctrl+C."""


def cells(year: int, more: int = 0) -> list[tuple[int, str, str, int, int]]:
    areas = ("48620", "31080", "10700", "40700")
    return [
        *((year, area, "00", 10_000, 500) for area in areas),
        *(
            (year, area, code, 100 * (place + 1) + 7 * number + more, 3 + number)
            for place, area in enumerate(areas)
            for number, code in enumerate(INDUSTRIES)
        ),
    ]


@pytest.fixture
def home(small_cbp: Write, tmp_path: Path) -> Home:
    """A home with two years of four areas, and no edition."""
    home = Home.at(tmp_path / "home")
    import_file("cbp", small_cbp([*cells(2018), *cells(2019, 50)]), home)
    return home


def stop_at(words: str, after: float = 0.0) -> Callable[[str, float], None]:
    """Stops a build in the step of these words, once so much of the whole is done."""

    def progress(step: str, done: float) -> None:
        if step == words and done >= after:
            raise Interrupted

    return progress


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file each is, and when it was written: what is written again is another one."""
    return {
        path.name: (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*.parquet")
        if path.is_file() and WORKINGS not in path.parts
    }


def test_the_edition_says_what_it_was_made_from(home: Home) -> None:
    manifest = build("us", home)
    folder = home.editions("us") / "2019.1"
    assert check(folder) == manifest
    assert (manifest.identity, manifest.years, manifest.source) == ("us-2019.1", [2018, 2019], "cbp")
    assert [entry["file"] for entry in manifest.inputs] == ["cbp.csv"]
    assert (manifest.layout, manifest.gazetteer, manifest.measures) == ("metro", "us", ["employment", "establishments"])
    assert (manifest.currency, manifest.classification_kind) == ("", "industry")
    assert manifest.vintages == {"2018": "2017", "2019": "2017"}
    published = pq.read_table(folder / "activity.parquet", filters=[("employment_flag", "==", "published")])
    assert published.num_rows == 40  # two years of four areas with five industries
    assert set(manifest.checksums) == {str(path.relative_to(folder)) for path in folder.rglob("*.parquet")}
    assert not home.building("us", "2019.1").exists()


def test_the_same_inputs_are_not_built_again(home: Home) -> None:
    first = build("us", home)
    before = files(home.path)
    assert build("us", home) == first
    assert files(home.path) == before


def test_a_new_year_makes_a_new_edition_and_leaves_the_old_one(home: Home, small_cbp: Write) -> None:
    build("us", home)
    before = files(home.editions("us") / "2019.1")
    import_file("cbp", small_cbp(cells(2020), "next.csv"), home)
    assert build("us", home).name == "2020.1"
    assert edition_folder(home, "us").name == "2020.1"
    assert edition_folder(home, "us", "2019.1").name == "2019.1"
    assert files(home.editions("us") / "2019.1") == before


def test_other_choices_get_the_next_number_and_their_own_figures(home: Home) -> None:
    build("us", home)
    assert build("us", home, Choices(within="all")).name == "2019.2"
    tables = [pq.read_table(home.editions("us") / name / "portfolio.parquet") for name in ("2019.1", "2019.2")]
    assert tables[0]["location_quotient"] != tables[1]["location_quotient"]
    assert tables[0]["location_quotient_all"] == tables[1]["location_quotient"]


def test_an_edition_of_a_chosen_name_is_found_again(home: Home) -> None:
    chosen = Choices(edition="2019-final")
    first = build("us", home, chosen)
    assert first.name == "2019-final"
    assert build("us", home, chosen) == first
    assert build("us", home) == first


def test_a_taken_name_is_refused(home: Home) -> None:
    build("us", home)
    before = files(home.path)
    with pytest.raises(EditionExists, match=r"already has an edition '2019.1' and editions do not change"):
        build("us", home, Choices(edition="2019.1", within="all"))
    assert files(home.path) == before


@pytest.mark.parametrize("name", ["", "../x", ".hidden", "a/b", "map", "2019 1", "2019\n"])
def test_a_name_that_could_not_stand_in_an_address_is_refused(name: str, home: Home) -> None:
    with pytest.raises(InputError, match="cannot name an edition"):
        build("us", home, Choices(edition=name))


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        (Choices(within="kinds"), "within='kinds' is not known. Choose one of: all, kind."),
        (Choices(rules=("us",)), "fixed-threshold, percentile-employment, quadrants, us-percentile."),
        (Choices(definition="us"), "eu-divisions, jp-groups, us-benchmark, the path of a definition's folder."),
        (Choices(source="qwec"), f"source='qwec' is not known. Choose one of: {', '.join(source_names())}."),
    ],
)
def test_an_unknown_choice_is_refused_before_any_work(choices: Choices, message: str, home: Home) -> None:
    before = files(home.path)
    with pytest.raises(UnknownChoice) as caught:
        build("us", home, choices)
    assert str(caught.value).endswith(message)
    assert files(home.path) == before


def test_an_unknown_atlas_and_an_empty_home(home: Home, tmp_path: Path) -> None:
    with pytest.raises(UnknownChoice, match=r"atlas='fr' is not known. Choose one of: cn, de, eu, jp, us, us-counties"):
        build("fr", home)
    with pytest.raises(NoRecords, match="holds no records of 'de-occupations'"):
        build("de", home)
    with pytest.raises(NoRecords, match="holds no records of 'cbp'"):
        build("us", tmp_path / "other")
    with pytest.raises(NoRecords, match="holds no records of 'us-sample'"):
        build("us", home, Choices(source="us-sample"))
    with pytest.raises(NoSuchAtlas, match=r"There is none yet. Build it with: clusteratlas build us"):
        edition_folder(home, "us")
    build("us", home)
    with pytest.raises(NoSuchEdition, match=r"has no edition '2018.1'. Its editions are: 2019.1."):
        edition_folder(home, "us", "2018.1")


def test_a_year_in_two_files_asks_which(home: Home, small_cbp: Write) -> None:
    later = import_file("cbp", small_cbp(cells(2019), "again.csv"), home).records
    with pytest.raises(
        InputError, match=r"Year 2019 stands in again-\w+ and in cbp-\w+. Choose one: --source cbp=cbp-"
    ):
        build("us", home)
    assert build("us", home, Choices(source=f"cbp={later.vintage}")).years == [2019]
    with pytest.raises(InputError, match=r"There are no records 'x' of 'cbp'. There are: again-"):
        build("us", home, Choices(source="cbp=x"))


def test_finished_steps_are_not_done_again(home: Home) -> None:
    workshop, finished = home.building("us", "2019.1"), dict[str, tuple[int, int]]()
    for position in range(1, len(STEPS)):
        with pytest.raises(Interrupted):
            build("us", home, progress=stop_at(STEPS[position].words))
        assert {path.name for path in workshop.iterdir() if path.is_dir()} == {step.name for step in STEPS[:position]}
        now = identities(workshop)
        assert {name: now[name] for name in finished} == finished
        finished = now
        assert not home.editions("us").exists()
    build("us", home)
    assert identities(home.editions("us") / "2019.1") == finished
    check(home.editions("us") / "2019.1")


def test_a_build_interrupted_within_a_step_does_that_step_again(home: Home) -> None:
    position = [step.name for step in STEPS].index("portfolio")
    with pytest.raises(Interrupted):
        build("us", home, progress=stop_at(STEPS[position].words, after=(position + 0.4) / len(STEPS)))
    assert not (home.building("us", "2019.1") / "portfolio").exists()
    resumed = build("us", home)
    assert resumed.rows["portfolio"] > 0
    check(home.editions("us") / resumed.name)


def test_a_changed_input_starts_anew(home: Home, small_cbp: Write) -> None:
    with pytest.raises(Interrupted):
        build("us", home, progress=stop_at(STEPS[-1].words))
    begun = identities(home.building("us", "2019.1"))
    import_file("cbp", small_cbp(cells(2017), "before.csv"), home)
    assert build("us", home).years == [2017, 2018, 2019]
    standing = identities(home.editions("us") / "2019.1")
    assert all(standing[name] != begun[name] for name in begun)


def test_what_a_killed_removal_left_is_not_taken_for_finished_steps(home: Home) -> None:
    with pytest.raises(Interrupted):
        build("us", home, progress=stop_at(STEPS[-1].words))
    workshop = home.building("us", "2019.1")
    (workshop / "plan.toml").unlink()
    (workshop / "entities/names.parquet").unlink()
    assert "names" in build("us", home).rows
    check(home.editions("us") / "2019.1")


def test_two_builders_at_once(home: Home) -> None:
    with one_writer(home.atlas("us")), pytest.raises(BusyHome, match="Wait for it to end, then repeat"):
        build("us", home)
    build("us", home)


def test_an_edition_without_a_pointer_is_still_found(home: Home) -> None:
    build("us", home)
    build("us", home, Choices(within="all"))
    (home.atlas("us") / "current").unlink()
    manifests = {name: check(home.editions("us") / name) for name in ("2019.1", "2019.2")}
    latest = max(manifests.values(), key=_created).created
    assert manifests[edition_folder(home, "us").name].created == latest
    (home.atlas("us") / "current").write_text("2018.9")
    assert manifests[edition_folder(home, "us").name].created == latest


def _created(manifest: Manifest) -> float:
    return manifest.created.timestamp()


def test_half_an_edition_is_not_seen(home: Home) -> None:
    build("us", home)
    shutil.copytree(home.editions("us") / "2019.1", home.editions("us") / ".2019.2.partial")
    (home.editions("us") / "2019.3").mkdir()
    with pytest.raises(NoSuchEdition, match=r"Its editions are: 2019.1."):
        edition_folder(home, "us", "2019.2")


def test_a_home_with_odd_letters_in_its_path(small_cbp: Write, tmp_path: Path) -> None:
    home = Home.at(tmp_path / "it's 中国 [2019]")
    import_file("cbp", small_cbp(cells(2019)), home)
    manifest = build("us", home)
    assert check(home.editions("us") / manifest.name) == manifest
