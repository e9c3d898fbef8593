"""The schemes that ship with the platform, as TOML: levels and their rules, counts, and sets of indicators, checked.

What does not fit together is refused when it is read: BadScheme says where and why.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any

from clusteratlas_web.designations.words import (
    AT_LEAST,
    DIRECTIONS,
    KINDS,
    NUMBER,
    RULES,
    SCALE,
    THRESHOLDS,
    VALUES,
)

SCHEMES = ("cluster-excellence", "leading-edge", "us-federal-clusters", "henan-smart-park")
LANGUAGES = ("en", "zh-hans")
FIGURES = ("baseline", "threshold", "floor", "target")
Table = dict[str, Any]


class BadScheme(ValueError):
    """A scheme or a set of indicators that does not fit together."""


def read_scheme(name: str) -> Table:
    """A shipped scheme with the indicators of its levels in place."""
    scheme = _toml(f"{name}.toml")
    for level in scheme["levels"]:
        if level.get("indicators"):
            level["set"] = read_set(_toml(f"indicators/{level['indicators']}.toml"), level["rule"])
    check_scheme(scheme)
    return scheme


def read_set(table: Mapping[str, Any], rule: str) -> Table:
    """A set of indicators from its table: numbered through, each with its texts, units and proofs looked up."""
    groups, number = [], 0
    for at, group in enumerate(table.get("groups", ()), start=1):
        rows = []
        for row in group["indicators"]:
            number += 1
            rows.append(_indicator(row, number, table))
        groups.append({"number": at, "names": group["names"], "indicators": rows})
    found = {"source": table["source"], "own": bool(table.get("own")), "groups": groups}
    check_set(found, rule)
    return found


def indicators(the_set: Mapping[str, Any]) -> list[Table]:
    """All indicators of a set that was read."""
    return [row for group in the_set["groups"] for row in group["indicators"]]


def check_scheme(scheme: Mapping[str, Any]) -> None:
    """Kinds and rules that are known, levels named once, levels that refer to each other."""
    where = scheme.get("slug", "?")
    codes = [level["code"] for level in scheme["levels"]]
    _must(scheme["kind"] in dict(KINDS), where, f"no such kind: {scheme['kind']}")
    _must(len(codes) == len(set(codes)), where, "a level stands twice")
    _texts(scheme["names"], where)
    for level in scheme["levels"]:
        _texts(level["names"], f"{where}/{level['code']}")
        _must(level.get("rule", "") in ("", *dict(RULES)), where, f"no such rule: {level.get('rule')}")
        for other in ("before", "becomes"):
            _must(level.get(other) in (None, *codes), where, f"no such level: {level.get(other)}")
    for figure in scheme.get("figures", ()):
        _must(figure["level"] in codes, where, f"no such level: {figure['level']}")
        _must(bool(figure["source"]), where, "a figure without its source")


def check_set(the_set: Mapping[str, Any], rule: str) -> None:
    """Codes named once, values of a known kind, and of each indicator what the rule of the level needs."""
    codes = [row["code"] for row in indicators(the_set)]
    _must(bool(codes), "indicators", "there are none")
    _must(len(codes) == len(set(codes)), "indicators", "one stands twice")
    for row in indicators(the_set):
        where = row["code"]
        _texts(row["names"], where)
        _must(row["kind"] in dict(VALUES), where, f"no such kind of value: {row['kind']}")
        _must(row["direction"] in dict(DIRECTIONS), where, f"no such direction: {row['direction']}")
        _must(row["kind"] != SCALE or (row["low"] or 0) < (row["high"] or 0), where, "a scale from low to high")
        if rule == THRESHOLDS:
            complete = all(row[name] is not None for name in ("threshold", "floor", "target")) and row["points"] > 0
            _must(complete, where, "threshold, floor, target and points are needed")
        if row["points"]:
            _must(row["floor"] != row["target"], where, "floor and target are the same")
            _must(_can_reach(row), where, "what reaches the target does not reach the threshold")


def _can_reach(row: Mapping[str, Any]) -> bool:
    if row["threshold"] is None:
        return True
    up = row["direction"] == AT_LEAST
    order = [row["floor"], row["threshold"], row["target"]]
    return order == sorted(order, reverse=not up)


def _indicator(row: Mapping[str, Any], number: int, table: Mapping[str, Any]) -> Table:
    kind = row.get("kind", NUMBER)
    figures = {name: Decimal(str(row[name])) if name in row else None for name in FIGURES}
    return figures | {
        "number": number,
        "code": row["code"],
        "names": {language: row[language] for language in LANGUAGES if row.get(language)},
        "unit": table.get("units", {}).get(row.get("unit"), {}),
        "kind": kind,
        "direction": row.get("direction", AT_LEAST),
        "points": Decimal(str(row.get("points", 0))),
        "low": row.get("low"),
        "high": row.get("high"),
        "prefill": row.get("prefill", ""),
        "evidence": table.get("proofs", {}).get(row.get("proof"), {}),
    }


def _texts(texts: Mapping[str, str], where: str) -> None:
    _must(all(texts.get(language) for language in LANGUAGES), where, "a name in both languages is needed")


def _must(holds: bool, where: str, why: str) -> None:
    if not holds:
        raise BadScheme(f"{where}: {why}")


def _toml(name: str) -> Table:
    text = files("clusteratlas_web.designations.shipped").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)
