"""The serving store: the same answers as the edition's files, made once, disposable, shared by threads."""

import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.reference.folders import files

from clusteratlas.editions import Edition, open_store
from clusteratlas.editions.queries import clusters, regional, regions
from clusteratlas.editions.search import find
from clusteratlas.errors import DamagedEdition
from clusteratlas.home import Home


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home of its own for stores; editions are read where they stand."""
    return Home.at(tmp_path_factory.mktemp("stores"))


@pytest.fixture(scope="module")
def store(sample_edition: Edition, home: Home) -> Edition:
    return open_store(sample_edition.folder, home)


def test_a_store_holds_every_table_whole(store: Edition, sample_edition: Edition) -> None:
    for name, rows in sample_edition.manifest.rows.items():
        assert store.rows(f"select count(*) as n from {name}") == [{"n": rows}]
        file = sample_edition.folder / f"{name}.parquet"
        assert store.rows(f"from {name} except all from read_parquet('{file}')") == []


def test_a_store_answers_as_the_files_do(store: Edition, sample_edition: Edition) -> None:
    def answers(edition: Edition) -> list[Any]:
        return [
            regions.headlines(edition, "us-metro-48620", 2019),
            regional.portfolio(edition, "us-metro-48620", 2019),
            clusters.regions(edition, "automotive", "metro", 2019),
            clusters.listed(edition, "micro", 2018),
            regional.industries(edition, "us-micro-10700", {"cluster": "automotive"}, 2019, (1_000, 10**6)),
            find(edition, "wich"),
        ]

    assert answers(store) == answers(sample_edition)


def test_a_store_is_made_once(store: Edition, sample_edition: Edition, home: Home) -> None:
    before = files(home.cache("stores"))
    again = open_store(sample_edition.folder, home)
    assert again.rows("select count(*) as n from portfolio") == store.rows("select count(*) as n from portfolio")
    assert files(home.cache("stores")) == before
    assert len(before) == 1


def test_a_store_cannot_be_written(store: Edition) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        store.rows("delete from portfolio")


def test_a_rebuilt_edition_has_a_store_of_its_own(sample_edition: Edition, store: Edition, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(sample_edition.folder, tmp_path / "edition"))
    manifest = folder / "edition.toml"
    manifest.write_text(manifest.read_text().replace("created = ", "created  = "))
    home = Home.at(tmp_path / "home")
    for each in (sample_edition.folder, folder):
        assert open_store(each, home).rows("select count(*) as n from regions") == [{"n": 934}]
    assert len(files(home.cache("stores"))) == 2


def test_a_store_of_a_folder_that_is_no_edition(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text("x = 1")
    with pytest.raises(DamagedEdition):
        open_store(tmp_path, Home.at(tmp_path / "home"))


def test_a_killed_maker_leaves_nothing_in_the_way(sample_edition: Edition, tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    for delay in (0.05, 0.3):
        child = os.fork()
        if not child:
            open_store(sample_edition.folder, home)
            os._exit(0)
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    store = open_store(sample_edition.folder, home)
    assert store.rows("select count(*) as n from portfolio") == [{"n": sample_edition.manifest.rows["portfolio"]}]
    assert [name for name in files(home.cache("stores")) if "partial" in name] == []


def test_threads_share_a_store(store: Edition) -> None:
    codes = [row["region"] for row in store.rows("from regions order by region limit 40")]

    def ask(code: str) -> list[dict[str, Any]]:
        return regional.portfolio(store, code, 2019)

    alone = [ask(code) for code in codes]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, codes * 4)) == alone * 4


def test_makers_at_the_same_time_make_one(sample_edition: Edition, tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    with ThreadPoolExecutor(3) as pool:
        stores = list(pool.map(lambda _: open_store(sample_edition.folder, home), range(3)))
    assert {store.rows("select count(*) as n from regions")[0]["n"] for store in stores} == {934}
    assert len(files(home.cache("stores"))) == 1
