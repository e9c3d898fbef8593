"""What selection adds to the pages of programmes, organisations, regions and clusters: calls, and what was awarded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from clusteratlas_web.foundation.places import ancestors, descendants
from clusteratlas_web.foundation.sections import CLUSTER, OPEN, ORGANISATION, PROGRAMME, REGION, Section, adds_section
from clusteratlas_web.selection.listed import award_row, call_row
from clusteratlas_web.selection.models import Call
from clusteratlas_web.selection.queries.awards import (
    Award,
    awards_of_cluster,
    awards_of_organisation,
    awards_of_programme,
    awards_of_region,
)
from clusteratlas_web.selection.queries.calls import (
    calls_of_cluster,
    calls_of_department,
    calls_of_programme,
    calls_of_region,
    calls_open,
)

MOST = 20  # rows of a list; the rest stands behind a link


def of_programme(programme: Any) -> Section | None:
    """The calls of a programme, and what they awarded."""
    return _section(calls_of_programme(programme, timezone.now()), awards_of_programme(programme))


def of_organisation(organisation: Any) -> Section | None:
    """The calls that a department runs, and what an organisation won."""
    return _section(calls_of_department(organisation, timezone.now()), awards_of_organisation(organisation))


def of_region(code: str) -> Section | None:
    """The calls for a region or for what it lies in, and what was won in it."""
    calls = calls_of_region((code, *ancestors(code)), timezone.now())
    return _section(calls, awards_of_region((code, *descendants(code))))


def of_cluster(key: str) -> Section | None:
    """The calls for a cluster, and what was won for it."""
    return _section(calls_of_cluster(key, timezone.now()), awards_of_cluster(key))


def of_what_is_open(today: date) -> Section | None:
    """The calls that take applications now."""
    return _section(calls_open(timezone.now()), [])


def register() -> None:
    """Tells the foundation, once the apps are ready."""
    for place, draw in (
        (PROGRAMME, of_programme),
        (ORGANISATION, of_organisation),
        (REGION, of_region),
        (CLUSTER, of_cluster),
        (OPEN, of_what_is_open),
    ):
        adds_section(place, draw)


def _section(calls: QuerySet[Call], awards: Sequence[Award]) -> Section | None:
    now = timezone.now()
    context = {
        "calls": [call_row(each, now) for each in calls[:MOST]],
        "rows": [award_row(each) for each in awards[:MOST]],
        "more": len(awards) > MOST,
        "with_call": True,
    }
    return Section("selection/_here.html", context) if context["calls"] or context["rows"] else None
