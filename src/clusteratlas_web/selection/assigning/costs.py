"""What a seat costs: unsuitability, and more with each application the juror already has; pure, in whole millionths.

A seat costs 1 - suitability. The m-th application of a juror costs EVENNESS x (m - 1) / fair share on top, where the
fair share is the juror's part of all seats by load, at least 1. So a fair share of load is worth EVENNESS of
suitability: an expert gets more to read than others until that much of suitability is used up. The second part rises
with m, so the cost of a juror is convex and a flow of minimum cost finds the best of all assignments.
"""

import numpy as np
from numpy.typing import NDArray

from clusteratlas_web.selection.assigning.jury import Jury

EVENNESS = 0.5
UNIT = 1_000_000


def seat_costs(jury: Jury) -> NDArray[np.int64]:
    """Applications x jurors: 1 - suitability."""
    return np.rint((1 - jury.suitability) * UNIT).astype(np.int64)


def load_steps(jury: Jury, evenness: float = EVENNESS) -> NDArray[np.float64]:
    """By juror, by how much each application makes the next one dearer, in millionths."""
    load = np.minimum(jury.load, len(jury.applications))
    seats = jury.at_least * len(jury.applications)
    fair = np.maximum(load * seats / max(int(load.sum()), 1), 1.0)
    return evenness * UNIT / fair


def load_cost(step: NDArray[np.float64], held: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of one more application for a juror who holds so many."""
    return np.rint(step * held).astype(np.int64)
