"""Two sample calls of a department: an open round of the leading-edge competition, and a label that opens soon."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from clusteratlas_web.programmes.permissions import departments_of
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.selection.actions.calls import create_call, publish_call
from clusteratlas_web.selection.actions.opening import turn_rounds
from clusteratlas_web.selection.deadlines import instant, on_the_clock
from clusteratlas_web.selection.models import Call
from clusteratlas_web.selection.plans import OPENS, timetable
from clusteratlas_web.selection.queries.plans import shipped

ZONE = "Europe/Berlin"
# The template, and in how many days the call opens.
SAMPLES = (("leading-edge-competition", -60), ("cluster-excellence-bronze", 14))


def make_calls(people: dict[str, Any]) -> list[Call]:
    """Makes the sample calls of the department of the officer among these people, unless they are there."""
    officer = people["officer"]
    department = Organisation.objects.filter(pk__in=departments_of(officer).values("organisation")).first()
    if department is None:
        return []
    made = [_call(officer, department, key, days) for key, days in SAMPLES]
    turn_rounds(timezone.now())
    return made


def _call(officer: Any, department: Any, key: str, days: int) -> Call:
    there = Call.objects.filter(is_sample=True, template=key).first()
    if there is not None:
        return there
    plan = shipped()[key]
    first = on_the_clock(timezone.now(), ZONE).date() + timedelta(days=days)
    dates = timetable(plan, instant(first, OPENS, ZONE), first, ZONE)
    # The label that the template grants is of departments that exist, and no invented one grants it.
    facts = {"time_zone": ZONE, "template": key, "is_sample": True, "grants": ""}
    return publish_call(officer, create_call(officer, department, plan, dates, facts))
