"""The legend of a map: how many regions fall in each class as a histogram, and how large the bubbles are."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from clusteratlas.charts.lettering import text_width
from clusteratlas_web.explore.labels import ViewBox, letter_size
from clusteratlas_web.explore.scales import Scale

WIDE, NARROW = 560, 328  # widths of a legend's two drawings, for screens and phones
BASE, TALLEST = 50, 34  # where its bars stand, and the height of the tallest
LONGEST = 160  # of the bars of named classes
_LARGEST = 0.03  # the radius of the largest bubble, of the width of the sheet
_TALLEST_MAP = (720, 560)  # no map is taller on a page: one alone, one of two
_LETTERS, _LARGER = 11, (1.1, 1.4)  # pixels of letters on phones; how much larger than on the map, below one and two
_SIZES = (1, 0.3, 0.06)  # of the largest, the bubbles that the legend shows


@dataclass(frozen=True)
class LegendClass:
    """A class of the legend: its colour, its lower bound as text, how many regions it has, and where it is drawn."""

    colour: str
    bound: str
    count: int
    emphasised: bool
    x: float
    width: float
    height: float

    @property
    def bar(self) -> float:
        """The width of the bar of its count."""
        return round(self.width * 0.64, 1)

    @property
    def inset(self) -> float:
        """Where its bar begins."""
        return round(self.width * 0.18, 1)

    @property
    def middle(self) -> float:
        """The middle of its bar."""
        return round(self.width / 2, 1)

    @property
    def top(self) -> float:
        """The upper end of its bar."""
        return BASE - self.height

    @property
    def count_y(self) -> float:
        """Where its count stands, above the bar."""
        return self.top - 4


@dataclass(frozen=True)
class Legend:
    """One drawing of the legend."""

    style: str
    width: int
    classes: list[LegendClass]


@dataclass(frozen=True)
class NamedClass:
    """A class with a name: its colour and pattern, how many regions it has, and how long its bar is."""

    label: str
    colour: str
    pattern: str
    count: int
    bar: float


@dataclass(frozen=True)
class SizeWords:
    """How the legend of bubbles speaks: the figures, the word behind the last, what an area is, and who has none."""

    write: Callable[[float], str]
    unit: str
    caption: str
    without: str


@dataclass(frozen=True)
class Size:
    """A bubble of the legend: which amount it is, and where it stands."""

    text: str
    radius: float
    x: float
    text_x: float


@dataclass(frozen=True)
class Sizes:
    """One drawing of the legend of bubbles, in the units of the sheet, so that a bubble is as large as on the map."""

    style: str
    sizes: list[Size]
    width: int
    height: float
    shown: int  # the width in pixels that it has where the map is as tall as a map may be
    letters: int

    @property
    def middle(self) -> float:
        """Where the middle of every bubble stands."""
        return round(self.height / 2, 1)

    @property
    def drop(self) -> int:
        """How far a line of writing lies below the middle, so that its own is level with it."""
        return round(self.letters * 0.31)


def lay_legends(scale: Scale, values: Sequence[float]) -> list[Legend]:
    """The two drawings of a scale with bounds; none of one with names."""
    if scale.labels:
        return []
    return [
        Legend("only-w", WIDE, _classes(scale, values, WIDE)),
        Legend("only-n", NARROW, _classes(scale, values, NARROW)),
    ]


def name_classes(scale: Scale, values: Sequence[float]) -> list[NamedClass]:
    """The classes of a scale with names; none of one with bounds."""
    counts = Counter(scale.class_of(value) for value in values)
    most = max(counts.values(), default=1)
    return [
        NamedClass(label, scale.colours[at], scale.pattern(at), counts[at], round(LONGEST * counts[at] / most, 1))
        for at, label in enumerate(scale.labels)
    ]


def radius_of(amount: float, most: float, box: ViewBox) -> float:
    """The radius of a bubble: its area is the amount."""
    return round(box[2] * _LARGEST * sqrt(amount / most), 1) if most else 0


def lay_sizes(most: float, box: ViewBox, words: SizeWords, maps: int) -> list[Sizes]:
    """The two drawings of at most three bubbles of rounded amounts, from the largest down, below one map or two."""
    amounts = list(dict.fromkeys(rounded_down(most * part) for part in _SIZES if most * part >= 1))
    texts = [words.write(amount) for amount in amounts]
    texts[-1:] = [f"{text} {words.unit}".rstrip() for text in texts[-1:]]
    bubbles = [(text, radius_of(amount, most, box)) for text, amount in zip(texts, amounts, strict=True)]
    shown = round(_TALLEST_MAP[maps - 1] * box[2] / box[3])
    return [
        _sizes("only-w", bubbles, round(letter_size(box) * _LARGER[maps - 1]), (box[2], shown)),
        _sizes("only-n", bubbles, round(_LETTERS * box[2] / NARROW), (box[2], shown)),
    ]


def _sizes(style: str, bubbles: list[tuple[str, float]], letters: int, widths: tuple[int, int]) -> Sizes:
    x, sizes = 0.0, list[Size]()
    for text, radius in bubbles:
        sizes.append(Size(text, radius, round(x + radius, 1), round(x + 2 * radius + letters / 2, 1)))
        x = sizes[-1].text_x + text_width(text, letters) + letters
    height = max([1.4 * letters, *(2 * radius for _, radius in bubbles)])
    return Sizes(style, sizes, widths[0], round(height, 1), widths[1], letters)


def rounded_down(value: float) -> int:
    """The number below with one figure and zeros: 1, 2 or 5."""
    unit: float = 10 ** (len(str(int(value))) - 1)
    return int(max(each for each in (1, 2, 5) if each * unit <= max(value, 1)) * unit)


def _classes(scale: Scale, values: Sequence[float], drawing_width: int) -> list[LegendClass]:
    counts = Counter(scale.class_of(value) for value in values)
    most, width = max(counts.values(), default=1), drawing_width / len(scale.bounds)
    return [
        LegendClass(
            colour=colour,
            bound=scale.write_bound(bound) if bound != float("-inf") else "",
            count=counts[at],
            emphasised=bound == scale.emphasised,
            x=round(at * width, 1),
            width=round(width, 1),
            height=round(TALLEST * counts[at] / most, 1),
        )
        for at, (bound, colour) in enumerate(zip(scale.bounds, scale.colours, strict=True))
    ]
