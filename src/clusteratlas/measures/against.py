"""What the regions of an industry are compared with: the regions' sizes, or regions that all count the same."""

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice

TOTAL, UNIFORM = "total", "uniform"
AGAINST = (TOTAL, UNIFORM)


def checked_against(against: str) -> str:
    """The word, if it is one of the allowed; raises UnknownChoice."""
    if against not in AGAINST:
        raise UnknownChoice("against", against, AGAINST)
    return against


def reference_sizes(cells: NDArray[np.float64], against: str) -> NDArray[np.float64]:
    """The size of each region, of shape (..., regions, 1): its total over all industries, or 1."""
    totals = cells.sum(axis=-1, keepdims=True)
    return totals if checked_against(against) == TOTAL else np.ones(totals.shape)
