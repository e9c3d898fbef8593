"""Which regions a map names directly: the highest few whose names have room."""

from collections.abc import Mapping
from dataclasses import dataclass

from clusteratlas.charts.lettering import text_width

MOST = 5
SIZE = 128  # of the letters, in units of a sheet 9750 wide: 10 pixels on a map of 770
WIDE, HIGH = 9750, 9100  # the sheet that fills a map's place: 770 by 720 pixels
ASIDE = 1.5  # from the region's point to its text, in letters

ViewBox = tuple[int, int, int, int]
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
    size: int

    @property
    def drop(self) -> int:
        """How far its line of writing lies below the point, so that its middle is level with it."""
        return round(self.size * 0.31)

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
        return not apart and abs(self.y - other.y) < 1.5 * self.size


def letter_size(view_box: ViewBox) -> int:
    """The size of a map's letters in units of its sheet, so that they are as large on every sheet."""
    return round(SIZE * max(view_box[2] / WIDE, view_box[3] / HIGH))


def place_labels(texts: Mapping[str, str], points: Mapping[str, Point], view_box: ViewBox) -> list[Label]:
    """Labels for the first regions, in the order of `texts`, that have a point and room; they run inwards."""
    placed: list[Label] = []
    for region, text in texts.items():
        if len(placed) == MOST:
            break
        if region in points:
            label = _beside(region, text, points[region], view_box)
            if not any(label.touches(other) for other in placed):
                placed.append(label)
    return placed


def _beside(region: str, text: str, point: Point, view_box: ViewBox) -> Label:
    (x, y), size = point, letter_size(view_box)
    rightward = x < view_box[2] / 2
    anchor = "start" if rightward else "end"
    aside = ASIDE * size if rightward else -ASIDE * size
    return Label(region, x + aside, y, anchor, text_width(text, size), x, y, size)
