"""The grouping functions by name; each looks at the vectors once and then answers for any number of groups."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from clusteratlas.definitions.grouping.k_medians import k_medians_kernel
from clusteratlas.definitions.grouping.spectral import embedding
from clusteratlas.errors import InputError

Vectors = NDArray[np.float64]
Labels = NDArray[np.int64]
Cut = Callable[[int], Labels]


@dataclass(frozen=True)
class Starts:
    """How often a method that begins with a draw is started, and the seed of its draws; the best start counts."""

    count: int = 10
    seed: int = 0

    def __post_init__(self) -> None:
        if self.count < 1 or not 0 <= self.seed < 2**32:
            raise InputError(
                f"{self.count} starts with seed {self.seed}: 1 and more are wanted, and a seed of 0 to 2^32."
            )


def k_means(vectors: Vectors, starts: Starts) -> Cut:
    """Groups around means: the least sum of squared distances."""
    return lambda clusters: _k_means(vectors, clusters, starts)


def k_medians(vectors: Vectors, starts: Starts) -> Cut:
    """Groups around medians: the least sum of absolute differences."""
    return lambda clusters: k_medians_kernel(vectors, clusters, starts.count, starts.seed)


def hierarchical(vectors: Vectors, starts: Starts, linkage: str) -> Cut:
    """Groups joined two by two, the nearest first; nothing is drawn."""
    from scipy.cluster.hierarchy import cut_tree  # deferred: SciPy takes long to load
    from scipy.cluster.hierarchy import linkage as tree_of
    from scipy.spatial.distance import pdist

    if len(vectors) == 1:
        return lambda clusters: np.zeros(1, np.int64)
    # Distances, not vectors: SciPy warns of vectors that look like distances, as those of equal similarities do.
    tree = tree_of(pdist(vectors), linkage)
    return lambda clusters: np.asarray(cut_tree(tree, n_clusters=clusters)[:, 0], np.int64)


def spectral(vectors: Vectors, starts: Starts) -> Cut:
    """Groups around means of what the leading eigenvectors of the graph of similarities tell apart."""
    directions = embedding(vectors)
    return lambda clusters: _k_means(directions(clusters), clusters, starts)


METHODS: dict[str, Callable[[Vectors, Starts], Cut]] = {
    "k-means": k_means,
    "k-medians": k_medians,
    "ward": partial(hierarchical, linkage="ward"),
    "average": partial(hierarchical, linkage="average"),
    "spectral": spectral,
}


def _k_means(vectors: Vectors, clusters: int, starts: Starts) -> Labels:
    import warnings

    from sklearn.cluster import KMeans  # deferred: scikit-learn takes half a second to load
    from sklearn.exceptions import ConvergenceWarning
    from threadpoolctl import threadpool_limits  # comes with scikit-learn

    means = KMeans(n_clusters=clusters, n_init=starts.count, random_state=starts.seed)
    # One thread: several add up in the order they finish in, and the same seed must give the same groups.
    with threadpool_limits(limits=1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer distinct vectors than groups: the caller looks
        return np.asarray(means.fit_predict(vectors), np.int64)
