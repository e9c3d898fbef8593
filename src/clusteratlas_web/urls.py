"""Every address of the platform, in each language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from clusteratlas_web.foundation.files import hand_out

# The commons stands before the atlases: its words are not names of atlases, which could otherwise take them.
urlpatterns = [path("", include("clusteratlas_web.api.urls"))]
urlpatterns += i18n_patterns(
    path("", include("clusteratlas_web.accounts.urls")),
    path("organisations/", include("clusteratlas_web.registry.urls")),
    path("contributions/", include("clusteratlas_web.contributions.urls")),
    path("programmes/", include("clusteratlas_web.programmes.urls")),
    path("calls/", include("clusteratlas_web.selection.urls")),
    path("designations/", include("clusteratlas_web.designations.urls")),
    path("", include("clusteratlas_web.search.urls")),
    path("stories/", include("clusteratlas_web.stories.urls")),
    path("api/", include("clusteratlas_web.api.guide.urls")),
    path("files/<int:number>/", hand_out, name="file"),
    path("", include("clusteratlas_web.explore.urls")),
    prefix_default_language=False,
)

handler400 = "clusteratlas_web.foundation.failures.bad_request"
handler403 = "clusteratlas_web.foundation.failures.forbidden"
handler404 = "clusteratlas_web.foundation.failures.not_found"
handler500 = "clusteratlas_web.foundation.failures.server_error"
