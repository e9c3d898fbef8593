"""Packages of Europe, Germany, Japan and the US states from small files in their producers' layouts."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from clusteratlas.cli.drawing import draw_package
from clusteratlas.errors import UnknownChoice, UnreadableFile
from clusteratlas.geometry import (
    globe_geometries,
    sheet,
    write_de_package,
    write_eu_package,
    write_jp_package,
    write_us_states_package,
)
from clusteratlas.geometry.area_package import Drawn


def square(x: float, y: float, side: float = 0.5) -> list[list[float]]:
    return [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]


def nuts(path: Path, places: Mapping[str, list[tuple[float, float]]]) -> Path:
    """A file of NUTS regions, each of squares at longitudes and latitudes."""
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"NUTS_ID": code, "NAME_LATN": code},
            "geometry": {"type": "MultiPolygon", "coordinates": [[square(*corner)] for corner in corners]},
        }
        for code, corners in places.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def topojson(path: Path, name: str, places: Mapping[int, tuple[float, float]], key: str) -> Path:
    """A topology with a square for each number; `id` beside the geometry or among its properties."""
    geometries = [
        {"type": "Polygon", "arcs": [[at]], **({"properties": {"id": code}} if key == "properties" else {"id": code})}
        for at, code in enumerate(places)
    ]
    arcs = [square(*corner) for corner in places.values()]
    objects = {name: {"type": "GeometryCollection", "geometries": geometries}}
    path.write_text(json.dumps({"type": "Topology", "arcs": arcs, "objects": objects}))
    return path


def layers(drawn: Drawn) -> dict[str, list[str]]:
    return {name: [f.code for f in drawn.package.layer(name).features] for name in drawn.package.layers}


@pytest.fixture
def europe(tmp_path: Path) -> Drawn:
    """Lorraine, Alsace beside it, a region in Germany, Guadeloupe, and Norway's Arctic islands."""
    places: dict[str, list[tuple[float, float]]] = {
        "FRF3": [(6.0, 48.5)],
        "FRF1": [(6.5, 48.5)],
        "DE11": [(9.0, 48.5)],
        "FRY1": [(-61.7, 15.9)],
        "NO0B": [(-8.6, 70.9), (16.0, 78.0)],
    }
    return write_eu_package(nuts(tmp_path / "nuts2.geojson", places), tmp_path / "eu", simplification=0)


def test_levels_above_the_files_are_drawn_and_old_codes_of_the_same_land(europe: Drawn) -> None:
    found = layers(europe)
    assert found["nuts0"] == ["eu-nuts0-DE", "eu-nuts0-FR", "eu-nuts0-NO"]
    assert found["nuts1"] == ["eu-nuts1-DE1", "eu-nuts1-FRF", "eu-nuts1-FRY", "eu-nuts1-NO0"]
    # Alsace was FR42 and Lorraine FR41 until 2016; Guadeloupe was FR91, then FRA1.
    older = ["FR41", "FR42", "FR91", "FRA1"]
    assert found["nuts2"] == [f"eu-nuts2-{c}" for c in sorted([*older, "DE11", "FRF1", "FRF3", "FRY1", "NO0B"])]
    assert found["country"] == ["eu"]
    shapes = {f.code: f.shape for f in europe.package.layer("nuts2").features}
    assert shapes["eu-nuts2-FR42"][0][0].tolist() == shapes["eu-nuts2-FRF1"][0][0].tolist()


def test_what_lies_off_the_sheet_is_left_out_and_counted(europe: Drawn) -> None:
    assert europe.parts_left_out == {"NO0B": 1}
    assert europe.undrawn == ()
    assert europe.package.description.notice == "© EuroGeographics for the administrative boundaries; generalised."


def test_lines_part_countries_and_frame_the_insets(europe: Drawn) -> None:
    assert europe.package.line_layers == ("inset-lines", "nuts0-lines")
    (countries,) = europe.package.layer("nuts0-lines").features
    assert countries.lines == ()  # no two countries touch
    (frames,) = europe.package.layer("inset-lines").features
    assert len(frames.lines) == 8
    ids = re.findall('id="([^"]+)"', sheet(europe.package, ["nuts0"]))
    assert ids == ["eu-nuts0-DE", "eu-nuts0-FR", "eu-nuts0-NO", "eu", "eu-inset-lines", "eu-nuts0-lines"]


def test_an_inset_comes_back_to_its_place_on_the_globe(europe: Drawn) -> None:
    geometry = globe_geometries(europe.package.layer("nuts2"))["eu-nuts2-FRY1"]
    corners = sorted((round(x, 2), round(y, 2)) for x, y in geometry["coordinates"][0][0][:4])
    assert corners == [(-61.7, 15.9), (-61.7, 16.4), (-61.2, 15.9), (-61.2, 16.4)]


