"""The distances between all points of an industry as spikes: where they lie, how much they weigh, how they spread."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.measures.spatial.distances import Sites

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Weighing:
    """What the weights of points say of the weights of pairs, which are their products.

    `total` is the sum over pairs, `count` the number of pairs of like weight that are worth as much:
    (sum of w)^2 / sum of w^2, taken over pairs.
    """

    total: float
    count: float

    @classmethod
    def of(cls, points: int, weights: Values | None) -> "Weighing":
        """Of so many points, alike where there are no weights."""
        if weights is None:
            pairs = points * (points - 1) / 2
            return cls(pairs, pairs)
        total, squares = _of_products(weights), _of_products(weights**2)
        return cls(total, total / squares * total if squares > 0 else 1.0)


def _of_products(values: Values) -> float:
    """The sum of the products of every two values, without a difference in which it could be lost."""
    return float(values[1:] @ np.cumsum(values)[:-1]) if len(values) else 0.0


@dataclass(frozen=True, eq=False)
class Spikes:
    """Distances, from the least, with their weights.

    `width` is that of the bins they were gathered in, 0 for single pairs; `blur` the variance that gathering points in
    the cells of a grid has added to the distances.
    """

    distances: Values
    weights: Values
    width: float
    blur: float = 0.0

    @classmethod
    def of_pairs(cls, lines: Values, weights: Values, sites: Sites) -> "Spikes":
        """Of lines between two points each."""
        order = np.argsort(lines, kind="stable")
        return cls(sites.as_distance(lines[order]), weights[order], 0.0)

    @classmethod
    def of_histogram(cls, histogram: Values, width: float, sites: Sites, blur: float = 0.0) -> "Spikes":
        """Of bins of lines, each at the mean of its lines."""
        filled = np.flatnonzero(histogram[:, 0] > 0)
        weights, beyond = histogram[filled].T
        lines = (filled + 0.5 + np.clip(beyond / weights, -0.5, 0.5)) * width
        distances = sites.as_distance(lines)
        return cls(distances, weights, width, blur)

    def mean(self) -> float:
        """The mean distance."""
        return float(np.average(self.distances, weights=self.weights))

    def variance(self, count: float) -> float:
        """The variance of the distances, of a sample of so many pairs."""
        apart = (self.distances - self.mean()) ** 2
        return max(float(np.average(apart, weights=self.weights)) - self.blur, 0.0) * count / (count - 1)

    def quartiles(self, count: float) -> tuple[float, float]:
        """The distances below which a quarter and three quarters of the weight lie.

        Between two pairs a straight line; with equal weights what is usual, with (count - 1) * p pairs below.
        """
        total = float(self.weights.sum())
        before = np.concatenate([[0.0], np.cumsum(self.weights)[:-1]])
        below = np.interp(np.array([0.25, 0.75]) * (1 - 1 / count) * total, before, self.distances)
        return float(below[0]), float(below[1])
