"""The foundation as a Django app."""

from django.apps import AppConfig


class Foundation(AppConfig):
    """Holds templates' tags; it has no models."""

    name = "clusteratlas_web.foundation"
