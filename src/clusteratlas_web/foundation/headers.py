"""Headers on every answer: what a page may load, and what others may do with it."""

from collections.abc import Callable

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
        if _looked_at_session(request):
            response.headers["Cache-Control"] = PRIVATE
        response.headers.setdefault("Cache-Control", SHORTLY if is_redirect(response) else "no-cache")
        return response


def _looked_at_session(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    return session is not None and bool(session.accessed)
