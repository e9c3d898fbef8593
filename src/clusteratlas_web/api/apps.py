"""The API as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Addresses below /api/; has no models and stores nothing."""

    name = "clusteratlas_web.api"
    label = "api"
