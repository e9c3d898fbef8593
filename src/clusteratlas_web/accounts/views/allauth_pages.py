"""The reachable pages of django-allauth, each in our frame, storing all of a change or nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

from clusteratlas_web.accounts.actions.signing import end_other_sessions
from clusteratlas_web.accounts.framing import account_page, commons_page
from clusteratlas_web.accounts.models import Person

View = Callable[..., HttpResponseBase]
Page = Callable[[HttpRequest, str], dict[str, Any]]


def entrance(view: View) -> View:
    """A page for whoever is not signed in yet."""
    return _framed(view, commons_page, "sign-in")


def own(view: View) -> View:
    """A page of one's own account."""
    return _framed(view, account_page, "security")


def whole(view: View) -> View:
    """Stores a change together with its letter; an answer that comes as an exception undoes nothing."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            try:
                return view(request, *args, **kwargs)
            except (ImmediateHttpResponse, ReauthenticationRequired) as raised:
                instead = raised
        raise instead

    return answer


def ends_other_sessions(view: View) -> View:
    """Once a second factor is set up, only the session in which its code was shown goes on."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and Person.objects.get(pk=request.user.pk).has_second_factor:
            update_session_auth_hash(request, end_other_sessions(request.user))
        return response

    return answer


def _framed(view: View, page: Page, here: str) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            framed = page if page is commons_page or request.user.is_authenticated else commons_page
            response.context_data = framed(request, here) | (response.context_data or {})
        return response

    return answer
