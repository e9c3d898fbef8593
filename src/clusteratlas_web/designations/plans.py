"""A scheme as plain data, edited piece by piece and put right before it is published; pure.

A plan holds its texts by language, its levels in their order, its groups, and its indicators: each once, with its
bounds at every level that asks for it. Figures are text, so that none is rounded on its way through JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from clusteratlas_web.designations.words import AT_LEAST, NUMBER, RULES, SCALE, THRESHOLDS

Plan = dict[str, Any]
LANGUAGES = ("en", "zh-hans")
HEAD = ("kind", "names", "about", "country", "time_zone", "grace_months", "source")
LEVEL = (
    *("names", "about", "rule", "least_total", "valid_months", "review_months", "experts", "foreign_experts"),
    *("visit_days", "before", "before_least_months", "before_most_months", "improvements_first"),
    *("improvements_renewal", "becomes"),
)
INDICATOR = ("names", "unit", "kind", "direction", "prefill", "evidence", "low", "high", "group")
BOUNDS = ("baseline", "threshold", "floor", "target", "points")

NO_LEVELS = said("It has no level.")
ONE_LANGUAGE = said("“%(what)s” needs its name in both languages.")
NO_INDICATORS = said("“%(what)s” has a rule and asks for no indicator.")
NO_RULE = said("“%(what)s” asks for indicators and says no rule by which it is passed.")
BEFORE_ITSELF = said("“%(what)s” needs a level before it that does not come before it.")
LACKS_BOUNDS = said("“%(what)s” needs threshold, points, and where none and all of them are earned, at “%(level)s”.")
SAME_BOUNDS = said("“%(what)s” earns none and all of its points at the same value at “%(level)s”.")
OUT_OF_REACH = said("“%(what)s” reaches all of its points before its threshold at “%(level)s”.")
NO_SCALE = said("“%(what)s” is a scale, and needs one that goes up.")


@dataclass(frozen=True)
class Fault:
    """What stands between a draft and its publication."""

    sentence: str
    facts: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.sentence) % self.facts


def level_in(plan: Plan, code: str) -> dict[str, Any] | None:
    """A level of a plan."""
    return next((each for each in plan["levels"] if each["code"] == code), None)


def indicator_in(plan: Plan, code: str) -> dict[str, Any] | None:
    """An indicator of a plan."""
    return next((each for each in plan["indicators"] if each["code"] == code), None)


def with_level(plan: Plan, code: str, facts: Mapping[str, Any]) -> Plan:
    """A plan with a level otherwise, or with one more at the end."""
    known = level_in(plan, code) or {"code": code}
    return plan | {"levels": _put(plan["levels"], known | dict(facts))}


def without_level(plan: Plan, code: str) -> Plan:
    """A plan without a level: no indicator is asked for at it, and no other level refers to it."""
    left = [each for each in plan["levels"] if each["code"] != code]
    levels = [_forgetting(each, code) for each in left]
    rows = [each | {"levels": {k: v for k, v in each["levels"].items() if k != code}} for each in plan["indicators"]]
    return plan | {"levels": levels, "indicators": [each for each in rows if each["levels"]]}


def with_indicator(plan: Plan, code: str, facts: Mapping[str, Any]) -> Plan:
    """A plan with an indicator otherwise, or with one more."""
    known = indicator_in(plan, code) or {"code": code}
    return plan | {"indicators": _put(plan["indicators"], known | dict(facts))}


def without_indicator(plan: Plan, code: str) -> Plan:
    """A plan without an indicator."""
    return plan | {"indicators": [each for each in plan["indicators"] if each["code"] != code]}


def with_group(plan: Plan, names: Mapping[str, str]) -> tuple[Plan, int]:
    """A plan with one more group, and the place of that."""
    groups = [*plan["groups"], {"names": dict(names)}]
    return plan | {"groups": groups}, len(groups) - 1


def asked_at(plan: Plan, level: str) -> list[dict[str, Any]]:
    """The indicators of a level, in the order of their groups."""
    rows = [each for each in plan["indicators"] if level in each["levels"]]
    return sorted(rows, key=lambda each: int(each["group"]))


def set_at(plan: Plan, level: str) -> dict[str, Any] | None:
    """The set of indicators of a level as shipped.read_set has it; None where the level asks for none."""
    groups: list[dict[str, Any]] = []
    for number, row in enumerate(asked_at(plan, level), start=1):
        named = plan["groups"][row["group"]]["names"]
        if not groups or groups[-1]["names"] != named:
            groups.append({"number": len(groups) + 1, "names": named, "indicators": []})
        groups[-1]["indicators"].append(_indicator(row, level, number))
    return {"source": _source(plan), "own": True, "groups": groups} if groups else None


def level_rows(plan: Plan) -> list[dict[str, Any]]:
    """The levels as seed.store_levels takes them: what is empty is left out, indicators stand in sets."""
    return [_level(plan, each) for each in plan["levels"]]


def faults(plan: Plan) -> list[Fault]:
    """Everything that stands between a plan and its publication."""
    named = [plan, *plan["levels"], *plan["indicators"]]
    found = [Fault(ONE_LANGUAGE, {"what": called(each)}) for each in named if not _is_named(each)]
    if not plan["levels"]:
        found.append(Fault(NO_LEVELS))
    codes = [each["code"] for each in plan["levels"]]
    for place, level in enumerate(plan["levels"]):
        found += _of_level(plan, level, codes[:place])
    for row in plan["indicators"]:
        if row["kind"] == SCALE and not (row.get("low") or 0) < (row.get("high") or 0):
            found.append(Fault(NO_SCALE, {"what": called(row)}))
    return found


def called(piece: Mapping[str, Any]) -> str:
    """What a piece of a plan is called in English, or in any language, or by its code."""
    names = piece.get("names", {})
    return str(names.get("en") or next(iter(names.values()), "") or piece.get("code", "?"))


def figure(text: Any) -> Decimal | None:
    """A figure of a plan; None where there is none."""
    try:
        return None if text in (None, "") else Decimal(str(text))
    except InvalidOperation:
        return None


def _put(pieces: list[dict[str, Any]], piece: dict[str, Any]) -> list[dict[str, Any]]:
    codes = [each["code"] for each in pieces]
    if piece["code"] not in codes:
        return [*pieces, piece]
    return [piece if each["code"] == piece["code"] else each for each in pieces]


def _forgetting(level: dict[str, Any], code: str) -> dict[str, Any]:
    return {name: value for name, value in level.items() if not (name in ("before", "becomes") and value == code)}


def _is_named(piece: Mapping[str, Any]) -> bool:
    return all(piece.get("names", {}).get(language) for language in LANGUAGES)


def _source(plan: Plan) -> dict[str, str]:
    return {language: str(text) for language, text in plan.get("set_source", {}).items()}


def _level(plan: Plan, level: Mapping[str, Any]) -> dict[str, Any]:
    facts = {name: level[name] for name in LEVEL if level.get(name) not in (None, "", {})}
    if "least_total" in facts:
        facts["least_total"] = figure(facts["least_total"])
    the_set = set_at(plan, level["code"]) if level.get("rule") else None
    return {"code": level["code"], "names": {}} | facts | ({"set": the_set} if the_set else {})


def _indicator(row: Mapping[str, Any], level: str, number: int) -> dict[str, Any]:
    bounds = {name: figure(row["levels"][level].get(name)) for name in BOUNDS}
    kept = {name: row.get(name) for name in ("low", "high")}
    texts = {name: row.get(name) or {} for name in ("names", "unit", "evidence")}
    facts = {"number": number, "code": row["code"], "kind": row.get("kind", NUMBER), "prefill": row.get("prefill", "")}
    points = bounds.pop("points") or Decimal(0)
    return facts | texts | kept | bounds | {"direction": row.get("direction", AT_LEAST), "points": points}


def _of_level(plan: Plan, level: Mapping[str, Any], before: list[str]) -> list[Fault]:
    what, rows, rule = called(level), asked_at(plan, level["code"]), level.get("rule", "")
    found = []
    if rule and not rows:
        found.append(Fault(NO_INDICATORS, {"what": what}))
    if rows and rule not in dict(RULES):
        found.append(Fault(NO_RULE, {"what": what}))
    if level.get("before") and level["before"] not in before:
        found.append(Fault(BEFORE_ITSELF, {"what": what}))
    return found + [fault for row in rows for fault in _of_bounds(row, level, rule)]


def _of_bounds(row: Mapping[str, Any], level: Mapping[str, Any], rule: str) -> list[Fault]:
    bounds = {name: figure(row["levels"][level["code"]].get(name)) for name in BOUNDS}
    facts = {"what": called(row), "level": called(level)}
    needed = {name: bounds[name] for name in ("threshold", "floor", "target", "points")}
    if rule == THRESHOLDS and (None in needed.values() or not bounds["points"]):
        return [Fault(LACKS_BOUNDS, facts)]
    if bounds["points"] and (bounds["floor"] is None or bounds["target"] is None):
        return [Fault(LACKS_BOUNDS, facts)]
    if bounds["points"] and bounds["floor"] == bounds["target"]:
        return [Fault(SAME_BOUNDS, facts)]
    order = [bounds[name] for name in ("floor", "threshold", "target") if bounds["points"]]
    if None not in order and order != sorted(order, reverse=row.get("direction", AT_LEAST) != AT_LEAST):  # type: ignore[type-var]
        return [Fault(OUT_OF_REACH, facts)]
    return []
