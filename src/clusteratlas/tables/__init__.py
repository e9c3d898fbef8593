"""What a table must look like: schemas, checks at the door, integer coding, year matrices."""

from clusteratlas.tables.coding import Coding, plain
from clusteratlas.tables.frames import Frame, like, to_arrow
from clusteratlas.tables.key_numbers import key_numbers, repeats
from clusteratlas.tables.measure import MEASURES, UNBOUNDED, Measure, measure
from clusteratlas.tables.schema import Column, Schema
from clusteratlas.tables.year_matrix import Codings, YearMatrix, year_matrices, year_matrix

__all__ = [
    "MEASURES",
    "UNBOUNDED",
    "Coding",
    "Codings",
    "Column",
    "Frame",
    "Measure",
    "Schema",
    "YearMatrix",
    "key_numbers",
    "like",
    "measure",
    "plain",
    "repeats",
    "to_arrow",
    "year_matrices",
    "year_matrix",
]
