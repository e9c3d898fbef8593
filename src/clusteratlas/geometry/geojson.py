"""GeoJSON of shapes on a plane: the same features give the same bytes, and can be read back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from clusteratlas.errors import UnreadableFile
from clusteratlas.geometry.shapes import Line, Shape

ViewBox = tuple[int, int, int, int]
NOTE = "Coordinates are units of a projected plane, x to the right and y downwards, not longitude and latitude."


@dataclass(frozen=True)
class PlaneFeature:
    """A code with its shape, or with lines, and the properties its maker gave."""

    code: str
    shape: Shape = ()
    lines: tuple[Line, ...] = ()
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PlaneCollection:
    """Features on one plane, ordered by code."""

    projection: str
    view_box: ViewBox
    features: tuple[PlaneFeature, ...]


def geojson_text(collection: PlaneCollection) -> str:
    """A FeatureCollection, one feature a line; the member `plane` says what the coordinates are (RFC 7946, 6.1)."""
    plane = {"projection": collection.projection, "view_box": list(collection.view_box), "note": NOTE}
    features = sorted(collection.features, key=lambda feature: feature.code)
    lines = ",\n".join(_compact(_feature(feature)) for feature in features)
    return f'{{"type":"FeatureCollection","plane":{_compact(plane)},"features":[\n{lines}\n]}}\n'


def read_geojson(path: Path) -> PlaneCollection:
    """The collection in a file that `geojson_text` or an operator wrote with whole plane coordinates."""
    remedy = "Write it in plane coordinates, as the documentation of boundary packages shows."
    try:
        document = json.loads(path.read_bytes())
        plane = document["plane"]
        features = tuple(_read_feature(item) for item in document["features"])
        return PlaneCollection(str(plane["projection"]), _view_box(plane["view_box"]), features)
    except FileNotFoundError as error:
        raise UnreadableFile(path, "is not there.", "Check the path.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnreadableFile(path, "is not complete JSON in UTF-8.", remedy) from error
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise UnreadableFile(path, f"is not GeoJSON on a plane ({type(error).__name__}: {error}).", remedy) from error


def _feature(feature: PlaneFeature) -> dict[str, Any]:
    if feature.lines:
        coordinates: list[Any] = [line.tolist() for line in feature.lines]
        geometry = {"type": "MultiLineString", "coordinates": coordinates}
    else:
        coordinates = [[ring.tolist() for ring in polygon] for polygon in feature.shape]
        geometry = {"type": "MultiPolygon", "coordinates": coordinates}
    return {"type": "Feature", "id": feature.code, "properties": dict(feature.properties), "geometry": geometry}


def _read_feature(item: Mapping[str, Any]) -> PlaneFeature:
    geometry, code, properties = item["geometry"], str(item["id"]), dict(item["properties"] or {})
    coordinates = geometry["coordinates"]
    match geometry["type"]:
        case "MultiLineString":
            return PlaneFeature(code, lines=tuple(_line(line) for line in coordinates), properties=properties)
        case "MultiPolygon":
            return PlaneFeature(code, _shape(coordinates), properties=properties)
        case "Polygon":
            return PlaneFeature(code, _shape([coordinates]), properties=properties)
    raise ValueError(f"{code} is a {geometry['type']}; areas and lines are read")


def _shape(polygons: Iterable[Iterable[Any]]) -> Shape:
    return tuple(tuple(_line(ring) for ring in polygon) for polygon in polygons)


def _line(points: Any) -> Line:
    line = np.array(points)
    if line.ndim != 2 or line.shape[1] != 2 or not np.issubdtype(line.dtype, np.integer):
        raise ValueError("a line is not a list of whole x, y")
    return line.astype(np.int64)


def _view_box(value: Any) -> ViewBox:
    left, top, width, height = (int(number) for number in value)
    return left, top, width, height


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
