"""Headers on every answer: what a page may load, and what others may do with it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from clusteratlas_web.foundation.caching import PRIVATE, SHORTLY, is_redirect

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


# What a page that other sites may show says instead; all else holds for it too.
FRAMED = {
    "Content-Security-Policy": CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *"),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_NOT_FRAMED = "X-Frame-Options"
_MARK = "may_be_framed"

View = Callable[..., HttpResponseBase]


def may_be_framed(view: View) -> View:
    """A page that any site may show in a frame: nothing can be done on it, and nobody is known on it."""

    @wraps(view)
    def answer(*args: Any, **choices: Any) -> HttpResponseBase:
        response = view(*args, **choices)
        setattr(response, _MARK, True)
        return response

    return answer


class SecurityHeaders:
    """Sets the headers on every answer; unless a view says otherwise, redirects hold shortly and pages not at all.

    What looked at who is signed in depends on it, so nobody but the reader keeps it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if getattr(response, _MARK, False):
            for name, value in FRAMED.items():
                response.headers[name] = value
            del response.headers[_NOT_FRAMED]
        if _looked_at_session(request):
            response.headers["Cache-Control"] = PRIVATE
        response.headers.setdefault("Cache-Control", SHORTLY if is_redirect(response) else "no-cache")
        return response


def _looked_at_session(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    return session is not None and bool(session.accessed)
