"""What the worker does for the foundation once a day."""

from django.utils import timezone
from django_tasks import task

from clusteratlas_web.foundation.files import remove_abandoned


@task()
def remove_abandoned_files() -> int:
    """Removes files that nothing stored points to."""
    return remove_abandoned(timezone.now())
