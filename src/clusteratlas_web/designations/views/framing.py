"""What all pages of designations share: the frame, the way here, and the pages beside."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.days import today
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.programmes.permissions import is_officer


def framed(request: HttpRequest, *way: tuple[str, str], here: str = "") -> dict[str, Any]:
    """The context of a page: the frame, breadcrumbs from /designations/ to it, and the pages beside it."""
    crumbs = [
        Link(gettext("Designations"), reverse("designations:list")),
        *(Link(label, address) for label, address in way),
    ]
    context = commons_page(request, "designations")
    return context | {"crumbs": crumbs, "beside_pages": _beside(request.user, here), "today": today()}


def _beside(person: Any, here: str) -> list[Link]:
    """The register, the schemes, verification; for who is signed in their assessments; for officers their desk."""
    pages = [
        ("list", gettext("Public register")),
        ("schemes", gettext("Schemes")),
        ("verify", gettext("Verify a certificate")),
    ]
    if person.is_authenticated:
        pages.append(("assessments", gettext("Assessments")))
        if is_officer(person) or is_administrator(person):
            pages.append(("desk", gettext("Desk")))
    return [Link(label, reverse(f"designations:{name}"), current=name == here) for name, label in pages]
