"""What a mark says of itself: the words of a tooltip and of a screen reader, from the same facts as the drawing."""

from collections.abc import Mapping
from typing import Any

from clusteratlas.charts.certainty_marks import FILLED, HOLLOW, mark_of
from clusteratlas.charts.drawing import Drawing

_SEPARATOR, _COLON = "; ", ": "  # a page takes the words apart again by these


def describe(row: Mapping[str, Any], drawing: Drawing) -> str:
    """Name, jobs, location quotient, growth and class of a cluster; what is not known is left out."""
    facts = {
        drawing.word("employment", "Jobs"): f"{row['employment']:,}",
        drawing.word("location_quotient", "Location quotient"): written_quotient(row.get("location_quotient")),
        drawing.word("employment_growth", "Growth"): written_change(row.get("employment_growth")),
        drawing.word("class", "Class"): _class(row, drawing),
    }
    return _SEPARATOR.join(
        [str(row["cluster_name"]), *(f"{name}{_COLON}{fact}" for name, fact in facts.items() if fact)]
    )


def _class(row: Mapping[str, Any], drawing: Drawing) -> str:
    mark = mark_of(row)
    if mark == HOLLOW:
        return ""
    strong = drawing.word("strong", "strong")
    return strong if mark == FILLED else drawing.word("borderline", f"{strong}, borderline")


def written_quotient(value: float | None) -> str:
    """20.436 as 20.44; nothing where there is none."""
    return "" if value is None else f"{value:.2f}"


def written_change(value: float | None, decimals: int = 1) -> str:
    """0.045 as +4.5%, with a true minus; nothing where there is none."""
    if value is None:
        return ""
    rounded = round(value * 100, decimals)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):,.{decimals}f}%"
