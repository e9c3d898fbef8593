"""A data set is begun, and described: what it is, of whom, under which terms."""

from typing import Any

from django.db import transaction

from clusteratlas_web.contributions.actions.keeping import held_for_change, kept, store
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.permissions import may_offer
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require


@transaction.atomic
def begin_data_set(person: Any, organisation: Any, facts: dict[str, Any]) -> DataSet:
    """A draft of a verified organisation; nobody else sees it."""
    require(may_offer, person, organisation)
    made = DataSet.objects.create(organisation=organisation, contributor=person, **facts)
    record(person, "create", made, {}, kept(made))
    return made


@transaction.atomic
def describe_data_set(person: Any, data_set: DataSet, version: int, facts: dict[str, Any]) -> DataSet:
    """Describes it anew, while it is a draft or was returned."""
    held, before = held_for_change(person, data_set, version)
    for name, value in facts.items():
        setattr(held, name, value)
    return store(person, held, "edit", before)
