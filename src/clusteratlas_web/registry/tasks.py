"""What the worker does for the registry: the index of the directory follows the current editions."""

from django_tasks import task

from clusteratlas_web.registry.actions.indexing import index_everything
from clusteratlas_web.registry.queries.index import is_index_current


@task()
def renew_index() -> int:
    """Makes the index anew where the current editions are others than those it was made from."""
    return 0 if is_index_current() else index_everything()
