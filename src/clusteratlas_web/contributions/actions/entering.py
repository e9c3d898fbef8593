"""An accepted data set enters the home: its file as offered, with origin and label, and its records."""

import logging
from pathlib import PurePath
from typing import Any

from django.utils import timezone

from clusteratlas.errors import ClusterAtlasError
from clusteratlas.sources import Contribution
from clusteratlas.sources.contributed import Offer, import_contributed
from clusteratlas_web.contributions.actions.filing import path_of
from clusteratlas_web.contributions.columns import checked
from clusteratlas_web.contributions.models import DataSet
from clusteratlas_web.contributions.permissions import is_reviewer
from clusteratlas_web.contributions.queries import file_of, home
from clusteratlas_web.contributions.states import ACCEPTED
from clusteratlas_web.contributions.table_files import under_name
from clusteratlas_web.foundation.history import record
from clusteratlas_web.foundation.permissions import require
from clusteratlas_web.registry.queries.names import name_in

log = logging.getLogger(__name__)


def enter_home(number: int) -> int:
    """Imports an accepted data set that has not entered yet; 0 where there is none such, or the import refuses it.

    Doing it twice enters nothing twice: its name stands for one file.
    """
    data_set = DataSet.objects.filter(pk=number, state=ACCEPTED, entered=None).first()
    stored = file_of(data_set) if data_set else None
    if data_set is None or stored is None:
        return 0
    name = f"{data_set.slug}{PurePath(stored.name).suffix.lower()}"
    try:
        with under_name(path_of(stored), name) as file:
            import_contributed(file, offer_of(data_set), home())
    except ClusterAtlasError as error:
        log.error("data set %s could not enter the home: %s", number, error)
        DataSet.objects.filter(pk=number, entered=None).update(trouble=str(error))
        return 0
    entered = DataSet.objects.filter(pk=number, entered=None).update(entered=timezone.now(), trouble="")
    if entered:
        record(None, "enter", data_set, {}, {"slug": data_set.slug})
    return entered


def offer_of(data_set: DataSet) -> Offer:
    """An accepted data set as the library imports it."""
    label = Contribution(
        contributor=str(name_in(data_set.organisation, "en")),
        accepted=data_set.accepted or timezone.now().date(),
        quality=data_set.quality,
        coverage=None if data_set.coverage is None else float(data_set.coverage),
        limits=dict(data_set.limits),
    )
    columns = checked(data_set.columns or {}, data_set.publication_facts)
    return Offer(str(data_set.slug), columns, data_set.is_confidential, label)


def enter_again(person: Any, data_set: DataSet) -> int:
    """A reviewer has it tried once more, after what stood in the way is gone."""
    require(is_reviewer, person, data_set)
    return enter_home(data_set.pk)
