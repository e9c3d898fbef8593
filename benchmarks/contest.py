"""A contest: contestants with the same job, each in a process of its own, taking turns, and their answers compared."""

import json
import math
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Contestant:
    """Who does the job, and the function that does it ("module:function") with its arguments."""

    name: str
    function: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """One run of a contestant."""

    seconds: float
    megabytes: float
    answer: Any


def run(contestant: Contestant) -> Run:
    """The contestant in a new process; fails with the process's own words."""
    command = [sys.executable, "-m", "benchmarks.contestant", contestant.function, json.dumps(contestant.arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{contestant.name} failed:\n{done.stderr}")
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _seconds(one: Run) -> float:
    return one.seconds


def contest(contestants: Sequence[Contestant], rounds: int, key: Callable[[Run], float] = _seconds) -> dict[str, Run]:
    """The best run of each; they take turns, so that what else the machine does meets all of them alike."""
    runs: dict[str, list[Run]] = {contestant.name: [] for contestant in contestants}
    for _ in range(rounds):
        for contestant in contestants:
            runs[contestant.name].append(run(contestant))
    return {name: min(tries, key=key) for name, tries in runs.items()}


def agree(first: Any, other: Any) -> bool:
    """Whether two answers are the same, numbers within a relative 1e-9."""
    if isinstance(first, list) and isinstance(other, list):
        return len(first) == len(other) and all(map(agree, first, other))
    if isinstance(first, int | float) and isinstance(other, int | float):
        return math.isclose(first, other, rel_tol=TOLERANCE)
    return bool(first == other)


def insist_on_agreement(best: Mapping[str, Run]) -> None:
    """Raises if any contestant's answer differs from the first one's: a fast wrong answer is not a result."""
    (name, reference), *others = best.items()
    for other, one in others:
        if not agree(reference.answer, one.answer):
            raise RuntimeError(f"{other} answers {one.answer}, {name} {reference.answer}")
