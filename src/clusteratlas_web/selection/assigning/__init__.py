"""Which juror reads which application: all seats that can be filled, by suitability, evenly, no conflict."""

from clusteratlas_web.selection.assigning.assignment import Assignment, Lack, Seat, assign
from clusteratlas_web.selection.assigning.costs import EVENNESS

__all__ = ["EVENNESS", "Assignment", "Lack", "Seat", "assign"]