def test_districts_are_nuts_3_regions_by_their_own_codes(tmp_path: Path) -> None:
    places: dict[str, list[tuple[float, float]]] = {
        "DE212": [(11.5, 48.0)],
        "DE21H": [(12.0, 48.0)],
        "DEG0N": [(10.0, 51.0)],
        "DEG0P": [(10.5, 51.0)],
        "FRF11": [(7, 48)],
    }
    drawn = write_de_package(nuts(tmp_path / "nuts3.geojson", places), tmp_path / "de")
    found = layers(drawn)
    assert found["district"] == ["de-district-09162", "de-district-09184", "de-district-16063"]
    assert found["state"] == ["de-state-09", "de-state-16"]
    assert len(drawn.undrawn) == 401 - 3 + 16 - 2
    assert "de-district-06415" in drawn.undrawn
    wartburg = drawn.package.layer("district").features[2].shape  # with Eisenach, one piece
    assert [len(polygon) for polygon in wartburg] == [1]


def test_a_file_of_another_level_or_of_several_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="has no NUTS 3 regions of Germany"):
        write_de_package(nuts(tmp_path / "nuts2.geojson", {"DE21": [(11, 48)]}), tmp_path / "de")
    mixed = nuts(tmp_path / "mixed.geojson", {"DE21": [(11, 48)], "DE212": [(11, 48)]})
    with pytest.raises(UnreadableFile, match="does not hold the NUTS regions of one level"):
        write_eu_package(mixed, tmp_path / "eu")
    assert not (tmp_path / "eu").exists()


def test_prefectures_by_number_with_okinawa_in_its_inset(tmp_path: Path) -> None:
    file = topojson(tmp_path / "japan.topojson", "japan", {1: (142, 43), 47: (127.7, 26.2)}, "properties")
    drawn = write_jp_package(file, tmp_path / "jp")
    found = layers(drawn)
    assert found["prefecture"] == ["jp-prefecture-01", "jp-prefecture-47"]
    assert found["inset-lines"] == ["jp-inset-lines"]
    assert len(drawn.undrawn) == 45
    left, top, right, bottom = 80, 80, 3560, 2820
    x, y = drawn.package.layer("prefecture").features[1].properties["label"]
    assert left < x < right
    assert top < y < bottom


def test_a_number_that_is_no_prefecture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="'48' that is no prefecture"):
        write_jp_package(topojson(tmp_path / "j.json", "japan", {48: (142, 43)}, "properties"), tmp_path / "jp")


def test_states_counties_and_economic_areas(tmp_path: Path) -> None:
    # Franklin, OH; Kusilvak, AK, which was 02270; San Juan, PR
    places = {39049: (-83.0, 40.0), 2158: (-163.0, 62.0), 72127: (-66.5, 18.0)}
    file = topojson(tmp_path / "counties.json", "counties", places, "id")
    file.write_text(file.read_text().replace('"id": 2158', '"id": "02158"'))
    drawn = write_us_states_package(file, tmp_path / "us-states")
    found = layers(drawn)
    assert found["state"] == ["us-state-02", "us-state-39"]
    assert found["county"] == ["us-county-02158", "us-county-02270", "us-county-39049"]
    assert found["ea"] == ["us-ea-57008", "us-ea-57040"]  # Anchorage and Columbus
    assert drawn.undrawn == ("us-county-72127", "us-ea-57180", "us-state-72")


def test_the_command_names_what_it_drew_and_what_not(tmp_path: Path) -> None:
    stored = draw_package("eu", nuts(tmp_path / "n.geojson", {"FRF1": [(7, 48)], "NO0B": [(16, 78)]}), tmp_path / "eu")
    assert stored.levels == {"nuts0": 1, "nuts1": 1, "nuts2": 2}
    assert stored.undrawn["eu-nuts2-NO0B"].startswith("Jan Mayen")
    with pytest.raises(UnknownChoice, match="us, us-states, eu, de, jp"):
        draw_package("fr", tmp_path / "n.geojson", tmp_path / "fr")


def test_the_same_file_gives_the_same_bytes(tmp_path: Path, europe: Drawn) -> None:
    again = write_eu_package(tmp_path / "nuts2.geojson", tmp_path / "again", simplification=0)
    for file in sorted(europe.package.folder.iterdir()):
        assert (again.package.folder / file.name).read_bytes() == file.read_bytes()


def test_real_boundaries_are_all_there_and_their_sheets_small(tmp_path: Path, data: Path) -> None:
    file = data / "eu" / "NUTS_RG_03M_2021_4326_LEVL_3.geojson.gz"
    german = write_de_package(file, tmp_path / "de")
    assert german.undrawn == ("de-district-06415",)
    assert len(sheet(german.package, ["district"])) < 400_000
    european = write_eu_package(data / "eu" / "NUTS_RG_03M_2021_4326_LEVL_2.geojson.gz", tmp_path / "eu")
    assert european.undrawn == ()
    assert set(european.parts_left_out) <= {"FRY1", "PT30", "NO0B"}
    assert len(sheet(european.package, ["nuts2"])) < 400_000
    japanese = write_jp_package(data / "jp" / "japan.topojson", tmp_path / "jp")
    assert japanese.undrawn == ()
    assert set(japanese.parts_left_out) <= {"13", "46"}
    assert len(sheet(japanese.package, ["prefecture"])) < 400_000
