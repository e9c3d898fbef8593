"""Stages of a life cycle as data: the conditions of each, in the order they are tried."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.rule import OPERATORS, require

STAGES = ("emergence", "growth", "maturity", "decline", "renewal")
AGAINST = ("nation", "cluster")
EVIDENCE = (
    "quotient_earlier",
    "quotient_recent",
    "trend",
    "trend_earlier",
    "trend_recent",
    "turn",
    "industry_trend",
    "regional_trend",
    "regional_trend_recent",
    "heterogeneity_earlier",
    "heterogeneity_recent",
    "heterogeneity_change",
)
_FILES = files("clusteratlas.diagnosis.life_cycle") / "rules"


@dataclass(frozen=True)
class Condition:
    """A piece of evidence against a fixed threshold."""

    id: str
    column: str
    operator: str
    value: float

    def __post_init__(self) -> None:
        require(f"column of {self.id}", self.column, EVIDENCE)
        require(f"operator of {self.id}", self.operator, OPERATORS)

    def fails(self, evidence: Mapping[str, NDArray[np.float64]]) -> NDArray[np.bool_]:
        """Where the evidence is known and does not pass."""
        values = evidence[self.column]
        return np.asarray(~(np.isnan(values) | OPERATORS[self.operator](values, self.value)))

    def is_open(self, evidence: Mapping[str, NDArray[np.float64]]) -> NDArray[np.bool_]:
        """Where the evidence is not known."""
        return np.isnan(evidence[self.column])


@dataclass(frozen=True)
class LifeCycleRules:
    """What a reading asks for: years and jobs at least, what trends are held against, and the stages in order."""

    name: str
    title: Mapping[str, str]
    citation: tuple[str, ...]
    years: int
    employment: float
    against: str
    kinds: tuple[str, ...]
    levels_not_ranked: tuple[str, ...]
    stages: tuple[tuple[str, tuple[Condition, ...]], ...]

    def __post_init__(self) -> None:
        require("against", self.against, AGAINST)
        for stage, _ in self.stages:
            require("stage", stage, STAGES)

    def read(self, evidence: Mapping[str, NDArray[np.float64]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The place in `stages` of the first that holds, -1 where none does; and where what is unknown decides."""
        rows = len(evidence["trend"])
        found, undecided = np.full(rows, -1), np.zeros(rows, np.bool_)
        for place, (_, conditions) in enumerate(self.stages):
            tried = (found < 0) & ~undecided
            for condition in conditions:
                tried &= ~condition.fails(evidence)
            unknown = np.logical_or.reduce([condition.is_open(evidence) for condition in conditions])
            undecided |= tried & unknown
            found[tried & ~unknown] = place
        return found, undecided


def names() -> list[str]:
    """The life cycles that come with the library."""
    return sorted(entry.name.removesuffix(".toml") for entry in _FILES.iterdir() if entry.name.endswith(".toml"))


def load(name: str | LifeCycleRules) -> LifeCycleRules:
    """The rules of this name, checked; rules themselves are given back as they are."""
    if isinstance(name, LifeCycleRules):
        return name
    require("rules", name, names())
    return read(tomllib.loads((_FILES / f"{name}.toml").read_text(encoding="utf-8")))


def read(entries: Mapping[str, Any]) -> LifeCycleRules:
    """Rules from the entries of their TOML file."""
    conditions = {entry["id"]: Condition(**entry) for entry in entries["conditions"]}
    for stage in entries["stages"]:
        for id_ in stage["conditions"]:
            require(f"condition of {stage['stage']}", id_, conditions)
    return LifeCycleRules(
        name=entries["name"],
        title=entries["title"],
        citation=tuple(entries["citation"]),
        years=entries["years"],
        employment=entries["employment"],
        against=entries["against"],
        kinds=tuple(entries["kinds"]),
        levels_not_ranked=tuple(entries["levels_not_ranked"]),
        stages=tuple(
            (entry["stage"], tuple(conditions[id_] for id_ in entry["conditions"])) for entry in entries["stages"]
        ),
    )
