"""An atlas as a notebook meets it: regions, clusters, portfolios, opportunities, comparison and explanation."""

from clusteratlas.editions.atlas.backtests import BackTests, Reliability
from clusteratlas.editions.atlas.opened import Atlas
from clusteratlas.editions.atlas.opportunities import Opportunities, Prospects
from clusteratlas.editions.atlas.portfolio import Growth, Portfolio
from clusteratlas.editions.atlas.region import RegionInAtlas
from clusteratlas.editions.atlas.related import RegionNetwork, RelatedClusters
from clusteratlas.editions.atlas.shift_share import ShiftShareTable
from clusteratlas.editions.atlas.table import Table

__all__ = [
    "Atlas",
    "BackTests",
    "Growth",
    "Opportunities",
    "Portfolio",
    "Prospects",
    "RegionInAtlas",
    "RegionNetwork",
    "RelatedClusters",
    "Reliability",
    "ShiftShareTable",
    "Table",
]
