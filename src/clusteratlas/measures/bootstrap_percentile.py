"""The mean of a percentile over bootstrap samples, without drawing the samples."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def bootstrap_percentile(values: ArrayLike, level: float, draws: int, generator: np.random.Generator) -> float:
    """The mean, over bootstrap samples of the values, of the sample's percentile.

    A bootstrap sample is n of the n values, drawn with replacement; its percentile is linear between neighbours as
    NumPy's default. Only the two neighbours are drawn, from their joint distribution: place k of n sorted uniform
    variables is Beta distributed, and a uniform variable u stands for the value at place floor(n * u).

    Parameters:
        values: shape (n,), finite.
        level: the percentile as a share, 0 to 1.
        draws: how many samples, 1 and more.
        generator: where chance comes from.

    Returns:
        The mean percentile; NaN where there are no values.

    Example:
        Of two values, a sample of two has the maximum 1 in three cases of four.

        >>> round(bootstrap_percentile([0.0, 1.0], 1.0, 100_000, np.random.default_rng(1)), 2)
        0.75
    """
    ascending = np.sort(np.asarray(values, dtype=np.float64))
    count = len(ascending)
    if not count:
        return float("nan")
    place = level * (count - 1)
    low = int(place)
    above = generator.beta(min(low + 2, count), count - min(low + 1, count - 1), draws)
    # Below a place that is known the others are uniform, so the one before it is the largest of low + 1 of them.
    below = above * generator.random(draws) ** (1 / (low + 1)) if low + 1 < count else above
    lower, upper = (ascending[_places(uniform, count)] for uniform in (below, above))
    return float(np.mean(lower + (upper - lower) * (place - low)))


def _places(uniform: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    return np.minimum((uniform * count).astype(np.int64), count - 1)
