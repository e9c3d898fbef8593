"""The foundation as a Django app."""

from django.apps import AppConfig


class Foundation(AppConfig):
    """Holds history, the outbox and private files, and the tags of all templates."""

    name = "clusteratlas_web.foundation"
    label = "foundation"
