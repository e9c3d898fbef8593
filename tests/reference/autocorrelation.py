"""Likeness of neighbours as the formulas say it, and what chance makes of it by going through every arrangement."""

from collections.abc import Sequence
from itertools import permutations
from math import nan, sqrt

Weights = Sequence[Sequence[float]]


def by_row(weights: Weights) -> list[list[float]]:
    return [[weight / sum(row) if sum(row) else 0.0 for weight in row] for row in weights]


def morans_i(values: Sequence[float], weights: Weights) -> float:
    n, mean = len(values), sum(values) / max(len(values), 1)
    z = [value - mean for value in values]
    total = sum(map(sum, weights))
    if not total or len(set(values)) < 2:
        return nan
    return n / total * sum(weights[i][j] * z[i] * z[j] for i in range(n) for j in range(n)) / sum(v * v for v in z)


def arrangements(values: Sequence[float], weights: Weights) -> tuple[float, float]:
    """Mean and standard deviation of Moran's I over all orders of the values."""
    return _moments([morans_i(order, weights) for order in permutations(values)])


def local_morans_i(values: Sequence[float], weights: Weights) -> list[float]:
    n, mean = len(values), sum(values) / len(values)
    z = [value - mean for value in values]
    square = sum(v * v for v in z) / n
    return [z[i] / square * sum(weights[i][j] * z[j] for j in range(n)) for i in range(n)]


def local_arrangements(values: Sequence[float], weights: Weights, region: int) -> tuple[float, float]:
    """Mean and standard deviation of a region's local I over all orders of the other values."""
    others = [value for place, value in enumerate(values) if place != region]
    return _moments(
        [
            local_morans_i([*order[:region], values[region], *order[region:]], weights)[region]
            for order in permutations(others)
        ]
    )


def gi(values: Sequence[float], weights: Weights, region: int, star: bool) -> float:
    """The formulas of Ord and Getis (1995); `weights` has the region's own with star."""
    n = len(values)
    places = [j for j in range(n) if star or j != region]
    count = len(places)
    mean = sum(values[j] for j in places) / count
    deviation = sqrt(sum(values[j] ** 2 for j in places) / count - mean**2)
    row = weights[region]
    one, two = sum(row[j] for j in places), sum(row[j] ** 2 for j in places)
    lag = sum(row[j] * values[j] for j in places)
    return (lag - one * mean) / (deviation * sqrt((count * two - one**2) / (count - 1)))


def _moments(found: Sequence[float]) -> tuple[float, float]:
    mean = sum(found) / len(found)
    return mean, sqrt(sum((value - mean) ** 2 for value in found) / len(found))
