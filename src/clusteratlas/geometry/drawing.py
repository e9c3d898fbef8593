"""A topology projected, simplified and rounded: what every layer of a package is drawn from."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from clusteratlas.geometry.borders import mesh
from clusteratlas.geometry.geojson import PlaneCollection, PlaneFeature
from clusteratlas.geometry.merging import merge
from clusteratlas.geometry.projection import Composition, Frame
from clusteratlas.geometry.shapes import Line, label_point, polygon_area, ring_count, shape_from, without_repeats
from clusteratlas.geometry.simplification import simplify_arcs
from clusteratlas.geometry.topology import ArcPolygon, Feature, Topology, arc_number, arc_numbers, joined


class Drawing:
    """The areas of one object of a topology on a sheet.

    A point of a line goes if its triangle is below `simplification` square units of the sheet, a part of a region, such
    as an islet, if it is below `least_part` and not the region's largest.
    """

    def __init__(
        self, topology: Topology, areas: str, composition: Composition, simplification: float, least_part: float = 0
    ) -> None:
        self.topology, self.areas, self.composition, self.least_part = topology, areas, composition, least_part
        projected = composition.project_arcs(topology.arcs)
        self.missing = {number for number, arc in enumerate(projected) if np.isnan(arc).any()}
        # An arc outside every frame stays as an empty place, so that arc numbers stay; nothing draws it.
        shown = [np.zeros((2, 2)) if number in self.missing else arc for number, arc in enumerate(projected)]
        self.arcs: list[Line] = [np.rint(arc).astype(np.int64) for arc in simplify_arcs(shown, simplification)]
        self.rings_lost = 0  # islets below the least part, and rings whole coordinates cannot show

    def inside(self) -> frozenset[str]:
        """The areas that lie inside the frames as a whole."""
        features = self.topology.features(self.areas).values()
        return frozenset(feature.code for feature in features if self.missing.isdisjoint(arc_numbers(feature)))

    def layer(self, level: str, groups: Mapping[str, Collection[str]]) -> PlaneCollection:
        """Areas merged into groups, by the groups' codes; a group that encloses nothing is left out."""
        merged = merge(self.topology, self.areas, groups)
        return self._collection([self._feature(code, level, parts) for code, parts in merged.items() if parts])

    def lines(self, code: str, groups: Mapping[str, Collection[str]]) -> PlaneCollection:
        """The lines between groups, as one feature."""
        lines = (without_repeats(joined(self.arcs, line)) for line in mesh(self.topology, self.areas, groups))
        return self._collection([PlaneFeature(code, lines=tuple(line for line in lines if len(line) > 1))])

    def inset_lines(self, code: str) -> PlaneCollection:
        """A rectangle around every frame but the first."""
        return self._collection([PlaneFeature(code, lines=tuple(_around(f) for f in self.composition.frames[1:]))])

    def _feature(self, code: str, level: str, polygons: Sequence[ArcPolygon]) -> PlaneFeature:
        drawn = shape_from(self.arcs, polygons)
        shape = drawn[:1] + tuple(part for part in drawn[1:] if polygon_area(part) >= self.least_part)
        self.rings_lost += ring_count(polygons) - ring_count(shape)
        return PlaneFeature(code, shape, properties={"level": level, "label": list(label_point(shape))})

    def _collection(self, features: Sequence[PlaneFeature]) -> PlaneCollection:
        ordered = tuple(sorted(features, key=lambda feature: feature.code))
        return PlaneCollection(self.composition.name, self.composition.view_box, ordered)


def _around(frame: Frame) -> Line:
    left, top, right, bottom = (round(number) for number in frame.extent)
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]], dtype=np.int64)


def within(topology: Topology, areas: str, composition: Composition) -> tuple[Topology, dict[str, int]]:
    """The topology without the parts of areas that lie outside every frame, and how many those were by area.

    An area of which nothing is left is no longer in it.
    """
    projected = composition.project_arcs(topology.arcs)
    missing = {number for number, arc in enumerate(projected) if np.isnan(arc).any()}
    kept, left_out = dict[str, Feature](), dict[str, int]()
    for code, feature in topology.features(areas).items():
        polygons = tuple(
            part for part in feature.polygons if missing.isdisjoint(arc_number(a) for r in part for a in r)
        )
        if polygons:
            kept[code] = Feature(code, feature.name, polygons)
        if len(polygons) < len(feature.polygons):
            left_out[code] = len(feature.polygons) - len(polygons)
    return Topology(topology.path, topology.arcs, {areas: kept}), left_out
