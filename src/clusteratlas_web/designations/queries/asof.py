"""How designations stood on a day: the latest standing until then, and whether it was still valid."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When

from clusteratlas_web.designations.models import Designation, Standing
from clusteratlas_web.designations.states import EXPIRED, IN_FORCE

THEN = {"state_then": "state", "level_then": "level", "until_then": "valid_until", "since_then": "on"}


def as_of(day: date, designations: QuerySet[Designation] | None = None) -> QuerySet[Designation]:
    """Those granted by a day, with how they stood then: `state_then`, `level_then`, `until_then`, `since_then`.

    What was valid until an earlier day had expired, whether a step says so or not.
    """
    rows = Standing.objects.filter(designation=OuterRef("pk"), on__lte=day).order_by("-on", "-pk")
    found = (Designation.objects.all() if designations is None else designations).annotate(
        **{name: Subquery(rows.values(field)[:1]) for name, field in THEN.items() if name != "state_then"},
        stored_then=Subquery(rows.values("state")[:1]),
    )
    over = When(stored_then__in=IN_FORCE, until_then__lt=day, then=Value(EXPIRED))
    return found.filter(stored_then__isnull=False).annotate(
        state_then=Case(over, default=F("stored_then"), output_field=CharField())
    )


def standing_on(designation: Designation, day: date) -> Any:
    """One designation as it stood on a day; None where it had not been granted."""
    return as_of(day, Designation.objects.filter(pk=designation.pk)).first()
