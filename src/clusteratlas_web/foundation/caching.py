"""How long an answer may be kept: for ever where the address names an edition, else shortly."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

FOR_EVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"
PRIVATE = "private, no-store"  # for whom somebody signed in: not even this browser keeps it after signing out

View = Callable[..., HttpResponseBase]


def immutable(view: View) -> View:
    """For a view whose address names an edition: what it answers never changes, so browsers and proxies keep it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK and not settings.DEBUG:
            response.headers["Cache-Control"] = FOR_EVER
        return response

    return answer


def short_lived(view: View) -> View:
    """For a view that points at the current edition: kept for five minutes, since a newer edition may come."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK:
            response.headers["Cache-Control"] = SHORTLY
        return response

    return answer


def is_redirect(response: HttpResponseBase) -> bool:
    """Whether the answer sends the reader elsewhere."""
    return response.status_code in {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
