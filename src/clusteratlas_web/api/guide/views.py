"""The page of the API."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from clusteratlas_web.api.guide.contents import guide_contents
from clusteratlas_web.foundation.caching import short_lived


@csrf_exempt  # it sends no form, so it need not look at the session, and everybody gets the same
@require_safe
@short_lived
def guide(request: HttpRequest) -> HttpResponse:
    """What there is, a first request in three languages, limits and licences."""
    return render(request, "api/guide.html", guide_contents())
