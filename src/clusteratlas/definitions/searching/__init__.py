"""The search for clusters: every similarity, method and number of groups, ranked by validation scores."""

from clusteratlas.definitions.searching.finding import Finding
from clusteratlas.definitions.searching.search import Search, search
from clusteratlas.definitions.searching.space import Configuration, Space

__all__ = ["Configuration", "Finding", "Search", "Space", "search"]
