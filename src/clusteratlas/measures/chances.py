"""Choices of the measures that reckon with chance: a level between 0 and 1, a number of draws, a generator."""

from statistics import NormalDist

import numpy as np

from clusteratlas.errors import InputError

Seed = int | np.random.Generator


def checked_level(name: str, level: float) -> float:
    """The level, if it is above 0 and below 1; raises InputError."""
    if not 0 < level < 1:
        raise InputError(f"{name}={level!r} is not between 0 and 1.")
    return level


def checked_draws(draws: int) -> int:
    """The number of draws, if it is 1 or more; raises InputError."""
    if draws < 1:
        raise InputError(f"draws={draws!r} is not 1 or more.")
    return draws


def normal_quantile(level: float) -> float:
    """The value below which a standard normal variable lies with this probability."""
    return NormalDist().inv_cdf(level)
