"""Charts as Altair specifications: one definition for notebook, page and document."""

from clusteratlas.charts.chain import chain_flows
from clusteratlas.charts.dot_strip import dot_strip, strip_data
from clusteratlas.charts.dot_strip_marks import Standing
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.frame import framed, specification
from clusteratlas.charts.growth_scatter import growth_scatter
from clusteratlas.charts.network import related_network
from clusteratlas.charts.network_layout import network_layout
from clusteratlas.charts.network_placing import neighbourhood
from clusteratlas.charts.opportunity_parts import opportunity_parts
from clusteratlas.charts.opportunity_prospects import prospect_scatter
from clusteratlas.charts.palette import GROWTH_CLASSES, PAGE, PRINT, QUOTIENT_CLASSES, Palette, quotient_class
from clusteratlas.charts.reliability import reliability_diagram
from clusteratlas.charts.rendering import start_engine, to_page_svg, to_png, to_svg
from clusteratlas.charts.scatter_layout import LEAST_EMPLOYMENT, drawable
from clusteratlas.charts.treemap import portfolio_treemap
from clusteratlas.charts.unit_axis import UnitAxis, count_axis, even_axis, quotient_axis
from clusteratlas.charts.unit_bars import BarCell, BarTable, Head, unit_bars
from clusteratlas.charts.unit_dots import DotPlot, DotRow, unit_dots

__all__ = [
    "GROWTH_CLASSES",
    "LEAST_EMPLOYMENT",
    "PAGE",
    "PRINT",
    "QUOTIENT_CLASSES",
    "BarCell",
    "BarTable",
    "DotPlot",
    "DotRow",
    "Drawing",
    "Head",
    "Palette",
    "Standing",
    "UnitAxis",
    "chain_flows",
    "count_axis",
    "dot_strip",
    "drawable",
    "even_axis",
    "framed",
    "growth_scatter",
    "neighbourhood",
    "network_layout",
    "opportunity_parts",
    "portfolio_treemap",
    "prospect_scatter",
    "quotient_axis",
    "quotient_class",
    "related_network",
    "reliability_diagram",
    "specification",
    "start_engine",
    "strip_data",
    "to_page_svg",
    "to_png",
    "to_svg",
    "unit_bars",
    "unit_dots",
]
