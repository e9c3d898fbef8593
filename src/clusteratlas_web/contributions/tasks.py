"""What the worker does for contributed data: checks of large files, and what was accepted entering the home."""

from django_tasks import task

from clusteratlas_web.contributions.actions.checking import check_file
from clusteratlas_web.contributions.actions.entering import enter_home


@task()
def check_data_set(number: int) -> int:
    """Checks the file of a data set that waits for it. Doing it twice checks it once."""
    return check_file(number)


@task()
def enter_data_set(number: int) -> int:
    """Enters an accepted data set into the home. Doing it twice enters it once."""
    return enter_home(number)
