"""What all pages of stories share: the frame, the way here, the pages beside."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.stories.models import Story


def framed(request: HttpRequest, *way: tuple[str, str], here: str = "") -> dict[str, Any]:
    """The context of a page: the frame, breadcrumbs from /stories/ to it, and the pages beside it."""
    crumbs = [Link(gettext("Stories"), reverse("stories:list")), *(Link(label, address) for label, address in way)]
    pages = [("list", gettext("Stories"))]
    if request.user.is_authenticated:
        pages.append(("mine", gettext("My stories")))
    beside = [Link(label, reverse(f"stories:{name}"), current=name == here) for name, label in pages]
    return commons_page(request, "stories") | {"crumbs": crumbs, "beside_pages": beside}


def of_one(request: HttpRequest, story: Story, title: str = "") -> dict[str, Any]:
    """The context of a page on one story."""
    way = [(str(story.title), reverse("stories:story", args=(story.slug,))), *([(title, "")] if title else [])]
    return framed(request, *way) | {"story": story, "title": title}
