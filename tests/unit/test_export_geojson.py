"""Exports to GeoJSON: a feature for every region of a level, with or without a boundary, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.small_edition import AEROSPACE, HEALTH, RENO, WICHITA, write_small_edition

from clusteratlas.editions.edition import Edition
from clusteratlas.editions.export import Filter, citation, export
from clusteratlas.errors import InputError, NoSuchEntry, UnreadableFile


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    folder = tmp_path / "edition"
    folder.mkdir()
    return write_small_edition(folder)


def read(file: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


def test_every_region_of_the_level_is_there_and_those_without_a_boundary_are_listed(
    edition: Edition, tmp_path: Path
) -> None:
    document = read(export(edition, "summary", tmp_path / "s.geojson", "geojson", language="zh-hans"))
    assert document["type"] == "FeatureCollection"
    assert document["edition"] == "us-2019.1"
    assert document["citation"] == citation(edition.manifest, "zh-hans")
    assert document["boundaries"] == {"notice": "Drawn from counties of the Census Bureau."}
    assert document["without_boundary"] == [RENO]
    reno, wichita = document["features"]
    assert (reno["id"], reno["geometry"]) == (RENO, None)
    assert (wichita["id"], wichita["geometry"]["type"]) == (WICHITA, "MultiPolygon")
    properties = wichita["properties"]
    assert (properties["region_name"], properties["largest_cluster_name"]) == ("威奇托（堪萨斯）", "航空航天与国防")
    assert (properties["year"], properties["employment"]) == (2019, 50_000)


def test_coordinates_are_longitude_and_latitude_against_the_clock(edition: Edition, tmp_path: Path) -> None:
    document = read(export(edition, "summary", tmp_path / "s.geojson", "geojson"))
    ((ring,),) = document["features"][1]["geometry"]["coordinates"]
    assert ring[0] == ring[-1] == [-96.6, 38.7]
    south, south_east = ring[1], ring[2]
    degrees = 100 * 6371 / 13_000 / 111.19  # 100 units of a sheet with 13,000 units to the Earth's radius
    assert south == pytest.approx([-96.6, 38.7 - degrees], abs=0.01)
    assert south_east == pytest.approx([-96.6 + degrees / 0.784, 38.7 - degrees], abs=0.02)  # cosine of 38.3 degrees
    assert "plane" not in document


def test_a_cluster_is_shown_in_every_region_with_empty_figures_where_it_is_absent(
    edition: Edition, tmp_path: Path
) -> None:
    file = export(edition, "portfolio", tmp_path / "p.geojson", "geojson", Filter(2019, cluster=AEROSPACE))
    shown = {feature["id"]: feature["properties"] for feature in read(file)["features"]}
    assert {code: properties["employment"] for code, properties in shown.items()} == {RENO: None, WICHITA: 30_000}
    assert shown[WICHITA]["location_quotient"] == 1 / 3
    assert shown[RENO]["region_name"] == "Reno, NV"


def test_one_region_can_be_chosen(edition: Edition, tmp_path: Path) -> None:
    file = export(edition, "portfolio", tmp_path / "p.geojson", "geojson", Filter(cluster=HEALTH, region=WICHITA))
    assert [feature["id"] for feature in read(file)["features"]] == [WICHITA]


def test_what_cannot_be_drawn_is_refused(edition: Edition, tmp_path: Path) -> None:
    target = tmp_path / "x.geojson"
    with pytest.raises(InputError, match="not activity"):
        export(edition, "activity", target, "geojson")
    with pytest.raises(InputError, match="Choose a cluster"):
        export(edition, "portfolio", target, "geojson")
    with pytest.raises(NoSuchEntry, match=r"Edition us-2019\.1 has no boundaries of level 'micro'"):
        export(edition, "summary", target, "geojson", Filter(level="micro"))
    (edition.folder / "boundaries" / "metro.geojson").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="not complete JSON"):
        export(edition, "summary", target, "geojson")
    assert not target.exists()
