"""What the worker does for designations once a day: what is over expires, and who is concerned is reminded."""

from django.utils import timezone
from django_tasks import task

from clusteratlas_web.designations.actions.reminding import expire_what_is_over, remind


@task()
def keep_time_of_designations() -> int:
    """Lets expire what is over, then writes the reminders of today. Doing it twice does nothing twice."""
    now = timezone.now()
    return expire_what_is_over(now) + remind(now)
