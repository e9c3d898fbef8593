"""Regions, clusters and industries of the current editions for the commons: names, codes, what lies in what.

A home without editions works too: then every code is taken as it is and shown as it is.
"""

from clusteratlas_web.foundation.places.atlas_places import AtlasPlaces, Cluster, Region
from clusteratlas_web.foundation.places.codes import (
    ancestors,
    cluster_key,
    descendants,
    find_clusters,
    find_regions,
    is_cluster,
    is_industry,
    is_region,
    nearest_cluster,
    nearest_industry,
    nearest_region,
)
from clusteratlas_web.foundation.places.lookup import Places, folded
from clusteratlas_web.foundation.places.map_ground import Ground, ground
from clusteratlas_web.foundation.places.naming import (
    atlas_name,
    cluster_address,
    cluster_name,
    industry_name,
    level_name,
    region_address,
    region_name,
)
from clusteratlas_web.foundation.places.offering import offered_clusters, offered_regions
from clusteratlas_web.foundation.places.standing import current_editions, places

__all__ = [
    "AtlasPlaces",
    "Cluster",
    "Ground",
    "Places",
    "Region",
    "ancestors",
    "atlas_name",
    "cluster_address",
    "cluster_key",
    "cluster_name",
    "current_editions",
    "descendants",
    "find_clusters",
    "find_regions",
    "folded",
    "ground",
    "industry_name",
    "is_cluster",
    "is_industry",
    "is_region",
    "level_name",
    "nearest_cluster",
    "nearest_industry",
    "nearest_region",
    "offered_clusters",
    "offered_regions",
    "places",
    "region_address",
    "region_name",
]
