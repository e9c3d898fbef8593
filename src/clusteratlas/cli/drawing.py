"""Draws the boundary package of a name from the file it is made from, for the command boundaries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.classifications import gazetteer, us_regions
from clusteratlas.errors import UnknownChoice
from clusteratlas.geometry import (
    BoundaryPackage,
    Drawn,
    write_de_package,
    write_eu_package,
    write_jp_package,
    write_us_package,
    write_us_states_package,
)

_WRITERS: Mapping[str, Callable[[Path, Path], Drawn]] = {
    "us-states": write_us_states_package,
    "eu": write_eu_package,
    "de": write_de_package,
    "jp": write_jp_package,
}
PACKAGES = ("us", *_WRITERS)


@dataclass(frozen=True)
class Stored:
    """What a package holds: regions by level; and the names, by code, of those that could not be drawn."""

    levels: Mapping[str, int]
    undrawn: Mapping[str, str]


def draw_package(name: str, file: Path, folder: Path) -> Stored:
    """Draw a package into a folder, in place of an older one; raises UnknownChoice for a name that is none."""
    if name not in PACKAGES:
        raise UnknownChoice("package", name, PACKAGES)
    if name == "us":
        areas = {area.code: (area.level, area.counties) for area in us_regions.cbp_areas().values()}
        areas_drawn = write_us_package(file, areas, folder)
        return _stored(name, areas_drawn.package, [area.area for area in areas_drawn.without_boundary])
    drawn = _WRITERS[name](file, folder)
    return _stored(name, drawn.package, drawn.undrawn)


def _stored(name: str, package: BoundaryPackage, undrawn: list[str] | tuple[str, ...]) -> Stored:
    places = gazetteer(name[:2])
    levels = [layer for layer in package.layers if layer in places.levels[1:]]
    counts = {level: len(package.layer(level).features) for level in levels}
    return Stored(counts, {code: places.name(code, "en") for code in undrawn})
