"""The app: calls, applications and the juries that judge them."""

from django.apps import AppConfig


class Selection(AppConfig):
    """Registers the app under its short name, its files, its letters, and what it does by the clock."""

    name = "clusteratlas_web.selection"
    label = "selection"

    def ready(self) -> None:
        """Papers of a call are read by whoever sees it.

        Letters of decisions are read by the applicant and by those who run the call without a conflict.
        """
        # Models can only be imported when all apps are there.
        from clusteratlas_web.foundation.files import readers_of
        from clusteratlas_web.foundation.letter_kinds import may_be_declined
        from clusteratlas_web.foundation.tasks import runs_every_day, runs_when_due
        from clusteratlas_web.selection import application_personal, call_words, jury_personal, jury_words, sections
        from clusteratlas_web.selection.models import Call, Decision
        from clusteratlas_web.selection.permissions import may_read_letter, may_see_call
        from clusteratlas_web.selection.queries.rounds import is_any_due
        from clusteratlas_web.selection.tasks import (
            find_conflicts_anew,
            remind_of_reviews,
            turn_rounds_by_the_clock,
        )

        readers_of(Call, may_see_call)
        readers_of(Decision, may_read_letter)
        application_personal.register()
        jury_personal.register()
        sections.register()
        runs_every_day(find_conflicts_anew, remind_of_reviews)
        runs_when_due(turn_rounds_by_the_clock, is_any_due)
        for name, (label, template) in (call_words.LETTERS | jury_words.LETTERS).items():
            may_be_declined(name, label, template)
