"""Rule books: named sets of thresholds that turn measures into classes, kept as data in `rules/`."""

import operator
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.errors import UnknownChoice

OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {">": operator.gt, ">=": operator.ge}
COLUMNS = ("employment", "establishments", "location_quotient")
_RULES = files("clusteratlas.diagnosis") / "rules"


@dataclass(frozen=True)
class Rule:
    """One condition of a rule book: a column against a percentile of its ranked set, or against a fixed value."""

    id: str
    column: str
    operator: str
    percentile: float | None = None
    value: float | None = None

    def __post_init__(self) -> None:
        _require("operator", self.operator, list(OPERATORS))
        _require("column", self.column, COLUMNS)
        if (self.percentile is None) == (self.value is None):
            raise UnknownChoice(f"threshold of {self.id}", (self.percentile, self.value), ["percentile", "value"])

    def holds(self, values: ArrayLike, threshold: ArrayLike) -> NDArray[np.bool_]:
        """Whether the values pass; never where the value or the threshold is NaN."""
        return np.asarray(OPERATORS[self.operator](np.asarray(values), np.asarray(threshold)))


@dataclass(frozen=True)
class RuleBook:
    """A rule book: what is ranked, within which set, the conditions by their id, and the conditions of each class."""

    name: str
    title: Mapping[str, str]
    citation: tuple[str, ...]
    within: tuple[str, ...]
    present: str
    kinds: tuple[str, ...]
    levels_not_ranked: tuple[str, ...]
    rules: Mapping[str, Rule]
    classes: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        for members in self.classes.values():
            for rule in members:
                _require("condition", rule, list(self.rules))

    def of_class(self, class_: str) -> tuple[Rule, ...]:
        """The conditions of a class, in the rule book's order."""
        _require("class_", class_, list(self.classes))
        return tuple(self.rules[rule] for rule in self.classes[class_])

    def percentiles(self) -> list[tuple[str, float]]:
        """The columns and percentiles its conditions use, in order, each once."""
        used = {(rule.column, rule.percentile) for rule in self.rules.values() if rule.percentile is not None}
        return sorted(used)

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns its conditions compare and the one that says who is ranked; of the rest a portfolio may lack."""
        used = {self.present, *(rule.column for rule in self.rules.values())}
        return tuple(column for column in COLUMNS if column in used)


def names() -> list[str]:
    """The rule books that come with the library."""
    return sorted(entry.name.removesuffix(".toml") for entry in _RULES.iterdir() if entry.name.endswith(".toml"))


def load(name: str | RuleBook) -> RuleBook:
    """The rule book of this name, checked; a rule book itself is given back as it is."""
    if isinstance(name, RuleBook):
        return name
    _require("rules", name, names())
    return read(tomllib.loads((_RULES / f"{name}.toml").read_text(encoding="utf-8")))


def read(entries: Mapping[str, Any]) -> RuleBook:
    """A rule book from the entries of its TOML file."""
    rules = [Rule(**entry) for entry in entries["conditions"]]
    lists = ("citation", "within", "kinds", "levels_not_ranked")
    return RuleBook(
        name=entries["name"],
        title=entries["title"],
        present=entries["present"],
        rules={rule.id: rule for rule in rules},
        classes={name: tuple(members) for name, members in entries["classes"].items()},
        **{name: tuple(entries[name]) for name in lists},
    )


def _require(argument: str, value: object, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise UnknownChoice(argument, value, list(allowed))
