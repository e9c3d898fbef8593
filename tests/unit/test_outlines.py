"""Areas of GeoJSON drawn by hand, read as a topology: what neighbours share, and what is refused."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from clusteratlas.errors import UnreadableFile
from clusteratlas.geometry import load_outlines, merge
from clusteratlas.geometry.borders import mesh
from clusteratlas.geometry.outlines import AREAS
from clusteratlas.geometry.shapes import shape_area, shape_from
from clusteratlas.geometry.topology import joined

# West and east share the edge from 2,0 to 2,2; north lies on both; the lake town is a hole in the east.
WEST = [[0, 0], [0, 2], [1, 2], [2, 2], [2, 0], [0, 0]]
EAST = [[2, 0], [2, 2], [3, 2], [6, 2], [6, 0], [2, 0]]
TOWN = [[4, 0.5], [4, 1.5], [5, 1.5], [5, 0.5], [4, 0.5]]
NORTH = [[6, 2], [3, 2], [2, 2], [1, 2], [1, 4], [6, 4], [6, 2]]
ISLAND = [[10, 10], [10, 11], [11, 11], [11, 10], [10, 10]]
PARTS: dict[str, list[Any]] = {
    "west": [[WEST]],
    "east": [[EAST, TOWN[::-1]]],
    "town": [[TOWN[2:-1] + TOWN[:3]]],  # begun at another corner
    "north": [[NORTH], [ISLAND]],
}


def collection(parts: dict[str, list[Any]]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"NAME_LATN": code.title()},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for code, polygons in parts.items()
    ]
    return {"type": "FeatureCollection", "features": features}


def written(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "areas.geojson", collection(PARTS))


def test_a_line_two_areas_share_is_one_arc(file: Path) -> None:
    topology = load_outlines(file)
    # west and east, west and north, east and north, east and town; the outsides of west, east, north; the island
    assert len(topology.arcs) == 8
    assert topology.features(AREAS)["east"].name == "East"


def test_every_area_has_the_points_it_came_with(file: Path) -> None:
    topology = load_outlines(file)
    for code, parts in PARTS.items():
        drawn = topology.features(AREAS)[code].polygons
        for polygon, came in zip(drawn, parts, strict=True):
            for ring, points in zip(polygon, came, strict=True):
                line = joined(topology.arcs, ring).tolist()
                assert line[0] == line[-1]
                assert sorted(line[1:]) == sorted(points[1:])


def test_areas_merge_along_what_they_share(file: Path) -> None:
    topology = load_outlines(file)
    merged = merge(topology, AREAS, {"all": PARTS})["all"]
    arcs = [np.rint(arc * 2).astype(np.int64) for arc in topology.arcs]
    assert [len(polygon) for polygon in merged] == [1, 1]  # the mainland without holes, the island
    assert shape_area(shape_from(arcs, merged)) == 4 * (6 * 2 + 5 * 2 + 1)
    lines = mesh(topology, AREAS, {code: [code] for code in PARTS})
    assert sum(len(joined(topology.arcs, line)) - 1 for line in lines) == 1 + 1 + 2 + 4


def test_a_gzip_file_gives_the_same(tmp_path: Path, file: Path) -> None:
    packed = tmp_path / "areas.geojson.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert load_outlines(packed).objects == load_outlines(file).objects


def test_what_is_no_collection_of_areas_is_refused(tmp_path: Path) -> None:
    point = {"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [1, 2]}}
    open_ring = collection({"a": [[WEST[:-1]]]})
    metres = collection({"a": [[[[400000, 0], [400000, 2], [400001, 2], [400000, 0]]]]})
    nameless = collection({"a": [[WEST]]})
    del nameless["features"][0]["id"]
    twice = collection({"a": [[WEST]]})
    twice["features"] *= 2
    for document, reason in (
        ({"type": "Topology"}, "not a GeoJSON FeatureCollection"),
        ({"type": "FeatureCollection", "features": [point]}, "'a' is a Point"),
        (open_ring, "a ring that does not close"),
        (metres, "a point at 400000.0, 0.0"),
        (nameless, "without the member 'id'"),
        (twice, "two features have the same id"),
    ):
        with pytest.raises(UnreadableFile, match=reason):
            load_outlines(written(tmp_path / "wrong.geojson", document))


def test_what_is_not_there_or_broken_is_refused(tmp_path: Path, file: Path) -> None:
    with pytest.raises(UnreadableFile, match="is not there"):
        load_outlines(tmp_path / "none.geojson")
    (tmp_path / "half.geojson").write_text("{")
    with pytest.raises(UnreadableFile, match="not complete JSON"):
        load_outlines(tmp_path / "half.geojson")
    (tmp_path / "half.gz").write_bytes(gzip.compress(file.read_bytes())[:60])
    with pytest.raises(UnreadableFile, match="breaks off"):
        load_outlines(tmp_path / "half.gz")
