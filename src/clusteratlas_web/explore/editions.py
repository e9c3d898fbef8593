"""Views on an edition: the address names it, the view gets it opened, the answer is kept as long as it is true."""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import condition, require_safe

import clusteratlas
import clusteratlas_web
from clusteratlas.editions import Edition
from clusteratlas.software import software_checksum
from clusteratlas_web.explore.kept_pages import KeptPages, Page
from clusteratlas_web.explore.serving import home, served_edition, standing_editions
from clusteratlas_web.foundation.assets import manifest
from clusteratlas_web.foundation.caching import immutable

EditionView = Callable[..., HttpResponse]
AddressView = Callable[..., HttpResponseBase]


REVALIDATED = "public, max-age=0, must-revalidate"


def edition_page(view: EditionView) -> AddressView:
    """A page: browsers keep it but ask whether it is still so, since a new release may draw it anew."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, atlas: str, edition: str, **codes: str) -> HttpResponseBase:
        opened = served_edition(atlas, edition)
        tag = _entity_tag(request, opened)

        @condition(etag_func=lambda *_, **__: tag)
        def page(request: HttpRequest) -> HttpResponse:
            if settings.DEBUG:
                return view(request, opened, **codes)
            kept = _pages.get(tag.strip('W/"'), lambda: Page.of(view(request, opened, **codes)))
            return kept.answer(request)

        response = page(request)
        response.headers["Cache-Control"] = REVALIDATED
        return response

    return answer


def edition_document(view: EditionView) -> AddressView:
    """A document, which is kept on disk by what makes it: browsers ask whether it is still so, as of a page."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, atlas: str, edition: str, **codes: str) -> HttpResponseBase:
        opened = served_edition(atlas, edition)
        tag = _entity_tag(request, opened)

        @condition(etag_func=lambda *_, **__: tag)
        def document(request: HttpRequest) -> HttpResponse:
            return view(request, opened, **codes)

        response = document(request)
        response.headers["Cache-Control"] = REVALIDATED
        return response

    return answer


def edition_data(view: EditionView) -> AddressView:
    """Data of an edition: it never changes, so it is kept for ever."""

    @require_safe
    @immutable
    @wraps(view)
    def answer(request: HttpRequest, atlas: str, edition: str, **codes: str) -> HttpResponseBase:
        return view(request, served_edition(atlas, edition), **codes)

    return answer


_pages = KeptPages(lambda: home().cache("pages"), lambda: int(settings.CLUSTERATLAS_PAGES))


def _entity_tag(request: HttpRequest, edition: Edition) -> str:
    """The same for the same address, edition, release and choice of editions; it is all an answer depends on.

    It is weak, for it is the same whether the answer is packed or not.
    """
    facts = (
        request.get_full_path(),
        edition.manifest.plan,
        _release(),
        sorted(manifest().items()),
        standing_editions(),
    )
    return f'W/"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


@cache
def _release() -> tuple[str, ...]:
    """What pages are drawn by: code, templates and messages of the release that runs."""
    return clusteratlas.__version__, software_checksum(), software_checksum(Path(str(clusteratlas_web.__file__)).parent)
