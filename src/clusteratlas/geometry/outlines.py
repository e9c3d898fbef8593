"""Reads areas of GeoJSON in longitude and latitude as a topology: a line that two areas share becomes one arc."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from clusteratlas.errors import UnreadableFile
from clusteratlas.geometry.topology import REMEDY, Arc, ArcPolygon, ArcRing, Feature, Topology

AREAS = "areas"  # the object of the topology
GZIP = b"\x1f\x8b"

Ring = tuple[int, ...]  # numbers of points, the first not repeated


def load_outlines(path: Path, name_property: str = "NAME_LATN") -> Topology:
    """The topology of a FeatureCollection of Polygons and MultiPolygons, plain or gzip; features have ids.

    Neighbours must have the points of their common line in common, as files that were simplified together have; else
    the line is drawn twice and areas do not merge along it.
    """
    document = _document(path)
    try:
        features = {str(item["id"]): item for item in document["features"]}
        if len(features) != len(document["features"]):
            raise ValueError("two features have the same id")
        return _topology(path, features, name_property)
    except KeyError as error:
        raise UnreadableFile(path, f"is GeoJSON without the member {error}.", REMEDY) from error
    except (TypeError, ValueError, IndexError) as error:
        raise UnreadableFile(path, f"is not GeoJSON of areas in longitude and latitude: {error}.", REMEDY) from error


def _document(path: Path) -> Any:
    try:
        content = path.read_bytes()
        document = json.loads(gzip.decompress(content) if content.startswith(GZIP) else content)
    except FileNotFoundError as error:
        raise UnreadableFile(path, "is not there.", "Check the path.") from error
    except (EOFError, gzip.BadGzipFile) as error:
        raise UnreadableFile(path, "is a gzip file that breaks off.", REMEDY) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnreadableFile(path, "is not complete JSON in UTF-8.", REMEDY) from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise UnreadableFile(path, "is JSON but not a GeoJSON FeatureCollection.", REMEDY)
    return document


def _topology(path: Path, items: Mapping[str, Mapping[str, Any]], name_property: str) -> Topology:
    points = _Points()
    areas = {code: [points.rings(part) for part in _parts(code, item["geometry"])] for code, item in items.items()}
    arcs = _Arcs(points, _junctions(ring for polygons in areas.values() for polygon in polygons for ring in polygon))
    features = {}
    for code, polygons in areas.items():
        drawn: tuple[ArcPolygon, ...] = tuple(tuple(arcs.walk(ring) for ring in polygon) for polygon in polygons)
        features[code] = Feature(code, str((items[code].get("properties") or {}).get(name_property, "")), drawn)
    return Topology(path, tuple(arcs.arcs), {AREAS: features})


def _parts(code: str, geometry: Mapping[str, Any] | None) -> list[Any]:
    if geometry is None:
        return []
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"{code!r} is a {geometry['type']}, and only Polygon and MultiPolygon are areas")
    parts: list[Any] = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return parts


class _Points:
    """Every point once, by number."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[float, float], int] = {}

    def rings(self, polygon: Sequence[Sequence[Sequence[float]]]) -> list[Ring]:
        return [self._ring(ring) for ring in polygon]

    def _ring(self, ring: Sequence[Sequence[float]]) -> Ring:
        numbers: list[int] = []
        for longitude, latitude in ((float(point[0]), float(point[1])) for point in ring):
            if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
                raise ValueError(f"a point at {longitude}, {latitude}")
            number = self.numbers.setdefault((longitude, latitude), len(self.numbers))
            if not numbers or numbers[-1] != number:
                numbers.append(number)
        if len(numbers) < 4 or numbers[0] != numbers[-1]:
            raise ValueError("a ring that does not close, or has fewer than three corners")
        return tuple(numbers[:-1])

    def coordinates(self) -> Arc:
        return np.array(list(self.numbers), dtype=np.float64).reshape(-1, 2)


def _junctions(rings: Iterable[Ring]) -> frozenset[int]:
    """Points where lines part: two rings that pass through one come from, or go on to, different points."""
    neighbours: dict[int, frozenset[int]] = {}
    junctions = set[int]()
    for ring in rings:
        for before, point, after in zip((ring[-1], *ring[:-1]), ring, (*ring[1:], ring[0]), strict=True):
            pair = frozenset((before, after))
            if neighbours.setdefault(point, pair) != pair:
                junctions.add(point)
    return frozenset(junctions)


class _Arcs:
    """Rings cut at junctions; a piece that was met before, in either direction, is the same arc."""

    def __init__(self, points: _Points, junctions: frozenset[int]) -> None:
        self.coordinates, self.junctions = points.coordinates(), junctions
        self.arcs: list[Arc] = []
        self._known: dict[tuple[int, ...], int] = {}

    def walk(self, ring: Ring) -> ArcRing:
        return tuple(self._number(piece) for piece in self._pieces(ring))

    def _pieces(self, ring: Ring) -> Iterator[tuple[int, ...]]:
        cuts = [position for position, point in enumerate(ring) if point in self.junctions]
        if not cuts:  # an island, or an enclave in one other area: begun at the same point whoever draws it
            first = ring.index(min(ring))
            yield (*ring[first:], *ring[: first + 1])
            return
        around = ring[cuts[0] :] + ring[: cuts[0] + 1]
        ends = [*(cut - cuts[0] for cut in cuts), len(ring)]
        yield from (around[start : end + 1] for start, end in pairwise(ends))

    def _number(self, piece: tuple[int, ...]) -> int:
        if piece in self._known:
            return self._known[piece]
        number = len(self.arcs)
        self.arcs.append(self.coordinates[np.array(piece)])
        self._known[piece], self._known[piece[::-1]] = number, ~number
        return number
