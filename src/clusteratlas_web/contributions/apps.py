"""The app: data sets that organisations offer."""

from django.apps import AppConfig


class Contributions(AppConfig):
    """Registers the app under its short name, who reads its files, what it keeps of people, which letters it writes."""

    name = "clusteratlas_web.contributions"
    label = "contributions"

    def ready(self) -> None:
        """What other apps ask for."""
        # deferred: models can only be imported when all apps are there
        from django.utils.translation import gettext_noop as said

        from clusteratlas_web.contributions import personal, sections
        from clusteratlas_web.contributions.models import DataSet
        from clusteratlas_web.contributions.permissions import may_follow
        from clusteratlas_web.foundation.files import readers_of
        from clusteratlas_web.foundation.letter_kinds import may_be_declined

        personal.register()
        sections.register()
        readers_of(DataSet, may_follow)
        may_be_declined("data-sets-to-review", said("Data sets that are offered for review"), "contribution-offered")
