"""A real disk that fills up: import, build and serving store say so, leave nothing half, and succeed on repeat."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.reference.folders import contents, files

from clusteratlas.editions import build, check, open_store
from clusteratlas.errors import DiskFull
from clusteratlas.home import Home
from clusteratlas.sources import import_file


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of 64 MB in memory."""
    place = tmp_path_factory.mktemp("disk")
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a small disk cannot be mounted here, which needs root: {error}")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def leave(disk: Path, free: int) -> Path:
    """Fills the disk up until only so many bytes are free; the file that fills it."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    with ballast.open("wb") as stream, suppress(OSError):
        os.posix_fallocate(stream.fileno(), 0, os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - free)
    return ballast


def until_it_fits(disk: Path, work: Callable[[], object], after: Callable[[], None], sizes: list[int]) -> int:
    """Does the work with ever more room; how often the disk was full."""
    full = 0
    for free in sizes:
        ballast = leave(disk, free)
        try:
            work()
        except DiskFull:
            full += 1
            assert not [path for path in disk.rglob("*.partial*") if not path.name.endswith(".lock")]
            after()
        finally:
            ballast.unlink()
    work()  # all room again
    return full


def test_import_build_and_store_on_a_full_disk(disk: Path, cbp_extract: Path) -> None:
    home, kilobyte = Home.at(disk / "home"), 1 << 10
    steps = [size * kilobyte for size in (0, 8, 16, 32, 64, 96, 128, 160)]

    full = until_it_fits(disk, lambda: import_file("cbp", cbp_extract, home), lambda: none_of(home), steps)
    assert full >= 6
    imported = contents(home.path)

    def unchanged() -> None:
        now = contents(home.path)
        assert {name: now[name] for name in imported} == imported
        assert not home.editions("us").exists() or not list(home.editions("us").iterdir())

    full = until_it_fits(disk, lambda: build("us", home), unchanged, [size * kilobyte for size in (0, 100, 300, 600)])
    assert full == 4
    check(home.editions("us") / "2019.1")
    built = files(home.editions("us"))

    def not_served() -> None:
        assert files(home.cache("stores")) == {}
        assert files(home.editions("us")) == built

    def serve() -> None:
        assert open_store(home.editions("us") / "2019.1", home).rows("select 1 as one") == [{"one": 1}]

    assert until_it_fits(disk, serve, not_served, [size * kilobyte for size in (0, 300, 2_000, 4_000)]) == 4


def none_of(home: Home) -> None:
    """No records stand, and no source without them."""
    assert files(home.path) == {}
