"""The addresses of the API, which have no language in them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation

from clusteratlas_web.api import problems
from clusteratlas_web.api.gateway import language_of
from clusteratlas_web.api.openapi import openapi
from clusteratlas_web.api.operations import api


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever else stands below the root of the API."""
    with translation.override(language_of(request)):
        return problems.nothing_here(request).answer(request)


urlpatterns = [
    path("api/v1/openapi.json", openapi, name="api-description"),
    path("api/v1/", api.urls),
    path("api/v1", nothing_here, name="api-nothing"),
    path("api/v1/<path:rest>", nothing_here, name="api-nothing-below"),
]
