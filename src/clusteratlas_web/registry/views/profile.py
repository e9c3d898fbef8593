"""The page of an organisation."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from clusteratlas_web.registry.profile_page import profile_contents
from clusteratlas_web.registry.queries import organisation_for
from clusteratlas_web.registry.views.asking import page_of_one


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Everything that is public of it, and for those who act for it what they may do next."""
    found = organisation_for(request.user, slug)
    if found.slug != slug:
        return redirect("registry:organisation", found.slug, permanent=True)
    response: HttpResponse = render(
        request, "registry/organisation.html", page_of_one(request, found) | profile_contents(found, request.user)
    )
    return response
