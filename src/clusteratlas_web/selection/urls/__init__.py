"""The addresses of selection, by who meets there."""

from django.urls import URLPattern

from clusteratlas_web.selection.urls import applications, calls, deciding, jury

app_name = "selection"

# Calls come last: /calls/<slug>/ would take any word of the others for a call.
urlpatterns: list[URLPattern] = [*applications.PATTERNS, *jury.PATTERNS, *deciding.PATTERNS, *calls.PATTERNS]
