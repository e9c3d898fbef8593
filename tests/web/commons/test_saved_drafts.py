"""A draft of a definition is kept as a view of a story: under its title, whole, and saying when it cannot be made."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import override_settings
from django.utils.translation import override
from tests.web.commons.conftest import Cast

from clusteratlas.definitions import load
from clusteratlas_web.stories.actions import add_step, begin_story
from clusteratlas_web.stories.models import Step
from clusteratlas_web.stories.seen import NO_DRAFT, NoView, canonical, seen

EDIT = "/us/2019.1/definitions/edit/"
BASE = {"from": "us-benchmark", "version": load("us-benchmark").version}
TITLED = f"{EDIT}?{urlencode(BASE | {'title': 'Jets with cars|飞机并入汽车', 'move': '336411 automotive Near'})}"


@pytest.fixture(autouse=True)
def served(sample_home: Path) -> Iterator[None]:
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        yield


def words_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_a_saved_draft_is_called_by_its_title_in_both_languages() -> None:
    assert seen(TITLED).name.endswith(": draft of a definition, Jets with cars")
    with override("zh-hans"):
        assert "飞机并入汽车" in seen(TITLED).name
    assert seen(f"{EDIT}?{urlencode(BASE)}").name.endswith("us-benchmark-draft")


def test_save_leads_from_the_draft_to_a_story_that_shows_it(cast: Cast) -> None:
    ana, visitor = cast.client("ana"), cast.client("visitor")
    page = words_of(visitor.get(TITLED))
    link = next(part.split('"')[0] for part in page.split('href="') if part.startswith("/stories/save/?view="))
    assert visitor.get(link).headers["Location"].startswith("/account/sign-in/?next=/stories/save/")
    form = words_of(ana.get(link))
    assert "Jets with cars" in form
    sent = {"address": TITLED, "titles_en": "A question of jets"}
    assert ana.post("/stories/save/", sent).headers["Location"] == "/stories/a-question-of-jets/edit/"
    shown = words_of(ana.get("/stories/a-question-of-jets/"))
    assert "draft of a definition, Jets with cars" in shown
    assert f'href="{TITLED}"' in shown


def test_a_draft_as_long_as_one_may_be_is_kept_whole(cast: Cast) -> None:
    codes = sorted(code for code in load("us-benchmark").membership("2017") if code.startswith("31"))[:90]
    moves = [("move", f"{code} automotive Near") for code in codes]
    address = f"{EDIT}?{urlencode([*BASE.items(), *moves])}"
    assert len(address) > 2_000
    add_step(cast.ana, begin_story(cast.ana, {"en": "Long"}, {}), address, {"en": "Long"}, {})
    assert Step.objects.get().address == address


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"version": "2011.1"}, "begins from version 2011.1 of us-benchmark"),
        ({"from": "us-benchmark-1"}, "is not here, or not any more. The nearest is us-benchmark."),
        ({"move": "336410 automotive Near"}, "has no industry 336410. The nearest is 336411."),
    ],
)
def test_a_draft_that_cannot_be_made_any_more_says_so(cast: Cast, changed: dict[str, str], why: str) -> None:
    address = f"{EDIT}?{urlencode(BASE | changed)}"
    with pytest.raises(NoView) as refused:
        canonical(address)
    assert refused.value.sentence == NO_DRAFT
    story = begin_story(cast.ana, {"en": "Old"}, {})
    Step.objects.create(story=story, place=1, address=address, titles={"en": "Kept long ago"})
    page = words_of(cast.client("ana").get(f"/stories/{story.slug}/"))
    assert why in page
    assert "Kept long ago" in page


def test_a_draft_of_an_edition_that_is_gone_says_so(cast: Cast, tmp_path: Path) -> None:
    story = begin_story(cast.ana, {"en": "Gone"}, {})
    add_step(cast.ana, story, TITLED, {"en": "Jets"}, {})
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        page = words_of(cast.client("ana").get(f"/stories/{story.slug}/"))
        assert "The address leads nowhere: its atlas, edition" in page
        answer = cast.client("visitor").get(TITLED)
    assert answer.status_code == 404
