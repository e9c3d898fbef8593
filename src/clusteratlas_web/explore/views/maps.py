"""The page of the map, the map alone for other sites, and the view as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from clusteratlas.editions import Edition
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.mapping.asked import BEFORE
from clusteratlas_web.explore.mapping.contents import embed_contents, map_contents, read_view
from clusteratlas_web.explore.mapping.taken import map_answer
from clusteratlas_web.foundation.headers import may_be_framed


@edition_page
def map_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """One map or two with all their regions in a table; what a form asked for is led to its own address."""
    view = read_view(request, edition)
    if any(name in request.GET for name in BEFORE):
        return redirect(view.asked.but(view.to.page("map")))
    return render(request, "explore/map.html", map_contents(request, view))


@may_be_framed
@edition_page
def map_embed(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The map with its legend and source and nothing else, for a frame on any site."""
    return render(request, "explore/map_embed.html", embed_contents(read_view(request, edition)))


@edition_data
def map_file(request: HttpRequest, edition: Edition, format: str) -> HttpResponse:  # noqa: A002 - the word people use
    """The view as a picture, a document, a table or with its boundaries."""
    return map_answer(read_view(request, edition), format)
