"""The briefs of regions and of clusters: each as a page, as a PDF and as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters, regions
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.briefs.asked import Asked, asked_of_cluster, asked_of_region
from clusteratlas_web.explore.briefs.contents import FORMATS, brief_contents
from clusteratlas_web.explore.briefs.kept_files import brief_file
from clusteratlas_web.explore.editions import edition_document, edition_page
from clusteratlas_web.explore.framing import addresses

_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@edition_page
def region_brief(request: HttpRequest, edition: Edition, region: str) -> HttpResponse:
    """The brief of a region; the country, which is the reference, has its page alone."""
    regions.region(edition, region)
    if region == edition.manifest.country:
        return redirect(addresses(edition).region(region))
    return render(request, "explore/brief.html", brief_contents(request, asked_of_region(request, edition, region)))


@edition_document
def region_brief_file(request: HttpRequest, edition: Edition, region: str, format: str) -> HttpResponse:  # noqa: A002
    """The same as a file."""
    regions.region(edition, region)
    if region == edition.manifest.country:
        return redirect(addresses(edition).region(region))
    return _file(asked_of_region(request, edition, region), format)


@edition_page
def cluster_brief(request: HttpRequest, edition: Edition, cluster: str) -> HttpResponse:
    """The brief of a cluster over the regions of a level."""
    clusters.cluster(edition, cluster)
    return render(request, "explore/brief.html", brief_contents(request, asked_of_cluster(request, edition, cluster)))


@edition_document
def cluster_brief_file(request: HttpRequest, edition: Edition, cluster: str, format: str) -> HttpResponse:  # noqa: A002
    """The same as a file."""
    clusters.cluster(edition, cluster)
    return _file(asked_of_cluster(request, edition, cluster), format)


def _file(asked: Asked, format: str) -> HttpResponse:  # noqa: A002 - the word people use
    """A PDF opens in the browser, a workbook is saved."""
    if format not in FORMATS:
        raise UnknownChoice("format", format, FORMATS)
    response = HttpResponse(brief_file(asked, format), content_type=_TYPES[format])
    how = "inline" if format == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{how}; filename="{asked.stem}.{format}"'
    return response
