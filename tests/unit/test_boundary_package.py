"""A boundary package drawn by hand: what is in it, what is reported, and that it is whole or not at all."""

import errno
import json
import re
from pathlib import Path

import numpy as np
import pytest

from clusteratlas.errors import DiskFull, NoSuchEntry, UnreadableFile
from clusteratlas.geometry import (
    PackageDescription,
    PlaneCollection,
    PlaneFeature,
    UsPackage,
    geojson_text,
    read_geojson,
    read_package,
    sheet,
    write_package,
    write_us_package,
)
from clusteratlas.geometry.paths import line_path, shape_path
from clusteratlas.geometry.shapes import label_point, shape_from
from clusteratlas.home import whole_folder

AREAS = {
    "us-metro-10000": ("metro", ("20001", "20003")),
    "us-metro-20000": ("metro", ("29001", "09110")),  # a planning region of Connecticut, not in the file
    "us-metro-30000": ("metro", ("72001",)),  # Puerto Rico
    "us-metro-40000": ("metro", ("09120", "09130")),
    "us-micro-50000": ("micro", ("46113", "51515", "51019")),
}


def counties(path: Path) -> Path:
    """Six counties of half a degree; 20001, 20003 and 29001 stand side by side and share their edges."""
    corners = {"46102": (-102.5, 43.0), "51019": (-79.5, 37.0), "72001": (-66.5, 18.0)}
    arcs = [[[x, y], [x, y + 0.5], [x + 0.5, y + 0.5], [x + 0.5, y], [x, y]] for x, y in corners.values()]
    arcs += [
        [[-97, 38], [-97, 38.5]],
        [[-96.5, 38], [-96.5, 38.5]],
        [[-97, 38.5], [-97.5, 38.5], [-97.5, 38], [-97, 38]],
        [[-97, 38.5], [-96.5, 38.5]],
        [[-96.5, 38], [-97, 38]],
        [[-96.5, 38.5], [-96, 38.5], [-96, 38], [-96.5, 38]],
    ]
    rings = {code: [number] for number, code in enumerate(corners)}
    rings |= {"20001": [3, 5], "20003": [3, 6, ~4, 7], "29001": [4, 8]}
    geometries = [{"type": "Polygon", "id": code, "arcs": [ring]} for code, ring in rings.items()]
    objects = {"counties": {"type": "GeometryCollection", "geometries": geometries}}
    path.write_text(json.dumps({"type": "Topology", "arcs": arcs, "objects": objects}))
    return path


@pytest.fixture
def written(tmp_path: Path) -> UsPackage:
    return write_us_package(counties(tmp_path / "counties.json"), AREAS, tmp_path / "us")


def test_layers_hold_the_areas_that_can_be_drawn(written: UsPackage) -> None:
    layers = {name: [f.code for f in written.package.layer(name).features] for name in written.package.layers}
    assert layers == {
        "country": ["us"],
        "metro": ["us-metro-10000", "us-metro-20000"],
        "micro": ["us-micro-50000"],
        "state": ["us-state-20", "us-state-29", "us-state-46", "us-state-51"],
        "state-lines": ["us-state-lines"],
    }


def test_no_county_is_dropped_without_a_word(written: UsPackage) -> None:
    report = [(area.area, area.found, area.renamed, area.outside, area.unknown) for area in written.areas]
    assert report == [
        ("us-metro-10000", ("20001", "20003"), (), (), ()),
        ("us-metro-20000", ("29001",), (), (), ("09110",)),
        ("us-metro-30000", (), (), ("72001",), ()),
        ("us-metro-40000", (), (), (), ("09120", "09130")),
        ("us-micro-50000", ("46102", "51019"), (("46113", "46102"), ("51515", "51019")), (), ()),
    ]
    assert [area.area for area in written.without_boundary] == ["us-metro-30000", "us-metro-40000"]
    assert [area.area for area in written.incomplete] == ["us-metro-20000"]
    assert [area.area for area in written.renamed] == ["us-micro-50000"]
    assert written.rings_lost == 0


def test_neighbours_merge_and_the_state_line_is_their_common_edge(written: UsPackage) -> None:
    first, second = written.package.layer("metro").features
    assert [len(polygon) for polygon in first.shape] == [1]
    (line,) = written.package.layer("state-lines").features[0].lines
    shared = {tuple(point) for point in first.shape[0][0].tolist()} & {tuple(p) for p in second.shape[0][0].tolist()}
    assert {tuple(point) for point in line.tolist()} == shared
    assert len(shared) == 2
    assert first.properties == {"level": "metro", "label": list(label_point(first.shape))}


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path, written: UsPackage) -> None:
    again = write_us_package(tmp_path / "counties.json", dict(reversed(AREAS.items())), tmp_path / "again")
    for file in sorted(written.package.folder.iterdir()):
        assert (again.package.folder / file.name).read_bytes() == file.read_bytes()
    assert sheet(again.package, ["metro"]) == sheet(written.package, ["metro"])


def test_the_description_is_read_back(written: UsPackage) -> None:
    package = read_package(written.package.folder)
    assert package == written.package
    assert package.description.view_box == (0, 0, 9750, 6100)
    assert re.fullmatch("[0-9a-f]{64}", package.description.source_sha256)
    assert "US Census Bureau" in package.description.notice


def test_a_sheet_has_one_path_for_each_area_and_the_backdrop(written: UsPackage) -> None:
    text = sheet(written.package, ["metro", "micro"])
    assert re.findall('id="([^"]+)"', text) == [
        "us-metro-10000",
        "us-metro-20000",
        "us-micro-50000",
        "us",
        "us-state-lines",
    ]
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9750 6100">')


