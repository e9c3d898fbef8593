"""Forecasts: the probability every model gave to the cases of an origin, having learnt from earlier ones alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.backtest.cases import Cases
from clusteratlas.diagnosis.backtest.features import MODELS, features
from clusteratlas.diagnosis.backtest.logistic import fit_logistic
from clusteratlas.diagnosis.backtest.plan import Plan

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Forecasts:
    """The cases of the tested origins, and each model's probabilities for them."""

    cases: Cases
    given: Mapping[str, Vector]
    tested: tuple[int, ...]
    learnt_from: tuple[int, ...]


def forecasts(cases: Cases, plan: Plan, origins: Sequence[int]) -> Forecasts:
    """Tests every origin before which an entry could be learnt from; there may be none."""
    learnt = {tested: plan.learnt_from(list(origins), tested) for tested in origins}
    learnt = {tested: earlier for tested, earlier in learnt.items() if _can_learn(cases.of(earlier))}
    tested = cases.of(list(learnt))
    given = {name: np.full(len(tested), np.nan) for name in MODELS}
    for origin, earlier in learnt.items():
        rows = tested.origin == origin
        for name in MODELS:
            given[name][rows] = _forecast(name, cases.of(earlier), tested.only(rows))
    used = sorted({origin for earlier in learnt.values() for origin in earlier})
    return Forecasts(tested, given, tuple(learnt), tuple(used))


def _can_learn(cases: Cases) -> bool:
    return 0 < int(cases.entered.sum()) < len(cases)


def _forecast(name: str, learnt: Cases, tested: Cases) -> Vector:
    names = MODELS[name]
    if not names:
        return np.full(len(tested), learnt.entered.mean())
    found = fit_logistic(features(learnt.known, names), learnt.entered)
    return found.probability(features(tested.known, names))
