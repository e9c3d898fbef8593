"""The directory's index follows the current editions: a region that lies elsewhere is counted there."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.db import OperationalError, connection
from django.test import override_settings
from tests.web.commons.conftest import Cast
from tests.web.commons.registry_things import organisation

from clusteratlas_web.foundation.places import standing
from clusteratlas_web.registry.actions import indexing
from clusteratlas_web.registry.models import IndexMade
from clusteratlas_web.registry.queries.index import is_index_current
from clusteratlas_web.registry.tasks import renew_index
from clusteratlas_web.worker import Look

WICHITA, AKRON = "us-metro-48620", "us-metro-10420"


@pytest.fixture
def home(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home with the sample's edition and another after it, in which Wichita lies in Akron; the first is current."""
    atlas = tmp_path / "home" / "atlases" / "us"
    shutil.copytree(sample_home / "atlases" / "us", atlas, copy_function=os.link)
    first = atlas / "editions" / "2019.1"
    second = shutil.copytree(first, atlas / "editions" / "2019.2", copy_function=os.link)
    regions = pq.read_table(first / "regions.parquet")
    parents = pc.if_else(pc.equal(regions["region"], WICHITA), pa.scalar(AKRON), regions["parent"])
    at = regions.schema.get_field_index("parent")
    (second / "regions.parquet").unlink()
    pq.write_table(regions.set_column(at, regions.schema.field(at), parents), second / "regions.parquet")
    monkeypatch.setattr(standing, "NOTICED", 1e-6)  # so that a test need not wait
    make_current(tmp_path / "home", "2019.1")
    with override_settings(CLUSTERATLAS_HOME=tmp_path / "home"):
        yield tmp_path / "home"


def make_current(home: Path, edition: str) -> None:
    """Names the edition that pages show."""
    pointer = home / "atlases" / "us" / "current"
    pointer.unlink(missing_ok=True)
    pointer.write_text(edition, encoding="utf-8")


def numbers(cast: Cast, query: str) -> dict[str, int]:
    """The choices of the directory's regions with their numbers."""
    facets = cast.client("visitor").get(f"/organisations/?{query}").context["facets"]
    (regions,) = [each for each in facets if each.title == "Region"]
    return {str(each.label): each.number for each in regions.choices}


def of_akron(cast: Cast) -> tuple[int, dict[str, int]]:
    """How many the directory finds in Akron, and where within it."""
    page = cast.client("visitor").get(f"/organisations/?region={AKRON}")
    return page.context["count"], numbers(cast, f"region={AKRON}")


@pytest.fixture
def three(cast: Cast, home: Path) -> Cast:
    """Three organisations, two of them in Wichita, in an index made from the first edition."""
    for slug, region in (("here", WICHITA), ("there", AKRON), ("here-too", WICHITA)):
        organisation(slug, regions=[region])
    assert (renew_index.call(), is_index_current()) == (5, True)
    return cast


def test_another_edition_moves_the_numbers_of_upper_regions(three: Cast, home: Path) -> None:
    assert (numbers(three, "")["United States"], of_akron(three)) == (3, (1, {}))
    make_current(home, "2019.2")
    assert (of_akron(three), is_index_current()) == ((1, {}), False)
    assert renew_index.call() == 5
    assert (numbers(three, "")["United States"], of_akron(three)) == (3, (3, {"Wichita, KS": 2}))
    assert (renew_index.call(), IndexMade.objects.get().editions) == (0, ["us/2019.2"])


def test_interrupted_in_the_middle_it_starts_again(three: Cast, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_current(home, "2019.2")
    monkeypatch.setattr(indexing, "AT_ONCE", 1)
    written: list[str] = []

    def breaks(execute: Any, sql: str, *rest: Any) -> Any:
        if "registry_indexed" in sql and sql.startswith("INSERT"):
            written.append(sql)
            if len(written) == 4:
                raise OperationalError("the line broke")
        return execute(sql, *rest)

    with connection.execute_wrapper(breaks), pytest.raises(OperationalError):
        renew_index.call()
    assert (of_akron(three)[0], is_index_current()) == (2, False)
    assert (renew_index.call(), of_akron(three)[0], is_index_current()) == (5, 3, True)


def test_the_worker_asks_once_for_each_change_of_editions(three: Cast, home: Path) -> None:
    from django_tasks_db.models import DBTaskResult

    def asked() -> int:
        return DBTaskResult.objects.filter(task_path__endswith="renew_index").count()

    look = Look()
    look.around()
    assert asked() == 0
    make_current(home, "2019.2")
    look.around()
    look.around()
    assert asked() == 1
    make_current(home, "2019.1")
    look.around()
    assert asked() == 1
