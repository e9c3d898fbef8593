"""A view taken away: as tables, with boundaries, as pictures and a document, and in a frame on another site."""

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.web.atlas_pages import EUROPE, JAPAN
from tests.web.edition_rows import rows, whole

from clusteratlas_web.foundation.headers import CONTENT_POLICY

AEROSPACE = "aerospace-vehicles-and-defense"
US = "/us/2019.1/map/"
QUERY = f"cluster={AEROSPACE}&measure=employment&jobs=1000"


def test_the_csv_has_the_regions_that_meet_what_is_asked(sample: Client, sample_home: Path) -> None:
    answer = sample.get(f"{US}view.csv?{QUERY}")
    assert answer.headers["Content-Disposition"].endswith(
        f'filename="us-2019.1-map-metro-{AEROSPACE}-employment-2019.csv"'
    )
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    expected = {r: row for r, row in whole(sample_home, AEROSPACE, 2019, "metro").items() if row["employment"] >= 1000}
    assert {row["region"]: int(row["employment"]) for row in table} == {
        region: row["employment"] for region, row in expected.items()
    }
    assert [int(row["employment"]) for row in table] == sorted((int(r["employment"]) for r in table), reverse=True)
    assert all(float(row["location_quotient"]) == expected[row["region"]]["location_quotient"] for row in table)


def test_the_workbook_says_where_it_comes_from(sample: Client) -> None:
    book = load_workbook(io.BytesIO(sample.get(f"{US}view.xlsx?{QUERY}&year2=2018").content))
    data, notes = book.worksheets
    assert {row[2] for row in data.iter_rows(min_row=2, values_only=True)} == {2018, 2019}
    assert any("us-2019.1" in str(cell) for row in notes.iter_rows(values_only=True) for cell in row)


@pytest.mark.usefixtures("boundaries")
def test_geojson_has_every_region_and_figures_where_the_map_has(sample: Client, sample_home: Path) -> None:
    document = json.loads(sample.get(f"{US}view.geojson?{QUERY}").content)
    found = {each["id"]: each for each in document["features"]}
    assert set(found) == {row["region"] for row in rows(sample_home, "regions", level="metro")}
    figures = whole(sample_home, AEROSPACE, 2019, "metro")
    for region, feature in found.items():
        jobs = figures.get(region, {}).get("employment") or 0
        assert feature["properties"].get("employment") == (jobs if jobs >= 1000 else None)
        assert feature["geometry"]["type"] == "MultiPolygon"
    assert "Census Bureau" in document["boundaries"]["notice"]


@pytest.mark.usefixtures("boundaries")
def test_the_drawing_has_every_region_its_legend_and_its_source(sample: Client, sample_home: Path) -> None:
    text = unescape(sample.get(f"{US}view.svg?cluster={AEROSPACE}&year2=2018").content.decode())
    metros = [row for row in rows(sample_home, "regions", level="metro") if row["has_boundary"]]
    assert text.count("<g><title>") == 2 * len(metros)
    coloured = [len(whole(sample_home, AEROSPACE, year, "metro")) for year in (2019, 2018)]
    assert [int(n) for n in re.findall(r"(\d+) regions coloured", text)] == coloured
    for words in (
        "Aerospace Vehicles and Defense",
        "edition us-2019.1",
        "Boundaries: US Census Bureau",
        "County Business",
    ):
        assert words in text
    assert "href=" not in text
    assert sample.get(f"{US}view.png?cluster={AEROSPACE}").content.startswith(b"\x89PNG")


@pytest.mark.parametrize(("prefix", "title"), [("", "Automotive"), ("/zh-hans", "汽车")])
def test_the_document_is_one_page_with_title_source_and_notice(several: Client, prefix: str, title: str) -> None:
    answer = several.get(f"{prefix}{EUROPE.root}map/view.pdf?cluster=automotive")
    reader = PdfReader(io.BytesIO(answer.content))
    assert len(reader.pages) == 1
    text = re.sub(r"\s+", " ", reader.pages[0].extract_text())
    assert title in text
    assert f"eu-{EUROPE.edition}" in text
    assert "© EuroGeographics for the administrative boundaries" in text


def test_where_there_is_no_map_there_are_tables_only(several: Client) -> None:
    query = "cluster=automotive&level=city"
    page = several.get(f"{JAPAN.root}map/?{query}").text
    assert "view.csv" in page
    assert "view.png" not in page
    assert several.get(f"{JAPAN.root}map/view.pdf?{query}").status_code == 400
    assert several.get(f"{JAPAN.root}map/view.csv?{query}").status_code == 200


@pytest.mark.usefixtures("boundaries")
def test_only_the_map_alone_may_be_framed(sample: Client) -> None:
    alone, page = sample.get(f"{US}embed/?{QUERY}"), sample.get(f"{US}?{QUERY}")
    assert alone.headers["Content-Security-Policy"] == CONTENT_POLICY.replace("ancestors 'none'", "ancestors *")
    assert "X-Frame-Options" not in alone.headers
    assert (page.headers["Content-Security-Policy"], page.headers["X-Frame-Options"]) == (CONTENT_POLICY, "DENY")
    refused = sample.get(f"{US}embed/?cluster=plastic")
    assert (refused.status_code, refused.headers["X-Frame-Options"]) == (400, "DENY")
    assert not alone.cookies
    assert "<nav" not in alone.text
    text = unescape(alone.text)
    for words in (
        "data-map",
        "regions coloured",
        "County Business Patterns",
        "edition us-2019.1",
        f'href="{US}?cluster=',
    ):
        assert words in text


@pytest.mark.usefixtures("boundaries")
def test_the_line_to_copy_shows_the_view(sample: Client) -> None:
    text = unescape(sample.get(f"{US}?{QUERY}").text)
    line = unescape(re.search(r"data-snippet>(.*?)</textarea>", text, re.DOTALL).group(1))
    address = re.search(r'<iframe src="(?:https?://[^/]+)([^"]+)"', line).group(1)
    assert sample.get(unescape(address)).status_code == 200
    assert f"cluster={AEROSPACE}" in address
    assert "style=" not in line
