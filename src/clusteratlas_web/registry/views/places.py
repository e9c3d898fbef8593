"""What the picker of regions and clusters offers while somebody types."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from clusteratlas_web.foundation.caching import short_lived
from clusteratlas_web.foundation.places import (
    atlas_name,
    cluster_name,
    level_name,
    offered_clusters,
    offered_regions,
    places,
    region_name,
)
from clusteratlas_web.registry.forms.places import CLUSTER, EITHER, REGION, with_name

LONGEST = 60  # characters that are looked for


@csrf_exempt  # it sends no form, so it need not look at the session, and everybody gets the same
@require_safe
@short_lived
def offered(request: HttpRequest, kind: str) -> HttpResponse:
    """The options of a list: what is written into the line, and beside it what tells it apart."""
    if kind not in (REGION, CLUSTER, EITHER):
        raise Http404
    text = request.GET.get("q", "")[:LONGEST]
    pairs = [] if kind == CLUSTER else [(with_name(REGION, each), _of_region(each)) for each in offered_regions(text)]
    if kind != REGION:
        pairs += [(with_name(CLUSTER, each), _of_cluster(each)) for each in offered_clusters(text)]
    return HttpResponse(format_html_join("\n", '<option value="{}">{}</option>', pairs))


def _of_region(code: str) -> str:
    region = places().regions[code]
    return f"{region_name(code, _other())} · {level_name(region.atlas, region.level)}"


def _of_cluster(key: str) -> str:
    atlas, _slash, code = key.partition("/")
    return f"{cluster_name(atlas, code, _other())} · {atlas_name(atlas)}"


def _other() -> str:
    """The other language: browsers offer an option only where what was typed stands in it."""
    return "en" if get_language() != "en" else "zh-hans"
