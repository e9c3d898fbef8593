"""The slow and obvious ways: least squares on the whole design, ranking in plain Python, all assignments."""

import itertools
import statistics
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from clusteratlas_web.selection.ranking import (
    CHANCE,
    LEAVE_ONE_JUROR_OUT,
    MEAN,
    MEDIAN,
    OTHER_CENTRE,
    SEVERITY,
    Chance,
    Criterion,
    Draw,
    Method,
    Score,
    draws,
)

Review = tuple[Hashable, Hashable]
Pair = tuple[Hashable, Hashable]


def weights_of(criteria: Sequence[Criterion]) -> dict[str, float]:
    whole = sum(criterion.weight for criterion in criteria)
    return {criterion.key: criterion.weight / whole for criterion in criteria}


def points(scores: Iterable[Score], criteria: Sequence[Criterion]) -> dict[Review, dict[str, float]]:
    """Of each review, each criterion's points of 100."""
    scales = {criterion.key: criterion for criterion in criteria}
    found: dict[Review, dict[str, float]] = {}
    for score in scores:
        scale = scales[score.criterion]
        share = (score.value - scale.low) / (scale.high - scale.low)
        found.setdefault((score.application, score.juror), {})[score.criterion] = 100 * share
    return found


def totals(scores: Iterable[Score], criteria: Sequence[Criterion]) -> dict[Review, float]:
    weights = weights_of(criteria)
    return {
        review: sum(weights[key] * value for key, value in given.items())
        for review, given in points(scores, criteria).items()
    }


def parts(reviews: Iterable[Review]) -> list[tuple[set[Hashable], set[Hashable]]]:
    """Applications and jurors of each connected part, by growing each from a review."""
    rest, found = list(reviews), []
    while rest:
        applications, jurors = {rest[0][0]}, {rest[0][1]}
        for _ in rest:
            for application, juror in rest:
                if application in applications or juror in jurors:
                    applications.add(application)
                    jurors.add(juror)
        found.append((applications, jurors))
        rest = [review for review in rest if review[0] not in applications]
    return found


def design(reviews: Sequence[Review]) -> tuple[np.ndarray[Any, Any], list[Hashable]]:
    """One column for each application and, with a minus, for each juror."""
    applications, jurors = (sorted({review[side] for review in reviews}) for side in (0, 1))  # type: ignore[type-var]
    columns = [[float(review[0] == each) for review in reviews] for each in applications]
    columns += [[-float(review[1] == each) for review in reviews] for each in jurors]
    return np.array(columns).T, jurors


def severity(scores: Iterable[Score], criteria: Sequence[Criterion]) -> dict[Hashable, float]:
    """Points of 100, by the least-squares solution of least norm, centred in each part."""
    given = totals(scores, criteria)
    matrix, jurors = design(list(given))
    solved, *_ = np.linalg.lstsq(matrix, np.array(list(given.values())), rcond=None)
    raw = dict(zip(jurors, solved[-len(jurors) :].tolist(), strict=True))
    found: dict[Hashable, float] = {}
    for applications, members in parts(given):
        mean = statistics.fmean(raw[each] for each in members)
        told = len(applications) > 1 and len(members) > 1
        found |= {each: raw[each] - mean if told else 0.0 for each in members}
    return found


@dataclass(frozen=True)
class Placed:
    """What the slow ranking finds for one application."""

    rank: int
    seat: float
    score: float
    fails: tuple[str, ...]


def ranking(
    scores: Sequence[Score], criteria: Sequence[Criterion], method: Method, places: int
) -> dict[Hashable, Placed]:
    centre = statistics.fmean if method.centre == MEAN else statistics.median
    taken = severity(scores, criteria) if method.severity else {score.juror: 0.0 for score in scores}
    given, whole = points(scores, criteria), totals(scores, criteria)
    result: dict[Hashable, tuple[float, tuple[str, ...]]] = {}
    for application in {review[0] for review in given}:
        mine = [review for review in given if review[0] == application]
        score = centre([whole[review] + taken[review[1]] for review in mine])
        below = []
        for each in criteria:
            cell = centre([given[review][each.key] + taken[review[1]] for review in mine])
            value = each.low + cell / 100 * (each.high - each.low)
            if each.threshold is not None and round(value, 6) < each.threshold:
                below.append(each.key)
        result[application] = round(round(score, 10), 6), tuple(below)
    return {application: _placed(application, result, places) for application in result}


