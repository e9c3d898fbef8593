"""Maps of briefs as SVG: where a region lies, and how specialised the regions of a level are in a cluster."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from clusteratlas.charts.lettering import text_width
from clusteratlas.editions.edition import Edition
from clusteratlas.geometry import BoundaryPackage, read_package
from clusteratlas.geometry.paths import line_path, shape_path
from clusteratlas.geometry.sheet import BACKDROP
from clusteratlas.reports.brief import Ink

Point = tuple[float, float]
Box = tuple[float, float, float, float]
_FONT = 'font-family="Liberation Sans, Noto Sans CJK SC, sans-serif"'


@dataclass(frozen=True)
class Outlines:
    """The regions of a level as paths and the points of their names, the lines over them, and the frame."""

    box: tuple[int, int, int, int]
    regions: Mapping[str, str]
    points: Mapping[str, Point]
    lines: Mapping[str, str]
    land: frozenset[str]  # which of the lines are the outline of the whole
    notice: str


def outlines(edition: Edition, level: str) -> Outlines | None:
    """The outlines of a level; None where the edition has no boundaries of it."""
    return _read(edition.folder, level)


@lru_cache(maxsize=8)  # reading a thousand outlines takes half a second
def _read(folder: Path, level: str) -> Outlines | None:
    place = folder / "boundaries"
    package = read_package(place) if place.is_dir() else None
    if package is None or level not in package.layers:
        return None
    features = package.layer(level).features
    return Outlines(
        box=package.description.view_box,
        regions={feature.code: shape_path(feature.shape) for feature in features},
        points={f.code: (f.properties["label"][0], f.properties["label"][1]) for f in features},
        lines=_lines(package),
        land=_land(package),
        notice=package.description.notice,
    )


def _land(package: BoundaryPackage) -> frozenset[str]:
    if BACKDROP not in package.layers:
        return frozenset()
    return frozenset(feature.code for feature in package.layer(BACKDROP).features)


def _lines(package: BoundaryPackage) -> dict[str, str]:
    backdrop = [BACKDROP] if BACKDROP in package.layers else []
    features = (each for layer in (*backdrop, *package.line_layers) for each in package.layer(layer).features)
    return {each.code: line_path(each.lines) if each.lines else shape_path(each.shape) for each in features}


def draw_place(found: Outlines, region: str, label: str, ink: Ink) -> str:
    """The regions of the level on the land, and one of them in the accent's colour."""
    palette = ink.palette
    ground = _ground(found, ink) + _shapes(found.regions, found.regions, ink, palette.grey, palette.paper)
    here = _shapes([region], found.regions, ink, palette.accent, palette.accent)
    ring = _ring(found, region, palette.accent)
    return _map(found, label, ground + _borders(found, ink) + here + ring)


def draw_classes(found: Outlines, quotients: Mapping[str, float | None], strong: Iterable[str], text: Mapping[str, str],
                 label: str, ink: Ink) -> str:  # fmt: skip
    """Every region in the colour of its class, a point in those that are strong, names where they are given."""
    palette = ink.palette
    by_colour: dict[str, list[str]] = {}
    for code in found.regions:
        by_colour.setdefault(palette.quotient_colour(quotients.get(code)), []).append(code)
    areas = "".join(_shapes(codes, found.regions, ink, colour, palette.paper) for colour, codes in by_colour.items())
    size = found.box[2] // 160
    points = "".join(f"M{x:g} {y:g}h0" for x, y in (found.points[code] for code in strong if code in found.points))
    dots = (
        f'<path d="{points}" stroke="{palette.paper}" stroke-width="{size * 1.6:g}" stroke-linecap="round"/>'
        f'<path d="{points}" stroke="{palette.ink}" stroke-width="{size}" stroke-linecap="round"/>'
    )
    return _map(found, label, areas + _borders(found, ink) + dots + _names(found, text, ink))


def _names(found: Outlines, text: Mapping[str, str], ink: Ink) -> str:
    """Names beside their points, on a halo of the paper's colour; one that no side has room for is left out."""
    size = found.box[2] // 48
    taken: list[Box] = []
    written = []
    for code, words in text.items():
        if code in found.points:
            written.append(_name(found, found.points[code], words, size, taken, ink))
    return "".join(written)


def _name(found: Outlines, point: Point, words: str, size: int, taken: list[Box], ink: Ink) -> str:
    """One name, to the right of its point or else to the left."""
    (x, y), width = point, text_width(words, size)
    for start, anchor in ((x + size * 0.6, "start"), (x - size * 0.6, "end")):
        left = start if anchor == "start" else start - width
        box = (left, y - size * 0.7, left + width, y + size * 0.7)
        inside = found.box[0] <= left and left + width <= found.box[0] + found.box[2]
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            place = f'x="{start:g}" y="{y + size * 0.35:g}" font-size="{size}" text-anchor="{anchor}" {_FONT}'
            halo = f'fill="none" stroke="{ink.palette.paper}" stroke-width="{size // 4}" stroke-linejoin="round"'
            said = escape(words)
            return f'<text {place} {halo}>{said}</text><text {place} fill="{ink.palette.ink}">{said}</text>'
    return ""


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _shapes(codes: Iterable[str], paths: Mapping[str, str], ink: Ink, fill: str, stroke: str) -> str:
    drawn = "".join(_shape(code, paths, ink) for code in codes if code in paths)
    return f'<g fill="{fill}" stroke="{stroke}" stroke-width="{0.5 if ink.sheet else 4}">{drawn}</g>'


# The outlines of a sheet keep the width of their strokes in pixels, however far a map is enlarged.
def _shape(code: str, paths: Mapping[str, str], ink: Ink) -> str:
    """The path itself in a document; on a page, which has the sheet of outlines already, a reference to it."""
    return f'<use href="{ink.sheet}#{code}"/>' if ink.sheet else f'<path d="{paths[code]}"/>'


def _ground(found: Outlines, ink: Ink) -> str:
    """The land, where the edition has its outline."""
    land = [code for code in found.lines if code in found.land]
    return _shapes(land, found.lines, ink, ink.palette.rule, ink.palette.rule)


def _borders(found: Outlines, ink: Ink) -> str:
    drawn = "".join(_shape(code, found.lines, ink) for code in found.lines)
    return f'<g fill="none" stroke="{ink.palette.grey}" stroke-width="{0.7 if ink.sheet else 8}">{drawn}</g>'


def _ring(found: Outlines, region: str, colour: str) -> str:
    """A ring around the place, so that a small region is found too."""
    if region not in found.points:
        return ""
    x, y = found.points[region]
    size = found.box[2] // 24
    return f'<circle cx="{x:g}" cy="{y:g}" r="{size}" fill="none" stroke="{colour}" stroke-width="{size // 10}"/>'


def _map(found: Outlines, label: str, content: str) -> str:
    box = " ".join(map(str, found.box))
    head = f'xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-label={quoteattr(label)}'
    return f"<svg {head}>{content}</svg>"
