"""Views on an edition: the address names it, the view gets it opened, the answer is kept as long as it is true."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import condition, require_safe

import clusteratlas
from clusteratlas.editions import Edition
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.serving import served_edition, standing_editions
from clusteratlas_web.foundation.assets import manifest
from clusteratlas_web.foundation.caching import immutable

EditionView = Callable[..., HttpResponse]
AddressView = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Page:
    """An answer as this process once wrote it; its entity tag says all it depends on."""

    status: int
    headers: dict[str, str]
    content: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> "Page":
        """What an answer is made of."""
        return cls(response.status_code, dict(response.items()), response.content)

    def answer(self) -> HttpResponse:
        """The same answer again."""
        return HttpResponse(self.content, status=self.status, headers=self.headers)


KEPT_PAGES = 256  # by each process; a page with a map is 150 kB
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
            return _pages.get((opened.folder, tag), lambda: Page.of(view(request, opened, **codes))).answer()

        response = page(request)
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


_pages: Kept[Page] = Kept(KEPT_PAGES)


def _entity_tag(request: HttpRequest, edition: Edition) -> str:
    """The same for the same address, edition, release and choice of editions; it is all an answer depends on."""
    facts = (
        request.get_full_path(),
        edition.manifest.plan,
        clusteratlas.__version__,
        sorted(manifest().items()),
        standing_editions(),
    )
    return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'
