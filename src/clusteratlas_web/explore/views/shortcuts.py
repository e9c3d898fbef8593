"""Short addresses, which lead to the current edition."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext

from clusteratlas_web.explore.serving import current_edition, served_atlases
from clusteratlas_web.foundation.explanations import Explanation, no_such_page
from clusteratlas_web.foundation.failures import show


def first_page(request: HttpRequest) -> HttpResponse:
    """The current edition of the first atlas; without one, what to do to get one."""
    atlases = served_atlases()
    if not atlases:
        return show(request, _no_atlas(), HTTPStatus.SERVICE_UNAVAILABLE)
    return redirect("explore:home", atlas=atlases[0], edition=current_edition(atlases[0]))


def to_current(request: HttpRequest, atlas: str, rest: str = "") -> HttpResponseRedirect:
    """The same address with the current edition in it; raises Http404 where that is no page."""
    address = reverse("explore:home", kwargs={"atlas": atlas, "edition": current_edition(atlas)}) + rest
    try:
        found = resolve(address)
    except Resolver404:
        found = None
    if found is None or found.view_name == "explore:current-page":
        raise Http404(no_such_page(request.path))
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _no_atlas() -> Explanation:
    return Explanation(
        gettext("No atlas has been built here yet"),
        gettext("Build one with: clusteratlas demo, or import a file and run clusteratlas build."),
    )
