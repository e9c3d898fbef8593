"""The app: stories told with views of the atlas."""

from django.apps import AppConfig


class Stories(AppConfig):
    """Registers the app under its short name, and what it keeps of people."""

    name = "clusteratlas_web.stories"
    label = "stories"

    def ready(self) -> None:
        """What other apps ask for."""
        from clusteratlas_web.stories import personal  # deferred: models can only be imported when all apps are there

        personal.register()
