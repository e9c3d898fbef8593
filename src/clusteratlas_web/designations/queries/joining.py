"""What other pages ask: the designations of an organisation, of regions, of a cluster, of a programme."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from clusteratlas_web.designations.models import Designation
from clusteratlas_web.designations.queries.asof import as_of
from clusteratlas_web.designations.queries.designations import named


def designations_of_organisation(organisation: Any, day: date | None = None) -> QuerySet[Designation]:
    """What an organisation holds or held, as of a day, today if none is given; named, and with `state_then`."""
    return _shown(Designation.objects.filter(holder=organisation), day)


def designations_of_region(codes: Iterable[str], day: date | None = None) -> QuerySet[Designation]:
    """What was granted in regions, by their codes."""
    return _shown(Designation.objects.filter(region__in=list(codes)), day)


def designations_of_cluster(key: str, day: date | None = None) -> QuerySet[Designation]:
    """What was granted to a cluster, by its key: us/aerospace-vehicles-and-defense."""
    return _shown(Designation.objects.filter(cluster=key), day)


def designations_of_programme(programme: Any, day: date | None = None) -> QuerySet[Designation]:
    """What was granted under a programme."""
    return _shown(Designation.objects.filter(programme=programme), day)


def _shown(found: QuerySet[Designation], day: date | None) -> QuerySet[Designation]:
    return named(as_of(day or timezone.now().date(), found)).order_by("-granted_on", "pk")
