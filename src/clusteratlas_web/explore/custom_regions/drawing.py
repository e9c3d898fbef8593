"""The map of units: every region of a level as a link that puts it in or takes it out, or the part around some."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from clusteratlas.editions import Edition
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.labels import HIGH, SIZE, Label, place_labels
from clusteratlas_web.explore.serving import boundaries, label_points, line_layers

_UNIT = (
    '<a href="{}" data-region="{}" data-unit="{}" tabindex="{}" aria-label="{}" data-tip="{}">'
    '<use class="m u{}" href="{}#{}"/></a>\n'
)
_ASPECT = 0.68  # height of a part of the map over its width
_AROUND = 0.25  # of the width of the units, on either side
_LETTERS = 0.019  # the size of letters over the width of a part: 12 pixels on 620
_LEAST = 0.09  # of the sheet's width: a single county still shows where it lies

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Unit:
    """A region on the map: where its link leads, what is said of it, and whether it is one of the custom region."""

    region: str
    address: str
    label: str
    tip: str
    picked: bool


@dataclass(frozen=True)
class NamedUnit:
    """A label and its words."""

    place: Label
    name: str


@dataclass(frozen=True)
class UnitMap:
    """What a template draws of a level's regions."""

    title: str
    tip_labels: str
    outlines: SafeString
    view_box: str
    sheet: str
    country: str
    lines: tuple[str, ...]
    notice: str
    labels: list[NamedUnit] = field(default_factory=list)


def draw_units(
    edition: Edition, units: Sequence[Unit], to: Addresses, title: str, tips: Iterable[str]
) -> UnitMap | None:
    """The whole map; None where the edition has no boundaries of these regions."""
    package = boundaries(edition)
    if package is None or not units:
        return None
    return _map(edition, units, to, (title, tips), package.description.view_box)


def draw_around(
    edition: Edition, units: Sequence[Unit], to: Addresses, title: str, tips: Iterable[str], names: Mapping[str, str]
) -> UnitMap | None:
    """The part of the map in which the picked units lie, the largest of them named; `names` are in that order."""
    package, level = boundaries(edition), _level_of(units)
    if package is None or level not in package.layers:
        return None
    boxes = extents(edition.folder, level)
    picked = [boxes[unit.region] for unit in units if unit.picked and unit.region in boxes]
    if not picked:
        return None
    sheet = package.description.view_box
    part = _part(picked, sheet)
    seen = [unit for unit in units if unit.region in boxes and _meet(boxes[unit.region], part)]
    box = (round(part[0]), round(part[1]), round(part[2] - part[0]), round(part[3] - part[1]))
    return _map(edition, seen, to, (title, tips), box, _labels(names, label_points(edition.folder, level), box))


def _labels(names: Mapping[str, str], points: Mapping[str, tuple[float, float]], box: Sequence[int]) -> list[NamedUnit]:
    """The largest units' names where they have room, in letters as large as the text beside the map.

    Labels are placed on a sheet that begins at nought, as high as gives such letters; points are moved there and back.
    """
    x, y = box[0], box[1]
    moved = {code: (left - x, top - y) for code, (left, top) in points.items()}
    placed = place_labels(names, moved, (0, 0, box[2], round(box[2] * _LETTERS * HIGH / SIZE)))
    return [NamedUnit(_moved(place, x, y), names[place.region]) for place in placed]


@lru_cache(maxsize=32)
def extents(folder: Path, level: str) -> dict[str, Box]:
    """The box around the outline of every region of a level of an edition with boundaries."""
    from clusteratlas.geometry import read_package  # deferred: maps that show everything need no outlines here

    layer = read_package(folder / "boundaries").layer(level)
    return {feature.code: _box([ring for polygon in feature.shape for ring in polygon]) for feature in layer.features}


def _box(rings: Sequence["np.ndarray[tuple[int, ...], np.dtype[np.int64]]"]) -> Box:
    points = np.vstack(rings)
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return left, top, right, bottom


def _level_of(units: Sequence[Unit]) -> str:
    return units[0].region.split("-")[1] if units else ""


def _part(boxes: Sequence[Box], sheet: Sequence[int]) -> Box:
    """A part of the sheet around some boxes, in one proportion and never tiny."""
    left, top = (min(box[at] for box in boxes) for at in (0, 1))
    right, bottom = (max(box[at] for box in boxes) for at in (2, 3))
    width = max((right - left) * (1 + 2 * _AROUND), (bottom - top) * (1 + 2 * _AROUND) / _ASPECT, sheet[2] * _LEAST)
    x, y, height = (left + right) / 2, (top + bottom) / 2, width * _ASPECT
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _moved(place: Label, x: float, y: float) -> Label:
    return Label(
        place.region,
        place.x + x,
        place.y + y,
        place.anchor,
        place.width,
        place.from_x + x,
        place.from_y + y,
        place.size,
    )


def _map(
    edition: Edition,
    units: Sequence[Unit],
    to: Addresses,
    words: tuple[str, Iterable[str]],
    box: Sequence[int],
    labels: Sequence[NamedUnit] = (),
) -> UnitMap:
    sheet, package = to.page("boundary-sheet"), boundaries(edition)
    return UnitMap(
        title=words[0],
        tip_labels="|".join(words[1]),
        outlines=_outlines(units, sheet),
        view_box=" ".join(str(number) for number in box),
        sheet=sheet,
        country=edition.manifest.country,
        lines=line_layers(edition.folder),
        notice=package.description.notice if package else "",
        labels=list(labels),
    )


def _outlines(units: Sequence[Unit], sheet: str) -> SafeString:
    """Every unit as a link around its outline; the tab key stops at the first picked, else at the first."""
    first = next((unit.region for unit in units if unit.picked), units[0].region)
    ordered = sorted(units, key=lambda unit: unit.picked)  # what is picked lies above
    return format_html_join(
        "",
        _UNIT,
        (
            (
                *(unit.address, unit.region, unit.region.rpartition("-")[2], "0" if unit.region == first else "-1"),
                *(unit.label, unit.tip, " on" if unit.picked else "", sheet, unit.region),
            )
            for unit in ordered
        ),
    )
