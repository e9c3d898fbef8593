"""The home folder: places, whole-or-nothing writing, one writer at a time."""

import errno
import os
import signal
from pathlib import Path

import pytest
from tests.reference.folders import contents

from clusteratlas.errors import BusyHome, DiskFull
from clusteratlas.home import Home, one_writer, sha256_of, whole_file, whole_folder


def test_the_home_is_the_one_named_else_of_the_environment_else_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLUSTERATLAS_HOME", raising=False)
    assert Home.at().path == tmp_path / "atlas"
    monkeypatch.setenv("CLUSTERATLAS_HOME", "/srv/atlas")
    assert Home.at().path == Path("/srv/atlas")
    assert Home.at("given").path == tmp_path / "given"
    assert Home.at(Home(Path("/x"))).path == Path("/x")


def test_atlases_are_folders_in_order(tmp_path: Path) -> None:
    home = Home.at(tmp_path)
    assert home.atlases() == []
    for name in ("us", "jp"):
        home.editions(name).mkdir(parents=True)
    (tmp_path / "atlases/.us.lock").touch()
    assert home.atlases() == ["jp", "us"]


def test_a_folder_stands_when_its_block_ends_well(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "a/b") as folder:
        (folder / "deep").mkdir()
        (folder / "deep/file").write_text("text")
        assert not (tmp_path / "a/b").exists()
    assert sorted(contents(tmp_path)) == ["a", "a/b", "a/b/deep", "a/b/deep/file"]


def fill_and_fail(path: Path) -> None:
    path.write_text("half")
    path.mkdir()


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_is_removed_when_its_block_fails(replace: bool, tmp_path: Path) -> None:
    with whole_folder(tmp_path / "kept") as folder:
        (folder / "old").write_text("old")
    before = contents(tmp_path)
    with pytest.raises(FileExistsError), whole_folder(tmp_path / ("kept" if replace else "new"), replace) as folder:
        fill_and_fail(folder / "half")
    assert contents(tmp_path) == before


def test_an_older_folder_makes_way_whole(tmp_path: Path) -> None:
    for text in ("old", "new"):
        with whole_folder(tmp_path / "kept", replace=True) as folder:
            (folder / text).write_text(text)
    assert sorted(contents(tmp_path)) == ["kept", "kept/new"]


def test_what_a_killed_writer_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".kept.partial").mkdir()
    (tmp_path / ".kept.partial/half").write_text("half")
    with whole_folder(tmp_path / "kept") as folder:
        assert list(folder.iterdir()) == []
    assert sorted(contents(tmp_path)) == ["kept"]


def test_a_folder_moved_aside_by_a_killed_writer_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".kept.former").mkdir()
    (tmp_path / ".kept.former/old").write_text("old")
    with pytest.raises(KeyError), whole_folder(tmp_path / "kept", replace=True):
        raise KeyError("again")
    assert sorted(contents(tmp_path)) == ["kept", "kept/old"]


def test_a_file_stands_when_its_block_ends_well(tmp_path: Path) -> None:
    for text in ("old", "new"):
        with whole_file(tmp_path / "a/file") as partial:
            partial.write_text(text)
    assert (tmp_path / "a/file").read_text() == "new"
    assert sorted(contents(tmp_path)) == ["a", "a/file"]


def test_a_file_stays_when_its_successor_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    with pytest.raises(FileExistsError), whole_file(tmp_path / "file") as partial:
        fill_and_fail(partial)
    assert (tmp_path / "file").read_text() == "old"
    assert sorted(contents(tmp_path)) == ["file"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_space_is_disk_full(number: int, tmp_path: Path) -> None:
    target = tmp_path / "target"
    for whole in (whole_folder, whole_file):
        with pytest.raises(DiskFull, match="make room and repeat") as caught, whole(target):
            raise OSError(number, os.strerror(number))
        assert caught.value.path == target
    assert contents(tmp_path) == {}


def test_other_errors_of_the_system_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), whole_file(tmp_path / "file"):
        raise PermissionError(errno.EACCES, "no")


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with one_writer(tmp_path / "place"):
        with pytest.raises(BusyHome) as caught, one_writer(tmp_path / "place"):
            pass
        assert caught.value.what == tmp_path / "place"
        with one_writer(tmp_path / "other"):
            pass
    with one_writer(tmp_path / "place"):
        pass


def test_a_killed_writer_holds_nothing(tmp_path: Path) -> None:
    ready, waiting = os.pipe()
    child = os.fork()
    if not child:
        with one_writer(tmp_path / "place"):
            os.write(waiting, b"x")
            signal.pause()
        os._exit(0)
    os.read(ready, 1)
    with pytest.raises(BusyHome), one_writer(tmp_path / "place"):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with one_writer(tmp_path / "place"):
        pass


def test_the_checksum_is_the_published_one(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"abc")  # FIPS 180-2, appendix B.1
    assert sha256_of(tmp_path / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
