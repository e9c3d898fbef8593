"""Killed at random during import and build: what is visible is whole, earlier editions are untouched, it resumes."""

import random
import shutil
import signal
import time
from collections.abc import Iterator
from os import kill
from pathlib import Path

import pytest
from tests.conftest import Cell, cbp_lines
from tests.reference.folders import contents, files
from tests.unit.forked_work import ForkedWork

from clusteratlas.editions import build, check
from clusteratlas.editions.build import edition_folders
from clusteratlas.home import Home
from clusteratlas.sources import import_file

KILLS = 25
IMPORT_KILLS = KILLS // 3
UNDISTURBED = -1.0
EARLIER = "2017.1"
EDITION = "2019.1"


@pytest.fixture(scope="module")
def forked() -> Iterator[ForkedWork]:
    work = ForkedWork()
    yield work
    work.close()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one edition, of a year before those of the extract."""
    home = Home.at(tmp_path_factory.mktemp("start"))
    industries = ["00", "336411", "334413", "722511", "311812"]
    cells: list[Cell] = [(2017, area, code, 100, 5) for area in ("48620", "10700", "31080") for code in industries]
    file = tmp_path_factory.mktemp("cbp") / "earlier.csv"
    file.write_text("\n".join(cbp_lines(cells)))
    import_file("cbp", file, home)
    build("us", home)
    return home


class Scene:
    """A home in which import and build run to be killed, held beside one in which they were not."""

    def __init__(self, forked: ForkedWork, start: Home, file: Path, folder: Path) -> None:
        self.forked, self.start, self.file, self.folder = forked, start, file, folder
        self.homes = 0
        self.durations: dict[str, float] = {}
        self.undisturbed = self.copied()
        for what in ("import", "build"):
            begin = time.perf_counter()
            forked.run(*self.words(what, self.undisturbed))
            self.durations[what] = time.perf_counter() - begin
        check(start.editions("us") / EARLIER)
        self.earlier = files(start.editions("us") / EARLIER)

    def copied(self) -> Home:
        self.homes += 1
        home = Home.at(self.folder / str(self.homes))
        shutil.copytree(self.start.path, home.path)
        return home

    def words(self, what: str, home: Home) -> tuple[object, ...]:
        return ("import", home.path, self.file) if what == "import" else ("build", home.path)

    def disturb(self, what: str, home: Home, delay: float, how: signal.Signals) -> int:
        worker = self.forked.start(*self.words(what, home))
        if delay != UNDISTURBED:
            time.sleep(delay)
            kill(worker, how)
        return self.forked.wait()

    def assert_visible_is_whole(self, home: Home) -> None:
        folders = edition_folders(home, "us")
        assert {folder.name for folder in folders} <= {EARLIER, EDITION}
        assert files(home.editions("us") / EARLIER) == self.earlier
        for folder in folders:
            if folder.name != EARLIER:
                check(folder)
        for records in home.records("cbp").glob("[!.]*"):
            assert contents(records) == contents(self.undisturbed.records("cbp") / records.name)

    def assert_as_undisturbed(self, home: Home) -> None:
        self.assert_visible_is_whole(home)
        for ours, theirs in zip(tables(home), tables(self.undisturbed), strict=True):
            assert ours == theirs
        assert not list(home.path.rglob("*.partial"))
        assert (home.atlas("us") / "current").read_text() == EDITION
        assert not home.building("us", EDITION).exists()


def tables(home: Home) -> list[tuple[str, str]]:
    """The checksums of an edition's tables; its manifest holds the time it was made."""
    edition = files(home.editions("us") / EDITION)
    return sorted(item for item in edition.items() if item[0] != "edition.toml")


@pytest.fixture(scope="module")
def scene(forked: ForkedWork, start: Home, cbp_extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(forked, start, cbp_extract, tmp_path_factory.mktemp("scene"))


@pytest.mark.long
def test_killed_at_random(scene: Scene) -> None:
    chance, killed, whole = random.Random(KILLS), {"import": 0, "build": 0}, 0
    home, what = scene.copied(), "import"
    wanted = {"import": IMPORT_KILLS, "build": KILLS - IMPORT_KILLS}
    while killed != wanted:
        # The square makes early kills likelier, for time: what comes later is reached all the same, by resuming.
        delay = chance.random() ** 2 * scene.durations[what] * 1.2
        if killed[what] >= wanted[what]:
            delay = UNDISTURBED
        ended = scene.disturb(what, home, delay, signal.SIGKILL)
        killed[what] += ended != 0
        scene.assert_visible_is_whole(home)
        if ended == 0 and what == "build":
            scene.assert_as_undisturbed(home)
            shutil.rmtree(home.path)
            home, what, whole = scene.copied(), "import", whole + 1
        elif ended == 0:
            what = "build"
    for last in ("import", "build"):
        scene.forked.run(*scene.words(last, home))
    scene.assert_as_undisturbed(home)
    assert whole >= KILLS // 12


@pytest.mark.long
@pytest.mark.parametrize("what", ["import", "build"])
def test_an_interruption_leaves_no_half_folder(what: str, scene: Scene) -> None:
    chance, interrupted = random.Random(130), 0
    home = scene.copied()
    if what == "build":
        scene.forked.run(*scene.words("import", home))
    while interrupted < 4:
        ended = scene.disturb(what, home, chance.uniform(0, scene.durations[what] / 2), signal.SIGINT)
        assert ended in (0, 130), ended
        interrupted += ended == 130
        assert not list(home.path.rglob("*.partial"))
        scene.assert_visible_is_whole(home)
        if ended == 0:
            shutil.rmtree(home.path)
            home = scene.copied()
            if what == "build":
                scene.forked.run(*scene.words("import", home))
    for last in ("import", "build"):
        scene.forked.run(*scene.words(last, home))
    scene.assert_as_undisturbed(home)
