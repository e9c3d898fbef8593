"""The check of a file by the reader that imports it: at once where it is small, else by the worker."""

from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils import timezone

from clusteratlas.errors import ClusterAtlasError
from clusteratlas.sources.contributed import Offer, contributed_source
from clusteratlas_web.contributions.actions.filing import is_small, path_of
from clusteratlas_web.contributions.actions.keeping import held_for_change, store
from clusteratlas_web.contributions.columns import checked
from clusteratlas_web.contributions.comparing import Beside, compare
from clusteratlas_web.contributions.examining import Examined, Facts, errors_of, examine, facts_of
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.queries import file_of
from clusteratlas_web.contributions.refusals import NO_FILE, NotReady
from clusteratlas_web.contributions.table_files import under_name
from clusteratlas_web.contributions.words import FAILED, PASSED, WAITING
from clusteratlas_web.foundation.places import places


def explain_columns(person: Any, data_set: DataSet, version: int, columns: dict[str, Any]) -> DataSet:
    """Stores the map of the columns and has the file checked by it; raises WrongMap or UnknownChoice for the map."""
    checked(columns)
    held = _explained(person, data_set, version, columns)
    if is_small(held):
        check_file(held.pk)
        held.refresh_from_db()
    return held


@transaction.atomic
def _explained(person: Any, data_set: DataSet, version: int, columns: dict[str, Any]) -> DataSet:
    from clusteratlas_web.contributions.tasks import check_data_set  # deferred: the task calls back

    held, before = held_for_change(person, data_set, version)
    if file_of(held) is None:
        raise NotReady(NO_FILE)
    held.columns, held.check_state, held.check_result = columns, WAITING, {}
    store(person, held, "map", before)
    check_data_set.enqueue(held.pk)  # should this process end before it has checked the file itself
    return held


def check_file(number: int) -> int:
    """Checks the file that waits for it and notes the result; 0 where none waits, or it was changed meanwhile."""
    data_set = DataSet.objects.filter(pk=number, check_state=WAITING).first()
    stored = file_of(data_set) if data_set else None
    if data_set is None or stored is None or data_set.columns is None:
        return 0
    state, result = PASSED, {}
    try:
        result = _result(data_set, stored)
    except ClusterAtlasError as error:
        state, result = FAILED, errors_of(error)
    noted = DataSet.objects.filter(pk=number, version=data_set.version, check_state=WAITING)
    return noted.update(check_state=state, check_result=result, checked=timezone.now())


def _result(data_set: DataSet, stored: Any) -> Facts:
    source = contributed_source(Offer("check", checked(data_set.columns or {}), data_set.is_confidential))
    with under_name(path_of(stored), f"file{PurePath(stored.name).suffix.lower()}") as file:
        found = examine(source, file)
    facts = facts_of(found)
    compared = _compared(data_set.atlas, found)
    return facts | ({"compared": compared} if compared else {})


def _compared(atlas: str, found: Examined) -> Facts | None:
    known = places().atlases.get(atlas)
    if known is None:
        return None
    return compare(found, Beside(atlas, known.edition, known.folder, known.classification))
