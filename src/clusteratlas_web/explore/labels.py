"""Which regions a map names directly: the highest few whose names have room."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from clusteratlas.charts.lettering import text_width

MOST = 5
SIZE = 128  # of the letters, in units of a sheet 9750 wide: 10 pixels on a map of 770
WIDE, HIGH = 9750, 9100  # the sheet that fills a map's place: 770 by 720 pixels
ASIDE = 1.5  # from the region's point to its text, in letters
LINE, CLEAR = 1.2, 0.8  # from a line of text to the next, and from its middle to the dots it keeps clear of, in letters

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

    def touches_any(self, others: Iterable["Label"]) -> bool:
        """Whether the label would run into one of these."""
        return any(self.touches(other) for other in others)

    def covers_any(self, dots: Iterable[Point]) -> bool:
        """Whether a dot lies under the text."""
        start = self.x if self.anchor == "start" else self.x - self.width
        edge = 0.5 * self.size
        return any(
            start - edge < x < start + self.width + edge and abs(self.y - y) < CLEAR * self.size for x, y in dots
        )

    def touches(self, other: "Label") -> bool:
        """Whether two labels would run into each other."""
        apart = self.right < other.left or other.right < self.left
        return not apart and abs(self.y - other.y) < 1.5 * self.size


def letter_size(view_box: ViewBox) -> int:
    """The size of a map's letters in units of its sheet, so that they are as large on every sheet."""
    return round(SIZE * max(view_box[2] / WIDE, view_box[3] / HIGH))


def place_labels(
    texts: Mapping[str, str], points: Mapping[str, Point], view_box: ViewBox, dotted: Collection[str] = ()
) -> list[Label]:
    """Labels for the first regions, in the order of `texts`, that have a point and room; they run inwards.

    Where a label would cover the dot of another region, of those `dotted`, it runs outwards or stands higher or lower,
    if that covers none.
    """
    placed: list[Label] = []
    dots = {region: points[region] for region in dotted if region in points}
    for region, text in texts.items():
        if len(placed) == MOST:
            break
        if region in points:
            usual, *further = _around(region, text, points[region], view_box)
            if usual.touches_any(placed):
                continue
            others = [dot for other, dot in dots.items() if other != region]
            free = (label for label in (usual, *further) if not label.touches_any(placed))
            placed.append(next((label for label in free if not label.covers_any(others)), usual))
    return placed


def _around(region: str, text: str, point: Point, view_box: ViewBox) -> Iterator[Label]:
    """Inwards, outwards as far as there is room, then the same a line higher and lower."""
    (x, y), size = point, letter_size(view_box)
    inwards, width = x < view_box[2] / 2, text_width(text, size)
    for line in (0.0, -1.0, 1.0):
        for rightward in (inwards, not inwards):
            aside = ASIDE * size if rightward else -ASIDE * size
            anchor = "start" if rightward else "end"
            label = Label(region, x + aside, y + line * LINE * size, anchor, width, x, y, size)
            fits = label.left >= 0 and label.right <= view_box[2] and size <= label.y <= view_box[3] - size
            if fits or (rightward == inwards and not line):
                yield label
