"""Fetching from a server that cuts off, changes, refuses and vanishes: whole and checked, or a clear message."""

import hashlib
import random
import socket
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reference.served import Served, serving

from clusteratlas.errors import BusyHome, DiskFull, FetchFailed
from clusteratlas.home import one_writer, silent
from clusteratlas.sources.fetching import Download, Patience, fetch

CONTENT = random.Random("content").randbytes(300_000)
OTHER = random.Random("other").randbytes(250_000)


@pytest.fixture
def server() -> Iterator[Served]:
    """A server of one file."""
    with serving(**{"cbp19co.zip": CONTENT}) as served:
        yield served


class Waits:
    """Patience that remembers how long it was to wait, and does not."""

    def __init__(self, *waits: float) -> None:
        self.waited: list[float] = []
        self.patience = Patience(waits=waits, timeout=5.0, sleep=self.waited.append)


def get(server: Served, folder: Path, waits: Waits | None = None) -> tuple[Path, Download]:
    return fetch(f"{server.address}/cbp19co.zip", folder, "cbp19co.zip", silent, (waits or Waits()).patience)


def test_a_file_is_stored_with_its_note(server: Served, tmp_path: Path) -> None:
    file, download = get(server, tmp_path / "new" / "folder")
    assert file == tmp_path / "new" / "folder" / "cbp19co.zip"
    assert file.read_bytes() == CONTENT
    note = tomllib.loads(file.with_name("cbp19co.zip.toml").read_text())
    assert note["address"] == f"{server.address}/cbp19co.zip" == download.address
    assert note["size"] == 300_000
    assert note["sha256"] == hashlib.sha256(CONTENT).hexdigest() == download.sha256
    assert note["etag"] == '"one"'
    assert server.asked == [""]


def test_nothing_else_is_left_beside_it(server: Served, tmp_path: Path) -> None:
    get(server, tmp_path)
    left = sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock"))
    assert left == ["cbp19co.zip", "cbp19co.zip.toml"]


def test_a_file_that_stands_there_is_not_fetched_again(server: Served, tmp_path: Path) -> None:
    first = get(server, tmp_path)
    assert get(server, tmp_path) == first
    assert len(server.asked) == 1


def test_a_file_that_was_harmed_is_fetched_again(server: Served, tmp_path: Path) -> None:
    file, _ = get(server, tmp_path)
    file.write_bytes(CONTENT[:-1] + b"x")
    assert get(server, tmp_path)[0].read_bytes() == CONTENT
    assert len(server.asked) == 2


def test_the_same_name_from_another_address_is_fetched(server: Served, tmp_path: Path) -> None:
    get(server, tmp_path)
    server.files["/other.zip"] = OTHER
    file, download = fetch(f"{server.address}/other.zip", tmp_path, "cbp19co.zip")
    assert file.read_bytes() == OTHER
    assert download.address.endswith("/other.zip")


def test_a_cut_answer_is_continued_where_it_broke_off(server: Served, tmp_path: Path) -> None:
    server.cut_after = [100_000, 50_000]
    waits = Waits(1, 2)
    file, _ = get(server, tmp_path, waits)
    assert file.read_bytes() == CONTENT
    assert server.asked == ["", "bytes=100000-", "bytes=150000-"]
    assert waits.waited == [1, 2]


def test_what_came_in_is_kept_for_the_next_time(server: Served, tmp_path: Path) -> None:
    server.cut_after = [100_000]
    with pytest.raises(FetchFailed) as caught:
        get(server, tmp_path)
    assert str(caught.value) == (
        f"{server.address}/cbp19co.zip: the connection ended after 100,000 of 300,000 bytes (try 1, the last). "
        "Check the connection and repeat: what is there is kept, and fetching goes on from it."
    )
    assert not (tmp_path / "cbp19co.zip").exists()
    assert get(server, tmp_path)[0].read_bytes() == CONTENT
    assert server.asked == ["", "bytes=100000-"]


def test_a_file_that_changed_in_the_meantime_starts_anew(server: Served, tmp_path: Path) -> None:
    server.cut_after = [100_000]
    with pytest.raises(FetchFailed):
        get(server, tmp_path)
    server.files["/cbp19co.zip"], server.tag = OTHER, '"two"'
    file, download = get(server, tmp_path)
    assert file.read_bytes() == OTHER
    assert download.etag == '"two"'
    assert server.asked == ["", "bytes=100000-"]


def test_a_file_that_became_shorter_under_the_same_tag_starts_anew(server: Served, tmp_path: Path) -> None:
    server.cut_after = [200_000]
    with pytest.raises(FetchFailed):
        get(server, tmp_path)
    server.files["/cbp19co.zip"] = OTHER[:150_000]
    assert get(server, tmp_path, Waits(0))[0].read_bytes() == OTHER[:150_000]
    assert server.asked == ["", "bytes=200000-", ""]


