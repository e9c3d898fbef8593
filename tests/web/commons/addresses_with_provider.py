"""The addresses of the platform where the operator named an identity provider."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from clusteratlas_web.accounts.urls import through_provider
from clusteratlas_web.urls import urlpatterns as without

urlpatterns = [*i18n_patterns(path("account/", include(through_provider)), prefix_default_language=False), *without]
