"""Definitions of clusters: the list, one in full, a draft with what it would change, and the draft's files."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clusteratlas.classifications import nearest_code
from clusteratlas.definitions import load, published
from clusteratlas.editions import Edition
from clusteratlas.errors import NoSuchEntry
from clusteratlas_web.explore.choices import chosen
from clusteratlas_web.explore.definitions.archive import packed_files
from clusteratlas_web.explore.definitions.asked import is_as_said, read_draft, view_pairs
from clusteratlas_web.explore.definitions.contents import definition_contents, list_contents
from clusteratlas_web.explore.definitions.drafted import draft_contents
from clusteratlas_web.explore.definitions.editing import edited
from clusteratlas_web.explore.definitions.refusals import DraftRefused
from clusteratlas_web.explore.editions import edition_data, edition_page
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.serving import served_edition


@edition_page
def definitions_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The definitions there are, the edition's own first."""
    return render(request, "explore/definitions.html", list_contents(edition))


@edition_page
def definition_page(request: HttpRequest, edition: Edition, definition: str) -> HttpResponse:
    """One definition: its clusters, what it is stated for, where it comes from."""
    if definition not in published():
        near = nearest_code(definition[:80], published())
        raise NoSuchEntry("definition", definition, edition.manifest.identity, near)
    return render(request, "explore/definition.html", definition_contents(edition, load(definition)))


@edition_page
def draft_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A draft, which is its address: coverage, impact and validation on this edition.

    An address that says a draft in another way leads to the one that says it in the one way.
    """
    draft = read_draft(request.GET, edition)
    chosen(request, edition)  # a wrong level or year leads nowhere
    if not is_as_said(request.META.get("QUERY_STRING", ""), draft, request.GET):
        query = urlencode([*draft.pairs, *view_pairs(request.GET)])
        return redirect(f"{addresses(edition).page('definition-edit')}?{query}")
    return render(request, "explore/definition_draft.html", draft_contents(request, edition, draft))


@csrf_exempt  # it changes nothing: it writes an address, and nobody is known to it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_moves(request: HttpRequest, atlas: str, edition: str) -> HttpResponseBase:
    """Where the form of a draft is sent: leads to the address that says the same, or says what cannot be."""
    opened = served_edition(atlas, edition)
    page = addresses(opened).page("definition-edit")
    if request.method != "POST":
        return redirect(page)
    try:
        pairs = [*edited(request.POST, opened).pairs, *view_pairs(request.POST)]
        return redirect(f"{page}?{urlencode(pairs)}")
    except DraftRefused as error:
        draft = read_draft(request.POST, opened)
        told = {"refused": error.said, "entered": request.POST}
        return render(
            request, "explore/definition_draft.html", draft_contents(request, opened, draft) | told, status=400
        )


@edition_data
def draft_files(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The draft as the folder that `clusteratlas build --definition` takes, in an archive."""
    draft = read_draft(request.GET, edition)
    response = HttpResponse(packed_files(draft), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{draft.name}.zip"'
    return response
