"""Shapes back on the globe: geometries in longitude and latitude, as RFC 7946 wants them exchanged."""

from typing import Any

from clusteratlas.errors import UnknownChoice
from clusteratlas.geometry.geojson import PlaneCollection, PlaneFeature
from clusteratlas.geometry.planes import PLANES
from clusteratlas.geometry.projection import Composition
from clusteratlas.geometry.shapes import Line, ring_area

_DECIMALS = 4  # of a degree, about 10 m; the sheet's own unit is half a kilometre


def globe_geometries(collection: PlaneCollection) -> dict[str, dict[str, Any]]:
    """A MultiPolygon in longitude and latitude for each feature by its code; raises UnknownChoice for another plane."""
    if collection.projection not in PLANES:
        raise UnknownChoice("projection", collection.projection, list(PLANES))
    plane = PLANES[collection.projection]
    return {feature.code: _multipolygon(feature, plane) for feature in collection.features}


def _multipolygon(feature: PlaneFeature, plane: Composition) -> dict[str, Any]:
    polygons = [[_ring(ring, plane, hole=at > 0) for at, ring in enumerate(polygon)] for polygon in feature.shape]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _ring(ring: Line, plane: Composition, hole: bool) -> list[list[float]]:
    """The ring against the clock, a hole with it (RFC 7946, 3.1.6)."""
    points = plane.unproject(ring.astype(float)).round(_DECIMALS)
    against = ring_area(points) > 0
    turned = points if against != hole else points[::-1]
    return [[float(longitude), float(latitude)] for longitude, latitude in turned]
