"""Industry and region codes: their trees, titles and vintages, and sums along the trees."""

from clusteratlas.classifications import us_regions
from clusteratlas.classifications.classification import Classification
from clusteratlas.classifications.delineation_changes import AreaChange, changes
from clusteratlas.classifications.industries import naics
from clusteratlas.classifications.nearest import nearest_code
from clusteratlas.classifications.region import Region
from clusteratlas.classifications.rollup import leaves_only, roll_up
from clusteratlas.classifications.trees import ancestry, county_ancestry, region_ancestry

__all__ = [
    "AreaChange",
    "Classification",
    "Region",
    "ancestry",
    "changes",
    "county_ancestry",
    "leaves_only",
    "naics",
    "nearest_code",
    "region_ancestry",
    "roll_up",
    "us_regions",
]
