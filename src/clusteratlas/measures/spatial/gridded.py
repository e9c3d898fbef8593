"""Distances between very many points: the autocorrelation of a grid over the plane, by the fast Fourier transform."""

import os

import numpy as np
from numba import njit
from numpy.typing import NDArray

from clusteratlas.measures.spatial.distances import Sites
from clusteratlas.measures.spatial.spikes import Spikes

Values = NDArray[np.float64]
BINS = 1 << 16
WHOLE, FINEST = 2_048, 4_096  # cells along the longer side of the transform
IN_BANDWIDTH = 10  # cells, if there can be so many: the density is then right to a few parts in ten thousand
BLUR = 1 / 6  # variance along a line, in squared cell widths, of moving both of its ends to the middle of a cell


def gridded_spikes(sites: Sites, weights: Values | None, reach: float, cells: int) -> Spikes:
    """All distances up to `reach`, of points moved to the cells of a grid of that many cells, padding included.

    Two points of one cell are taken to be in one place. Moving points adds a variance of a sixth of a squared cell to
    lines in every direction: the mean squared length that this adds is taken off, the spread is said as `blur`.
    """
    import scipy.fft  # deferred: few questions are asked of so many points

    x, y = sites.coordinates
    sides = np.array([x.max() - x.min(), y.max() - y.min()])
    width = float(sides.max() + reach) / (cells - 4) or 1.0
    counts, shape = _cell_weights(x, y, weights, width, reach)
    with_workers = {"workers": os.cpu_count() or 1}
    spectrum = scipy.fft.rfft2(counts, shape, **with_workers)
    power = spectrum.real**2 + spectrum.imag**2
    together = scipy.fft.irfft2(power, shape, **with_workers)
    alone = len(x) if weights is None else float((weights**2).sum())
    factor = (BINS - 1) / max(reach / width, 1.0)
    histogram = np.zeros((BINS, 2))
    _add_offsets(together, float(alone), factor, reach / width, histogram)
    return Spikes.of_histogram(histogram, width / factor, sites, BLUR * width**2)


def fine_enough(length: float, bandwidth: float) -> int:
    """How many cells there should be along so long a side, padding included."""
    return int(np.clip(IN_BANDWIDTH * length / bandwidth, 128, FINEST))


def _cell_weights(
    x: Values, y: Values, weights: Values | None, width: float, reach: float
) -> tuple[NDArray[np.float32], tuple[int, int]]:
    """The weight in each cell, and how many cells the transform needs; in 32 bits, which are seven digits."""
    import scipy.fft  # deferred: see above

    cell = [((values - values.min()) / width).astype(np.int64) for values in (x, y)]
    sides = [int(part.max()) + 1 for part in cell]
    found = np.bincount(cell[0] * sides[1] + cell[1], weights, sides[0] * sides[1]).reshape(sides)
    # What is farther apart than a period less the side comes in again from the other end, but beyond the reach.
    padded = [scipy.fft.next_fast_len(side + int(reach / width) + 2, real=True) for side in sides]
    return found.astype(np.float32), (padded[0], padded[1])


@njit(cache=True, nogil=True)
def _add_offsets(together, alone, factor, reach, found):  # type: ignore[no-untyped-def]
    """Every offset of two cells once: half of the plane, and half of what lies in the same cell."""
    rows, columns = together.shape
    far = int(reach) + 1
    for down in range(min(far, rows - 1) + 1):
        for right in range(-min(far, columns // 2), min(far, columns // 2) + 1):
            if down == 0 and right < 0:
                continue
            weight = float(together[down, right % columns])
            if down == 0 and right == 0:
                weight = (weight - alone) / 2
            square = float(down * down + right * right)
            line = np.sqrt(max(square - 1.0 / 6.0, 0.0)) * factor
            into = int(line)
            if into >= len(found):
                continue
            found[into, 0] += weight
            found[into, 1] += weight * (line - into - 0.5)
