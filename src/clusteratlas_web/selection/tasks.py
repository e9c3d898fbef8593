"""What the worker does for calls: rounds open and close by the clock, letters are written, conflicts found."""

from django.utils import timezone
from django_tasks import task

from clusteratlas_web.selection.actions.conflicts import find_conflicts
from clusteratlas_web.selection.actions.decision_letters import write_letters
from clusteratlas_web.selection.actions.opening import turn_rounds
from clusteratlas_web.selection.actions.review_reminders import remind_of_due_reviews
from clusteratlas_web.selection.models import Call, Round
from clusteratlas_web.selection.states import PUBLISHED


@task()
def turn_rounds_by_the_clock() -> int:
    """Opens and closes what is due. Doing it twice does nothing twice."""
    return turn_rounds(timezone.now())


@task()
def write_decision_letters(number: int) -> int:
    """Writes the letters of a final round. Doing it twice writes nothing twice."""
    return write_letters(Round.objects.get(pk=number))


@task()
def remind_of_reviews() -> int:
    """Writes the reminders of reviews that are due soon. Doing it twice writes nothing twice."""
    return remind_of_due_reviews(timezone.now())


@task()
def find_conflicts_anew() -> int:
    """Looks for conflicts in calls that run: who belongs to whom changes outside of selection too."""
    return sum(find_conflicts(each) for each in Call.objects.filter(state=PUBLISHED))
