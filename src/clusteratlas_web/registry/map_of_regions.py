"""Maps of the registry as SVG: regions coloured by how many organisations they have, or marks of where one is."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from clusteratlas_web.foundation.numbers import count
from clusteratlas_web.foundation.places import Ground, ground, places, region_name

BOUNDS = (1, 5, 25, 100)  # the least number of organisations of each class
COLOURS = ("q2", "q3", "q4", "q5")
_REGION = (
    '<a href="{}" data-region="{}" tabindex="{}" aria-label="{}" data-tip="{}"><use class="m {}" href="{}#{}"/></a>\n'
)
_NOTHING = '<use class="m none" href="{}#{}"/>\n'
_SELECTED = '<use class="sel" href="{}#{}"/>'


@dataclass(frozen=True)
class Spot:
    """A region an organisation is in."""

    region: str
    name: str


@dataclass(frozen=True)
class Class:
    """A class of the legend: its colour, the numbers in it, and how many regions it has."""

    colour: str
    bounds: str
    regions: int


@dataclass(frozen=True)
class RegionMap:
    """A map: its drawing, its legend, and what has to be said beside it."""

    title: str
    view_box: str
    ground: Ground
    shapes: SafeString
    classes: list[Class]
    without: int
    notice: str


def colour_map(atlas: str, level: str, counts: Mapping[str, int], query: str, chosen: str = "") -> RegionMap | None:
    """The regions of a level coloured by counts, each a link into the directory; None where there are no boundaries.

    `query` is what else was chosen, as the beginning of an address: `?kind=firm&`.
    """
    drawn = ground(atlas)
    if drawn is None or level not in drawn.points:
        return None
    codes = sorted(drawn.points[level])
    have = [code for code in codes if counts.get(code)]
    empty = format_html_join("", _NOTHING, ((drawn.sheet, code) for code in codes if code not in counts))
    full = format_html_join("", _REGION, (_link(code, counts[code], drawn, query, have[0]) for code in have))
    selected = format_html(_SELECTED, drawn.sheet, chosen) if chosen in codes else mark_safe("")
    return RegionMap(
        title=gettext("Organisations by region"),
        view_box=" ".join(map(str, drawn.view_box)),
        ground=drawn,
        shapes=empty + full + selected,
        classes=_classes([counts[code] for code in have]),
        without=len(codes) - len(have),
        notice=drawn.notice,
    )


def mark_map(spots: Sequence[Spot]) -> RegionMap | None:
    """The regions of an organisation on the map of the atlas of the first; None where it has no boundaries."""
    known = [spot for spot in spots if spot.region in places().regions]
    if not known:
        return None
    drawn = ground(places().regions[known[0].region].atlas)
    every = {code for codes in drawn.points.values() for code in codes} if drawn else set()
    here = [spot.region for spot in known if spot.region in every]
    if drawn is None or not here:
        return None
    shapes = format_html_join("", '<use class="m here" href="{}#{}"/>', ((drawn.sheet, code) for code in here))
    return RegionMap(
        title="; ".join(spot.name for spot in known),
        view_box=" ".join(map(str, drawn.view_box)),
        ground=drawn,
        shapes=shapes + _dots(here, drawn),
        classes=[],
        without=0,
        notice=drawn.notice,
    )


def _dots(codes: list[str], drawn: Ground) -> SafeString:
    """A dot in every region, so that a small one can be found."""
    points = {code: point for level in drawn.points.values() for code, point in level.items()}
    path = "".join(f"M{points[code][0]:g} {points[code][1]:g}h0" for code in codes)
    return format_html('<path class="spot-ring" d="{0}"/><path class="spot" d="{0}"/>', path)


def _link(code: str, number: int, drawn: Ground, query: str, first: str) -> tuple[object, ...]:
    name = region_name(code)
    told = ngettext("%(n)s organisation", "%(n)s organisations", number) % {"n": count(number)}
    colour, stop = COLOURS[bisect_right(BOUNDS, number) - 1], "0" if code == first else "-1"
    return f"{query}region={code}", code, stop, f"{name}; {told}", f"{name}|{count(number)}", colour, drawn.sheet, code


def _classes(numbers: list[int]) -> list[Class]:
    counts = Counter(bisect_right(BOUNDS, number) - 1 for number in numbers)
    ends = [*(f"{low}" if low == high - 1 else f"{low}–{high - 1}" for low, high in pairwise(BOUNDS))]
    return [Class(COLOURS[at], words, counts[at]) for at, words in enumerate([*ends, f"{BOUNDS[-1]}+"])]
