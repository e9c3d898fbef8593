"""The adjusted Rand index of two groupings, and what it is by chance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Labels = Sequence[str] | NDArray[np.intp]


def adjusted_rand_index(before: Labels, after: Labels) -> float | None:
    """How far two groupings of the same things agree beyond chance: 1 the same, 0 chance; None for fewer than two.

    Example:
        >>> adjusted_rand_index(["a", "a", "b", "b"], ["y", "y", "x", "x"])
        1.0
    """
    from sklearn.metrics import adjusted_rand_score  # deferred: scikit-learn takes half a second to load

    return float(adjusted_rand_score(before, after)) if len(before) > 1 else None


def permuted_rand_indices(
    before: Sequence[str], after: Sequence[str], permutations: int = 1000, seed: int = 0
) -> NDArray[np.float64]:
    """The adjusted Rand indices of a grouping with another whose groups are dealt out anew each time.

    Returns:
        Shape (permutations,); NaN for fewer than two things. The mean is near 0, the largest is what chance may reach.
    """
    draw = np.random.default_rng(seed)
    old, new = (np.unique(np.array(labels, np.str_), return_inverse=True)[1] for labels in (before, after))
    found = (adjusted_rand_index(old, draw.permutation(new)) for _ in range(permutations))
    return np.array([np.nan if index is None else index for index in found])
