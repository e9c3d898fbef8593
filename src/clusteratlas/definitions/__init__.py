"""Which industry belongs to which cluster: published definitions, loaded, checked, laid over the industries at hand."""

from clusteratlas.definitions.coverage_table import coverage_table
from clusteratlas.definitions.covered import Coverage, coverage
from clusteratlas.definitions.definition import Cluster, Definition, Place, Subcluster, Uncovered
from clusteratlas.definitions.published import load, published
from clusteratlas.definitions.reading import read_definition
from clusteratlas.definitions.resolving import check_codes, deciding_codes, place_of, places_over

__all__ = [
    "Cluster",
    "Coverage",
    "Definition",
    "Place",
    "Subcluster",
    "Uncovered",
    "check_codes",
    "coverage",
    "coverage_table",
    "deciding_codes",
    "load",
    "place_of",
    "places_over",
    "published",
    "read_definition",
]