def test_path_data_is_relative_and_short() -> None:
    ring = np.array([[10, 10], [30, 10], [30, 20], [10, 10]])
    hole = np.array([[-5, 0], [1, 2], [3, -4], [-5, 0]])
    assert shape_path(((ring, hole),)) == "M10 10l20 0 0 10ZM-5 0l6 2 2-6Z"
    assert line_path((ring[:2],)) == "M10 10l20 0"


def test_a_shape_too_small_for_whole_units_is_marked_by_a_square() -> None:
    speck = shape_from([np.array([[7, 7], [7, 7], [7, 8], [7, 7]])], [((0,),)])
    assert [[ring.tolist() for ring in polygon] for polygon in speck] == [[[[7, 7], [8, 7], [8, 8], [7, 8], [7, 7]]]]


def test_a_label_stands_at_the_centroid_outside_a_hole() -> None:
    outer = np.array([[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]])
    hole = np.array([[50, 0], [50, 100], [100, 100], [100, 0], [50, 0]])
    assert label_point(((outer,),)) == (50, 50)
    assert label_point(((outer, hole),)) == (25, 50)
    assert label_point(((outer, hole[::-1]),)) == (25, 50)


def test_geojson_says_what_its_coordinates_are_and_reads_back(tmp_path: Path) -> None:
    ring = np.array([[0, 0], [5, 0], [5, 5], [0, 0]])
    features = (
        PlaneFeature("b", lines=(ring[:3],), properties={"name": "Grenze"}),
        PlaneFeature("a", ((ring,),), properties={"name": "太原"}),
    )
    text = geojson_text(PlaneCollection("a plane", (0, 0, 10, 10), features))
    (tmp_path / "file.geojson").write_text(text, encoding="utf-8")
    read = read_geojson(tmp_path / "file.geojson")
    document = json.loads(text)
    assert document["plane"]["projection"] == "a plane"
    assert document["plane"]["view_box"] == [0, 0, 10, 10]
    assert "not longitude and latitude" in document["plane"]["note"]
    assert [(f.code, dict(f.properties)) for f in read.features] == [("a", {"name": "太原"}), ("b", {"name": "Grenze"})]
    assert geojson_text(read) == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"type":"FeatureCollection","features":[]}', "not GeoJSON on a plane .KeyError: 'plane'"),
        ("{", "not complete JSON"),
        ('{"plane":{"projection":"p","view_box":[0,0,1]},"features":[]}', "not GeoJSON on a plane"),
        (
            '{"plane":{"projection":"p","view_box":[0,0,1,1]},"features":[{"id":"a","properties":null,'
            '"geometry":{"type":"Polygon","coordinates":[[[0.5,1],[1,1],[0,0],[0.5,1]]]}}]}',
            "not a list of whole x, y",
        ),
        (
            '{"plane":{"projection":"p","view_box":[0,0,1,1]},"features":[{"id":"a","properties":null,'
            '"geometry":{"type":"Point","coordinates":[1,1]}}]}',
            "a is a Point",
        ),
    ],
)
def test_geojson_of_another_kind_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "metro.geojson").write_text(content)
    with pytest.raises(UnreadableFile, match=reason):
        read_geojson(tmp_path / "metro.geojson")


def test_a_changed_layer_is_refused(written: UsPackage) -> None:
    path = written.package.folder / "metro.geojson"
    path.write_text(path.read_text().replace("us-metro-10000", "us-metro-10001"))
    with pytest.raises(UnreadableFile, match=r"metro.geojson: differs from its checksum in boundaries.toml"):
        written.package.layer("metro")
    with pytest.raises(NoSuchEntry, match="'county'"):
        written.package.layer("county")


def test_a_layer_on_another_plane_is_refused(tmp_path: Path) -> None:
    description = PackageDescription("T", "2017", "P", "L", "N", "a plane", (0, 0, 10, 10), "0" * 64, 'GS "(2024)" 1')
    package = write_package(tmp_path / "p", description, {"metro": PlaneCollection("another", (0, 0, 10, 10), ())})
    assert package.description == description
    with pytest.raises(UnreadableFile, match="lies on another plane"):
        package.layer("metro")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("notice = ", "remark = ", "lacks notice"),
        ("view_box = [0, 0, 9750, 6100]", "view_box = [0, 0, 9750]", "view_box of the wrong kind"),
        ("vintage = ", "vintage = = ", "is not TOML"),
        ("[layers]", "[files]", r"lacks the table \[layers\]"),
        ("metro = ", '"../metro" = ', "not a plain file name"),
    ],
)
def test_a_description_that_lacks_something_is_refused(written: UsPackage, old: str, new: str, reason: str) -> None:
    path = written.package.folder / "boundaries.toml"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(UnreadableFile, match=reason):
        read_package(written.package.folder)


def test_a_folder_without_a_description_is_not_a_package(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not a boundary package"):
        read_package(tmp_path)


def test_a_failure_leaves_the_older_folder_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "us").mkdir()
    (tmp_path / "us" / "kept").write_text("old")

    def fill() -> None:
        with whole_folder(tmp_path / "us", replace=True) as draft:
            (draft / "kept").write_text("half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DiskFull, match="No space left"):
        fill()
    assert [path.name for path in tmp_path.iterdir()] == ["us"]
    assert (tmp_path / "us" / "kept").read_text() == "old"


def test_a_newer_package_replaces_the_older_one_as_a_whole(tmp_path: Path, written: UsPackage) -> None:
    (written.package.folder / "stray").write_text("")
    source = tmp_path / "counties.json"
    write_us_package(source, {"us-metro-10000": AREAS["us-metro-10000"]}, written.package.folder)
    names = sorted(path.name for path in written.package.folder.iterdir())
    assert names == ["boundaries.toml", "country.geojson", "metro.geojson", "state-lines.geojson", "state.geojson"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["counties.json", "us"]
