"""The entries of a rule book's TOML file: which there are, and what is wrong with those given."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from clusteratlas.diagnosis.columns import COLUMNS
from clusteratlas.diagnosis.rule import Rule, require
from clusteratlas.errors import InputError

LANGUAGES = ("en", "zh-hans")
KINDS = ("traded", "local", "all")
WITHIN = ("year", "level", "cluster")
NEEDED: Mapping[str, type] = {
    "name": str,
    "title": dict,
    "citation": list,
    "within": list,
    "present": str,
    "kinds": list,
    "levels_not_ranked": list,
    "conditions": list,
    "classes": dict,
}
OPTIONAL: Mapping[str, type] = {
    "parameters": dict,
    "minima": list,
    "stars": list,
    "exclusive": bool,
    "agreement": str,
    "stands_in_for": str,
    "labels": dict,
}
_OF_A_CONDITION = ("id", "column", "operator", "percentile", "value")
_OF_A_CLASS = ("all", "stars")
_WORDS: Mapping[type, str] = {str: "a text", dict: "a table", list: "a list", bool: "true or false"}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(:\w+=[^,:=]+(,\w+=[^,:=]+)*)?")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_TAKEN = ("year", "level", "region", "cluster", "subcluster", "kind", *COLUMNS)  # columns a class would overwrite

Entries = Mapping[str, Any]


def check_entries(entries: Entries) -> str:
    """Whether every entry is there, known and of its type; gives back the name of the rule book."""
    name = str(entries.get("name", "without a name"))
    for key in entries:
        require(f"rule book {name}: entry", key, (*NEEDED, *OPTIONAL))
    for key, kind in {**NEEDED, **OPTIONAL}.items():
        if key not in entries and key in OPTIONAL:
            continue
        if not isinstance(entries.get(key), kind):
            raise InputError(f"The rule book {name} needs {key!r}, {_WORDS[kind]}.")
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{name!r} cannot name a rule book: small letters, digits and single hyphens, such as my-rule."
        )
    for entry in entries["conditions"]:
        if not isinstance(entry, Mapping):
            raise InputError(f"A condition of the rule book {name} is {entry!r}, and not a table.")
    return name


def check_languages(name: str, texts: Mapping[str, Any], what: str, languages: Iterable[str] = LANGUAGES) -> None:
    """Whether a text is there in every language."""
    for language in languages:
        if not isinstance(texts.get(language), str) or not texts[language].strip():
            raise InputError(f"The rule book {name} has no {what} in {language}.")


def parameters_of(name: str, entries: Entries) -> dict[str, float]:
    """The numbers a user may change, by name."""
    found = dict(entries.get("parameters", {}))
    for key, value in found.items():
        if not _is_number(value):
            raise InputError(f"The rule book {name} has the parameter {key} = {value!r}, which is not a number.")
    return {key: float(value) for key, value in found.items()}


def rules_of(name: str, entries: Entries, parameters: Mapping[str, float]) -> dict[str, Rule]:
    """The conditions by their id, their parameters filled in."""
    rules: dict[str, Rule] = {}
    for entry in entries["conditions"]:
        for key in entry:
            require(f"rule book {name}: entry of a condition", key, _OF_A_CONDITION)
        for key in ("id", "column", "operator"):
            if not isinstance(entry.get(key), str):
                raise InputError(f"A condition of the rule book {name} needs {key!r}, a text: {dict(entry)}.")
        _check_code(name, entry["id"], taken=rules)
        numbers = {
            key: _number(entry, key, parameters) for key in ("percentile", "value") if entry.get(key) is not None
        }
        rules[entry["id"]] = Rule(entry["id"], entry["column"], entry["operator"], **numbers)
    return rules


def _number(entry: Entries, key: str, parameters: Mapping[str, float]) -> float:
    value = entry[key]
    if isinstance(value, str):
        require(f"condition {entry['id']}: parameter", value, parameters)
        return parameters[value]
    if not _is_number(value):
        raise InputError(f"The {key} of the condition {entry['id']} is {value!r}, which is not a number.")
    return float(value)


def classes_of(name: str, entries: Entries) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """For each class, lowest first, the conditions that must all hold, and how many stars at least."""
    required: dict[str, tuple[str, ...]] = {}
    stars: dict[str, int] = {}
    for code, said in entries["classes"].items():
        _check_code(name, code, taken=_TAKEN)
        asked = said if isinstance(said, Mapping) else {"all": said}
        for key in asked:
            require(f"class {code}: entry", key, _OF_A_CLASS)
        required[code] = tuple(asked.get("all", ()))
        stars[code] = asked.get("stars", 0)
        most = len(entries.get("stars", ()))
        if type(stars[code]) is not int or not 0 <= stars[code] <= most:
            raise InputError(f"The class {code} of the rule book {name} asks for {stars[code]!r} of {most} stars.")
        if not required[code] and not stars[code] and not entries.get("minima"):
            raise InputError(f"The class {code} of the rule book {name} asks for nothing.")
    if not required:
        raise InputError(f"The rule book {name} has no class.")
    return required, stars


def check_words(name: str, entries: Entries, rules: Iterable[str], classes: Mapping[str, Sequence[str]]) -> None:
    """Whether every condition, column, kind and key that is named is one there is."""
    of_classes = (rule for members in classes.values() for rule in members)
    for what, words, allowed in (
        ("condition", (*entries.get("minima", ()), *entries.get("stars", ()), *of_classes), list(rules)),
        ("present", [entries["present"]], COLUMNS),
        ("kinds", entries["kinds"], KINDS),
        ("within", entries["within"], WITHIN),
    ):
        for word in words:
            require(f"rule book {name}: {what}", word, allowed)
    used = [entry.get(key) for entry in entries["conditions"] for key in ("percentile", "value")]
    unused = [key for key in entries.get("parameters", {}) if key not in used]
    if unused:
        raise InputError(f"The rule book {name} has the parameter {unused[0]!r}, which no condition uses.")


def agreement_of(name: str, entries: Entries) -> str:
    """The class that counts as strong: the one named, else `strong`, else the only one."""
    classes = list(entries["classes"])
    if "agreement" in entries:
        require(f"rule book {name}: agreement", entries["agreement"], classes)
        return str(entries["agreement"])
    if "strong" in classes:
        return "strong"
    if len(classes) > 1:
        raise InputError(f"The rule book {name} needs 'agreement': which of {', '.join(classes)} counts as strong.")
    return str(classes[0])


def labels_of(name: str, entries: Entries, codes: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """The words for conditions and classes, in every language."""
    known = list(codes)
    for code, texts in entries.get("labels", {}).items():
        require(f"rule book {name}: label", code, known)
        check_languages(name, texts if isinstance(texts, Mapping) else {}, f"label of {code}")
    return dict(entries.get("labels", {}))


def check_exclusive(name: str, classes: Mapping[str, Sequence[Rule]]) -> None:
    """Whether any two classes have conditions that contradict each other, so that no regional cluster is in both."""
    for (one, these), (other, those) in combinations(classes.items(), 2):
        if not any(this.contradicts(that) for this in these for that in those):
            raise InputError(
                f"The classes {one} and {other} of the rule book {name} are said to be exclusive, but both can hold. "
                "Give them opposite conditions on one column, such as > and <=."
            )


def _check_code(name: str, code: Any, taken: Iterable[str]) -> None:
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise InputError(f"{code!r} of the rule book {name} is not a code: small letters, digits and underscores.")
    if code in taken:
        raise InputError(f"The code {code!r} of the rule book {name} is taken already.")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
