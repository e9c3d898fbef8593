"""The door of the API: open to pages of other places, counted, and every refusal in its own form."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from clusteratlas_web.api import problems
from clusteratlas_web.api.limits import COUNTER, rate_of

ROOT = "/api/v1"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Language, ETag, Link, Retry-After, X-Total-Count",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Cache-Control": "public, max-age=86400",
}
log = logging.getLogger(__name__)


class ApiGateway:
    """Stands before everything else, so that what any part of the platform refuses is said as the API says it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info != ROOT and not request.path_info.startswith(f"{ROOT}/"):
            return self.get_response(request)
        with translation.override(language_of(request)):
            response = self._answer(request)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
        if _has_too_many_parameters(request):
            return problems.too_many_parameters(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS).answer(request)
        wait = _wait(request)
        if wait:
            response = problems.too_often(wait).answer(request)
            response.headers["Retry-After"], response.headers["Cache-Control"] = str(wait), "no-store"
            return response
        return _as_problem(request, self.get_response(request))


def language_of(request: HttpRequest) -> str:
    """The language asked for, the first one where none or no known one is."""
    if _has_too_many_parameters(request):
        return settings.LANGUAGE_CODE
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _has_too_many_parameters(request: HttpRequest) -> bool:
    try:
        return request.GET is None
    except TooManyFieldsSent:
        return True


def _wait(request: HttpRequest) -> int:
    rate = rate_of(settings.CLUSTERATLAS_API_RATE)
    return COUNTER.count(_address(request), rate) if rate else 0


def _address(request: HttpRequest) -> str:
    """The reader's address as sign-in counts it; all whose address cannot be told are counted together."""
    try:
        return str(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured):
        return "unknown"


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The same answer; a page of a failure becomes a problem with its status."""
    if response.status_code < HTTPStatus.BAD_REQUEST or response.headers.get("Content-Type") == problems.CONTENT_TYPE:
        return response
    found = problems.of_status(response.status_code).answer(request)
    if "Allow" in response.headers:
        found.headers["Allow"] = ", ".join(sorted(response.headers["Allow"].split(", ")))
    for name, value in response.headers.items():
        if name not in ("Content-Type", "Content-Length", "Content-Encoding", "ETag", "Vary", "Content-Language"):
            found.headers.setdefault(name, value)
    return found
