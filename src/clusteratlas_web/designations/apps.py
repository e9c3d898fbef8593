"""The app: what was granted, and how it fares."""

from django.apps import AppConfig


class Designations(AppConfig):
    """Registers the app under its short name, its files, its letters, what it keeps of people, and awards."""

    name = "clusteratlas_web.designations"
    label = "designations"

    def ready(self) -> None:
        """What other apps ask for."""
        # deferred: models can only be imported when all apps are there
        from django.utils.translation import gettext_noop as said

        from clusteratlas_web.designations import sections
        from clusteratlas_web.designations.actions.awarding import grant_by_award, levels_granted_by
        from clusteratlas_web.designations.models import Evidence
        from clusteratlas_web.designations.personal import register
        from clusteratlas_web.designations.queries.assessments import evidence_read_by
        from clusteratlas_web.designations.tasks import keep_time_of_designations
        from clusteratlas_web.designations.words import LETTERS
        from clusteratlas_web.foundation.files import readers_of
        from clusteratlas_web.foundation.letter_kinds import may_be_declined
        from clusteratlas_web.foundation.permissions import rule
        from clusteratlas_web.foundation.tasks import runs_every_day
        from clusteratlas_web.selection.awards import can_grant, on_award

        register()
        sections.register()
        on_award(grant_by_award)
        can_grant(levels_granted_by)
        runs_every_day(keep_time_of_designations)
        readers_of(Evidence, rule(said("There is no such file."))(evidence_read_by))
        for name, (label, template) in LETTERS.items():
            may_be_declined(name, label, template)
