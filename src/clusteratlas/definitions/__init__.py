"""Which industry belongs to which cluster: published definitions, loaded, checked, laid over the industries at hand."""

from clusteratlas.definitions.covered import Coverage, coverage
from clusteratlas.definitions.definition import Cluster, Definition, Place, Subcluster, Uncovered
from clusteratlas.definitions.published import load, published
from clusteratlas.definitions.reading import read_definition

__all__ = [
    "Cluster",
    "Coverage",
    "Definition",
    "Place",
    "Subcluster",
    "Uncovered",
    "coverage",
    "load",
    "published",
    "read_definition",
]
