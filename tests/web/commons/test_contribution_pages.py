"""The lists of contributed data, what can be taken away, how many queries they take; the sample of the demo."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from tests.web.commons.conftest import Cast
from tests.web.commons.contribution_things import accepted, draft, home_at, stored_as


def queries(cast: Cast, who: str, address: str) -> int:
    client = cast.client(who)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    ("who", "address", "state", "count"),
    [
        ("visitor", "/contributions/", "accepted", 3),
        ("visitor", "/contributions/list.csv", "accepted", 2),
        ("ana", "/contributions/mine/", "draft", 7),
        ("finn", "/contributions/review/", "offered", 9),
    ],
)
def test_lists_take_as_many_queries_for_three_rows_as_for_one(
    who: str, address: str, state: str, count: int, cast: Cast
) -> None:
    stored_as(cast, state, slug="one" if state == "accepted" else None)
    first = queries(cast, who, address)
    for name in ("two", "three"):
        stored_as(cast, state, slug=name if state == "accepted" else None)
    assert (first, queries(cast, who, address)) == (count, count)


def test_the_table_to_take_away(cast: Cast, tmp_path: Path) -> None:
    with home_at(tmp_path / "home"):
        made = accepted(cast, titles={"en": "=1+1"})
        stored_as(cast, "offered")
        answer = cast.client("visitor").get("/contributions/list.csv")
    heading, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert dict(zip(heading, row, strict=True)) == {
        "Title": "'=1+1",
        "Organisation": "Valley Optics",
        "Producer": "Chamber of Plants",
        "Years": "2018–2019",
        "Licence": "CC BY 4.0",
        "Figures": "public",
        "Quality": "Survey by a known method",
        "Share that it covers": "90.0%",
        "Limits": "Small plants are missing.",
        "Status": "accepted",
        "Accepted on": str(made.accepted),
        "Name among the sources": "contributed=11",
        "Editions": "",
    }
    assert cast.client("visitor").get("/contributions/list.pdf").status_code == 404


def test_what_people_write_is_text(cast: Cast) -> None:
    script = "<script>alert(1)</script>"
    made = stored_as(
        cast,
        "accepted",
        titles={"en": script},
        abouts={"en": script},
        producer=script,
        licence=script,
        terms=script,
        limits={"en": script},
    )
    pages = [
        cast.client("visitor").get(address).content.decode()
        for address in ("/contributions/", f"/contributions/{made.pk}/")
    ]
    assert [script in page for page in pages] == [False, False]


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_year": 2020},
        {"last_year": 9999},
        {"web": "javascript:alert(1)"},
        {"state": "offered"},
        {"state": "accepted"},
        {"state": "returned", "offered": "2026-01-01T00:00Z", "check_state": "passed"},
        {"coverage": "1.5"},
    ],
)
def test_the_database_refuses_what_a_form_would(wrong: dict[str, Any], cast: Cast) -> None:
    from clusteratlas_web.contributions.models import DataSet

    made = draft(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataSet.objects.filter(pk=made.pk).update(**wrong)


def test_the_form_of_the_description(cast: Cast) -> None:
    from clusteratlas_web.contributions.models import DataSet

    ben = cast.client("ben")
    page = ben.post("/contributions/offer/", {"first_year": 2020, "last_year": 2019}).content.decode()
    assert [word in page for word in ("It is needed in one language at least.", "It ends before it begins.")] == [
        True,
        True,
    ]
    assert (DataSet.objects.count(), cast.client("carla").get("/contributions/offer/").status_code) == (0, 403)


def test_the_sample_is_cut_from_the_atlas_and_made_once(sample_home: Path, cast: Cast, tmp_path: Path) -> None:
    from clusteratlas_web.contributions.models import DataSet
    from clusteratlas_web.contributions.sample import make_sample

    home = tmp_path / "home"
    home.mkdir()
    (home / "atlases").symlink_to(sample_home / "atlases")
    with override_settings(CLUSTERATLAS_HOME=home):
        for _ in range(2):
            made = make_sample({"manager": cast.ana, "officer": cast.finn})
    plants, plastics = sorted(made, key=lambda each: each.pk)
    assert (DataSet.objects.count(), [each.is_sample for each in made]) == (2, [True, True])
    assert (plants.state, plants.slug, plants.entered is not None) == ("accepted", "plants-in-kansas-metros", True)
    assert (plastics.state, plastics.check_state) == ("offered", "passed")
    same, rounded = (each.check_result["compared"]["measures"][0] for each in (plants, plastics))
    assert (same["compared"], same["near"], rounded["compared"], rounded["near"] < 1) == (66, 1.0, 67, True)
