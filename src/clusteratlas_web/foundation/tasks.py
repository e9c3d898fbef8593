"""What the worker does by the clock: each app names its tasks when it is ready; and the foundation's own.

A task that is named here does nothing twice when it runs twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django_tasks import task

from clusteratlas_web.foundation.files import remove_abandoned


@dataclass(frozen=True)
class WhenDue:
    """A task that is looked at every minute, and what tells whether there is anything for it to do."""

    task: Any
    is_due: Callable[[datetime], bool]


EVERY_DAY: list[Any] = []
EVERY_MINUTE: list[WhenDue] = []


def runs_every_day(*tasks: Any) -> None:
    """Says that the worker runs these tasks once a day; an app does so when it is ready."""
    EVERY_DAY.extend(each for each in tasks if each not in EVERY_DAY)


def runs_when_due(found: Any, is_due: Callable[[datetime], bool]) -> None:
    """Says that the worker looks every minute whether a task is due, and runs it then."""
    made = WhenDue(found, is_due)
    if made not in EVERY_MINUTE:
        EVERY_MINUTE.append(made)


def enqueue_daily() -> None:
    """Leaves to the worker what is to be done every day, in the order in which the apps stand in the settings."""
    for each in EVERY_DAY:
        each.enqueue()


def enqueue_due() -> None:
    """Leaves to the worker what is due now."""
    now = timezone.now()
    for each in EVERY_MINUTE:
        if each.is_due(now):
            each.task.enqueue()


@task()
def remove_abandoned_files() -> int:
    """Removes files that nothing stored points to."""
    return remove_abandoned(timezone.now())
