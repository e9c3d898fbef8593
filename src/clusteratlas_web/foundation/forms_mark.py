"""The mark that tells a form of ours from a forged one: kept in the session, read only where a page holds a form."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.utils.functional import SimpleLazyObject


class FormsMark(CsrfViewMiddleware):
    """Django's protection against forged forms, which otherwise would look at the session of every request."""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing yet: what changes something is checked before its view, and a page asks when it shows a form."""

    def mark_of(self, request: HttpRequest) -> str:
        """The mark for the forms of a page."""
        if "CSRF_COOKIE" not in request.META:
            super().process_request(request)
        return get_token(request)


def mark(request: HttpRequest) -> dict[str, Any]:
    """`{% csrf_token %}` of templates, made when a form needs it."""
    return {"csrf_token": SimpleLazyObject(lambda: FormsMark(_no_view).mark_of(request))}


def _no_view(request: HttpRequest) -> Any:
    raise AssertionError("the mark is made without a view")
