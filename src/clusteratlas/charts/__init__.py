"""Charts as Altair specifications: one definition for notebook, page and document."""

from clusteratlas.charts.dot_strip import dot_strip, strip_data
from clusteratlas.charts.dot_strip_marks import Standing
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import specification
from clusteratlas.charts.growth_scatter import growth_scatter
from clusteratlas.charts.palette import GROWTH_CLASSES, PAGE, PRINT, QUOTIENT_CLASSES, Palette, quotient_class
from clusteratlas.charts.rendering import to_png, to_svg
from clusteratlas.charts.scatter_layout import LEAST_EMPLOYMENT, drawable
from clusteratlas.charts.treemap import portfolio_treemap

__all__ = [
    "GROWTH_CLASSES",
    "LEAST_EMPLOYMENT",
    "PAGE",
    "PRINT",
    "QUOTIENT_CLASSES",
    "Drawing",
    "Palette",
    "Standing",
    "dot_strip",
    "drawable",
    "growth_scatter",
    "portfolio_treemap",
    "quotient_class",
    "specification",
    "strip_data",
    "to_png",
    "to_svg",
]
