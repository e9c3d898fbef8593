"""The whole way of a data set: described, uploaded, explained, checked, offered, reviewed, entered, built with."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.web.commons.conftest import Cast
from tests.web.commons.contribution_things import ANSWERS, TOLD, accepted, home_at, table, upload
from tests.web.commons.registry_things import fresh, verbs_of


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_from_the_form_to_the_edition(cast: Cast, home: Path) -> None:
    from clusteratlas_web.contributions.models import DataSet

    ben, finn = cast.client("ben"), cast.client("finn")
    with home_at(home):
        begun = ben.post("/contributions/offer/", {**TOLD, "organisation": cast.valley.pk})
        made = DataSet.objects.get()
        assert begun.headers["Location"] == f"/contributions/{made.pk}/file/"
        given = ben.post(f"/contributions/{made.pk}/file/", {"version": 1, "file": upload()})
        assert given.headers["Location"] == f"/contributions/{made.pk}/columns/"
        page = ben.get(f"/contributions/{made.pk}/columns/").content.decode()
        assert [word in page for word in ("<td>336411</td>", '<option value="Jobs" selected>')] == [True, True]
        explained = ben.post(f"/contributions/{made.pk}/columns/", {**ANSWERS, "version": 2})
        assert explained.headers["Location"] == f"/contributions/{made.pk}/"
        assert fresh(made).check_state == "passed"
        ben.post(f"/contributions/{made.pk}/offer/", {"version": 3})
        label = {"version": 4, "quality": "survey", "coverage": "90", "limits_en": "Small plants are missing."}
        finn.post(f"/contributions/{made.pk}/accept/", label)
    done = fresh(made)
    assert (done.state, done.slug, done.reviewer) == ("accepted", "plants-of-two-states", cast.finn)
    assert done.entered is not None
    assert verbs_of(made) == ["create", "upload", "map", "offer", "accept", "enter"]


def test_an_edition_holds_exactly_the_contributed_figures(cast: Cast, home: Path) -> None:
    from clusteratlas.editions import Choices, build

    with home_at(home):
        made = accepted(cast)
        manifest = build("us-states", home, Choices(source=made.source))
        page = cast.client("visitor").get(f"/us-states/{manifest.name}/edition/").content.decode()
        listed = cast.client("visitor").get("/contributions/").content.decode()
    folder = home / "atlases" / "us-states" / "editions" / manifest.name
    rows = pq.read_table(folder / "activity.parquet").to_pylist()
    figures = {
        (row["year"], row["region"], row["industry"]): (row["employment"], row["establishments"])
        for row in rows
        if row["employment_flag"] == "published"
    }
    assert figures == {
        (2018, "us-state-20", "336411"): (1000, 10),
        (2018, "us-state-20", "326199"): (200, 8),
        (2018, "us-state-20", "541330"): (90, 9),
        (2018, "us-state-39", "336411"): (300, 6),
        (2018, "us-state-39", "326199"): (900, 30),
        (2019, "us-state-20", "336411"): (1100, 11),
        (2019, "us-state-20", "326199"): (210, 8),
        (2019, "us-state-20", "541330"): (95, 9),
        (2019, "us-state-39", "336411"): (310, 6),
        (2019, "us-state-39", "326199"): (880, 29),
        (2019, "us-state-39", "541330"): (410, 13),
    }
    assert [row["employment_flag"] for row in rows if row["establishments"] == 12] == ["unknown"]
    (origin,) = manifest.inputs
    assert (manifest.source, manifest.publish_policy) == ("contributed", "public-source")
    assert (origin["file"], origin["licence"]) == ("plants-of-two-states.csv", "CC BY 4.0 Name us.")
    assert origin["contribution"] == {
        "contributor": "Valley Optics",
        "accepted": made.accepted,
        "quality": "survey",
        "coverage": 0.9,
        "limits": {"en": "Small plants are missing.", "zh-hans": "缺小厂。"},
    }
    said = (
        "Plants of two states, Chamber of Plants",
        "CC BY 4.0",
        "Survey by a known method",
        "90.0%",
        "Valley Optics",
    )
    assert [word in page for word in (*said, "Small plants are missing.")] == [True] * 6
    assert f"us-states-{manifest.name}" in listed


def test_the_file_stands_in_the_home_as_it_was_offered(cast: Cast, home: Path) -> None:
    with home_at(home):
        accepted(cast)
    folder = home / "sources" / "contributed" / "plants-of-two-states"
    assert sorted(file.name for file in folder.iterdir()) == ["origin.toml", "plants-of-two-states.csv"]
    assert (folder / "plants-of-two-states.csv").read_bytes() == table()
