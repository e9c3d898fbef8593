"""The bandwidth of a density of distances, by the rule of Silverman on all pairs."""

import numpy as np

from clusteratlas.measures.spatial.spikes import Spikes, Weighing

SPREAD = 1.34  # quartiles of a normal variable lie 1.34 standard deviations apart


def silverman(spikes: Spikes, weighing: Weighing) -> float:
    """0.9 * A * pairs^(-1/5), A being the lesser of standard deviation and quartile distance / 1.34; NaN if that is 0.

    It reads every pair and knows no radius: where the density is looked at does not change it.
    """
    if weighing.count <= 1 + 1e-12:
        return float("nan")
    low, high = spikes.quartiles(weighing.count)
    spread = [value for value in (spikes.variance(weighing.count) ** 0.5, (high - low) / SPREAD) if value > 0]
    largest = float(spikes.distances.max(initial=0.0))
    if not spread or max(spread) <= 1e-12 * largest:  # all pairs as far apart as each other, but for rounding
        return float("nan")
    wide = [value for value in spread if value > 1e-12 * largest]
    return float(0.9 * min(wide) * np.power(weighing.count, -0.2))
