"""One year's cells: records laid out along both trees, withheld ones bounded and estimated, and written as rows."""

from clusteratlas.editions.cells.block import Block, lay_out
from clusteratlas.editions.cells.bounding import Bounded, bound_block
from clusteratlas.editions.cells.nodes import Nodes, industry_nodes
from clusteratlas.editions.cells.places import Places, edition_places
from clusteratlas.editions.cells.report import YearReport
from clusteratlas.editions.cells.rows import rows_of

__all__ = [
    "Block",
    "Bounded",
    "Nodes",
    "Places",
    "YearReport",
    "bound_block",
    "edition_places",
    "industry_nodes",
    "lay_out",
    "rows_of",
]
