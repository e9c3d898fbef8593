"""What all pages of designations share: the frame, the way here, and the pages beside."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.page import Link
from clusteratlas_web.programmes.permissions import is_officer

View = Callable[..., HttpResponse]
SIGN_IN = "account_login"


def signed_in(view: View) -> View:
    """For a page that is somebody's: whoever is not signed in is sent to do so, and comes back."""
    return login_required(view, login_url=SIGN_IN)


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


def today() -> Any:
    """The day it is, in UTC."""
    return timezone.now().date()


def files(name: str, *args: Any, query: str = "") -> list[Link]:
    """The links to take a table away."""
    found = [(each, reverse(f"designations:{name}", args=(*args, each))) for each in ("csv", "xlsx")]
    return [Link(each.upper(), f"{address}?{query}" if query else address) for each, address in found]


def version_of(request: HttpRequest) -> int:
    """The version that a form was made from."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else 0
