"""Drafts of schemes for those who make them: a scheme as a plan, its versions, and what a draft would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from clusteratlas_web.accounts.permissions import is_administrator
from clusteratlas_web.designations.levels import Asked, Verdict, judge
from clusteratlas_web.designations.models import (
    Assessment,
    Designation,
    Indicator,
    Level,
    Scheme,
    SchemeDraft,
    SchemeEdition,
)
from clusteratlas_web.designations.plans import BOUNDS, HEAD, INDICATOR, LEVEL, Plan, asked_at, figure, set_at
from clusteratlas_web.designations.queries.assessments import assessments_run_by, read_sheet
from clusteratlas_web.designations.queries.designations import current_set, indicators_of, named
from clusteratlas_web.designations.states import CLOSED, IN_FORCE
from clusteratlas_web.programmes.permissions import departments_of

SAME = ("kind", "direction", "low", "high", "unit")  # what makes indicators of two levels the same one


def drafts_of(person: Any) -> QuerySet[SchemeDraft]:
    """The drafts of one's departments; all of them for an administrator."""
    rows = SchemeDraft.objects.select_related("department", "origin", "scheme").prefetch_related("department__names")
    if is_administrator(person):
        return rows
    mine = departments_of(person).values("organisation") if person.is_authenticated else []
    return rows.filter(department__in=mine)


def draft_for(person: Any, number: int) -> SchemeDraft:
    """One of them, or there is none."""
    found = drafts_of(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def latest_edition(scheme: Scheme) -> SchemeEdition | None:
    """The version of a scheme that holds now; None where it was stored before there were versions."""
    return SchemeEdition.objects.filter(scheme=scheme).order_by("-number").first()


def edition_at(slug: str, number: int) -> SchemeEdition:
    """A version of a scheme: they are public."""
    rows = SchemeEdition.objects.select_related("scheme", "published_by")
    found = rows.filter(scheme__slug=slug, number=number).first()
    if found is None:
        raise Http404
    return found


def plan_of(scheme: Scheme) -> Plan:
    """A stored scheme as a plan: its texts, its levels, and what each asks for now."""
    levels = list(scheme.levels.select_related("before", "becomes"))
    plan: Plan = {name: getattr(scheme, name) for name in HEAD}
    plan |= {"levels": [_level(each) for each in levels], "groups": [], "indicators": [], "set_source": {}}
    for each in levels:
        the_set = current_set(each) if each.rule else None
        if the_set is not None:
            plan["set_source"] = plan["set_source"] or the_set.source
            _add(plan, each.code, indicators_of(the_set))
    return plan


def _level(level: Level) -> dict[str, Any]:
    facts = {name: getattr(level, name) for name in LEVEL if name not in ("before", "becomes", "least_total")}
    others = {name: getattr(level, name).code for name in ("before", "becomes") if getattr(level, name)}
    total = {} if level.least_total is None else {"least_total": plain_figure(level.least_total)}
    return {"code": level.code} | facts | others | total


def _add(plan: Plan, level: str, rows: Iterable[Indicator]) -> None:
    """The indicators of one more level; one that is there already gets its bounds at this level too."""
    for row in rows:
        facts = {name: getattr(row, name) for name in INDICATOR if name != "group"} | {"group": _group(plan, row)}
        bounds = {name: plain_figure(value) for name in BOUNDS if (value := getattr(row, name)) is not None}
        known = _known(plan, row.code, facts)
        if known is None:
            known = {"code": _free(plan, row.code), "levels": {}} | facts
            plan["indicators"].append(known)
        known["levels"][level] = bounds


def _known(plan: Plan, code: str, facts: dict[str, Any]) -> dict[str, Any] | None:
    same = (each for each in plan["indicators"] if each["code"] == code)
    return next((each for each in same if all(each.get(name) == facts.get(name) for name in SAME)), None)


def _free(plan: Plan, code: str) -> str:
    taken = {each["code"] for each in plan["indicators"]}
    return next(each for each in (code, *(f"{code}-{n}" for n in range(2, 100))) if each not in taken)


def _group(plan: Plan, row: Indicator) -> int:
    names = [each["names"] for each in plan["groups"]]
    if row.group.names not in names:
        plan["groups"].append({"names": row.group.names})
        return len(names)
    return names.index(row.group.names)


def plain_figure(value: Any) -> str:
    """A figure as a plan keeps it: 0.5, 30."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


@dataclass(frozen=True)
class Tried:
    """A holder under a draft: the level held, the assessment it is tried on, and the level that this would give."""

    designation: Designation
    assessment: Assessment | None
    now: Level
    then: dict[str, Any] | None  # of the plan; None where none is reached
    verdicts: list[tuple[dict[str, Any], Verdict]]

    @property
    def changes(self) -> bool:
        """Whether it would be another level than the one held."""
        return self.assessment is not None and (self.then or {}).get("code") != self.now.code

    @property
    def lacking(self) -> list[str]:
        """The codes of what is not met at the level held, where that is not reached."""
        for level, verdict in self.verdicts:
            if level["code"] == self.now.code and not verdict.passed:
                return [each.asked.code for each in verdict.missing]
        return []


def tried(person: Any, draft: SchemeDraft) -> list[Tried]:
    """What a draft would change: of each holder in force the last closed assessment, judged by its levels.

    Only holders whose assessments the person reads as somebody who runs the scheme that it was made from.
    """
    closed = assessments_run_by(person).filter(level__scheme=draft.origin, state=CLOSED).order_by("closed", "pk")
    rows = closed.select_related("level__scheme", "set", "organisation")
    latest = {each.organisation_id: each for each in rows}
    held = named(Designation.objects.filter(level__scheme=draft.origin, state__in=IN_FORCE, holder__in=latest))
    found = held.order_by("-level__number", "pk")
    return [_tried(each, latest.get(each.holder_id or 0), draft.plan) for each in found]


def _tried(designation: Designation, assessment: Assessment | None, plan: Plan) -> Tried:
    verdicts = [] if assessment is None else judged(plan, read_sheet(assessment).verified)
    passed = [level for level, verdict in verdicts if verdict.passed]
    return Tried(designation, assessment, designation.level, passed[-1] if passed else None, verdicts)


def judged(plan: Plan, values: Any) -> list[tuple[dict[str, Any], Verdict]]:
    """The verdict of every level of a plan that has a rule, on values by code."""
    return [
        (level, judge(_asked(plan, level["code"]), values, level["rule"], figure(level.get("least_total"))))
        for level in plan["levels"]
        if level.get("rule") and asked_at(plan, level["code"])
    ]


def _asked(plan: Plan, level: str) -> list[Asked]:
    the_set = set_at(plan, level) or {"groups": []}
    rows = [row for group in the_set["groups"] for row in group["indicators"]]
    names = ("code", "direction", "baseline", "threshold", "floor", "target", "points")
    return [Asked(**{name: row[name] for name in names}) for row in rows]
