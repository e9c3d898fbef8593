"""The directory: its page, what can be taken away from it, and the section that atlas pages load."""

from http import HTTPStatus

from django.db import OperationalError, ProgrammingError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from clusteratlas_web.accounts.framing import commons_page
from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.foundation.caching import short_lived
from clusteratlas_web.foundation.places import cluster_key, cluster_name, is_cluster, is_region, region_name
from clusteratlas_web.foundation.sections import CLUSTER, REGION
from clusteratlas_web.foundation.sheets import FORMATS
from clusteratlas_web.registry.directory_page import directory_contents, entries, read_asked
from clusteratlas_web.registry.exporting import exported
from clusteratlas_web.registry.permissions import may_register
from clusteratlas_web.registry.queries import mine, name_in
from clusteratlas_web.registry.queries.directory import Asked, all_in_order, find, page_of
from clusteratlas_web.registry.views.asking import HERE

FIRST = 10  # organisations that an atlas page shows


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Organisations by words and facets, as a table or on a map."""
    own = [(each, name_in(each)) for each in mine(request.user)[:20]]
    context = commons_page(request, HERE) | directory_contents(request.GET, request.user)
    context |= {
        "own": own,
        "may_register": bool(may_register(request.user)),
        "may_administer": bool(is_administrator(request.user)),
    }
    return render(request, "registry/directory.html", context)


@require_safe
def export(request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002 - the word people use
    """What the filter shows, as a file."""
    if format not in FORMATS:
        raise Http404
    asked = read_asked(request.GET, request.user)
    return exported(list(all_in_order(find(asked), asked.order)), request.user, format)


@csrf_exempt  # it sends no form, so it need not look at the session, and everybody gets the same
@require_safe
@short_lived
def here(request: HttpRequest) -> HttpResponse:
    """The first organisations of a region or a cluster, as a section of an atlas page: public, and the same for all."""
    try:
        return _here(request)
    except (OperationalError, ProgrammingError):  # a home without tables: the atlas stands without the commons
        return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _here(request: HttpRequest) -> HttpResponse:
    region, atlas, cluster = (request.GET.get(name, "") for name in ("region", "atlas", "cluster"))
    if region and is_region(region):
        asked, name, place, thing = Asked(region=region), region_name(region), REGION, region
    elif cluster and is_cluster(atlas, cluster):
        asked, name = Asked(cluster=cluster_key(atlas, cluster)), cluster_name(atlas, cluster)
        place, thing = CLUSTER, asked.cluster
    else:
        raise Http404
    found = find(asked)
    query = urlencode({"region": asked.region} if asked.region else {"cluster": asked.cluster})
    context = {
        "name": name,
        "place": place,
        "thing": thing,
        "count": len(found),
        "entries": entries(page_of(found, asked.order, 0, min(FIRST, len(found)))),
        "all": f"{reverse('registry:directory')}?{query}",
    }
    return render(request, "registry/_here.html", context)
