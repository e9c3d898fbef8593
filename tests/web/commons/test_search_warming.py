"""The search is warm before somebody asks, and names stand in their order however many there are."""

import random
from pathlib import Path

import pytest
from django.test import Client, override_settings
from tests.web.commons.conftest import Cast
from tests.web.commons.registry_things import organisation

from clusteratlas.editions.search import entries
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.registry.postings import packed, read
from clusteratlas_web.registry.queries.directory import BY_NAME, ORDERS
from clusteratlas_web.search import commons
from clusteratlas_web.search.name_order import FEW, in_name_order
from clusteratlas_web.search.terms import term_index
from clusteratlas_web.search.warming import warm
from clusteratlas_web.server import warm_beside


def test_the_first_question_makes_nothing_that_was_made_before_it(cast: Cast, sample_home: Path) -> None:
    kept = entries._index, term_index
    for each in kept:
        each.cache_clear()
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        warm()
        made = [each.cache_info().misses for each in kept]
        vocabularies = [entries._index(folder) for folder in _folders(sample_home)]
        assert all("vocabulary" in vars(index) for index in vocabularies)
        assert cast.client("visitor").get("/search/", {"q": "plastics"}).status_code == 200
        assert [each.cache_info().misses for each in kept] == made
    assert commons._kept.keys() == commons.SOURCES.keys()


def _folders(home: Path) -> list[Path]:
    return sorted((home / "atlases" / "us" / "editions").iterdir())


def test_a_home_with_nothing_is_served_all_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """No atlas, and a database that may not be asked: the search is not warm, and nothing fails."""
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        thread = warm_beside(after=0)
        thread.join(30)
    assert not thread.is_alive()
    assert not thread.daemon  # an end waits for it: see tests/web/test_ending_while_warming.py


def test_names_stand_in_order_as_one_asks_for_them_alone(cast: Cast) -> None:
    names = [f"{letter}{number}" for letter in "zaÄm北江" for number in range(40)]
    random.Random(5).shuffle(names)
    Organisation.objects.bulk_create(
        [
            Organisation(slug=f"many-{at}", state="verified", kind="firm", sort_name=name)
            for at, name in enumerate(names)
        ]
    )
    asked = Organisation.objects.filter(slug__startswith="many-")
    numbers = read(packed(asked.values_list("pk", flat=True)))
    assert len(numbers) > FEW

    def expected() -> list[int]:
        return list(asked.order_by(*ORDERS[BY_NAME]).values_list("pk", flat=True))

    for start, stop in ((0, 5), (5, 30), (235, 240), (230, 400), (0, 1)):
        assert in_name_order(numbers, start, stop) == expected()[start:stop]
    first = Organisation.objects.get(pk=expected()[-1])
    first.sort_name = "0"
    first.save()
    assert in_name_order(numbers, 0, 2)[0] == first.pk
    come = organisation("late", names={"en": "Late"})
    later = read(packed([*(int(number) for number in numbers), come.pk]))
    assert come.pk in in_name_order(later, 0, len(later))


def test_what_becomes_public_is_found_at_once(cast: Cast, sample_home: Path) -> None:
    from tests.web.commons.programme_things import programme

    client: Client = cast.client("visitor")
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        made = programme("quince", cast.ministry, state="draft")
        made.names.filter(language="en").update(text="Quince programme")
        assert "/programmes/quince/" not in client.get("/search/", {"q": "quince"}).text
        made.state = "running"
        made.save()
        assert "/programmes/quince/" in client.get("/search/", {"q": "quince"}).text
        made.state = "draft"
        made.save()
        assert "/programmes/quince/" not in client.get("/search/", {"q": "quince"}).text
