"""What everybody reads: the list of stories, and one with its views."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.pagination import lay_pages
from clusteratlas_web.stories.models import Story
from clusteratlas_web.stories.permissions import tells
from clusteratlas_web.stories.queries import published, steps_shown, story_for, told_in_name_of
from clusteratlas_web.stories.states import STORY
from clusteratlas_web.stories.views.framing import framed, of_one

SIZE = 20


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The published stories, the latest first."""
    found = published()
    pages = lay_pages(found.count(), SIZE, request.GET)
    context = framed(request, here="list") | {"pages": pages, "rows": _told(found[pages.start : pages.stop])}
    return render(request, "stories/list.html", context)


@require_safe
def story_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One story: its views in their order, each with its words, its picture and the way to the page itself."""
    story = story_for(request.user, slug)
    inside = bool(tells(request.user, story))
    context = of_one(request, story) | {
        "steps": steps_shown(story),
        "teller": told_in_name_of(story),
        "inside": inside,
        "state": STORY.label(story.state),
        "moves": STORY.open_to(story, request.user),
    }
    return render(request, "stories/story.html", context)


def _told(stories: Iterable[Story]) -> list[tuple[Story, str]]:
    return [(each, told_in_name_of(each)) for each in stories]
