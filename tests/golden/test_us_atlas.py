"""Real counties, us-atlas 3.0.1: areas against shapely, places against its own projected file, the sheet's size.

The file is `counties-10m.json` of the npm package us-atlas: CLUSTERATLAS_BOUNDARIES names it, or `npm ci` put it in
`node_modules`. Its README states the projection of `counties-albers-10m.json`: geoAlbersUsa at scale 1300, moved to
(487.5, 305), so ten of our units are one of theirs.
"""

import csv
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from shapely import Polygon, union_all

from clusteratlas.geometry import Topology, UsPackage, merge, sheet, write_us_package
from clusteratlas.geometry.projection import ALBERS_USA
from clusteratlas.geometry.shapes import Shape, bounds, shape_area
from clusteratlas.geometry.topology import ArcPolygon, Feature, joined

Areas = dict[str, tuple[str, set[str]]]
# Areas with a county (22067, 06001, 51093) whose border crosses itself in the file, as its maker generalised it.
CROSSED = ["us-metro-12820", "us-metro-41860", "us-metro-47260"]
INSTALLED = Path(__file__).parents[2] / "node_modules/us-atlas/counties-10m.json"


@pytest.fixture(scope="module")
def us_atlas() -> Path:
    path = Path(os.environ.get("CLUSTERATLAS_BOUNDARIES", INSTALLED))
    if not path.is_file():
        reason = f"no counties-10m.json of us-atlas: {path} is not there and CLUSTERATLAS_BOUNDARIES names no other"
        if "boundaries" in os.environ.get("CLUSTERATLAS_REQUIRE", "").split(","):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="module")
def topology(us_atlas: Path) -> Topology:
    return Topology.load(us_atlas)


@pytest.fixture(scope="module")
def areas(data: Path) -> Areas:
    """The 917 areas of the 2013 delineation, and their counties; all drawn as one level here."""
    counties = defaultdict(set)
    with (data / "us/county_to_msa_ea.csv").open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            if row["region_type_t"] == "msa" and row["county"]:
                counties[f"us-metro-{row['region_code_t']}"].add(row["county"].zfill(5))
    return {code: ("metro", members) for code, members in counties.items()}


@pytest.fixture(scope="module")
def written(us_atlas: Path, areas: Areas, tmp_path_factory: pytest.TempPathFactory) -> UsPackage:
    return write_us_package(us_atlas, areas, tmp_path_factory.mktemp("boundaries") / "us")


def test_the_file_is_the_one_described(topology: Topology) -> None:
    features = topology.features("counties")
    assert (len(features), len(topology.arcs)) == (3231, 9869)
    assert {"46102", "02158"} < set(features)
    assert not {"46113", "02270", "51515", "09110"} & set(features)


def test_merged_areas_equal_the_union_of_counties(topology: Topology, areas: Areas) -> None:
    features = topology.features("counties")
    groups = {code: sorted(members & set(features)) for code, (_, members) in areas.items()}
    merged = merge(topology, "counties", groups)
    for code, members in groups.items():
        union = union_all([repaired(topology, features[county]) for county in members])
        ours = shape_area(coordinates(topology, merged[code]))
        summed = sum(shape_area(coordinates(topology, features[county].polygons)) for county in members)
        assert ours == pytest.approx(summed, rel=1e-12), code
        assert ours == pytest.approx(union.area, rel=2e-4 if code in CROSSED else 1e-9), code


def coordinates(topology: Topology, parts: Iterable[ArcPolygon]) -> list[list[np.ndarray]]:
    return [[joined(topology.arcs, ring) for ring in polygon] for polygon in parts]


def repaired(topology: Topology, feature: Feature) -> Polygon:
    parts = coordinates(topology, feature.polygons)
    return union_all([Polygon(outer, holes).buffer(0) for outer, *holes in parts if len(outer) > 3])


def test_states_of_merged_counties_fill_the_nation(written: UsPackage) -> None:
    states = sum(shape_area(feature.shape) for feature in written.package.layer("state").features)
    (nation,) = written.package.layer("country").features
    assert states == shape_area(nation.shape)
    assert len(written.package.layer("state").features) == 51


def test_all_stands_within_the_sheet(written: UsPackage) -> None:
    (nation,) = written.package.layer("country").features
    left, top, right, bottom = bounds(nation.shape)
    assert left >= 0
    assert top >= 0
    assert right <= 9750
    assert bottom <= 6100


def test_places_are_those_of_the_projected_file(us_atlas: Path, topology: Topology) -> None:
    albers = us_atlas.with_name("counties-albers-10m.json")
    if not albers.is_file():
        pytest.skip(f"{albers.name} is not beside counties-10m.json")
    theirs = Topology.load(albers)
    for county in ("20173", "53033", "12086", "06037", "23003", "48061"):
        ours = ALBERS_USA.project(outline(topology, county)) / 10
        corners = [[ours.min(axis=0), ours.max(axis=0)], [f(outline(theirs, county), axis=0) for f in (np.min, np.max)]]
        assert np.abs(np.subtract(*corners)).max() < 0.5, county


def outline(topology: Topology, county: str) -> np.ndarray:
    return np.concatenate([joined(topology.arcs, part[0]) for part in topology.features("counties")[county].polygons])


def test_every_area_is_drawn_or_reported(written: UsPackage, areas: Areas) -> None:
    drawn = {feature.code for feature in written.package.layer("metro").features}
    assert drawn | {area.area for area in written.without_boundary} == set(areas)
    assert [area.area for area in written.without_boundary] == []
    assert [area.area for area in written.incomplete] == []
    assert [(area.area, area.renamed) for area in written.renamed] == [("us-metro-31340", (("51515", "51019"),))]


def test_nearly_all_shapes_are_simple(written: UsPackage) -> None:
    features = written.package.layer("metro").features
    crossed = [feature.code for feature in features if not is_valid(feature.shape)]
    assert crossed == CROSSED
    assert min(shape_area(feature.shape) for feature in features) > 100


def is_valid(shape: Shape) -> bool:
    return all(Polygon(outer, holes).is_valid for outer, *holes in shape)


def test_the_sheet_stays_below_350_kilobytes(written: UsPackage) -> None:
    assert len(sheet(written.package, ["metro"]).encode()) < 350_000
