"""Short addresses, which lead to the current edition."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from clusteratlas_web.explore.serving import current_edition
from clusteratlas_web.foundation.explanations import no_such_page


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
