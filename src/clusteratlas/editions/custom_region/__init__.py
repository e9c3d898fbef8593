"""Custom regions: regions of one level put together, measured as one and ranked inside the distribution of a level."""

from clusteratlas.editions.custom_region.asked import MOST_UNITS, Asked, ask
from clusteratlas.editions.custom_region.region import CustomRegion, custom_region

__all__ = ["MOST_UNITS", "Asked", "CustomRegion", "ask", "custom_region"]
