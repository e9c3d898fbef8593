"""Which regions a map names directly: the highest few that stand apart from each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot

MOST = 5
APART = 620.0  # units of the sheet between two labels, about 55 pixels
ASIDE = 130.0  # from the region's label point to its text

Point = tuple[float, float]


@dataclass(frozen=True)
class Label:
    """A region's text on the map: where it begins, which way it runs, and the region's own point."""

    region: str
    x: float
    y: float
    anchor: str
    from_x: float
    from_y: float


def place_labels(ranked: Iterable[str], points: Mapping[str, Point], width: float) -> list[Label]:
    """Labels for the first regions in the order given that have a point and room; text runs towards the middle."""
    placed: list[Label] = []
    for region in ranked:
        if len(placed) == MOST:
            break
        point = points.get(region)
        if point and all(hypot(point[0] - other.from_x, point[1] - other.from_y) > APART for other in placed):
            placed.append(_beside(region, point, width))
    return placed


def _beside(region: str, point: Point, width: float) -> Label:
    x, y = point
    rightward = x < width / 2
    return Label(region, x + (ASIDE if rightward else -ASIDE), y, "start" if rightward else "end", x, y)
