"""First guesses of withheld cells: establishments times jobs per establishment, or the middle of a published range."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas.suppression.bounds import Bounds
from clusteratlas.suppression.tree import Tree
from clusteratlas.tables import UNBOUNDED

SHRINKAGE = 3.0  # establishments of the industry above that count as much as known ones


def establishment_prior(
    establishments: NDArray[np.int64],
    bounds: Bounds,
    regions: Tree,
    industries: Tree,
    shrinkage: float = SHRINKAGE,
) -> NDArray[np.float64]:
    """A cell's establishments times the value per establishment of its industry where that is known.

    rate(i) = (known value of i + shrinkage * rate(above i)) / (known establishments of i + shrinkage), down the tree
    of industries, over the regions that have no regions below them; an industry at the root is not shrunk. Guesses
    are cut to the bounds.

    Parameters:
        establishments: shape (region nodes, industry nodes), not negative; 0 where not known.
        bounds: of the value to be guessed; where low equals high it is known.
        shrinkage: establishments' worth of the rate of the industry above.

    Returns:
        Shape of the bounds; 0 where a cell has no establishments and no lower bound.
    """
    lowest = regions.leaves
    count = np.where(bounds.settled[lowest], establishments[lowest], 0)
    value = np.where(count > 0, bounds.low[lowest], 0).sum(axis=0, dtype=np.float64)
    count = count.sum(axis=0, dtype=np.float64)
    rate = np.zeros(len(industries))
    for i in industries.down.tolist():
        above = industries.parents[i]
        weight = shrinkage if above >= 0 else 0.0
        known = count[i] + weight
        rate[i] = (value[i] + weight * (rate[above] if above >= 0 else 0.0)) / known if known else 0.0
    return np.clip(establishments * rate, bounds.low, bounds.high)


def midpoint_prior(bounds: Bounds, ratio: float = 1.5) -> NDArray[np.float64]:
    """The middle of each cell's range; `ratio` times the low end where the range is open above.

    Of cells without any upper bound a low end of 0 counts as 1, so that there is something to scale. Without a lower
    bound the guess is the high end, or 0.
    """
    low, high = bounds.low.astype(np.float64), bounds.high.astype(np.float64)
    middle = low + (high - low) / 2
    middle = np.where(bounds.high >= UNBOUNDED, np.maximum(low, 1.0) * ratio, middle)
    bottomless = np.where(bounds.high >= UNBOUNDED, 0.0, high)
    return np.where(bounds.low <= -UNBOUNDED, bottomless, middle)
