"""Stories: a view is saved from the page one is on, put in order with words, and published; nobody sees it before."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils.translation import override
from tests.web.commons.conftest import Cast
from tests.web.commons.matrix_stories import story_in

from clusteratlas_web.foundation.editing import Changed
from clusteratlas_web.stories.actions import (
    NothingToShow,
    StoryFull,
    add_step,
    begin_story,
    move_story,
    remove_step,
    shift_step,
)
from clusteratlas_web.stories.models import MOST_STEPS, Step, Story
from clusteratlas_web.stories.seen import NO_EDITION, NO_VIEW, NoView, canonical, seen

WICHITA = "/us/2019.1/regions/us-metro-48620/"
AEROSPACE = f"{WICHITA}clusters/aerospace-vehicles-and-defense/"


@pytest.fixture(autouse=True)
def served(sample_home: Path) -> Iterator[None]:
    with override_settings(CLUSTERATLAS_HOME=sample_home):
        yield


def words_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (WICHITA, WICHITA),
        (f"{WICHITA}?year=2018", f"{WICHITA}?year=2018"),
        (f"https://atlas.example.org/zh-hans{WICHITA}?year=2018#sure", f"{WICHITA}?year=2018"),
        (f"  {AEROSPACE}  ", AEROSPACE),
        ("/us/2019.1/map/?cluster=automotive", "/us/2019.1/map/?cluster=automotive"),
    ],
)
def test_a_view_is_kept_without_host_and_language(address: str, kept: str) -> None:
    assert canonical(address) == kept


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", NO_VIEW),
        ("javascript:alert(1)", NO_VIEW),
        ("/organisations/", NO_VIEW),
        ("/account/sign-in/", NO_VIEW),
        ("http://[broken", NO_VIEW),
        ("/us/regions/us-metro-48620/", NO_EDITION),
        ("/us/", NO_EDITION),
        (f"{WICHITA}portfolio.csv", NO_VIEW),
        ("/us/2019.1/regions/us-metro-99999/", None),
        ("/us/2031.1/map/", None),
        (f"{WICHITA}?x={'x' * 4000}", None),
    ],
)
def test_what_is_no_view_is_refused_with_the_reason(address: str, why: str | None) -> None:
    with pytest.raises(NoView) as refused:
        canonical(address)
    assert why is None or refused.value.sentence == why


def test_a_view_is_named_and_shown_in_the_language_that_is_spoken() -> None:
    english = seen(f"{AEROSPACE}?year=2018")
    assert (english.address, english.edition) == (f"{AEROSPACE}?year=2018", "us-2019.1")
    assert english.name == "Wichita, KS · Aerospace Vehicles and Defense"
    with override("zh-hans"):
        chinese = seen(f"{AEROSPACE}?year=2018")
    assert chinese.address == f"/zh-hans{AEROSPACE}?year=2018"
    assert chinese.picture == f"/zh-hans{AEROSPACE}charts/standing.svg?year=2018"


@pytest.mark.parametrize("page", ["", "clusters/aerospace-vehicles-and-defense/", "opportunities/"])
def test_the_picture_of_a_view_is_there(page: str, sample: Client) -> None:
    answer = sample.get(seen(f"{WICHITA}{page}").picture)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")


def test_from_a_page_to_a_published_story(cast: Cast) -> None:
    ana, visitor = cast.client("ana"), cast.client("visitor")
    form = ana.get("/stories/save/", headers={"Referer": f"http://testserver{WICHITA}?year=2018"})
    assert f'value="http://testserver{WICHITA}?year=2018"' in words_of(form)
    assert "Wichita, KS" in words_of(form)
    sent = {"address": f"{WICHITA}?year=2018", "titles_en": "Aircraft", "texts_en": "Half of <b>all</b> jobs."}
    assert ana.post("/stories/save/", sent).headers["Location"] == "/stories/aircraft/edit/"
    ana.post("/stories/save/", sent | {"story": "aircraft", "address": AEROSPACE, "titles_en": "Among all metros"})
    assert visitor.get("/stories/aircraft/").status_code == 404
    assert "Aircraft" not in words_of(visitor.get("/stories/"))

    story = Story.objects.get(slug="aircraft")
    assert ana.post("/stories/aircraft/publish/go/", {"version": story.version}).status_code == 302
    read = words_of(visitor.get("/stories/aircraft/"))
    assert read.index("<h2>Aircraft</h2>") < read.index("<h2>Among all metros</h2>")
    assert "Half of &lt;b&gt;all&lt;/b&gt; jobs." in read
    assert f'src="{WICHITA}charts/portfolio.svg?year=2018"' in read
    assert f'href="{AEROSPACE}"' in read
    assert "us-2019.1" in read
    assert "Aircraft" in words_of(visitor.get("/stories/"))


def test_a_story_of_an_organisation_is_told_by_all_who_act_for_it(cast: Cast) -> None:
    story = story_in(cast, "draft")
    assert cast.client("ben").get(f"/stories/{story.slug}/edit/").status_code == 200
    assert "Secret draft" in words_of(cast.client("ben").get("/stories/mine/"))
    for other in ("visitor", "carla", "finn", "gao"):
        for page in ("/stories/", "/stories/mine/"):
            assert "Secret draft" not in words_of(cast.client(other).get(page))


def test_nobody_adds_to_a_story_of_somebody_else(cast: Cast) -> None:
    story = story_in(cast, "published")
    sent = {"address": WICHITA, "titles_en": "Mine now", "story": story.slug}
    answer = cast.client("carla").post("/stories/save/", sent)
    assert answer.status_code == 200  # the form again: it is no choice of hers
    assert not Step.objects.filter(titles={"en": "Mine now"}).exists()


def test_views_change_places_and_go(cast: Cast) -> None:
    story = begin_story(cast.ana, {"en": "Three"}, {})
    first, second, third = (add_step(cast.ana, story, WICHITA, {"en": name}, {}) for name in ("one", "two", "three"))
    shift_step(cast.ana, third, third.version, -1)
    assert [str(each.title) for each in story.steps.all()] == ["one", "three", "two"]
    shift_step(cast.ana, first, first.version, -1)  # it is the first already
    assert [str(each.title) for each in story.steps.all()] == ["one", "three", "two"]
    remove_step(cast.ana, first, first.version)
    assert [(each.place, str(each.title)) for each in story.steps.all()] == [(1, "three"), (2, "two")]
    second.refresh_from_db()
    with pytest.raises(Changed):
        remove_step(cast.ana, second, second.version + 1)


def test_an_empty_story_is_not_published_and_a_published_one_not_emptied(cast: Cast) -> None:
    story = begin_story(cast.ana, {"en": "Nothing"}, {})
    with pytest.raises(NothingToShow):
        move_story(cast.ana, story, story.version, "publish")
    step = add_step(cast.ana, story, WICHITA, {"en": "Something"}, {})
    story.refresh_from_db()
    move_story(cast.ana, story, story.version, "publish")
    with pytest.raises(NothingToShow):
        remove_step(cast.ana, step, step.version)


def test_a_story_has_an_end(cast: Cast) -> None:
    story = begin_story(cast.ana, {"en": "Long"}, {})
    for number in range(MOST_STEPS):
        add_step(cast.ana, story, WICHITA, {"en": str(number)}, {})
    with pytest.raises(StoryFull):
        add_step(cast.ana, story, WICHITA, {"en": "one too many"}, {})


def test_a_story_outlives_the_edition_it_shows(cast: Cast, tmp_path: Path) -> None:
    story = story_in(cast, "published")
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        answer = cast.client("visitor").get(f"/stories/{story.slug}/")
    assert answer.status_code == 200
    assert "The address leads nowhere" in words_of(answer)
    assert "/us/2019.1/map/?x=1" in words_of(answer)


def test_erased_drafts_go_and_published_stories_stay_without_the_name(cast: Cast) -> None:
    from clusteratlas_web.accounts.actions.oneself import erase

    story_in(cast, "draft", teller=cast.carla, organisation=None)
    story_in(cast, "published", teller=cast.carla, organisation=None)
    erase(cast.carla, cast.carla)
    assert [each.slug for each in Story.objects.all()] == ["lenses-published"]
    assert "Carla" not in words_of(cast.client("visitor").get("/stories/lenses-published/"))
