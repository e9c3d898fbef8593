"""Every address of the platform, in each language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("clusteratlas_web.explore.urls")),
    prefix_default_language=False,
)

handler400 = "clusteratlas_web.foundation.failures.bad_request"
handler404 = "clusteratlas_web.foundation.failures.not_found"
handler500 = "clusteratlas_web.foundation.failures.server_error"
