"""What a table must look like: schemas, checks at the door, integer coding, year matrices."""

from clusteratlas.tables.coding import Coding
from clusteratlas.tables.frames import Frame, like, to_arrow
from clusteratlas.tables.schema import Column, Schema
from clusteratlas.tables.year_matrix import Codings, YearMatrix, year_matrices, year_matrix

__all__ = [
    "Coding",
    "Codings",
    "Column",
    "Frame",
    "Schema",
    "YearMatrix",
    "like",
    "to_arrow",
    "year_matrices",
    "year_matrix",
]
