"""Connection: into how many parts regions and the industries they have fall, with nothing in common between them."""

import numpy as np
from numpy.typing import NDArray

Truths = NDArray[np.bool_]


def parts(specialised: Truths) -> int:
    """The number of connected parts of the network of regions and industries; those without any tie do not count.

    Parameters:
        specialised: shape (regions, industries), whether the region has the industry.
    """
    ones = specialised.astype(np.float32)  # only sums of ones are taken, and only whether they are above zero
    left = specialised.any(axis=1)
    count = 0
    while left.any():
        left &= ~_reached(ones, int(np.argmax(left)))
        count += 1
    return count


def _reached(ones: NDArray[np.float32], start: int) -> Truths:
    """The regions reached from one region over shared industries, any number of steps away."""
    reached = np.zeros(len(ones), np.bool_)
    reached[start] = True
    while True:
        industries = reached.astype(np.float32) @ ones > 0
        wider = (ones @ industries.astype(np.float32) > 0) | reached
        if wider.sum() == reached.sum():
            return reached
        reached = wider
