"""Which industry belongs to which cluster: published definitions, found, loaded, checked, compared."""

from clusteratlas.definitions.comparing import Comparison, compare
from clusteratlas.definitions.coverage_table import coverage_table
from clusteratlas.definitions.covered import Coverage, coverage
from clusteratlas.definitions.definition import Cluster, Definition, Place, Subcluster, Uncovered
from clusteratlas.definitions.forking import Move, fork, move_industries, name_cluster
from clusteratlas.definitions.grouping import group
from clusteratlas.definitions.links import LinkOrigin, link_origin, links
from clusteratlas.definitions.making import Made, Wish, define
from clusteratlas.definitions.outliers import Reassignment, reassign_outliers
from clusteratlas.definitions.published import load, published
from clusteratlas.definitions.reading import read_definition
from clusteratlas.definitions.related import RelationRules, membership_by_kind, related_clusters
from clusteratlas.definitions.reshaping import add_cluster, describe, dissolve_cluster, kinds_of
from clusteratlas.definitions.resolving import check_codes, deciding_codes, place_of, places_over
from clusteratlas.definitions.searching import Configuration, Finding, Search, Space, search
from clusteratlas.definitions.similarity import (
    SimilarityMatrix,
    average,
    local_correlation_kernel,
    similarities,
    similarity,
)
from clusteratlas.definitions.traded_local import TradedRule, natural_resources, traded, traded_rule
from clusteratlas.definitions.validating import Validation, validate
from clusteratlas.definitions.writing import checksum, definition_files

__all__ = [
    "Cluster",
    "Comparison",
    "Configuration",
    "Coverage",
    "Definition",
    "Finding",
    "LinkOrigin",
    "Made",
    "Move",
    "Place",
    "Reassignment",
    "RelationRules",
    "Search",
    "SimilarityMatrix",
    "Space",
    "Subcluster",
    "TradedRule",
    "Uncovered",
    "Validation",
    "Wish",
    "add_cluster",
    "average",
    "check_codes",
    "checksum",
    "compare",
    "coverage",
    "coverage_table",
    "deciding_codes",
    "define",
    "definition_files",
    "describe",
    "dissolve_cluster",
    "fork",
    "group",
    "kinds_of",
    "link_origin",
    "links",
    "load",
    "local_correlation_kernel",
    "membership_by_kind",
    "move_industries",
    "name_cluster",
    "natural_resources",
    "place_of",
    "places_over",
    "published",
    "read_definition",
    "reassign_outliers",
    "related_clusters",
    "search",
    "similarities",
    "similarity",
    "traded",
    "traded_rule",
    "validate",
]
