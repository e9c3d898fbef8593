"""What every step on a data set does: hold it, keep what it was, store it as its next version with its history."""

from typing import Any

from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.permissions import offers
from clusteratlas_web.contributions.refusals import NOT_CHANGEABLE, NotChangeable
from clusteratlas_web.contributions.states import CHANGEABLE, DATA_SET
from clusteratlas_web.contributions.words import FIELDS
from clusteratlas_web.foundation.editing import lock, save_next
from clusteratlas_web.foundation.history import record, state_of
from clusteratlas_web.foundation.permissions import require


def held_for_change(person: Any, data_set: DataSet, version: int) -> tuple[DataSet, dict[str, Any]]:
    """The data set locked for its organisation to change; raises NotAllowed, Changed or NotChangeable."""
    require(offers, person, data_set)
    held = lock(data_set, version)
    if held.state not in CHANGEABLE:
        raise NotChangeable(NOT_CHANGEABLE, state=DATA_SET.label(held.state))
    return held, kept(held)


def moved(person: Any, data_set: DataSet, version: int, verb: str) -> tuple[DataSet, dict[str, Any]]:
    """The data set locked and in its next state; raises NotAllowed, Changed or WrongState."""
    held = lock(data_set, version)
    before = kept(held)
    DATA_SET.move(held, verb, person)
    return held, before


def store(person: Any, data_set: DataSet, verb: str, before: dict[str, Any], note: str = "") -> DataSet:
    """Stores the next version and what was done."""
    save_next(data_set)
    record(person, verb, data_set, before, kept(data_set), note)
    return data_set


def kept(data_set: DataSet) -> dict[str, Any]:
    """What the history keeps of a data set: its description, where it stands, its label; nothing of the figures."""
    return {name: value for name, value in state_of(data_set).items() if name in FIELDS}
