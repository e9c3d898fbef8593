"""Loops over every two points: a histogram of their distances, and normal kernels set upon distances."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
from numba import njit
from numpy.typing import NDArray

Values = NDArray[np.float64]
PARTS = 8  # of the work, however many processors there are: sums come out the same to the last bit
ALONE = 2_000  # points below which threads cost more than they bring
BLOCK = 512
REACH = 8.0  # bandwidths beyond which a normal kernel is taken to be nothing: exp(-32) is 1e-14


def in_parts(points: int, work: Callable[[int, int], Values], halves: bool = True) -> Values:
    """The sum of what `work` finds from one point up to another, for parts that take as long as each other.

    With `halves` a point is paired with those after it, so that later points have less to do.
    """
    if points < ALONE:
        return work(0, points)
    shares = np.arange(PARTS + 1) / PARTS
    # The pairs of the points before i are a share of 1 - (1 - i/n)^2.
    ends = np.rint(points * (1 - np.sqrt(1 - shares) if halves else shares)).astype(int)
    with ThreadPoolExecutor(min(PARTS, os.cpu_count() or 1)) as pool:
        parts = list(pool.map(lambda part: work(*part), pairwise(ends.tolist())))
    return np.asarray(np.sum(parts, axis=0))


def pair_histogram(coordinates: Values, weights: Values | None, width: float, bins: int) -> Values:
    """Shape (bins, 2): the weight of pairs in each bin of lines, and how far they lie beyond its middle, in widths.

    The weight of a pair is the product of its points' weights. Pairs beyond the last bin are passed over.
    """

    def work(first: int, last: int) -> Values:
        found = np.zeros((bins, 2))
        _add_pairs(*columns(coordinates), weights, first, last, 1 / width, found)
        return found

    return in_parts(coordinates.shape[1], work)


def lines_and_weights(coordinates: Values, weights: Values | None) -> tuple[Values, Values]:
    """The line and the weight of every two points: for a few points only."""
    one, other = np.triu_indices(coordinates.shape[1], 1)
    lines = np.sqrt(((coordinates[:, one] - coordinates[:, other]) ** 2).sum(axis=0))
    return lines, np.ones(len(lines)) if weights is None else weights[one] * weights[other]


def kernel_sums(distances: Values, weights: Values, bandwidth: float, radii: Values) -> Values:
    """At each radius the sum of weight * phi((radius - distance) / bandwidth), and of its mirror image below zero.

    phi is the standard normal density.
    """
    found = np.zeros(len(radii))
    _add_kernels(distances, weights, 1 / bandwidth, radii, found)
    return found


def kernel_sums_of_pairs(
    coordinates: Values, weights: Values | None, bandwidth: float, radii: Values, sphere: float
) -> Values:
    """`kernel_sums` of every two points, one by one; `sphere` is the radius of the sphere, or 0 on a plane."""

    def work(first: int, last: int) -> Values:
        found = np.zeros(len(radii))
        _add_kernels_of_pairs(*columns(coordinates), weights, first, last, sphere, 1 / bandwidth, radii, found)
        return found

    return in_parts(coordinates.shape[1], work)


def columns(coordinates: Values) -> tuple[Values, Values, Values | None]:
    """The coordinates one by one; on a plane there is no third."""
    return coordinates[0], coordinates[1], coordinates[2] if len(coordinates) == 3 else None


@njit(cache=True, nogil=True, inline="always")
def _lines(x, y, z, i, start, stop, factor, lines):  # type: ignore[no-untyped-def]
    """The lines from point i to those from `start` to `stop`, times the factor."""
    for j in range(start, stop):
        square = (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2
        if z is not None:
            square += (z[j] - z[i]) ** 2
        lines[j - start] = np.sqrt(square) * factor


@njit(cache=True, nogil=True)
def _add_pairs(x, y, z, weights, first, last, factor, found):  # type: ignore[no-untyped-def]
    lines = np.empty(BLOCK)
    bins, points = len(found), len(x)
    for i in range(first, last):
        for start in range(i + 1, points, BLOCK):
            stop = min(start + BLOCK, points)
            _lines(x, y, z, i, start, stop, factor, lines)
            for j in range(start, stop):
                line = lines[j - start]
                if not line < bins:  # nor where it is no number
                    continue
                into = int(line)
                if weights is None:
                    found[into, 0] += 1.0
                    found[into, 1] += line - into - 0.5
                else:
                    weight = weights[i] * weights[j]
                    found[into, 0] += weight
                    found[into, 1] += weight * (line - into - 0.5)


@njit(cache=True, nogil=True, inline="always")
def _add_kernel(distance, weight, factor, radii, found):  # type: ignore[no-untyped-def]
    span = REACH / factor
    at = np.searchsorted(radii, distance - span)
    while at < len(radii) and radii[at] <= distance + span:
        found[at] += weight * np.exp(-0.5 * ((radii[at] - distance) * factor) ** 2)
        at += 1
    at = 0
    while at < len(radii) and radii[at] + distance <= span:
        found[at] += weight * np.exp(-0.5 * ((radii[at] + distance) * factor) ** 2)
        at += 1


@njit(cache=True, nogil=True)
def _add_kernels(distances, weights, factor, radii, found):  # type: ignore[no-untyped-def]
    for number in range(len(distances)):
        if weights[number] > 0.0:
            _add_kernel(distances[number], weights[number], factor, radii, found)
    found /= np.sqrt(2 * np.pi)


@njit(cache=True, nogil=True)
def _add_kernels_of_pairs(x, y, z, weights, first, last, radius, factor, radii, found):  # type: ignore[no-untyped-def]
    lines = np.empty(BLOCK)
    points = len(x)
    for i in range(first, last):
        for start in range(i + 1, points, BLOCK):
            stop = min(start + BLOCK, points)
            _lines(x, y, z, i, start, stop, 1.0, lines)
            for j in range(start, stop):
                distance = lines[j - start]
                if radius > 0.0:
                    distance = 2 * radius * np.arcsin(min(distance / (2 * radius), 1.0))
                weight = 1.0 if weights is None else weights[i] * weights[j]
                if weight > 0.0:
                    _add_kernel(distance, weight, factor, radii, found)
    found /= np.sqrt(2 * np.pi)
