"""Answers for what went wrong: handlers for 400, 403, 404 and 500, and errors of library and commons as pages."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from clusteratlas.errors import ClusterAtlasError, InputError, NotFoundError
from clusteratlas_web.foundation.explanations import (
    Explanation,
    explain,
    fault,
    forgery,
    no_such_page,
    not_so,
    refused,
    too_many,
)
from clusteratlas_web.foundation.permissions import NotAllowed
from clusteratlas_web.foundation.refusals import Refusal

log = logging.getLogger(__name__)


class ExplainedFailures:
    """Turns into pages the library's errors (not found, refused input, a fault) and what the commons refuses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.headers.get("Content-Length", "0") != "0":
            return response
        explained = show(request, not_so(request.path), HTTPStatus.METHOD_NOT_ALLOWED)
        explained.headers["Allow"] = response.headers["Allow"]
        return explained

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An answer for the library's errors; others go on to Django's handlers."""
        if isinstance(error, Refusal):
            return refuse(request, error)
        if not isinstance(error, ClusterAtlasError):
            return None
        status = status_of(error)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("%s: %s", request.path, error, exc_info=error)
        return show(request, explain(error, request.get_full_path()), status)


def refuse(request: HttpRequest, error: Refusal) -> HttpResponse:
    """The page of a refusal; who may not and is nobody yet is asked to sign in first, and comes back."""
    if isinstance(error, NotAllowed) and not request.user.is_authenticated:
        back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse(settings.LOGIN_REDIRECT_URL)
        return redirect_to_login(back)
    return show(request, Explanation(gettext("This was not done"), error.said), HTTPStatus(error.status))


def status_of(error: ClusterAtlasError) -> HTTPStatus:
    """The status that tells a program what a page tells its reader."""
    if isinstance(error, NotFoundError):
        return HTTPStatus.NOT_FOUND
    return HTTPStatus.BAD_REQUEST if isinstance(error, InputError) else HTTPStatus.INTERNAL_SERVER_ERROR


def show(request: HttpRequest, explanation: Explanation, status: HTTPStatus) -> HttpResponse:
    """The page of a failure."""
    return render(request, "failure.html", {"failure": explanation, "status": status.value}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; a view may explain its own: `raise Http404(Explanation(...))`."""
    said = exception.args[0] if isinstance(exception, Http404) and exception.args else None
    explanation = said if isinstance(said, Explanation) else no_such_page(request.path)
    return show(request, explanation, HTTPStatus.NOT_FOUND)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, also for a host name that this server does not serve."""
    if isinstance(exception, TooManyFieldsSent):
        return show(request, too_many(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, request.path), HTTPStatus.BAD_REQUEST)
    return show(request, refused(), HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 where somebody is not let in."""
    why = gettext("You may not do this. If you came from a page of ours, open it again and repeat the step.")
    return show(request, Explanation(gettext("This was not done"), why), HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; the reason is in the server's log."""
    return show(request, fault(), HTTPStatus.INTERNAL_SERVER_ERROR)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from a page of ours, or whose page was open too long."""
    return show(request, forgery(), HTTPStatus.FORBIDDEN)
