"""What all pages of selection share: the frame, the way here, and the pages beside."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.foundation.page import Link


def framed(request: HttpRequest, *way: tuple[str, str], here: str = "") -> dict[str, Any]:
    """The context of a page: the frame, breadcrumbs from /calls/ to it, and the pages over all calls."""
    crumbs = [Link(gettext("Calls"), reverse("selection:list")), *(Link(label, address) for label, address in way)]
    context = {"crumbs": crumbs, "beside_pages": beside(request, here), "now": timezone.now()}
    return commons_page(request, "calls") | context


def beside(request: HttpRequest, here: str) -> list[Link]:
    """The pages over all calls; those for somebody only for whoever is signed in."""
    pages = [("list", gettext("Calls")), ("awards", gettext("Awards"))]
    if request.user.is_authenticated:
        pages += [("mine", gettext("My applications")), ("queue", gettext("My reviews"))]
    return [Link(label, address_of(name), current=name == here) for name, label in pages]


def address_of(name: str, *args: Any) -> str:
    """The address of a page of selection."""
    return reverse(f"selection:{name}", args=args)


def call_crumb(call: Any) -> tuple[str, str]:
    """A call in the way to a page of it."""
    return str(call.name), reverse("selection:call", args=(call.slug,))
