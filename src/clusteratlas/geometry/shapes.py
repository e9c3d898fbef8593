"""Shapes: polygons with holes as coordinates; their area, parts, bounds and label points."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clusteratlas.geometry.topology import ArcPolygon, joined

Line = NDArray[np.int64]  # n x 2 whole plane coordinates
Ring = NDArray[np.int64]  # a line whose last point is its first
Polygon = tuple[Ring, ...]  # the outer ring, then holes
Shape = tuple[Polygon, ...]  # parts, largest first
UNIT_SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], dtype=np.int64)


def ring_area(ring: NDArray[Any]) -> float:
    """The signed area of a closed ring by the shoelace formula: positive when x turns towards y."""
    x, y = (ring - ring[0]).astype(np.float64).T  # from its own corner: no digits lost far from the origin
    return float(x[:-1] @ y[1:] - x[1:] @ y[:-1]) / 2


def polygon_area(polygon: Sequence[NDArray[Any]]) -> float:
    """The area inside the outer ring and outside the holes."""
    outer, *holes = (abs(ring_area(ring)) for ring in polygon)
    return outer - sum(holes)


def shape_area(shape: Iterable[Sequence[NDArray[Any]]]) -> float:
    """The area of all parts."""
    return sum(polygon_area(polygon) for polygon in shape)


def shape_from(arcs: Sequence[Line], polygons: Iterable[ArcPolygon]) -> Shape:
    """Polygons of arc numbers as coordinates, largest part first.

    Rings that whole coordinates leave without area (islets of less than a unit) are left out; if all are, a square of
    one unit stands where the first was, so that nothing vanishes from a map.
    """
    rings = [[without_repeats(joined(arcs, ring)) for ring in polygon] for polygon in polygons]
    parts = [tuple(ring for ring in polygon if ring_area(ring) != 0) for polygon in rings if ring_area(polygon[0]) != 0]
    if rings and not parts:
        return ((rings[0][0][0] + UNIT_SQUARE,),)
    return tuple(sorted(parts, key=lambda polygon: -polygon_area(polygon)))


def ring_count(polygons: Iterable[Sequence[Any]]) -> int:
    """How many rings polygons have, to tell what `shape_from` left out."""
    return sum(len(polygon) for polygon in polygons)


def without_repeats(line: Line) -> Line:
    """The line without points that repeat the one before."""
    moved = np.any(line[1:] != line[:-1], axis=1)
    kept: Line = line[np.concatenate([[True], moved])]
    return kept


def label_point(shape: Shape) -> tuple[int, int]:
    """The centroid of the largest part, to the nearest unit: where a label stands."""
    polygon = shape[0]
    sign = np.sign(ring_area(polygon[0]))
    moments = np.array([_moments(ring) for ring in polygon])
    moments[1:] *= np.where(np.sign(moments[1:, :1]) == sign, -1, 1)  # holes count against, however wound
    area, x, y = moments.sum(axis=0)
    return round(x / area), round(y / area)


def _moments(ring: Ring) -> tuple[float, float, float]:
    x, y = (ring - ring[0]).astype(np.float64).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = cross.sum() / 2
    first = ring[0] * area
    return area, first[0] + (x[:-1] + x[1:]) @ cross / 6, first[1] + (y[:-1] + y[1:]) @ cross / 6


def bounds(shape: Shape) -> tuple[int, int, int, int]:
    """Least x, least y, greatest x, greatest y."""
    outer = np.concatenate([polygon[0] for polygon in shape])
    (left, top), (right, bottom) = outer.min(axis=0).tolist(), outer.max(axis=0).tolist()
    return left, top, right, bottom
