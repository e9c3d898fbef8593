"""The address of the page, which stands in each language."""

from django.urls import path

from clusteratlas_web.api.guide.views import guide

app_name = "api-guide"
urlpatterns = [path("", guide, name="guide")]
