"""The density of distances between points at given radii, exact or by a grid, with or without a bandwidth given."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import InputError, UnknownChoice
from clusteratlas.measures.spatial.bandwidth import silverman
from clusteratlas.measures.spatial.distances import EARTH_RADIUS, Sites
from clusteratlas.measures.spatial.spikes import Spikes, Weighing

Values = NDArray[np.float64]
AUTO, EXACT, FFT = "auto", "exact", "fft"
METHODS = (AUTO, EXACT, FFT)
MANY = 150_000  # points above which "auto" takes the grid
FEW = 1_000  # points up to which every pair is kept
BINS, MOST_BINS = 1 << 16, 1 << 18
FINE = 64  # bins in a bandwidth, at least: a kernel moved to the mean of its bin is then right to five digits
REACH = 8.0  # bandwidths beyond which a normal kernel is nothing


@dataclass(frozen=True, eq=False)
class Density:
    """The density at each radius and the bandwidth it was smoothed with; both NaN where there is none."""

    values: Values
    bandwidth: float


def checked_method(method: str) -> str:
    """The word, if it is one of the three; raises UnknownChoice."""
    if method not in METHODS:
        raise UnknownChoice("method", method, METHODS)
    return method


def density(
    sites: Sites, weights: Values | None, radii: Values, method: str = AUTO, bandwidth: float | None = None
) -> Density:
    """The density of the distances between the sites; raises InputError where a grid was asked for and cannot serve."""
    weighing = Weighing.of(len(sites), weights)
    if weighing.total <= 0:
        return Density(np.full(len(radii), np.nan), np.nan)
    if method == FFT and not sites.on_plane:
        raise InputError("method='fft' needs points on a plane. Project them, or choose exact.")
    if method == FFT or (method == AUTO and len(sites) > MANY and sites.on_plane):
        found = _by_grid(sites, weights, radii, bandwidth, weighing)
        if found is not None:
            return found
        if method == FFT:
            raise InputError("method='fft': the grid is too coarse for so small a bandwidth. Choose exact.")
    return _exactly(sites, weights, radii, bandwidth, weighing)


def _exactly(
    sites: Sites, weights: Values | None, radii: Values, bandwidth: float | None, weighing: Weighing
) -> Density:
    spikes = _pairs(sites, weights)
    chosen = silverman(spikes, weighing) if bandwidth is None else bandwidth
    if np.isnan(chosen) or spikes.width * FINE <= chosen:
        return _smoothed(spikes, chosen, radii, weighing)
    # deferred: Numba takes a second to load, which most who import measures never need
    from clusteratlas.measures.spatial.pair_sums import kernel_sums_of_pairs, pair_histogram

    width, bins = bins_within(sites, radii, chosen)
    if bins <= MOST_BINS:
        near = Spikes.of_histogram(pair_histogram(sites.coordinates, weights, width, bins), width, sites)
        return _smoothed(near, chosen, radii, weighing)
    sphere = 0.0 if sites.on_plane else EARTH_RADIUS
    sums = kernel_sums_of_pairs(sites.coordinates, weights, chosen, radii, sphere)
    return Density(sums / (chosen * weighing.total), chosen)


def bins_within(sites: Sites, radii: Values, bandwidth: float) -> tuple[float, int]:
    """The width of bins that are fine enough for the bandwidth, and how many reach as far as the kernels do."""
    reach = float(sites.as_line(np.array([radii[-1] + REACH * bandwidth]))[0])
    width = bandwidth / FINE
    return width, int(reach / width) + 2


def _pairs(sites: Sites, weights: Values | None) -> Spikes:
    from clusteratlas.measures.spatial.pair_sums import lines_and_weights, pair_histogram  # deferred: see above

    if len(sites) <= FEW:
        return Spikes.of_pairs(*lines_and_weights(sites.coordinates, weights), sites)
    width = (sites.longest() * (1 + 1e-9) or 1.0) / BINS
    return Spikes.of_histogram(pair_histogram(sites.coordinates, weights, width, BINS), width, sites)


def _by_grid(
    sites: Sites, weights: Values | None, radii: Values, bandwidth: float | None, weighing: Weighing
) -> Density | None:
    """The density by two grids, one over all for the bandwidth, a finer one for the radii; None if it is too coarse."""
    from clusteratlas.measures.spatial.gridded import WHOLE, fine_enough, gridded_spikes  # deferred: see above

    longest = sites.longest()
    chosen = bandwidth
    if chosen is None:
        chosen = silverman(gridded_spikes(sites, weights, longest, WHOLE), weighing)
    if np.isnan(chosen):
        return Density(np.full(len(radii), np.nan), chosen)
    reach = min(float(radii[-1]) + REACH * chosen, longest)
    spikes = gridded_spikes(sites, weights, reach, fine_enough(longest + reach, chosen))
    return _smoothed(spikes, chosen, radii, weighing) if 6 * spikes.blur <= chosen**2 else None


def _smoothed(spikes: Spikes, bandwidth: float, radii: Values, weighing: Weighing) -> Density:
    from clusteratlas.measures.spatial.pair_sums import kernel_sums  # deferred: see above

    if np.isnan(bandwidth):
        return Density(np.full(len(radii), np.nan), np.nan)
    narrower = float(np.sqrt(bandwidth**2 - spikes.blur))
    sums = kernel_sums(spikes.distances, spikes.weights, narrower, radii)
    return Density(sums / (narrower * weighing.total), bandwidth)