def test_a_server_without_ranges_sends_it_all_again(server: Served, tmp_path: Path) -> None:
    server.ranges, server.cut_after = False, [100_000]
    assert get(server, tmp_path, Waits(0))[0].read_bytes() == CONTENT


def test_without_anything_to_tell_versions_apart_no_range_is_asked_for(server: Served, tmp_path: Path) -> None:
    server.tag, server.cut_after = "", [100_000]
    assert get(server, tmp_path, Waits(0))[0].read_bytes() == CONTENT
    assert server.asked == ["", ""]


def test_a_weak_tag_is_no_condition_for_a_range_but_a_date_is(server: Served, tmp_path: Path) -> None:
    server.tag, server.cut_after = 'W/"one"', [100_000]
    assert get(server, tmp_path, Waits(0))[0].read_bytes() == CONTENT
    assert server.asked == ["", ""]


def test_a_part_of_another_address_is_not_continued(server: Served, tmp_path: Path) -> None:
    server.cut_after = [100_000]
    with pytest.raises(FetchFailed):
        get(server, tmp_path)
    server.files["/other.zip"] = OTHER
    assert fetch(f"{server.address}/other.zip", tmp_path, "cbp19co.zip")[0].read_bytes() == OTHER
    assert server.asked == ["", ""]


def test_a_year_that_is_not_published_is_said_at_once(server: Served, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed) as caught:
        fetch(f"{server.address}/cbp29co.zip", tmp_path, "cbp29co.zip", silent, Waits(1, 2).patience)
    assert str(caught.value) == (
        f"{server.address}/cbp29co.zip: there is no such file (404). "
        "It may not be published yet: check the year and the producer's page."
    )
    assert server.asked == [""]


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_not_repeated(status: int, server: Served, tmp_path: Path) -> None:
    server.errors = [status]
    with pytest.raises(FetchFailed, match=rf"the server refuses: {status} .*\. Fetch the file in a browser"):
        get(server, tmp_path, Waits(1, 2))
    assert server.asked == [""]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_is_asked_again(status: int, server: Served, tmp_path: Path) -> None:
    server.errors = [status, status]
    waits = Waits(1, 2)
    assert get(server, tmp_path, waits)[0].read_bytes() == CONTENT
    assert waits.waited == [1, 2]


def test_the_wait_a_server_asks_for_is_waited(server: Served, tmp_path: Path) -> None:
    server.errors, server.headers = [503], {"Retry-After": "7"}
    waits = Waits(1)
    get(server, tmp_path, waits)
    assert waits.waited == [7]


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and not listening: nobody else takes the port, and nobody answers
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/cbp19co.zip"
        waits = Waits(1, 2)
        with pytest.raises(FetchFailed, match=r"there is no connection: .* \(try 3, the last\)\. Check the connection"):
            fetch(address, tmp_path, "cbp19co.zip", silent, waits.patience)
    assert waits.waited == [1, 2]


def test_a_name_that_cannot_be_found(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="there is no connection"):
        fetch("https://nowhere.invalid/cbp19co.zip", tmp_path, "cbp19co.zip", silent, Waits().patience)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/x", "cbp19co.zip"])
def test_only_the_web_is_fetched_from(address: str, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="it is no web address"):
        fetch(address, tmp_path, "x")


def test_an_unknown_length_is_read_to_the_end(server: Served, tmp_path: Path) -> None:
    server.headers = {"Content-Length": ""}
    assert get(server, tmp_path)[0].read_bytes() == CONTENT


def test_progress_goes_from_nothing_to_all(server: Served, tmp_path: Path) -> None:
    steps: list[tuple[str, float]] = []
    server.files["/large.zip"] = CONTENT * 12
    fetch(f"{server.address}/large.zip", tmp_path, "large.zip", lambda step, done: steps.append((step, done)))
    shares = [done for _, done in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(set(shares)) > 2
    assert {step for step, _ in steps} == {"fetching large.zip"}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", place], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a small disk cannot be mounted here, which needs root: {error}")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def test_a_full_disk_is_said_and_fetching_goes_on_when_there_is_room(server: Served, disk: Path) -> None:
    with pytest.raises(DiskFull, match=r"No space left while writing .*cbp19co\.zip\.part\."):
        get(server, disk, Waits(1, 2))
    assert server.asked == [""]
    subprocess.run(["mount", "-o", "remount,size=2m", disk], check=True, capture_output=True)
    assert get(server, disk)[0].read_bytes() == CONTENT


def test_a_folder_that_another_process_fetches_into_is_busy(server: Served, tmp_path: Path) -> None:
    with one_writer(tmp_path / "cbp19co.zip"), pytest.raises(BusyHome):
        get(server, tmp_path)
    assert server.asked == []
