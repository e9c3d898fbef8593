"""The outlines that maps refer to, fetched once and kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from clusteratlas_web.explore.serving import outlines_of
from clusteratlas_web.foundation.caching import immutable


@require_safe
@immutable
def boundary_outlines(request: HttpRequest, atlas: str, edition: str) -> HttpResponse:
    """All outlines of an edition as one SVG; its tables are not opened for it."""
    text = outlines_of(atlas, edition)
    if not text:
        raise Http404
    return HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
