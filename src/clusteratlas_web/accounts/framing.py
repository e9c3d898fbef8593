"""The frame of a page of the commons: where one can go, and who is signed in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.notices import notices
from clusteratlas_web.foundation.page import Frame, Link

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """For a page that is somebody's: whoever is not signed in is sent to do so, and comes back."""
    return login_required(view, login_url="account_login")


def commons_page(request: HttpRequest, here: str = "") -> dict[str, Any]:
    """What every page of the commons hands to base.html: its frame, and what the last step did."""
    return {"frame": commons_frame(request, here), "notices": notices(request)}


def commons_frame(request: HttpRequest, here: str = "") -> Frame:
    """The frame of a page; `here` is the entry of the navigation it belongs to."""
    return replace(public_frame(here), account=account_links(request, here))


def public_frame(here: str = "") -> Frame:
    """The same where nobody looks at who reads, so that everybody gets the same page."""
    entries = (
        ("atlas", gettext("Atlas"), "explore:first"),
        ("organisations", gettext("Organisations"), "registry:directory"),
        ("programmes", gettext("Programmes"), "programmes:list"),
        ("calls", gettext("Calls"), "selection:list"),
        ("designations", gettext("Designations"), "designations:list"),
        ("contributions", gettext("Contributed data"), "contributions:list"),
        ("stories", gettext("Stories"), "stories:list"),
    )
    return Frame(
        navigation=tuple(
            Link(label, reverse(place), current=name == here) for name, label, place in entries if _is(place)
        ),
        search=reverse("search:page") if _is("search:page") else "",
        suggestions=reverse("search:suggestions") if _is("search:suggestions") else "",
        account=(Link(gettext("Account"), reverse("accounts:me")),),
    )


def account_links(request: HttpRequest, here: str = "") -> tuple[Link, ...]:
    """The way to sign in; for whoever did, to their own page."""
    if request.user.is_authenticated:
        return (Link(str(request.user), reverse("accounts:me"), current=here == "me"),)
    return (Link(gettext("Sign in"), reverse("account_login"), current=here == "sign-in"),)


def account_page(request: HttpRequest, here: str) -> dict[str, Any]:
    """What every page of one's own account hands on: the frame, and the tabs to the others."""
    entries = [
        ("me", gettext("Account"), "accounts:me"),
        ("settings", gettext("Settings"), "accounts:settings"),
        ("security", gettext("Sign-in"), "mfa_index"),
        ("data", gettext("My data"), "accounts:data"),
    ]
    if is_administrator(request.user):
        entries += [("people", gettext("People"), "accounts:people"), ("outbox", gettext("Letters"), "accounts:outbox")]
    tabs = [Link(label, reverse(place), current=name == here) for name, label, place in entries]
    return commons_page(request, "me") | {"tabs": tabs}


def _is(place: str) -> bool:
    try:
        reverse(place)
    except NoReverseMatch:
        return False
    return True
