"""Loops over what lies around each point, within the largest of some radii."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clusteratlas.measures.spatial.pair_sums import columns, in_parts

Values = NDArray[np.float64]
Numbers = NDArray[np.int32]


def sums_of_shares(coordinates: Values, weights: Values, industry: Numbers, radii: Values, industries: int) -> Values:
    """Shape (industries, radii, 2): the sums over an industry's points of its share around them, and of its share.

    The first share is that of the weight within the radius, the second that of the weight everywhere, both without the
    point itself. A point with nothing around it adds to neither. `coordinates` rise along their first axis.
    """
    totals = np.bincount(industry, weights, industries)

    def work(first: int, last: int) -> Values:
        found = np.zeros((industries, len(radii), 2))
        _add_shares(*columns(coordinates), weights, industry, totals, radii, first, last, found)
        return found

    return in_parts(coordinates.shape[1], work, halves=False)


def pairs_within(coordinates: Values, radii: Values, sides: Values | None) -> Values:
    """The number of pairs within each radius; with `sides` each counts as often as the correction for edges says.

    A pair d apart in a rectangle of sides a and b counts as a b / ((a - |dx|) (b - |dy|)).
    """

    def work(first: int, last: int) -> Values:
        found = np.zeros(len(radii))
        _add_pairs_within(*columns(coordinates), radii, sides, first, last, found)
        return found

    return np.cumsum(in_parts(coordinates.shape[1], work))


@njit(cache=True, nogil=True, inline="always")
def _place(x, y, z, i, j, radii):  # type: ignore[no-untyped-def]
    """The first radius that reaches from one point to the other."""
    square = (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2
    if z is not None:
        square += (z[j] - z[i]) ** 2
    return np.searchsorted(radii, np.sqrt(square))


@njit(cache=True, nogil=True)
def _add_shares(x, y, z, weights, industry, totals, radii, first, last, found):  # type: ignore[no-untyped-def]
    points, count = len(x), len(radii)
    everything = totals.sum()
    own, every = np.empty(count), np.empty(count)
    for i in range(first, last):
        own[:] = 0.0
        every[:] = 0.0
        for step in (-1, 1):
            j = i + step
            while 0 <= j < points and abs(x[j] - x[i]) <= radii[-1]:
                place = _place(x, y, z, i, j, radii)
                if place < count:
                    every[place] += weights[j]
                    if industry[j] == industry[i]:
                        own[place] += weights[j]
                j += step
        around, near = 0.0, 0.0
        share = (totals[industry[i]] - weights[i]) / max(everything - weights[i], 1e-300)
        for place in range(count):
            around += every[place]
            near += own[place]
            if around > 0.0:
                found[industry[i], place, 0] += near / around
                found[industry[i], place, 1] += share


@njit(cache=True, nogil=True)
def _add_pairs_within(x, y, z, radii, sides, first, last, found):  # type: ignore[no-untyped-def]
    points, count = len(x), len(radii)
    for i in range(first, last):
        j = i + 1
        while j < points and x[j] - x[i] <= radii[-1]:
            place = _place(x, y, z, i, j, radii)
            if place < count:
                if sides is None:
                    found[place] += 1.0
                else:
                    across, along = sides[0] - abs(x[j] - x[i]), sides[1] - abs(y[j] - y[i])
                    found[place] += sides[0] * sides[1] / (across * along)
            j += 1
