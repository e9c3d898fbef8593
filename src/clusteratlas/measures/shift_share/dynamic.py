"""The dynamic shift-share analysis: the classic one from each year to the next, summed."""

from itertools import pairwise

from clusteratlas.measures.shift_share.classic import national_and_mix
from clusteratlas.measures.shift_share.effects import Effects, Matrix


def dynamic(values: Matrix, weights: Matrix | None = None) -> Effects:
    """The sums over the years of the classic effects, so that each year starts from its own mix of industries."""
    steps = [national_and_mix(start, end) for start, end in pairwise(values)]
    national, mix = (sum(parts[1:], start=parts[0]) for parts in zip(*steps, strict=True))
    return Effects.adding_up(values[-1] - values[0], national, mix)
