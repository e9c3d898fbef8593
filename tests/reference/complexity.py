"""Complexity the slow and obvious way: every eigenvector of the matrix that is not symmetric, and loops."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def economic_complexity(has: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """ECI, PCI and all eigenvalues from high to low, of a matrix of ones and zeros without empty rows or columns."""
    diversity, ubiquity = has.sum(axis=1), has.sum(axis=0)
    between = np.diag(1 / ubiquity) @ has.T @ np.diag(1 / diversity) @ has
    values, vectors = np.linalg.eig(between)
    order = np.argsort(-values.real)
    of_industries = vectors[:, order[1]].real
    of_regions = np.array([np.mean([k for k, one in zip(of_industries, row, strict=True) if one]) for row in has])
    if np.corrcoef(of_regions, diversity)[0, 1] < 0:
        of_regions, of_industries = -of_regions, -of_industries
    mean, deviation = np.mean(of_regions), np.std(of_regions)
    return (of_regions - mean) / deviation, (of_industries - mean) / deviation, values.real[order]


def outlook_sums(has: Sequence[Sequence[bool]], near: Matrix, worth: Matrix) -> list[float]:
    """For each region the sum, over the industries it misses, of their density times their worth."""
    result = []
    for row in has:
        total = 0.0
        for i, owned in enumerate(row):
            if not owned:
                total += sum(near[i][j] for j, one in enumerate(row) if one) / sum(near[i]) * worth[i]
        result.append(total)
    return result


def outlook_gains(has: Sequence[Sequence[bool]], near: Matrix, worth: Matrix) -> list[list[float | None]]:
    """For each region and missing industry the sum, over all missing industries, of what it adds to their density."""
    return [
        [
            None if owned else sum(near[i][j] / sum(near[j]) * worth[j] for j, one in enumerate(row) if not one)
            for i, owned in enumerate(row)
        ]
        for row in has
    ]


def fitness(has: Sequence[Sequence[bool]], updates: int) -> tuple[list[float], list[float]]:
    """Fitness and complexity of a table without empty rows or columns."""
    strength, complexity = [1.0] * len(has), [1.0] * len(has[0])
    for _ in range(updates):
        sums = [sum(q for q, one in zip(complexity, row, strict=True) if one) for row in has]
        inverse = [
            1 / sum(1 / f for f, one in zip(strength, column, strict=True) if one) for column in zip(*has, strict=True)
        ]
        strength = [f / (sum(sums) / len(sums)) for f in sums]
        complexity = [q / (sum(inverse) / len(inverse)) for q in inverse]
    return strength, complexity
