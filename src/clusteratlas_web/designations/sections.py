"""What designations add to the pages of organisations, programmes, regions and clusters: what was granted there."""

from typing import Any

from django.db.models import QuerySet

from clusteratlas_web.designations.listed import row_of
from clusteratlas_web.designations.models import Designation
from clusteratlas_web.designations.queries.joining import (
    designations_of_cluster,
    designations_of_organisation,
    designations_of_programme,
    designations_of_region,
)
from clusteratlas_web.designations.queries.register import levels
from clusteratlas_web.foundation.places import descendants
from clusteratlas_web.foundation.sections import CLUSTER, ORGANISATION, PROGRAMME, REGION, Section, adds_section

MOST = 20  # rows of the list; all stand in the register


def of_organisation(organisation: Any) -> Section | None:
    """What an organisation holds or held."""
    return _section(designations_of_organisation(organisation))


def of_programme(programme: Any) -> Section | None:
    """What was granted under a programme."""
    return _section(designations_of_programme(programme))


def of_region(code: str) -> Section | None:
    """What was granted in a region and in the regions within it."""
    return _section(designations_of_region((code, *descendants(code))))


def of_cluster(key: str) -> Section | None:
    """What was granted to a cluster."""
    return _section(designations_of_cluster(key))


def register() -> None:
    """Tells the foundation, once the apps are ready."""
    for place, draw in (
        (ORGANISATION, of_organisation),
        (PROGRAMME, of_programme),
        (REGION, of_region),
        (CLUSTER, of_cluster),
    ):
        adds_section(place, draw)


def _section(found: QuerySet[Designation]) -> Section | None:
    first = list(found[: MOST + 1])
    if not first:
        return None
    known = levels()
    context = {"rows": [row_of(each, known) for each in first[:MOST]], "more": len(first) > MOST}
    return Section("designations/_here.html", context)
