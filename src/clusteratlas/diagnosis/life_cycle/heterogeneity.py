"""Heterogeneity: the entropy of a regional cluster's jobs over its industries or subclusters, year by year."""

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from clusteratlas.diagnosis.life_cycle.panel import Panel
from clusteratlas.measures.answer import quotient

Cube = NDArray[np.float64]


def heterogeneity_kernel(jobs: ArrayLike, groups: ArrayLike, count: int) -> tuple[Cube, NDArray[np.int64]]:
    """Entropy of the parts of each group, and how many parts have jobs.

    Entropy = -sum s ln s over the shares s of the parts in their group: 0 where all jobs are in one part, ln n where n
    parts have the same.

    Parameters:
        jobs: shape (parts,), not negative.
        groups: shape (parts,), the number of each part's group.
        count: how many groups there are.

    Returns:
        Entropy and number, both of the shape (count,); the entropy is NaN where a group has no jobs.

    Example:
        >>> entropy, parts = heterogeneity_kernel([10, 10, 5, 0], [0, 0, 1, 1], 3)
        >>> entropy.round(3).tolist(), parts.tolist()
        ([0.693, 0.0, nan], [2, 1, 0])
    """
    amounts, group = np.asarray(jobs, dtype=np.float64), np.asarray(groups, dtype=np.int64)
    logs = np.log(np.where(amounts > 0, amounts, 1.0))
    total = np.bincount(group, amounts, count).astype(np.float64)
    weighted = np.bincount(group, amounts * logs, count).astype(np.float64)
    entropy = np.log(np.where(total > 0, total, 1.0)) - quotient(weighted, total)
    # Logarithms leave a last bit behind where all jobs are in one part.
    return np.maximum(np.round(entropy, 12), 0.0), np.bincount(group, amounts > 0, count).astype(np.int64)


def heterogeneity(parts: pa.Table, panel: Panel) -> tuple[Cube, NDArray[np.int64]]:
    """Entropy and number of parts for each region, cluster and year of a panel; NaN and 0 where there are none."""
    region, cluster = panel.regions.encode(parts["region"]), panel.clusters.encode(parts["cluster"])
    year = np.searchsorted(panel.years, parts["year"].to_numpy())
    shape = panel.jobs.shape
    known = (region >= 0) & (cluster >= 0)
    group = np.ravel_multi_index((region[known], cluster[known], year[known]), shape)
    entropy, number = heterogeneity_kernel(parts["employment"].to_numpy()[known], group, panel.jobs.size)
    return entropy.reshape(shape), number.reshape(shape)
