"""Features: the numbers a model reads of each case, from the parts of its opportunity."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from clusteratlas.diagnosis.backtest.cases import Known

Vector = NDArray[np.float64]

_LEAST_LEFT = 0.02  # of the way: nearer than that to the threshold, all are as near


def _nearness(known: Known) -> Vector:
    """The part of the way that is left, on a log scale: from 0.5 to 0.25 is as much as from 0.1 to 0.05."""
    return np.asarray(-np.log(1 + _LEAST_LEFT - known.columns["gap"]))


def _size(known: Known) -> Vector:
    return np.asarray(np.log1p(known.columns["employment"]))


# Pull and reward as percentiles: a boom lifts every cluster's growth, and a currency or an index has no fixed unit.
FEATURES: Mapping[str, Callable[[Known], Vector]] = {
    "closeness": lambda known: known.columns["closeness"],
    "gap": lambda known: known.columns["gap"],
    "nearness": _nearness,
    "pull": lambda known: known.columns["pull_percentile"],
    "reward": lambda known: known.columns["reward_percentile"],
    "score": lambda known: known.columns["score"],
    "size": _size,
    "nearness_by_size": lambda known: _nearness(known) * _size(known),
}

# What is compared: each model by the features it reads. "rate" knows only how many enter.
MODELS: Mapping[str, tuple[str, ...]] = {
    "rate": (),
    "closeness": ("closeness",),
    "gap": ("gap", "nearness"),
    "score": ("score",),
    "parts": ("closeness", "gap", "nearness", "pull", "reward"),
    "parts-size": ("closeness", "gap", "nearness", "pull", "reward", "size", "nearness_by_size"),
}
BEST = "parts-size"  # the model whose probabilities are given


def features(known: Known, names: tuple[str, ...]) -> NDArray[np.float64]:
    """A row for each case and a column for each feature; NaN where it is not known."""
    if not names:
        return np.empty((len(known), 0))
    return np.stack([FEATURES[name](known) for name in names], axis=1)
