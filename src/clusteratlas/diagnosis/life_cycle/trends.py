"""Trends: the yearly rate of a straight line through logarithms, over all years and over either half of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.measures.answer import quotient


@dataclass(frozen=True)
class Halves:
    """The earlier and the recent half of some years, as slices; the middle one of an odd number is in both."""

    earlier: slice
    recent: slice

    @classmethod
    def of(cls, years: int) -> "Halves":
        """The halves of so many years."""
        return cls(slice(0, (years + 1) // 2), slice(years // 2, years))


def log_trend_kernel(values: ArrayLike, years: ArrayLike) -> NDArray[np.float64]:
    """The slope of ordinary least squares through the logarithms of values above zero.

    Parameters:
        values: shape (..., years); years with zero, a negative value or NaN are passed over.
        years: shape (years,), ascending; they need not follow one another.

    Returns:
        The shape without its last axis: 0.02 is about two per cent a year; NaN where fewer than two years count.

    Example:
        Doubling every year is a slope of the logarithm of 2; the year with nothing is passed over.

        >>> log_trend_kernel([[1, 2, 4], [1, 0, 4], [0, 0, 4]], [2017, 2018, 2019]).round(3).tolist()
        [0.693, 0.693, nan]
    """
    found = np.asarray(values, dtype=np.float64)
    counts = found > 0
    logs = np.log(np.where(counts, found, 1.0))
    calendar = np.asarray(years, dtype=np.float64)
    time = calendar - calendar.sum() / max(len(calendar), 1)  # small numbers square without loss
    number = counts.sum(axis=-1, keepdims=True).astype(np.float64)
    away = np.where(counts, time - quotient((counts * time).sum(axis=-1, keepdims=True), number), 0.0)
    return quotient((away * logs).sum(axis=-1), (away * away).sum(axis=-1))
