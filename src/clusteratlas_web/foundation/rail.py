"""The geometry of the rail as pages draw it: that of the library, so that page and document agree."""

from clusteratlas.charts.rail import HIGHEST, LOWEST, WIDTH, Rail, lay_rail, position

__all__ = ["HIGHEST", "LOWEST", "WIDTH", "Rail", "lay_rail", "position"]
