"""Industries in groups by how alike they are: k-means, k-medians, hierarchical, spectral."""

from clusteratlas.definitions.grouping.group import group
from clusteratlas.definitions.grouping.methods import METHODS

__all__ = ["METHODS", "group"]
