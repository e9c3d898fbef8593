"""The foundation as a Django app."""

from django.apps import AppConfig


class Foundation(AppConfig):
    """Holds history, the outbox and private files, and the tags of all templates; removes abandoned files every day."""

    name = "clusteratlas_web.foundation"
    label = "foundation"

    def ready(self) -> None:
        """What it does every day."""
        # deferred: models can only be imported when all apps are there
        from clusteratlas_web.foundation.tasks import remove_abandoned_files, runs_every_day

        runs_every_day(remove_abandoned_files)
