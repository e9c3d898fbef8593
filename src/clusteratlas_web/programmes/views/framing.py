"""What all pages of programmes share: the frame, the way here, and the pages beside."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.foundation.page import Link

View = Callable[..., HttpResponse]
SIGN_IN = "account_login"


def signed_in(view: View) -> View:
    """For a page that is somebody's: whoever is not signed in is sent to do so, and comes back."""
    return login_required(view, login_url=SIGN_IN)


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


def today() -> Any:
    """The day it is, in UTC."""
    return timezone.now().date()


def files(name: str, *args: Any, query: str = "") -> list[Link]:
    """The links to take a table away."""
    found = [(each, reverse(f"programmes:{name}", args=(*args, each))) for each in ("csv", "xlsx")]
    return [Link(each.upper(), f"{address}?{query}" if query else address) for each, address in found]
