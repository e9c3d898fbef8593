"""Topologies drawn by hand: what is read, what is refused, and what merging makes of it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from clusteratlas.errors import UnknownChoice, UnknownCode, UnreadableFile
from clusteratlas.geometry.borders import mesh
from clusteratlas.geometry.merging import merge
from clusteratlas.geometry.shapes import Shape, label_point, shape_area, shape_from
from clusteratlas.geometry.topology import Topology, decode, joined

#   0,2 ---- 1,2 ---- 2,2        arcs  0: 1,0 -> 1,2   the edge west and east share
#    |  west  |  east  |               1: 1,2 -> 1,0 around the west
#   0,0 ---- 1,0 ---- 2,0              2: 1,2 -> 1,0 around the east
SQUARES: dict[str, Any] = {
    "type": "Topology",
    "arcs": [[[1, 0], [1, 2]], [[1, 2], [0, 2], [0, 0], [1, 0]], [[1, 2], [2, 2], [2, 0], [1, 0]]],
    "objects": {
        "areas": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "west", "arcs": [[-1, -2]], "properties": {"name": "West"}},
                {"type": "MultiPolygon", "id": "east", "arcs": [[[0, 2]]]},
                {"type": None, "id": "nowhere"},
            ],
        }
    },
}


def drawn(document: dict[str, Any]) -> Topology:
    return decode(document, Path("drawn.json"))


def shape(topology: Topology, *members: str) -> Shape:
    arcs = [arc.astype(np.int64) for arc in topology.arcs]
    return shape_from(arcs, merge(topology, "areas", {"all": members})["all"])


def loops(rings: list[list[list[int]]], areas: dict[str, list[list[int]]]) -> Topology:
    """Each ring an arc of its own; an area is a list of polygons of ring numbers."""
    geometries = [
        {"type": "MultiPolygon", "id": code, "arcs": [[[ring] for ring in polygon] for polygon in polygons]}
        for code, polygons in areas.items()
    ]
    return drawn(
        {
            "type": "Topology",
            "arcs": rings,
            "objects": {"areas": {"type": "GeometryCollection", "geometries": geometries}},
        }
    )


def square(x: int, y: int, side: int) -> list[list[int]]:
    return [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]


def test_two_squares_that_share_an_edge_become_one_rectangle() -> None:
    merged = shape(drawn(SQUARES), "west", "east")
    assert len(merged) == 1
    assert len(merged[0]) == 1
    assert {tuple(point) for point in merged[0][0].tolist()} == {(0, 0), (0, 2), (1, 2), (2, 2), (2, 0), (1, 0)}
    assert shape_area(merged) == 4


def test_outer_rings_run_clockwise_whatever_the_file_does() -> None:
    backwards = json.loads(json.dumps(SQUARES))
    backwards["objects"]["areas"]["geometries"][0]["arcs"] = [[1, 0]]
    for document in (SQUARES, backwards):
        ring = shape(drawn(document), "west")[0][0]
        x, y = ring[:-1].T
        assert np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) == -4  # twice the area, negative with y upwards
    assert shape_area(shape(drawn(backwards), "west", "east")) == 4


def test_names_are_read_and_an_area_without_geometry_is_empty() -> None:
    features = drawn(SQUARES).features("areas")
    assert [(f.code, f.name, len(f.polygons)) for f in features.values()] == [
        ("west", "West", 1),
        ("east", "", 1),
        ("nowhere", "", 0),
    ]
    assert shape(drawn(SQUARES), "nowhere") == ()


def test_quantised_arcs_are_steps_scaled_and_moved() -> None:
    document = {
        "type": "Topology",
        "transform": {"scale": [0.5, 2], "translate": [-100, 30]},
        "arcs": [[[0, 0], [0, 4], [4, 0], [0, -4], [-4, 0]]],
        "objects": {"areas": {"type": "Polygon", "id": "one", "arcs": [[0]]}},
    }
    assert drawn(document).arcs[0].tolist() == [[-100, 30], [-100, 38], [-98, 38], [-98, 30], [-100, 30]]


def test_a_hole_stays_a_hole_and_is_filled_by_what_lies_in_it() -> None:
    topology = loops([square(0, 0, 6), square(2, 2, 2)], {"around": [[0, ~1]], "inside": [[1]]})
    assert [len(ring) for ring in shape(topology, "around")[0]] == [5, 5]
    assert shape_area(shape(topology, "around")) == 32
    assert [[len(ring) for ring in polygon] for polygon in shape(topology, "around", "inside")] == [[5]]
    assert shape_area(shape(topology, "around", "inside")) == 36


def test_islands_stay_parts_of_their_own_largest_first() -> None:
    topology = loops([square(0, 0, 2), square(10, 0, 3), square(20, 0, 1)], {"isles": [[0], [1]], "islet": [[2]]})
    merged = shape(topology, "isles", "islet")
    assert [shape_area([part]) for part in merged] == [9, 4, 1]
    assert label_point(merged) == (12, 2)  # 11.5, 1.5, rounded to even


def test_squares_that_touch_in_a_point_are_two_parts() -> None:
    topology = loops([square(0, 0, 2), square(2, 2, 2)], {"low": [[0]], "high": [[1]]})
    assert [shape_area([part]) for part in shape(topology, "low", "high")] == [4, 4]


def test_a_hole_that_touches_the_outer_ring_stays_a_ring_of_its_own() -> None:
    # The hole's corner (0, 0) lies on the outer ring.
    outer, hole = [[0, 0], [-3, 6], [6, 6], [6, -3], [0, 0]], [[0, 0], [1, 3], [3, 1], [0, 0]]
    merged = shape(loops([outer, hole], {"all": [[0, ~1]]}), "all")
    assert [len(ring) for ring in merged[0]] == [5, 4]
    assert shape_area(merged) == shape_area([[np.array(outer)]]) - 4


def test_arcs_of_no_length_and_arcs_on_one_another_do_not_disturb_the_merge() -> None:
    document = json.loads(json.dumps(SQUARES))
    document["arcs"] += [[[1, 2], [1, 0]], [[1, 0], [1, 0]]]  # arc 0 again, backwards; a point
    document["objects"]["areas"]["geometries"][1]["arcs"] = [[[-5, -4, 2]]]
    merged = shape(drawn(document), "west", "east")
    assert [[len(ring) for ring in polygon] for polygon in merged] == [[7]]
    assert shape_area(merged) == 4


def test_a_sliver_walked_to_and_fro_encloses_nothing() -> None:
    document = json.loads(json.dumps(SQUARES))
    document["arcs"] += [[[1, 0], [5, 0]]]  # a spur to the east
    document["objects"]["areas"]["geometries"][1]["arcs"] = [[[3, -4, 0, 2]]]
    merged = shape(drawn(document), "east")
    assert [[len(ring) for ring in polygon] for polygon in merged] == [[5]]


def test_a_sliver_that_two_areas_walk_to_and_fro_is_not_an_overlap() -> None:
    document = json.loads(json.dumps(SQUARES))
    document["arcs"] += [[[1, 0], [5, 0]]]
    document["objects"]["areas"]["geometries"][0]["arcs"] = [[1, 3, -4, 0]]
    document["objects"]["areas"]["geometries"][1]["arcs"] = [[[3, -4, 0, 2]]]
    assert shape_area(shape(drawn(document), "west", "east")) == 4


def test_lobes_joined_by_a_closed_sliver_are_parts_with_their_own_holes() -> None:
    left = [[4, 0], [0, 0], [0, 4], [4, 4], [4, 0]]
    right = square(6, 0, 3)
    document = {
        "type": "Topology",
        "arcs": [left, [[4, 0], [6, 0]], right, square(7, 1, 1), square(1, 1, 2)],
        "objects": {"areas": {"type": "Polygon", "id": "lobes", "arcs": [[0, 1, 2, ~1], [~3], [~4]]}},
    }
    parts = shape(drawn(document), "lobes")
    assert [[len(ring) for ring in part] for part in parts] == [[5, 5], [5, 5]]
    assert [shape_area([part]) for part in parts] == [12, 8]


def test_mesh_is_the_border_between_groups_only() -> None:
    topology = drawn(SQUARES)
    lines = mesh(topology, "areas", {"a": ["west"], "b": ["east"]})
    assert [joined(topology.arcs, line).tolist() for line in lines] == [[[1, 0], [1, 2]]]
    assert mesh(topology, "areas", {"a": ["west", "east"]}) == ()


def test_mesh_joins_arcs_and_breaks_where_three_meet() -> None:
    # Three areas around the point (2, 0); arc 0 and 1 are one line, arcs 2 and 3 two others.
    arcs = [
        [[0, 0], [1, 0]],
        [[1, 0], [2, 0]],
        [[2, 0], [4, 2]],
        [[2, 0], [4, -2]],
        [[0, 0], [0, 2], [4, 2]],
        [[4, 2], [4, -2]],
        [[4, -2], [0, -2], [0, 0]],
    ]
    rings = {"north": [4, ~2, ~1, ~0], "east": [2, 5, ~3], "south": [0, 1, 3, 6]}
    geometries = [{"type": "Polygon", "id": code, "arcs": [ring]} for code, ring in rings.items()]
    document = {"type": "Topology", "arcs": arcs, "objects": {"areas": {"type": "GeometryCollection"}}}
    document["objects"]["areas"]["geometries"] = geometries  # type: ignore[index]
    lines = mesh(drawn(document), "areas", {code: [code] for code in rings})
    assert sorted(sorted(arc if arc >= 0 else ~arc for arc in line) for line in lines) == [[0, 1], [2], [3]]
    assert shape_area(shape(drawn(document), *rings)) == 16


def test_unknown_names_say_what_there_is() -> None:
    with pytest.raises(UnknownCode, match="nearest known code is west"):
        merge(drawn(SQUARES), "areas", {"all": ["wst"]})
    with pytest.raises(UnknownChoice, match="Choose one of: areas"):
        merge(drawn(SQUARES), "counties", {})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (json.dumps(SQUARES).encode()[:60], "is not complete JSON"),
        (b'{"type": "Topology", "arcs": [], "objects": {}, "by": "M\xfcller"}', "is not encoded in UTF-8"),
        (b'{"type": "FeatureCollection", "features": []}', "not a TopoJSON topology"),
        (b"[]", "not a TopoJSON topology"),
        (b'{"type": "Topology", "arcs": []}', "without the member 'objects'"),
        (b'{"type": "Topology", "arcs": [[[0, 0]]], "objects": {}}', "arc 0 has fewer than two points"),
        (b'{"type": "Topology", "arcs": 7, "objects": {}}', "a fault"),
        (json.dumps(SQUARES).replace("[-1, -2]", "[-1, 9]").encode(), "'west' uses arc 9, and there are 3 arcs"),
        (json.dumps(SQUARES).replace('"Polygon"', '"LineString"').encode(), "'west' is a LineString"),
        (json.dumps(SQUARES).replace('"east"', '"west"').encode(), "feature 'west' stands twice"),
    ],
)
def test_what_is_not_a_topology_of_areas_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "counties.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        Topology.load(path)
    assert str(caught.value).startswith("counties.json: ")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is not there"):
        Topology.load(tmp_path / "counties.json")


def test_an_open_ring_and_an_overlap_are_refused() -> None:
    broken = json.loads(json.dumps(SQUARES))
    broken["objects"]["areas"]["geometries"][0]["arcs"] = [[0, 1, 2]]
    with pytest.raises(UnreadableFile, match="ring of 'west' that does not close"):
        merge(drawn(broken), "areas", {"all": ["west"]})
    twice = loops([square(0, 0, 2)], {"one": [[0]], "other": [[0]]})
    with pytest.raises(UnreadableFile, match="features of 'all' that overlap"):
        merge(twice, "areas", {"all": ["one", "other"]})
