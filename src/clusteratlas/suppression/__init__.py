"""Withheld cells: bounds from every published total, and estimates that add up."""

from clusteratlas.suppression.bounds import Bounds, Contradiction, sum_of_ends
from clusteratlas.suppression.estimation import Estimates, estimate_cells
from clusteratlas.suppression.frames import bound, estimate
from clusteratlas.suppression.prior import establishment_prior, midpoint_prior
from clusteratlas.suppression.propagation import propagate
from clusteratlas.suppression.set_bounds import set_bounds
from clusteratlas.suppression.sharp import sharpen
from clusteratlas.suppression.tree import Tree
from clusteratlas.tables import UNBOUNDED

__all__ = [
    "UNBOUNDED",
    "Bounds",
    "Contradiction",
    "Estimates",
    "Tree",
    "bound",
    "establishment_prior",
    "estimate",
    "estimate_cells",
    "midpoint_prior",
    "propagate",
    "set_bounds",
    "sharpen",
    "sum_of_ends",
]
