"""An industry that had chosen its places by chance: as many plants on sites drawn from those of all industries."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusteratlas.measures.spatial.density import FFT, MANY, bins_within, density
from clusteratlas.measures.spatial.distances import Sites
from clusteratlas.measures.spatial.spikes import Weighing

Values = NDArray[np.float64]
Curve = Callable[[Sites, Values | None], Values]
MOST_KERNELS = 20_000_000  # kernels at bins that are held at a time


@dataclass(frozen=True, eq=False)
class Counterfactual:
    """All sites, and how many times plants are set upon them anew."""

    sites: Sites
    draws: int
    generator: np.random.Generator

    def curves(self, plants: int, weights: Values | None, curve: Curve) -> Values:
        """The curves of drawn industries: so many different sites, the weights of the plants dealt out on them."""
        return np.array([self._one(plants, weights, curve) for _ in range(self.draws)])

    def _one(self, plants: int, weights: Values | None, curve: Curve) -> Values:
        drawn = np.sort(self.generator.choice(len(self.sites), plants, replace=False))
        dealt = None if weights is None else self.generator.permutation(weights)
        return curve(self.sites.take(drawn), dealt)


def curve_of(sites: Sites, radii: Values, bandwidth: float, method: str) -> Curve:
    """What gives the density of an industry at the radii, the same way for what is and for what is drawn.

    Distances are gathered in bins of a sixty-fourth of the bandwidth; a kernel stands in the middle of its bin, and is
    tilted by how far the distances lie from there on average.
    """
    width, bins = bins_within(sites, radii, bandwidth)
    gridded = method == FFT or (method != "exact" and len(sites) > MANY)
    if gridded or bins * len(radii) > MOST_KERNELS:
        return lambda places, weights: density(places, weights, radii, method, bandwidth).values
    from clusteratlas.measures.spatial.pair_sums import pair_histogram  # deferred: see density

    level, tilt = _kernels(sites, radii, bandwidth, width, bins)

    def curve(places: Sites, weights: Values | None) -> Values:
        found = pair_histogram(places.coordinates, weights, width, bins)
        total = Weighing.of(len(places), weights).total
        return np.asarray((level @ found[:, 0] + tilt @ found[:, 1]) / total)

    return curve


def _kernels(sites: Sites, radii: Values, bandwidth: float, width: float, bins: int) -> tuple[Values, Values]:
    """Kernels at the middle of each bin, shape (radii, bins), and how they change if moved by the width of a bin."""
    edges = np.arange(bins + 1, dtype=np.float64) * width
    middle, step = sites.as_distance(edges[:-1] + width / 2), np.diff(sites.as_distance(edges))
    near, mirrored = ((radii[:, None] + sign * middle) / bandwidth for sign in (-1, 1))
    one, other = (np.exp(-0.5 * part**2) / (np.sqrt(2 * np.pi) * bandwidth) for part in (near, mirrored))
    return one + other, (near * one - mirrored * other) * step / bandwidth
