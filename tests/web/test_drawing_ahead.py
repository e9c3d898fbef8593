"""Pages drawn ahead are those a visitor asks for: the server finds them kept, and drawing again draws none anew."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client, override_settings
from tests.cli.conftest import PROGRAM, ROOT

from clusteratlas_web.drawing_ahead import addresses, drawn

MEGABYTES = 64
DRAWN = ["/us/2019.1/regions/us-metro-48620/", "/zh-hans/us/2019.1/clusters/footwear/"]
NOT_THERE = "/us/2019.1/clusters/nothing/"


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample atlas in a home of its own that keeps pages; two were drawn ahead, a third is not there."""
    place = tmp_path_factory.mktemp("drawn-ahead")
    (place / "atlases").symlink_to(sample_home / "atlases")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERATLAS_PAGES", str(MEGABYTES))
        found = drawn(place, [*DRAWN, NOT_THERE], processes=1)
    assert (found.pages, found.refused) == (2, (NOT_THERE,))
    with override_settings(CLUSTERATLAS_HOME=place, CLUSTERATLAS_PAGES=MEGABYTES):
        yield place


def draw(home: Path, *words: str, megabytes: int = MEGABYTES) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "CLUSTERATLAS_PAGES": str(megabytes)}
    command = [*PROGRAM, "draw", "--home", str(home), *words]
    return subprocess.run(command, env=environment, text=True, capture_output=True, check=False)


def kept(home: Path) -> set[tuple[str, int]]:
    """The files of pages, and which file it is: one that is written anew is another."""
    return {(file.name, file.stat().st_ino) for file in (home / "cache" / "pages").glob("*/*")}


def test_a_visitor_gets_what_was_drawn_ahead(home: Path) -> None:
    before = kept(home)
    assert len(before) == 2
    assert [Client().get(page).status_code for page in DRAWN] == [200, 200]
    assert kept(home) == before


def test_what_was_not_drawn_ahead_is_drawn_when_asked_for(home: Path) -> None:
    before = kept(home)
    Client().get("/us/2019.1/clusters/footwear/")
    assert len(kept(home) - before) == 1


def test_drawing_again_draws_none_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLUSTERATLAS_PAGES", str(MEGABYTES))
    before = kept(home)
    assert drawn(home, DRAWN, processes=1).pages == 2
    assert kept(home) == before


def test_each_region_and_cluster_has_its_page_drawn_in_both_languages(home: Path) -> None:
    edition = home / "atlases" / "us" / "editions" / "2019.1"
    asked = list(addresses())
    assert len(asked) == len(set(asked))
    for table, column in (("regions", "region"), ("clusters", "cluster")):
        codes = set(pq.read_table(edition / f"{table}.parquet").column(column).to_pylist())
        pages = [f"/us/2019.1/{table}/{code}/" for code in codes]
        assert {*pages, *(f"/zh-hans{page}" for page in pages)} <= set(asked)


def test_with_every_year_each_has_a_page_of_each_year(home: Path) -> None:
    once, asked = set(addresses()), set(addresses(every_year=True))
    years = {address.partition("?year=")[2] for address in asked}
    assert years == {"", "2018", "2019"}
    assert {address for address in asked if "?" not in address} == once


def test_an_atlas_that_is_not_there_is_refused(home: Path) -> None:
    assert draw(home, "atlantis").returncode == 3


def test_where_no_page_is_kept_none_is_drawn(home: Path) -> None:
    ended = draw(home, megabytes=0)
    assert ended.returncode == 2
    assert "CLUSTERATLAS_PAGES is 0" in ended.stdout + ended.stderr
