"""The app: organisations, who acts for them, what they do."""

from django.apps import AppConfig


class Registry(AppConfig):
    """Registers the app under its short name, and says who reads the files of an organisation."""

    name = "clusteratlas_web.registry"
    label = "registry"

    def ready(self) -> None:
        """Files of an organisation are read by those who act for it and by administrators."""
        # Models can only be imported when all apps are there.
        from clusteratlas_web.foundation.files import readers_of
        from clusteratlas_web.registry.models import Organisation
        from clusteratlas_web.registry.permissions import may_read_inside

        readers_of(Organisation, may_read_inside)
