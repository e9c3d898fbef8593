"""Pages are drawn once: kept in memory and on disk, packed as they are sent, drawn anew where the file is damaged."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

from clusteratlas_web.explore.kept_pages import MEGABYTE, KeptPages, Page, tidy

TEXT = "<p>Wichita 威奇托</p>" * 50


def asked(encoding: str = "") -> HttpRequest:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = encoding
    return request


class Draughtsman:
    """Draws a page and counts how often."""

    def __init__(self, text: str = TEXT) -> None:
        self.times, self.text = 0, text

    def __call__(self) -> Page:
        self.times += 1
        return Page.of(HttpResponse(self.text, headers={"X-Edition": "us-2019.1"}))


def kept_in(folder: Path, megabytes: int = 1) -> KeptPages:
    return KeptPages(lambda: folder, lambda: megabytes)


def test_a_page_is_drawn_once_by_all_processes(tmp_path: Path) -> None:
    draw = Draughtsman()
    pages = [kept_in(tmp_path).get("abcdef", draw) for _ in range(3)]  # each as another process would have
    assert draw.times == 1
    assert tmp_path.stat().st_mode & 0o777 == 0o700  # internal editions have pages too
    assert {page.answer(asked()).text for page in pages} == {TEXT}
    assert {page.answer(asked()).headers["X-Edition"] for page in pages} == {"us-2019.1"}


def test_without_a_folder_each_process_keeps_its_own(tmp_path: Path) -> None:
    draw, pages = Draughtsman(), kept_in(tmp_path, 0)
    assert pages.get("abcdef", draw) == pages.get("abcdef", draw)
    kept_in(tmp_path, 0).get("abcdef", draw)
    assert draw.times == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", [b"", b"{", b"not JSON\n", None])
def test_a_damaged_file_is_drawn_anew(damage: bytes | None, tmp_path: Path) -> None:
    draw = Draughtsman()
    kept_in(tmp_path).get("abcdef", draw)
    file = tmp_path / "ab" / "abcdef"
    file.write_bytes(file.read_bytes()[:-1] if damage is None else damage)
    assert kept_in(tmp_path).get("abcdef", draw).answer(asked()).text == TEXT
    assert draw.times == 2
    kept_in(tmp_path).get("abcdef", draw)
    assert draw.times == 2


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "pages").write_text("a file where the folder should be")
    assert kept_in(tmp_path / "pages").get("abcdef", Draughtsman()).answer(asked()).text == TEXT
    assert "A page is not kept" in caplog.text


def test_a_refusal_passes_and_nothing_is_kept(tmp_path: Path) -> None:
    def refuse() -> Page:
        raise LookupError("no such region")

    with pytest.raises(LookupError, match="no such region"):
        kept_in(tmp_path).get("abcdef", refuse)
    assert not list(tmp_path.rglob("*"))


def test_it_is_sent_packed_to_whoever_can_unpack_it() -> None:
    page = Draughtsman()()
    packed, plain = page.answer(asked("gzip, br")), page.answer(asked("identity"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).decode() == TEXT
    assert "Content-Encoding" not in plain.headers
    assert plain.text == TEXT
    for answer in (packed, plain):
        assert answer.headers["Content-Length"] == str(len(answer.content))
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path) -> None:
    for at, name in enumerate(("aa", "bb", "cc", "dd")):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_bytes(b"x" * 300_000)
        os.utime(tmp_path / name / name, (at, at))
    tidy(tmp_path, 2 * MEGABYTE)
    assert len(list(tmp_path.glob("*/*"))) == 4
    tidy(tmp_path, MEGABYTE)  # 1.2 MB: 0.2 too many, and a tenth to be free: one file
    assert sorted(file.name for file in tmp_path.glob("*/*")) == ["bb", "cc", "dd"]


@pytest.fixture
def keeping(sample: Client, sample_home: Path, tmp_path: Path) -> Iterator[Path]:
    """A home of its own: of the sample's, this process may hold any page already, and would write it to no folder."""
    (tmp_path / "atlases").symlink_to(sample_home / "atlases")
    with override_settings(CLUSTERATLAS_HOME=tmp_path, CLUSTERATLAS_PAGES=1):
        yield tmp_path / "cache" / "pages"


def test_a_page_of_an_edition_is_the_same_kept_or_drawn(sample: Client, keeping: Path) -> None:
    address = "/us/2019.1/regions/us-metro-48620/?year=2018"
    drawn = sample.get(address)
    (file,) = [each for each in keeping.glob("*/*") if each.name in drawn.headers["ETag"]]
    assert gzip.decompress(file.read_bytes().partition(b"\n")[2]) == drawn.content
    packed = sample.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == drawn.content
    other = sample.get(f"/zh-hans{address}")
    assert other.content != drawn.content
    for answer in (drawn, packed, other):
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert sample.get("/us/2019.1/regions/nowhere/").status_code == 404
    assert len(list(keeping.glob("*/*"))) == 2
