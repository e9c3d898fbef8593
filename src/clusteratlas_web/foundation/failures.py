"""Answers for what went wrong: the handlers for 400, 404 and 500, and the library's errors as pages."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from clusteratlas.errors import ClusterAtlasError, InputError, NotFoundError
from clusteratlas_web.foundation.explanations import Explanation, explain, fault, no_such_page, refused

log = logging.getLogger(__name__)


class ExplainedFailures:
    """Turns the library's errors into pages: not found, refused input, or a fault of the server."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An answer for the library's errors; others go on to Django's handlers."""
        if not isinstance(error, ClusterAtlasError):
            return None
        status = status_of(error)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("%s: %s", request.path, error, exc_info=error)
        return show(request, explain(error, request.get_full_path()), status)


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
    return show(request, refused(), HTTPStatus.BAD_REQUEST)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; the reason is in the server's log."""
    return show(request, fault(), HTTPStatus.INTERNAL_SERVER_ERROR)
