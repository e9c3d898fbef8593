"""Explore: the map, the profiles of regions and clusters, editions and downloads."""
