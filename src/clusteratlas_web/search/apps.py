"""The app: search across all atlases and the commons, and the glossary it finds words in."""

from django.apps import AppConfig


class Search(AppConfig):
    """Pages that find; has no models, it reads those of the other apps."""

    name = "clusteratlas_web.search"
    label = "search"
