"""A TopoJSON topology: arcs shared by neighbours, and features as rings of arc numbers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clusteratlas.errors import UnknownChoice, UnreadableFile

Arc = NDArray[np.float64]  # n x 2: longitude and latitude, or x and y of a plane
ArcRing = tuple[int, ...]  # arc numbers end to end; ~n is arc n backwards
ArcPolygon = tuple[ArcRing, ...]  # the outer ring, then holes
REMEDY = "Take the file from its producer again."


@dataclass(frozen=True)
class Feature:
    """One area of a topology: its code, its name, its polygons as rings of arc numbers."""

    code: str
    name: str
    polygons: tuple[ArcPolygon, ...]


@dataclass(frozen=True)
class Topology:
    """The file's decoded arcs, and the features of each named object by their code."""

    path: Path
    arcs: tuple[Arc, ...]
    objects: Mapping[str, Mapping[str, Feature]]

    @classmethod
    def load(cls, path: Path) -> "Topology":
        """The topology of a TopoJSON file, quantised or not."""
        try:
            document = json.loads(path.read_bytes())
        except FileNotFoundError as error:
            raise UnreadableFile(path, "is not there.", "Check the path.") from error
        except UnicodeDecodeError as error:
            raise UnreadableFile(path, "is not encoded in UTF-8.", REMEDY) from error
        except json.JSONDecodeError as error:
            flaw = f"is not complete JSON (line {error.lineno}: {error.msg})." if error.doc.strip() else "is empty."
            raise UnreadableFile(path, flaw, REMEDY) from error
        return decode(document, path)

    def features(self, object_name: str) -> Mapping[str, Feature]:
        """The features of one object by code."""
        if object_name not in self.objects:
            raise UnknownChoice("object_name", object_name, sorted(self.objects))
        return self.objects[object_name]


def decode(document: Any, path: Path) -> Topology:
    """The topology a parsed TopoJSON document describes; `path` is where it came from, for messages."""
    if not isinstance(document, dict) or document.get("type") != "Topology":
        raise UnreadableFile(path, "is JSON but not a TopoJSON topology.", REMEDY)
    try:
        arcs = _arcs(document)
        walks = _distinct(arcs)
        objects = {name: _features(name, item, walks) for name, item in document["objects"].items()}
    except KeyError as error:
        raise UnreadableFile(path, f"is a topology without the member {error}.", REMEDY) from error
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise UnreadableFile(path, f"is a topology with a fault: {error}.", REMEDY) from error
    return Topology(path, arcs, objects)


def _arcs(document: Mapping[str, Any]) -> tuple[Arc, ...]:
    transform = document.get("transform")
    decoded = []
    for number, points in enumerate(document["arcs"]):
        if len(points) < 2:
            raise ValueError(f"arc {number} has fewer than two points")
        arc = np.array([point[:2] for point in points], dtype=np.float64)
        if transform is not None:  # quantised: whole-number steps from point to point
            arc = np.cumsum(arc, axis=0) * transform["scale"] + transform["translate"]
        decoded.append(arc)
    return tuple(decoded)


def _distinct(arcs: Sequence[Arc]) -> dict[int, int | None]:
    """How each arc is walked: by the first arc with the same points; not at all if it has no length.

    us-atlas is quantised after its topology was made, which leaves both kinds (43 and 10 arcs of 9,869 in 3.0.1).
    """
    first: dict[bytes, int] = {}
    walks: dict[int, int | None] = {}
    for number, arc in enumerate(arcs):
        forth, back = arc.tobytes(), arc[::-1].tobytes()
        same: int | None = ~first[back] if back in first and forth not in first else first.setdefault(forth, number)
        if np.all(arc == arc[0]):
            same = None
        walks[number], walks[~number] = same, None if same is None else ~same
    return walks


def _features(name: str, item: Mapping[str, Any], walks: Mapping[int, int | None]) -> dict[str, Feature]:
    geometries = item["geometries"] if item["type"] == "GeometryCollection" else [item]
    features: dict[str, Feature] = {}
    for geometry in geometries:
        properties = geometry.get("properties") or {}
        code = str(geometry.get("id", properties.get("id", name)))
        if code in features:
            raise ValueError(f"feature {code!r} stands twice in object {name!r}")
        title = str(properties.get("name", ""))
        features[code] = Feature(code, title, _polygons(geometry, code, walks))
    return features


def _polygons(geometry: Mapping[str, Any], code: str, walks: Mapping[int, int | None]) -> tuple[ArcPolygon, ...]:
    kind = geometry["type"]
    if kind is None:  # TopoJSON's way to say that a feature has no geometry
        return ()
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"{code!r} is a {kind}, and only Polygon and MultiPolygon are areas")
    parts = [geometry["arcs"]] if kind == "Polygon" else geometry["arcs"]
    for arc in (arc for part in parts for ring in part for arc in ring):
        if arc not in walks:
            raise ValueError(f"{code!r} uses arc {arc}, and there are {len(walks) // 2} arcs")
    polygons = ([tuple(same for arc in ring if (same := walks[arc]) is not None) for ring in part] for part in parts)
    return tuple(tuple(ring for ring in polygon if ring) for polygon in polygons if polygon and polygon[0])


def arc_numbers(feature: Feature) -> frozenset[int]:
    """The numbers of all arcs of a feature."""
    return frozenset(arc_number(arc) for polygon in feature.polygons for ring in polygon for arc in ring)


def arc_number(arc: int) -> int:
    """The number of an arc, whichever way it is walked."""
    return arc if arc >= 0 else ~arc


def walked(arcs: Sequence[NDArray[Any]], arc: int) -> NDArray[Any]:
    """The points of an arc in the direction it is walked."""
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def joined(arcs: Sequence[NDArray[Any]], line: Sequence[int]) -> NDArray[Any]:
    """The points of arcs laid end to end; a junction stands once, a ring's first point also last."""
    first, *others = (walked(arcs, arc) for arc in line)
    return np.concatenate([first, *(points[1:] for points in others)])
