"""The outlines that maps refer to, fetched once and kept."""

from django.http import Http404, HttpRequest, HttpResponse

from clusteratlas.editions import Edition
from clusteratlas_web.explore.editions import edition_data
from clusteratlas_web.explore.serving import boundary_sheet


@edition_data
def boundary_outlines(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All outlines of an edition as one SVG."""
    text = boundary_sheet(edition.folder, tuple(edition.manifest.levels))
    if not text:
        raise Http404
    return HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
