"""Views on an edition: the address names it, the view gets it opened, the answer is kept as long as it is true."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import condition, require_safe

import clusteratlas
from clusteratlas.editions import Edition
from clusteratlas_web.explore.serving import served_edition
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

        @condition(etag_func=lambda *_, **__: _entity_tag(request, opened))
        def page(request: HttpRequest) -> HttpResponse:
            return view(request, opened, **codes)

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


def _entity_tag(request: HttpRequest, edition: Edition) -> str:
    """The same for the same address, edition and release; it is all an answer depends on."""
    facts = (request.get_full_path(), edition.manifest.plan, clusteratlas.__version__, sorted(manifest().items()))
    return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'
