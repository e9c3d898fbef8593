"""What the worker does for programmes: reminders of questions."""

from django.utils import timezone
from django_tasks import task

from clusteratlas_web.programmes.actions.reminders import remind


@task()
def remind_of_questions() -> int:
    """Writes the reminders that are due today. Doing it twice writes nothing twice."""
    return remind(timezone.now().date())
