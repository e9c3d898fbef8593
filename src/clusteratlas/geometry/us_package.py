"""The boundary package of the United States: areas merged from the counties of the npm package us-atlas."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clusteratlas.geometry.drawing import Drawing
from clusteratlas.geometry.packages import BoundaryPackage, PackageDescription, write_package
from clusteratlas.geometry.projection import ALBERS_USA
from clusteratlas.geometry.topology import Topology
from clusteratlas.geometry.us_counties import AreaCounties, find_counties
from clusteratlas.home import sha256_of

AREAS_TITLE = "Areas of the United States, merged from counties"
COUNTIES = "counties"  # the object of the file that all is drawn from
COUNTRY, STATE, STATE_LINES = "country", "state", "state-lines"
# A point goes if its triangle is below this many square units of the sheet (one unit is 0.49 km in the lower 48).
SIMPLIFICATION = 4.0


@dataclass(frozen=True)
class UsPackage:
    """The package written, and for every area asked for which of its counties are in it."""

    package: BoundaryPackage
    areas: tuple[AreaCounties, ...]
    rings_lost: int  # islets and holes of less than a unit, which whole coordinates cannot show

    @property
    def without_boundary(self) -> tuple[AreaCounties, ...]:
        """Areas of which nothing could be drawn."""
        return tuple(area for area in self.areas if not area.has_boundary)

    @property
    def incomplete(self) -> tuple[AreaCounties, ...]:
        """Areas drawn without some of their counties."""
        return tuple(area for area in self.areas if area.has_boundary and not area.complete)

    @property
    def renamed(self) -> tuple[AreaCounties, ...]:
        """Areas with a county that the file knows by another code."""
        return tuple(area for area in self.areas if area.renamed)


def write_us_package(
    counties_topojson: Path,
    areas: Mapping[str, tuple[str, Collection[str]]],
    folder: Path,
    simplification: float = SIMPLIFICATION,
) -> UsPackage:
    """Draw areas, given as code -> (level, five-digit county codes), with states and the nation, into a package."""
    sheet = Drawing(Topology.load(counties_topojson), COUNTIES, ALBERS_USA, simplification)
    known, inside = sheet.topology.features(COUNTIES), sheet.inside()
    found = tuple(
        find_counties(code, level, counties, known, inside) for code, (level, counties) in sorted(areas.items())
    )
    layers = {level: sheet.layer(level, groups) for level, groups in _by_level(found).items()}
    states = _states(inside)
    layers[STATE] = sheet.layer(STATE, states)
    layers[COUNTRY] = sheet.layer(COUNTRY, {"us": inside})
    layers[STATE_LINES] = sheet.lines("us-state-lines", states)
    package = write_package(folder, us_description(AREAS_TITLE, sha256_of(counties_topojson)), layers)
    return UsPackage(package, found, sheet.rings_lost)


def _by_level(areas: Iterable[AreaCounties]) -> dict[str, dict[str, tuple[str, ...]]]:
    levels: dict[str, dict[str, tuple[str, ...]]] = {}
    for area in areas:
        group = levels.setdefault(area.level, {})
        if area.has_boundary:
            group[area.area] = area.found
    return levels


def _states(counties: Iterable[str]) -> dict[str, list[str]]:
    """Counties by state. The file has states of its own, but the ring of Illinois in us-atlas 3.0.1 does not close."""
    states: dict[str, list[str]] = {}
    for county in sorted(counties):
        states.setdefault(f"us-state-{county[:2]}", []).append(county)
    return states


def us_description(title: str, source_sha256: str) -> PackageDescription:
    """What a package drawn from us-atlas says of itself."""
    return PackageDescription(
        title=title,
        vintage="2017",
        producer="US Census Bureau, cartographic boundary files; npm package us-atlas (Michael Bostock)",
        licence="Public domain (boundaries); ISC (us-atlas)",
        notice="Boundaries: US Census Bureau, 2017, generalised.",
        projection=ALBERS_USA.name,
        view_box=ALBERS_USA.view_box,
        source_sha256=source_sha256,
    )
