"""What changed between two editions: inputs and choices, what entered and left, classes and figures, and why."""

from clusteratlas.editions.diff.comparing import diff
from clusteratlas.editions.diff.difference import (
    BECAME_STRONG,
    CAUSES,
    CHANGES,
    DATA,
    DEFINITION,
    FIGURES,
    NO_LONGER_STRONG,
    OTHERS,
    RULE,
    Difference,
    Fact,
    Turnover,
)

__all__ = [
    "BECAME_STRONG",
    "CAUSES",
    "CHANGES",
    "DATA",
    "DEFINITION",
    "FIGURES",
    "NO_LONGER_STRONG",
    "OTHERS",
    "RULE",
    "Difference",
    "Fact",
    "Turnover",
    "diff",
]
