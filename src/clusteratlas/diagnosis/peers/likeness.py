"""Likeness: what makes two regions alike, and the cosine of their portfolios."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clusteratlas.diagnosis.rule_book import RuleBook
from clusteratlas.errors import InputError, UnknownChoice

_LAST_PLACE = 12  # similarities are compared to so many places, so that rounding decides no rank


@dataclass(frozen=True)
class Likeness:
    """How alike is counted: which similarity, how much smaller or larger a peer may be, and what is strong.

    `similarity` is "shares", the cosine of shares in employment, or "quotients", the cosine of ln(1 + location
    quotient), in which small specialities count as much as large ones.
    """

    similarity: str = "shares"
    smallest: float = 0.5
    largest: float = 2.0
    rules: str | RuleBook = "us-percentile"

    def __post_init__(self) -> None:
        if self.similarity not in SIMILARITIES:
            raise UnknownChoice("similarity", self.similarity, list(SIMILARITIES))
        if not 0 <= self.smallest <= self.largest:
            raise InputError(f"A size band from {self.smallest} to {self.largest} has no place for any region.")


def cosine_kernel(values: ArrayLike, others: ArrayLike | None = None) -> NDArray[np.float64]:
    """The cosine of each row of a matrix with each row of another.

    Cosine = sum x y / sqrt(sum x^2 sum y^2): 1 where two rows are proportional, 0 where they share nothing. Of jobs it
    is the same as of shares.

    Parameters:
        values: shape (regions, clusters), not negative.
        others: shape (other regions, clusters); None for `values` themselves.

    Returns:
        Shape (regions, other regions), 0 to 1, rounded to twelve places; NaN where either row is all zero.

    Example:
        >>> cosine_kernel([[3, 4], [6, 8], [4, 0], [0, 0]]).tolist()[0]
        [1.0, 1.0, 0.6, nan]
    """
    rows, some = _of_length_one(values)
    columns, others_some = (rows, some) if others is None else _of_length_one(others)
    cosines = np.minimum(np.round(rows @ columns.T, _LAST_PLACE), 1.0)
    return np.asarray(np.where(some[:, np.newaxis] & others_some, cosines, np.nan))


def _of_length_one(values: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The rows divided by their lengths, and which of them have any."""
    rows = np.asarray(values, dtype=np.float64)
    largest = rows.max(axis=1, keepdims=True, initial=0.0)
    some = largest > 0
    # Divided by the largest first, so that no square is too large or too small for a number.
    scaled = np.divide(rows, largest, out=np.zeros(rows.shape), where=some)
    lengths = np.sqrt((scaled * scaled).sum(axis=1, keepdims=True))
    return np.divide(scaled, lengths, out=scaled, where=some), some[:, 0]


def _shares(jobs: NDArray[np.float64], quotients: NDArray[np.float64]) -> NDArray[np.float64]:
    return jobs


def _quotients(jobs: NDArray[np.float64], quotients: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.log1p(quotients)


SIMILARITIES: Mapping[str, Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]] = {
    "shares": _shares,
    "quotients": _quotients,
}
