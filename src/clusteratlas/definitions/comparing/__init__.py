"""Definitions held against each other: the adjusted Rand index, clusters matched, industries moved."""

from clusteratlas.definitions.comparing.compare import Comparison, compare
from clusteratlas.definitions.comparing.rand_index import adjusted_rand_index, permuted_rand_indices

__all__ = ["Comparison", "adjusted_rand_index", "compare", "permuted_rand_indices"]
