"""What all pages of selection share: the frame, the way here, the pages beside, addresses that may not be there yet."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
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
    found = [(name, label, address_of(name)) for name, label in pages]
    return [Link(label, address, current=name == here) for name, label, address in found if address]


def address_of(name: str, *args: Any) -> str:
    """The address of a page of selection; empty where there is no such page."""
    try:
        return reverse(f"selection:{name}", args=args)
    except NoReverseMatch:
        return ""


def address_in_round(name: str, slug: str, number: int) -> str:
    """The address of a page of a round, or of its call where there is one for all rounds; empty where there is none."""
    return address_of(name, slug, number) or address_of(name, slug)


def files(name: str, *args: Any, query: str = "") -> list[Link]:
    """The links to take a table away."""
    found = [(each, reverse(f"selection:{name}", args=(*args, each))) for each in ("csv", "xlsx")]
    return [Link(each.upper(), f"{address}?{query}" if query else address) for each, address in found]


def call_crumb(call: Any) -> tuple[str, str]:
    """A call in the way to a page of it."""
    return str(call.name), reverse("selection:call", args=(call.slug,))
