"""Crossings: which regional clusters entered or left a class between two years, and what moved them."""

from clusteratlas.diagnosis.crossings.causes import CAUSES, EITHER, OTHERS, OWN, TOGETHER
from clusteratlas.diagnosis.crossings.crossing import CROSSINGS, ENTERED, KEPT, LEFT, crossings

__all__ = ["CAUSES", "CROSSINGS", "EITHER", "ENTERED", "KEPT", "LEFT", "OTHERS", "OWN", "TOGETHER", "crossings"]
