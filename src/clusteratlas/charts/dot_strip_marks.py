"""What a dot strip shows besides its dots: axis, threshold, the region in question, and the words beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clusteratlas.charts.dot_strip_layout import LOWEST, LogAxis, text_side, ticks
from clusteratlas.charts.drawing import Drawing
from clusteratlas.charts.lettering import BOLD, text_width

Mark = dict[str, Any]
FLAGS_ROOM = 84  # above the dots, for the words
AXIS_ROOM = 46  # below the dots, for ticks, figures and title
_WORDS, _FIGURES = 12, 11  # sizes of text
_BAND = 5  # pixels, how thick a range is on the axis
_BESIDE = 6.0  # from a line to its words
_DOWN = {"line": 10, "here": 30, "gap": 48, "nation": 66}  # where the words stand; a line begins beside its words


@dataclass(frozen=True)
class Standing:
    """The region in question with the range of its quotient, if it is an estimate, and the threshold, if there is one.

    A low end alone is a range without an end.
    """

    region: str
    threshold: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def line(self) -> float:
        """What a location quotient must reach: the threshold, and 1."""
        return 1.0 if self.threshold is None else max(self.threshold, 1.0)


@dataclass(frozen=True)
class Ground:
    """What the marks stand on: the drawing, its axis, how far down it lies, and the region's own row if it has one."""

    drawing: Drawing
    axis: LogAxis
    base: float
    standing: Standing
    own: Mapping[str, Any] | None

    @property
    def here(self) -> float | None:
        """Where the region stands."""
        return None if self.own is None else self.axis.at(self.own["location_quotient"])

    @property
    def threshold(self) -> float | None:
        """Where the threshold stands."""
        return None if self.standing.threshold is None else self.axis.at(self.standing.threshold)

    @property
    def gap(self) -> str:
        """The words for the distance to the line; empty where no arrow is wanted."""
        return "" if self.own is None else self.drawing.word("gap", "")

    @property
    def ticks(self) -> list[float]:
        """The figures of the axis, as many as have room."""
        return ticks(self.axis, 36.0)


def rules(ground: Ground) -> Iterator[Mark]:
    """The axis with its ticks, the line at 1, the threshold, the region, and the way from it to the line."""
    palette, at, base = ground.drawing.palette, ground.axis.at, ground.base
    yield _rule(0, base, palette.grey, x2=ground.axis.width)
    for tick in ground.ticks:
        yield _rule(at(tick), base, palette.grey, y2=base + 5)
    yield _rule(at(1), _DOWN["nation"] - 8, palette.ink, y2=base)
    if ground.threshold is not None:
        yield _rule(ground.threshold, _DOWN["line"] - 8, palette.ink, y2=base, dash=[3, 2])
    if ground.here is not None:
        yield from _band(ground)
        yield _rule(ground.here, _DOWN["here"] - 8, palette.accent, y2=base, width=2)
        if ground.gap:
            foot, head = _gap_flag(ground, ground.here).foot, at(ground.standing.line) - 5
            yield _rule(min(foot, head), _DOWN["gap"], palette.accent, x2=head, width=2)


def _band(ground: Ground) -> Iterator[Mark]:
    """The range of the region's quotient on the axis, in the accent."""
    standing, axis = ground.standing, ground.axis
    if standing.low is not None:
        end = axis.width if standing.high is None else axis.at(standing.high)
        yield _rule(axis.at(standing.low), ground.base, ground.drawing.palette.accent, x2=end, width=_BAND)


def points(ground: Ground) -> Iterator[Mark]:
    """The region's mark below the axis, and the head of the arrow."""
    colour = ground.drawing.palette.accent
    if ground.here is not None:
        yield {"x": ground.here, "y": ground.base + 5, "shape": "triangle-up", "colour": colour}
        if ground.gap:
            head = ground.axis.at(ground.standing.line) - 4
            yield {"x": head, "y": _DOWN["gap"], "shape": "triangle-right", "colour": colour}


def texts(ground: Ground) -> Iterator[Mark]:
    """The figures and the title of the axis, and the words beside the lines."""
    yield from _axis_texts(ground)
    yield from _flags(ground)


def _axis_texts(ground: Ground) -> Iterator[Mark]:
    palette, axis = ground.drawing.palette, ground.axis
    for tick in ground.ticks:
        lowest = tick == LOWEST  # the end of the axis also has all that lies below it
        x, align, sign = (axis.at(tick) - 7, "left", "≤") if lowest else (axis.at(tick), "center", "")
        yield _text(f"{sign}{tick:g}", x, ground.base + 15, palette.ink_2, align, size=_FIGURES)
    title = ground.drawing.word("axis", "Location quotient, logarithmic axis; one dot is one region")
    yield _text(title, axis.width, ground.base + 36, palette.ink_3, "right", size=_FIGURES)


def _flags(ground: Ground) -> Iterator[Mark]:
    """A text is crossed only by lines that begin above it, so those are what it avoids."""
    palette, word, above = ground.drawing.palette, ground.drawing.word, list[float]()
    if ground.threshold is not None:
        figure = f"75th percentile {ground.standing.threshold:.2f}"
        yield _flag(ground, "line", word("line", figure), ground.threshold, [], preferred=1)
        above.append(ground.threshold)
    if ground.own is not None and ground.here is not None:
        name = f"{ground.own.get('region_name', ground.own['region'])} {ground.own['location_quotient']:.2f}"
        yield _flag(ground, "here", word("here", name), ground.here, above) | _accented(ground)
        above.append(ground.here)
        if ground.gap:
            words = _gap_flag(ground, ground.here)
            yield _text(ground.gap, words.x, _DOWN["gap"], palette.ink, words.align) | _accented(ground)
    nation = _flag(ground, "nation", word("nation", "national average 1.00"), ground.axis.at(1), above)
    yield nation | {"colour": palette.ink_2}


def _flag(ground: Ground, place: str, text: str, x: float, crossing: Sequence[float], preferred: int = -1) -> Mark:
    """Words beside the line at `x`."""
    side = text_side(x, text_width(text, _WORDS) + _BESIDE, crossing, ground.axis.width, preferred)
    return _text(text, x + _BESIDE * side, _DOWN[place], ground.drawing.palette.ink, "left" if side > 0 else "right")


@dataclass(frozen=True)
class _GapFlag:
    """Where the words for the distance stand, and where the arrow along it begins."""

    x: float
    align: str
    foot: float


def _gap_flag(ground: Ground, here: float) -> _GapFlag:
    """Beyond the arrow's head or, without room there, before its foot; without room there too, the arrow follows it."""
    line, width = ground.axis.at(ground.standing.line), text_width(ground.gap, _WORDS * BOLD)
    if line + _BESIDE + width <= ground.axis.width:
        return _GapFlag(line + _BESIDE, "left", here)
    if here - _BESIDE - width >= 0:
        return _GapFlag(here - _BESIDE, "right", here)
    return _GapFlag(here + _BESIDE, "left", here + width + 2 * _BESIDE)


def _accented(ground: Ground) -> Mark:
    return {"colour": ground.drawing.palette.accent_ink, "fontWeight": "bold"}


def _rule(x: float, y: float, colour: str, **more: Any) -> Mark:
    return {"x": x, "x2": x, "y": y, "y2": y, "colour": colour, "width": 1, "dash": [1, 0], **more}


def _text(text: str, x: float, y: float, colour: str, align: str, size: int = _WORDS) -> Mark:
    return {"text": text, "x": x, "y": y, "colour": colour, "align": align, "fontSize": size, "fontWeight": "normal"}
