"""What all pages of programmes share: the frame, the way here, and the pages beside."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.page import Link


def framed(request: HttpRequest, *way: tuple[str, str], here: str = "") -> dict[str, Any]:
    """The context of a page: the frame, breadcrumbs from /programmes/ to it, and the pages beside it."""
    crumbs = [
        Link(gettext("Programmes"), reverse("programmes:list")),
        *(Link(label, address) for label, address in way),
    ]
    return commons_page(request, "programmes") | {"crumbs": crumbs, "beside_pages": beside(here), "today": today()}


def beside(here: str) -> list[Link]:
    """The pages over all programmes."""
    pages = (
        ("list", gettext("Programmes")),
        ("open", gettext("Open for me")),
        ("coverage", gettext("Who does what")),
        ("money", gettext("Money")),
        ("departments", gettext("Departments")),
        ("questions", gettext("Questions")),
    )
    return [Link(label, reverse(f"programmes:{name}"), current=name == here) for name, label in pages]
