"""Which regions a map names directly: the highest few whose names have room."""

from collections.abc import Mapping
from dataclasses import dataclass

from clusteratlas.charts.lettering import text_width

MOST = 5
SIZE = 128  # of the letters, in units of the sheet: 11 pixels on a map of 840
ASIDE = 190.0  # from the region's point to its text

Point = tuple[float, float]


@dataclass(frozen=True)
class Label:
    """A region's text on the map: where it begins, which way it runs, how wide it is, and the region's own point."""

    region: str
    x: float
    y: float
    anchor: str
    width: float
    from_x: float
    from_y: float

    @property
    def left(self) -> float:
        """The left end of the text and of the line that leads to it."""
        return min(self.from_x, self.x if self.anchor == "start" else self.x - self.width)

    @property
    def right(self) -> float:
        """The right end of both."""
        return max(self.from_x, self.x + self.width if self.anchor == "start" else self.x)

    def touches(self, other: "Label") -> bool:
        """Whether two labels would run into each other."""
        apart = self.right < other.left or other.right < self.left
        return not apart and abs(self.y - other.y) < 1.5 * SIZE


def place_labels(texts: Mapping[str, str], points: Mapping[str, Point], width: float) -> list[Label]:
    """Labels for the first regions, in the order of `texts`, that have a point and room; they run inwards."""
    placed: list[Label] = []
    for region, text in texts.items():
        if len(placed) == MOST:
            break
        if region in points:
            label = _beside(region, text, points[region], width)
            if not any(label.touches(other) for other in placed):
                placed.append(label)
    return placed


def _beside(region: str, text: str, point: Point, width: float) -> Label:
    x, y = point
    rightward = x < width / 2
    anchor = "start" if rightward else "end"
    return Label(region, x + (ASIDE if rightward else -ASIDE), y, anchor, text_width(text, SIZE), x, y)
