"""How large a request may be: a larger one is refused before any of it is stored."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from clusteratlas_web.foundation.explanations import Explanation
from clusteratlas_web.foundation.failures import show
from clusteratlas_web.foundation.uploads import LARGEST, megabytes

AROUND = 2_000_000  # bytes for what a form holds besides its file
READ_ON = 100_000_000  # bytes that are read and forgotten, since a browser shows no answer before it has sent all
PART = 1 << 16


class LargestRequest:
    """Answers 413 to a request larger than the largest file with its form, 411 to one that hides its size."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            return show(request, _unmeasured(), HTTPStatus.LENGTH_REQUIRED)
        size = _size(request)
        if size <= LARGEST + AROUND:
            return self.get_response(request)
        _forget(request, min(size, READ_ON))
        return show(request, _too_large(size), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _size(request: HttpRequest) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isdigit() else 0


def _forget(request: HttpRequest, size: int) -> None:
    while size > 0 and (part := request.read(min(PART, size))):
        size -= len(part)


def _too_large(size: int) -> Explanation:
    facts = {"size": megabytes(size), "most": megabytes(LARGEST)}
    why = gettext("What was sent has %(size)s MB. At most %(most)s MB can be uploaded at once. Nothing was stored.")
    return Explanation(gettext("This is too large"), why % facts)


def _unmeasured() -> Explanation:
    why = gettext("The request does not say how large it is, so it was not read. Nothing was stored.")
    return Explanation(gettext("The size of this request is not known"), why)
