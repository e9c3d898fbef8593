"""K density as one would write it down with NumPy and SciPy."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve
from scipy.spatial.distance import cdist

from benchmarks.points.plants import RADII, plants

Values = NDArray[np.float64]
BINS, ROWS, CELLS = 1 << 16, 500, 2_048


def exact(points: int) -> list[float]:
    """Every pair, some rows at a time, in bins."""
    places = plants(points).T
    width = float(np.hypot(*np.ptp(places, axis=0))) * (1 + 1e-9) / BINS
    counts = np.zeros(BINS)
    for first in range(0, points, ROWS):
        lines = cdist(places[first : first + ROWS], places[first:])
        own = np.arange(len(lines))[:, None] < np.arange(lines.shape[1])
        counts += np.bincount((lines[own] / width).astype(np.int64), minlength=BINS)
    return _smoothed((np.arange(BINS) + 0.5) * width, counts, points, 0.0)


def fft(points: int) -> list[float]:
    """The autocorrelation of a grid, whole, and its offsets in bins."""
    places = plants(points)
    low, width = places.min(axis=1), float(np.ptp(places, axis=1).max()) / (CELLS - 1)
    cell = ((places - low[:, None]) / width).astype(np.int64)
    grid = np.bincount(cell[0] * CELLS + cell[1], minlength=CELLS**2).reshape(CELLS, CELLS).astype(float)
    together = fftconvolve(grid, grid[::-1, ::-1])
    offset = np.arange(1 - CELLS, CELLS)
    lines = np.hypot(offset[:, None], offset) * width
    together[CELLS - 1, CELLS - 1] -= points
    step = lines.max() * (1 + 1e-9) / BINS
    counts = np.bincount((lines / step).astype(np.int64).ravel(), together.ravel(), BINS) / 2
    return _smoothed((np.arange(BINS) + 0.5) * step, np.maximum(counts, 0), points, width**2 / 6)


def _smoothed(distances: Values, counts: Values, points: int, blur: float) -> list[float]:
    """Silverman's rule on the counts, then a normal kernel and its mirror image; what a grid blurs is taken off."""
    pairs = points * (points - 1) / 2
    mean = counts @ distances / pairs
    deviation = np.sqrt(counts @ (distances - mean) ** 2 / (pairs - 1) - blur)
    low, high = np.interp([0.25 * pairs, 0.75 * pairs], np.cumsum(counts), distances)
    bandwidth = 0.9 * min(deviation, (high - low) / 1.34) * pairs**-0.2
    narrow = np.sqrt(bandwidth**2 - blur)
    bells = [np.exp(-0.5 * ((RADII[:, None] + sign * distances) / narrow) ** 2) @ counts for sign in (-1, 1)]
    return [float(value) for value in (bells[0] + bells[1]) / np.sqrt(2 * np.pi) / narrow / pairs]
