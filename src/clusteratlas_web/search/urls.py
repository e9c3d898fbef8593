"""The addresses of the search and of the glossary."""

from django.urls import path

from clusteratlas_web.search.views import glossary, page, suggestions, suggestions_json

app_name = "search"

urlpatterns = [
    path("search/", page, name="page"),
    path("search/suggestions/", suggestions, name="suggestions"),
    path("search/suggestions.json", suggestions_json, name="suggestions-json"),
    path("glossary/", glossary, name="glossary"),
]