def _placed(mine: Hashable, result: Mapping[Hashable, tuple[float, tuple[str, ...]]], places: int) -> Placed:
    score, fails = result[mine]
    key = bool(fails), -score
    keys = [(bool(below), -other) for other, below in result.values()]
    rank, tied = 1 + sum(other < key for other in keys), keys.count(key)
    left = min(max(places - rank + 1, 0), tied)
    return Placed(rank, 0.0 if fails else left / tied, score, fails)


def runs(
    scores: Sequence[Score], criteria: Sequence[Criterion], method: Method, places: int, chance: Chance
) -> dict[str, list[dict[Hashable, Placed]]]:
    """Every change, ranked from scratch."""
    jurors = sorted({score.juror for score in scores})  # type: ignore[type-var]
    fewer = [[score for score in scores if score.juror != juror] for juror in jurors] if len(jurors) > 1 else []
    other = replace(method, centre=MEDIAN if method.centre == MEAN else MEAN)
    opposite = replace(method, severity=not method.severity)
    return {
        LEAVE_ONE_JUROR_OUT: [ranking(left, criteria, method, places) for left in fewer],
        OTHER_CENTRE: [ranking(scores, criteria, other, places)],
        CHANCE: [
            ranking(_left(scores, each), _moved(criteria, each), method, places)
            for each in draws(scores, criteria, chance)
        ],
        SEVERITY: [ranking(scores, criteria, opposite, places)],
    }


def _left(scores: Sequence[Score], drawn: Draw) -> list[Score]:
    kept = [score for score in scores if drawn.juror is None or score.juror != drawn.juror]
    return [score for score in kept if (score.application, score.juror) != drawn.review]


def _moved(criteria: Sequence[Criterion], drawn: Draw) -> list[Criterion]:
    return [replace(each, weight=weight) for each, weight in zip(criteria, drawn.weights, strict=True)]


@dataclass(frozen=True)
class Task:
    """An assignment to be made."""

    applications: tuple[str, ...]
    jurors: tuple[int, ...]
    at_least: int
    load: Mapping[int, int]
    suitability: Mapping[Pair, float]
    conflicts: frozenset[Pair]
    already: frozenset[Pair] = frozenset()


def worth(task: Task, pairs: frozenset[Pair]) -> tuple[int, int, int]:
    """What is made as small as can be, in this order: empty seats, their unevenness, the cost in millionths."""
    filled = [sum(pair[0] == application for pair in pairs) for application in task.applications]
    capacity = sum(min(load, len(task.applications)) for load in task.load.values())
    cost = sum(round((1 - task.suitability.get(pair, 0.0)) * 1e6) for pair in pairs - task.already)
    for juror in task.jurors:
        before, held = (sum(pair[1] == juror for pair in group) for group in (task.already, pairs))
        load = min(task.load[juror], len(task.applications))
        fair = max(load * task.at_least * len(task.applications) / max(capacity, 1), 1.0)
        cost += sum(round(0.5 * 1e6 / fair * number) for number in range(before, held))
    return -len(pairs), sum(number**2 for number in filled), cost


def may_be(task: Task, pairs: frozenset[Pair]) -> bool:
    """Whether loads and needs are kept by what is new."""
    for application in task.applications:
        before, held = (sum(pair[0] == application for pair in group) for group in (task.already, pairs))
        if held > max(before, task.at_least):
            return False
    for juror in task.jurors:
        before, held = (sum(pair[1] == juror for pair in group) for group in (task.already, pairs))
        if held > max(before, task.load[juror]):
            return False
    return True


def best(task: Task) -> tuple[int, int, int]:
    """The worth of the best of all assignments there are."""
    all_pairs = set(itertools.product(task.applications, task.jurors)) - task.conflicts - task.already
    choices = (
        frozenset(chosen) | task.already
        for number in range(len(all_pairs) + 1)
        for chosen in itertools.combinations(sorted(all_pairs), number)
    )
    return min(worth(task, pairs) for pairs in choices if may_be(task, pairs))
