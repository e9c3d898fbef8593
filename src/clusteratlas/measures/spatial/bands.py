"""Global confidence bands: what a share of drawn curves stays within along its whole length."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Bands:
    """The lower and the upper band at each radius."""

    lower: Values
    upper: Values

    @classmethod
    def of(cls, drawn: Values, confidence: float) -> "Bands":
        """Of drawn curves, shape (draws, radii).

        The upper band is the k-th largest value at every radius, with the largest k that leaves no more than a share of
        1 - confidence of the curves above it anywhere. The lower band is the k-th smallest, with the largest k that
        leaves no more than that share of the curves that are nowhere above the upper band below it.
        """
        upper = _band(drawn, confidence)
        within: NDArray[np.bool_] = np.all(drawn <= upper, axis=1)
        return cls(-_band(-drawn, confidence, within), upper)

    def localisation(self, values: Values) -> Values:
        """How far the curve is above the upper band, 0 where it is not."""
        return np.maximum(values - self.upper, 0.0)

    def dispersion(self, values: Values) -> Values:
        """How far the curve is below the lower band, 0 where it is not or where it is above the upper one anywhere."""
        below = np.maximum(self.lower - values, 0.0)
        return np.zeros_like(below) if (values > self.upper).any() else below


def _band(drawn: Values, confidence: float, counted: NDArray[np.bool_] | None = None) -> Values:
    """The k-th largest value at each radius; `counted` says which curves may be above it in a limited number."""
    draws = len(drawn)
    ascending = np.sort(drawn, axis=0)
    # How many curves are at least as high as this one, where it stands highest among them.
    place = np.min(
        [draws - np.searchsorted(column, values, "left") for column, values in zip(ascending.T, drawn.T, strict=True)],
        axis=0,
    )
    highest = np.sort(place if counted is None else place[counted])
    allowed = int(np.floor((1 - confidence) * len(highest) + 1e-9))
    # A curve of place p is above the k-th largest if p < k: with k = the place of the first that may not be, none is.
    kth = int(highest[allowed]) if allowed < len(highest) else draws
    return np.asarray(ascending[draws - kth])
