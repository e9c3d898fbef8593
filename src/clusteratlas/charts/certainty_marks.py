"""The mark of a strong cluster in a drawing: filled where it is robust, half where withheld figures may change it."""

from collections.abc import Mapping
from typing import Any

FILLED, HALF, HOLLOW = "filled", "half", "hollow"
LEFT_HALF = "M0,-1A1,1,0,0,0,0,1Z"  # a symbol: the left half of the circle of the same size


def mark_of(row: Mapping[str, Any]) -> str:
    """The mark of a row; one that does not say whether it is robust is taken as it stands."""
    if not row.get("strong"):
        return HOLLOW
    return FILLED if row.get("robust", True) else HALF
