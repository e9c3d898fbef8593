"""A decision of a call that became final brings the designation that its call grants."""

from typing import Any

from django.db.models import QuerySet

from clusteratlas_web.designations.actions.granting import Grant, granted
from clusteratlas_web.designations.models import Assessment, Designation, Level
from clusteratlas_web.designations.states import UNDER_WAY
from clusteratlas_web.selection.models import EvidenceSheet
from clusteratlas_web.selection.words import SELECTED


def grant_by_award(decision: Any, person: Any) -> Designation | None:
    """The designation of an award, each once; None where the call grants none, or the application was not selected."""
    application = decision.entry.application
    level = level_granted(application.call)
    if level is None or decision.outcome != SELECTED or Designation.objects.filter(decision=decision).exists():
        return None
    made = granted(person, level, _grant(decision, application))
    Assessment.objects.filter(entry=decision.entry, passed=True, granted=None).exclude(state__in=UNDER_WAY).update(
        granted=made
    )
    return made


def level_granted(call: Any) -> Level | None:
    """The level that a call grants (`grants` is scheme/level); None where there is none, or others grant it."""
    scheme, _, code = call.grants.partition("/")
    rows = _levels_of(call.department_id).filter(scheme__slug=scheme, code=code)
    return rows.select_related("scheme").first()


def levels_granted_by(department: Any) -> list[str]:
    """The levels that a department grants, as calls name them: scheme/level."""
    return [f"{scheme}/{code}" for scheme, code in _levels_of(department.pk).values_list("scheme__slug", "code")]


def _levels_of(department: int) -> QuerySet[Level]:
    return Level.objects.filter(scheme__grantors__department=department)


def _grant(decision: Any, application: Any) -> Grant:
    """What was decided; the department, the places and the evidence are those of the application."""
    facts = {
        "decision": decision,
        "department": application.call.department,
        "programme": application.call.programme,
        "country": application.organisation.country,
        "region": application.region,
        "cluster": application.cluster,
        "is_sample": application.is_sample,
    }
    sheet = EvidenceSheet.objects.filter(entry=decision.entry).first()
    return Grant(application.organisation, {}, reasons=decision.reasons, facts=facts | _pinned(sheet))


def _pinned(sheet: EvidenceSheet | None) -> dict[str, str]:
    names = ("atlas", "edition", "checksum", "region", "cluster")
    return {f"pinned_{name}": getattr(sheet, name) for name in names} if sheet else {}
