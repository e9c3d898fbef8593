"""K-medians: groups around medians, for vectors in which a few large similarities must not decide alone."""

import numpy as np
from numpy.typing import NDArray

UPDATES = 100  # a start ends when no vector changes its group, after a few dozen updates at most in practice


def k_medians_kernel(vectors: NDArray[np.float64], clusters: int, starts: int = 10, seed: int = 0) -> NDArray[np.int64]:
    """The group of each vector, such that the absolute differences to the medians of the groups add up to least.

    Each start draws centres far from one another, puts every vector to the nearest centre and moves the centre to the
    median of its vectors, until nothing changes; the start with the least sum counts.

    Parameters:
        vectors: shape (vectors, dimensions), finite.
        clusters: how many groups, 1 to as many as there are distinct vectors.
        starts: how often to start; each has its own draw from `seed`.

    Returns:
        Shape (vectors,), the number of the group, 0 and up; every group has a vector.

    Example:
        >>> groups = k_medians_kernel(np.array([[1.0], [2.0], [90.0], [91.0]]), clusters=2)
        >>> bool(groups[0] == groups[1]), bool(groups[2] == groups[3]), bool(groups[0] == groups[2])
        (True, True, False)
    """
    draws = np.random.default_rng(seed).spawn(starts)
    found = [_one_start(vectors, clusters, draw) for draw in draws]
    return min(found, key=lambda start: start[1])[0]


def _one_start(
    vectors: NDArray[np.float64], clusters: int, draw: np.random.Generator
) -> tuple[NDArray[np.int64], float]:
    centres = _far_apart(vectors, clusters, draw)
    groups, total = _nearest(vectors, centres)
    for _ in range(UPDATES):
        centres = np.stack([np.median(vectors[groups == group], axis=0) for group in range(clusters)])
        moved, less = _nearest(vectors, centres)
        if less >= total:
            break
        groups, total = moved, less
    return groups, total


def _nearest(vectors: NDArray[np.float64], centres: NDArray[np.float64]) -> tuple[NDArray[np.int64], float]:
    """The nearest centre of each vector and the sum of differences; a centre left alone takes the farthest vector."""
    apart = _differences(vectors, centres)
    groups = apart.argmin(axis=1)
    least = apart.min(axis=1)
    for empty in np.setdiff1d(np.arange(len(centres)), groups):
        shared = np.bincount(groups, minlength=len(centres))[groups] > 1
        farthest = int(np.argmax(np.where(shared, least, -1.0)))
        groups[farthest], least[farthest] = empty, 0.0
    return groups, float(least.sum())


def _far_apart(vectors: NDArray[np.float64], clusters: int, draw: np.random.Generator) -> NDArray[np.float64]:
    """Centres among the vectors, each drawn with a chance in proportion to its difference from those drawn before."""
    chosen = [int(draw.integers(len(vectors)))]
    least = _differences(vectors, vectors[chosen])[:, 0]
    for _ in range(1, clusters):
        chances = least / least.sum() if least.sum() > 0 else np.full(len(least), 1 / len(least))
        chosen.append(int(draw.choice(len(vectors), p=chances)))
        least = np.minimum(least, _differences(vectors, vectors[chosen[-1:]])[:, 0])
    return vectors[chosen]


def _differences(vectors: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of absolute differences of every vector from every centre."""
    from scipy.spatial.distance import cdist  # deferred: SciPy takes long to load

    return np.asarray(cdist(vectors, centres, "cityblock"))
