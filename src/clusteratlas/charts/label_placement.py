"""Places labels beside circles: none covers a circle, another label or the edge; what has no room has none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from clusteratlas.charts.lettering import text_width

_GAP, _HEIGHT = 4.0, 13.0
_FINE, _CLEAR = 6.0, 3.0  # a line is looked at every six pixels, and keeps three from other marks
_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
_DISTANCES = (0.0, 10.0, 20.0, 34.0)


@dataclass(frozen=True)
class Circle:
    """A mark: its middle and radius."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Box:
    """A place text takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two boxes share any room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def covers(self, circle: Circle) -> bool:
        """Whether any of a circle lies in the box."""
        across = circle.x - min(max(circle.x, self.left), self.right)
        down = circle.y - min(max(circle.y, self.top), self.bottom)
        return hypot(across, down) < circle.radius

    def within(self, other: "Box") -> bool:
        """Whether the box lies wholly in another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Label:
    """What is written and where: the middle of its height, how it is aligned, its box, the line to a circle far off."""

    text: str
    x: float
    y: float
    align: str
    box: Box
    leader: tuple[float, float, float, float] | None


@dataclass(frozen=True)
class Room:
    """Where labels may stand: inside the frame, clear of these circles and boxes."""

    frame: Box
    circles: Sequence[Circle]
    taken: Sequence[Box] = ()


def place_labels(wanted: Mapping[int, Sequence[str]], room: Room, size: float) -> dict[int, Label]:
    """A label for each circle wanted, by its number, as far as there is room; the first asked for goes first.

    Of its texts the first is written that has room.
    """
    placed: dict[int, Label] = {}
    for number, texts in wanted.items():
        taken = [*room.taken, *(label.box for label in placed.values())]
        here = Room(room.frame, room.circles, taken)
        candidates = (label for text in texts for label in _candidates(room.circles[number], text, size))
        found = next((label for label in candidates if _has_room(label, here)), None)
        if found:
            placed[number] = found
    return placed


def _candidates(circle: Circle, text: str, size: float) -> Iterator[Label]:
    """Beside the circle first, then farther away with a line to it."""
    width = text_width(text, size)
    for away in _DISTANCES:
        for across, down in _DIRECTIONS:
            yield _label(circle, (across, down), away, text, width)


def _label(circle: Circle, direction: tuple[int, int], away: float, text: str, width: float) -> Label:
    across, down = direction
    length = hypot(across, down)
    reach = circle.radius + _GAP + away
    x, y = circle.x + across / length * reach, circle.y + down / length * reach
    left = x if across > 0 else x - width if across < 0 else x - width / 2
    middle = y + down * _HEIGHT / 2
    box = Box(left, middle - _HEIGHT / 2, left + width, middle + _HEIGHT / 2)
    align = "left" if across > 0 else "right" if across < 0 else "center"
    edge = (circle.x + across / length * circle.radius, circle.y + down / length * circle.radius)
    return Label(text, x, middle, align, box, (*edge, x, y) if away else None)


def _has_room(label: Label, room: Room) -> bool:
    clear = label.box.within(room.frame) and not any(label.box.covers(circle) for circle in room.circles)
    return clear and not any(label.box.meets(box) for box in room.taken) and _leader_is_clear(label, room)


def _leader_is_clear(label: Label, room: Room) -> bool:
    """Whether the line to the circle crosses no text and no other circle."""
    if label.leader is None:
        return True
    x1, y1, x2, y2 = label.leader
    steps = int(hypot(x2 - x1, y2 - y1) / _FINE) + 1
    points = [(x1 + (x2 - x1) * at / steps, y1 + (y2 - y1) * at / steps) for at in range(1, steps + 1)]
    in_text = any(box.covers(Circle(x, y, 1.0)) for x, y in points for box in room.taken)
    return not in_text and not any(hypot(x - c.x, y - c.y) < c.radius + _CLEAR for x, y in points for c in room.circles)
