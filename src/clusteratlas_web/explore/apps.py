"""The app: map, profiles, editions, downloads."""

from django.apps import AppConfig


class ExploreConfig(AppConfig):
    """Pages on editions; has no models, an edition is read from its files."""

    name = "clusteratlas_web.explore"
