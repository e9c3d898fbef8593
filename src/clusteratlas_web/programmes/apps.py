"""The app: programmes of one lead and several partner departments."""

from django.apps import AppConfig


class Programmes(AppConfig):
    """Registers the app under its short name, and what it keeps of people."""

    name = "clusteratlas_web.programmes"
    label = "programmes"

    def ready(self) -> None:
        """What other apps ask for."""
        from clusteratlas_web.programmes.personal import register  # deferred: apps are made ready one by one

        register()
