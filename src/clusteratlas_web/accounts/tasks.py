"""What the worker does for accounts once a day."""

from django.utils import timezone
from django_tasks import task

from clusteratlas_web.accounts.actions.unconfirmed import remove_unconfirmed


@task()
def remove_unconfirmed_people() -> int:
    """Removes accounts whose address nobody confirmed in time."""
    return remove_unconfirmed(timezone.now())
