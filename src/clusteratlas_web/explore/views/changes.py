"""The page of what changed between two editions of an atlas, and every change as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from clusteratlas.editions import Edition
from clusteratlas.editions.export import csv_bytes
from clusteratlas_web.explore.changes.contents import changes_contents
from clusteratlas_web.explore.changes.reading import difference_to
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.tables import TYPES


@edition_page
def changes_page(request: HttpRequest, edition: Edition, other: str) -> HttpResponse:
    """From another edition to this one: what the manifests say, what entered and left, classes and figures."""
    return render(request, "explore/changes.html", changes_contents(edition, other, difference_to(edition, other)))


@edition_data
def changes_table(request: HttpRequest, edition: Edition, other: str, format: str) -> HttpResponse:  # noqa: A002
    """Every change as CSV."""
    if format != "csv":
        raise Http404
    response = HttpResponse(csv_bytes(difference_to(edition, other).table()), content_type=TYPES["csv"])
    name = f"{edition.manifest.identity}-changes-from-{other}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
