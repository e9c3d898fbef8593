"""The app: programmes of one lead and several partner departments."""

from django.apps import AppConfig


class Programmes(AppConfig):
    """Registers the app under its short name, what it keeps of people, and which of its letters may be declined."""

    name = "clusteratlas_web.programmes"
    label = "programmes"

    def ready(self) -> None:
        """What other apps ask for."""
        from clusteratlas_web.foundation.letter_kinds import may_be_declined
        from clusteratlas_web.foundation.tasks import runs_every_day
        from clusteratlas_web.programmes.personal import register  # deferred: apps are made ready one by one
        from clusteratlas_web.programmes.tasks import remind_of_questions, write_what_opened
        from clusteratlas_web.programmes.words import LETTERS

        register()
        runs_every_day(remind_of_questions, write_what_opened)
        for name, (label, template) in LETTERS.items():
            may_be_declined(name, label, template)
