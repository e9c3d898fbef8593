"""The plants: half of them in forty towns, half anywhere on a square."""

import numpy as np
from numpy.typing import NDArray

SEED = 20261122
RADII = np.linspace(0, 0.2, 60)


def plants(points: int) -> NDArray[np.float64]:
    """Shape (2, points)."""
    rng = np.random.default_rng(SEED)
    towns = rng.random((2, 40))[:, rng.integers(0, 40, points // 2)] + rng.normal(0, 0.01, (2, points // 2))
    return np.hstack([towns, rng.random((2, points - points // 2))])
