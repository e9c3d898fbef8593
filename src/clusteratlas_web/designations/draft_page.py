"""What pages of drafts and versions show: levels with their rules, indicators by level, what a draft would change."""

from typing import Any

from django.utils.translation import gettext, ngettext

from clusteratlas_web.designations.named import designation_named
from clusteratlas_web.designations.plans import Plan, asked_at, figure, indicator_in
from clusteratlas_web.designations.queries.drafts import Tried
from clusteratlas_web.designations.wording import bound_said, plain
from clusteratlas_web.designations.words import BASELINES, KINDS, ORIGINS, RULES, THRESHOLDS
from clusteratlas_web.foundation.clocks import place_word
from clusteratlas_web.foundation.wording import worded
from clusteratlas_web.programmes.models.programme import in_words

MOST_NAMED = 4  # indicators that are named where several are not met


def plan_shown(plan: Plan) -> dict[str, Any]:
    """A whole plan: its facts, its levels, its indicators by group with what each level asks."""
    levels = plan["levels"]
    ruled = [each for each in levels if each.get("rule")]
    return {
        "about": in_words(plan.get("about", {})),
        "facts": [worded(KINDS, plan["kind"]), place_word(plan["time_zone"])],
        "levels": [_level(plan, each) for each in levels],
        "ruled": [in_words(each["names"], each["code"]) for each in ruled],
        "groups": _groups(plan, ruled),
    }


def tried_shown(row: Tried, plan: Plan) -> dict[str, Any]:
    """A holder with the level now and then, and what is not met of the level that is held."""
    lacking = [str(_name(plan, code)) for code in row.lacking]
    return {
        "named": designation_named(row.designation),
        "now": row.now.name,
        "then": in_words(row.then["names"], row.then["code"]) if row.then else None,
        "changes": row.changes,
        "assessed": row.assessment.closed.date() if row.assessment and row.assessment.closed else None,
        "lacking": lacking[:MOST_NAMED],
        "more": max(0, len(lacking) - MOST_NAMED),
    }


def _level(plan: Plan, level: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": level["code"],
        "name": in_words(level.get("names", {}), level["code"]),
        "about": in_words(level.get("about", {})),
        "rule": worded(RULES, level["rule"]) if level.get("rule") else gettext("without indicators"),
        "term": _months(level.get("valid_months")) or gettext("no end"),
        "count": len(asked_at(plan, level["code"])),
        "takes": _takes(level),
    }


def _months(number: Any) -> str:
    return ngettext("%(n)s month", "%(n)s months", number) % {"n": number} if number else ""


def _takes(level: dict[str, Any]) -> list[str]:
    """What a level takes of time and people, sentence by sentence."""
    experts, visit = level.get("experts") or 0, level.get("visit_days") or 0
    told = [ngettext("%(n)s expert", "%(n)s experts", experts) % {"n": experts}] if experts else []
    if visit:
        told.append(ngettext("a visit of %(n)s day", "a visit of %(n)s days", visit) % {"n": visit})
    total = figure(level.get("least_total"))
    if total is not None:
        told.append(gettext("at least %(share)s of all points") % {"share": f"{plain(total * 100)}%"})
    return told


def _groups(plan: Plan, ruled: list[dict[str, Any]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    found = []
    for at, group in enumerate(plan["groups"]):
        rows = [_indicator(each, ruled) for each in plan["indicators"] if each["group"] == at]
        if rows:
            found.append((in_words(group["names"]), rows))
    return found


def _indicator(row: dict[str, Any], ruled: list[dict[str, Any]]) -> dict[str, Any]:
    prefill = row.get("prefill", "")
    return {
        "code": row["code"],
        "name": in_words(row.get("names", {}), row["code"]),
        "unit": in_words(row.get("unit") or {}) if row.get("kind") != "share" else "",
        "origin": worded(ORIGINS, prefill.partition(":")[0]) if prefill else "",
        "proof": in_words(row.get("evidence") or {}),
        "bounds": [_bound(row, each) for each in ruled],
    }


def _bound(row: dict[str, Any], level: dict[str, Any]) -> tuple[bool, str, str]:
    """Whether a level asks for it, the bound its rule holds a value against, and the points."""
    asked = row["levels"].get(level["code"])
    if asked is None:
        return False, "", ""
    name = {BASELINES: "baseline", THRESHOLDS: "threshold"}.get(level["rule"], "")
    points = figure(asked.get("points"))
    said = bound_said(row["kind"], row["direction"], figure(asked.get(name))) if name else ""
    return True, said, plain(points) if points else ""


def _name(plan: Plan, code: str) -> Any:
    row = indicator_in(plan, code) or {}
    return in_words(row.get("names", {}), code)
