"""Which clusters are related: how alike their industries are, and how many of them."""

from clusteratlas.definitions.related.between import Between, between_clusters_kernel
from clusteratlas.definitions.related.membership import membership_by_kind
from clusteratlas.definitions.related.related_clusters import related_clusters
from clusteratlas.definitions.related.relations import CLOSE, NEXT, RELATED, RelationRules, relations_kernel

__all__ = [
    "CLOSE",
    "NEXT",
    "RELATED",
    "Between",
    "RelationRules",
    "between_clusters_kernel",
    "membership_by_kind",
    "related_clusters",
    "relations_kernel",
]
