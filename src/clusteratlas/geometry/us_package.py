"""The boundary package of the United States: areas merged from the counties of the npm package us-atlas."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clusteratlas.geometry.borders import mesh
from clusteratlas.geometry.geojson import PlaneCollection, PlaneFeature
from clusteratlas.geometry.merging import merge
from clusteratlas.geometry.packages import BoundaryPackage, PackageDescription, write_package
from clusteratlas.geometry.projection import ALBERS_USA, Composition
from clusteratlas.geometry.shapes import Line, label_point, ring_count, shape_from, without_repeats
from clusteratlas.geometry.simplification import simplify_arcs
from clusteratlas.geometry.topology import ArcPolygon, Topology, arc_numbers, joined
from clusteratlas.geometry.us_counties import AreaCounties, find_counties
from clusteratlas.home import sha256_of

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
    sheet = _Sheet(Topology.load(counties_topojson), ALBERS_USA, simplification)
    known, inside = sheet.topology.features(COUNTIES), sheet.inside()
    found = tuple(
        find_counties(code, level, counties, known, inside) for code, (level, counties) in sorted(areas.items())
    )
    layers = {level: sheet.layer(level, groups) for level, groups in _by_level(found).items()}
    states = _states(inside)
    layers[STATE] = sheet.layer(STATE, states)
    layers[COUNTRY] = sheet.layer(COUNTRY, {"us": inside})
    layers[STATE_LINES] = sheet.lines("us-state-lines", states)
    package = write_package(folder, _description(sha256_of(counties_topojson)), layers)
    return UsPackage(package, found, sheet.rings_lost)


class _Sheet:
    """A topology with its arcs projected, simplified and rounded: what every layer is drawn from."""

    def __init__(self, topology: Topology, composition: Composition, simplification: float) -> None:
        self.topology, self.composition = topology, composition
        projected = composition.project_arcs(topology.arcs)
        self.missing = {number for number, arc in enumerate(projected) if np.isnan(arc).any()}
        # An arc outside every frame stays as an empty place, so that arc numbers stay; nothing draws it.
        shown = [np.zeros((2, 2)) if number in self.missing else arc for number, arc in enumerate(projected)]
        self.arcs: list[Line] = [np.rint(arc).astype(np.int64) for arc in simplify_arcs(shown, simplification)]
        self.rings_lost = 0

    def inside(self) -> frozenset[str]:
        """The counties that lie inside the frames as a whole."""
        features = self.topology.features(COUNTIES).values()
        return frozenset(feature.code for feature in features if self.missing.isdisjoint(arc_numbers(feature)))

    def layer(self, level: str, groups: Mapping[str, Collection[str]]) -> PlaneCollection:
        merged = merge(self.topology, COUNTIES, groups)
        features = [self._feature(code, level, polygons) for code, polygons in merged.items()]
        return self._collection(features)

    def lines(self, code: str, groups: Mapping[str, Collection[str]]) -> PlaneCollection:
        lines = (without_repeats(joined(self.arcs, line)) for line in mesh(self.topology, COUNTIES, groups))
        return self._collection([PlaneFeature(code, lines=tuple(line for line in lines if len(line) > 1))])

    def _feature(self, code: str, level: str, polygons: Sequence[ArcPolygon]) -> PlaneFeature:
        shape = shape_from(self.arcs, polygons)
        self.rings_lost += ring_count(polygons) - ring_count(shape)
        return PlaneFeature(code, shape, properties={"level": level, "label": list(label_point(shape))})

    def _collection(self, features: Sequence[PlaneFeature]) -> PlaneCollection:
        ordered = tuple(sorted(features, key=lambda feature: feature.code))
        return PlaneCollection(self.composition.name, self.composition.view_box, ordered)


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


def _description(source_sha256: str) -> PackageDescription:
    return PackageDescription(
        title="Areas of the United States, merged from counties",
        vintage="2017",
        producer="US Census Bureau, cartographic boundary files; npm package us-atlas (Michael Bostock)",
        licence="Public domain (boundaries); ISC (us-atlas)",
        notice="Boundaries: US Census Bureau, 2017, generalised.",
        projection=ALBERS_USA.name,
        view_box=ALBERS_USA.view_box,
        source_sha256=source_sha256,
    )
