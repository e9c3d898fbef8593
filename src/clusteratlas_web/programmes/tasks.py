"""What the worker does for programmes once a day: reminders of questions, and the weekly letter of what opened."""

from django.utils import timezone
from django_tasks import task

from clusteratlas_web.programmes.actions.reminders import remind
from clusteratlas_web.programmes.actions.tellings import tell_what_opened


@task()
def remind_of_questions() -> int:
    """Writes the reminders that are due today. Doing it twice writes nothing twice."""
    return remind(timezone.now().date())


@task()
def write_what_opened() -> int:
    """Writes the letters of this week to whoever has none yet."""
    return tell_what_opened(timezone.now().date())
