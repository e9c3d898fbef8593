"""Bubbles of any amount, recomputed from the Parquet tables: areas, their legend, one scale, and every file to take."""

import csv
import io
import json
import re
from html import unescape
from math import sqrt
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.web.atlas_pages import EARLIER, EUROPE, GERMANY
from tests.web.edition_rows import Row, rows_in
from tests.web.map_parts import colours, map_page

CIRCLE = re.compile(r'<circle class="bubble ([\w-]+)" cx="[\d.-]+" cy="[\d.-]+" r="([\d.]+)" data-region="([\w-]+)"')
LEGEND = re.compile(r'<svg class="sizes only-w".*?</svg>', re.DOTALL)
SIZE = re.compile(r'<circle class="bubble" [^>]*r="([\d.]+)"/><text [^>]*>([^<]*)</text>')
WIDE = 0.03  # the radius of the largest bubble, of the width of the sheet
BILLION = 1_000_000_000


def portfolio(home: Path, year: int) -> dict[str, Row]:
    wanted = {"cluster": EUROPE.cluster, "level": EUROPE.level, "year": year, "subcluster": None}
    found = rows_in(home, "eu", EUROPE.edition, "portfolio", **wanted)
    return {row["region"]: row for row in found if row["employment"]}


def summary(home: Path, year: int) -> dict[str, Row]:
    found = rows_in(home, "eu", EUROPE.edition, "summary", level=EUROPE.level, year=year)
    return {row["region"]: row for row in found}


def circles(text: str) -> dict[str, float]:
    return {region: float(radius) for _, radius, region in CIRCLE.findall(text)}


def sheet(text: str) -> float:
    found = re.search(r'<svg viewBox="[\d-]+ [\d-]+ (\d+) \d+" role="group"', text)
    assert found is not None
    return float(found[1])


def largest(home: Path, column: str, read=portfolio) -> float:  # type: ignore[no-untyped-def]
    return max(row[column] or 0 for year in (2013, 2014) for row in read(home, year).values())


def test_the_area_of_a_bubble_is_the_amount_on_one_scale_of_all_years(several: Client, atlases_home: Path) -> None:
    most, seen = largest(atlases_home, "wages"), {}
    for year in (2013, 2014):
        figures = portfolio(atlases_home, year)
        text = map_page(several, EUROPE.root, cluster=EUROPE.cluster, bubbles="wages", year=year)
        coloured = {region for region, style in colours(text).items() if style == "bare"}
        paid = {region: figures[region]["wages"] for region in coloured if figures[region]["wages"]}
        expected = {region: sheet(text) * WIDE * sqrt(wages / most) for region, wages in paid.items()}
        assert circles(text) == pytest.approx(expected, abs=0.06)
        missing = len(coloured) - len(paid)
        assert (f"{missing} coloured region" in text) == (missing > 0)
        seen[year] = len(paid)
    assert min(seen.values()) > 50


def test_bubbles_can_be_of_whole_regions_while_the_colour_is_of_a_cluster(several: Client, atlases_home: Path) -> None:
    jobs, most = summary(atlases_home, 2014), largest(atlases_home, "employment", summary)
    query = {"cluster": EUROPE.cluster, "year": 2014, "bubbles": "jobs", "of": "regions-as-a-whole"}
    text = map_page(several, EUROPE.root, **query)
    coloured = {region for region, style in colours(text).items() if style == "bare"}
    expected = {region: sheet(text) * WIDE * sqrt(jobs[region]["employment"] / most) for region in coloured}
    assert circles(text) == pytest.approx(expected, abs=0.06)
    assert "Area of a bubble: Jobs, regions as a whole." in text
    first = next(iter(circles(text)))
    tip = re.search(rf'r="[\d.]+" data-region="{first}" data-tip="([^"]*)"', text)
    assert tip is not None
    assert f"{jobs[first]['employment']:,}" in tip[1].split("|")


def test_the_legend_has_three_sizes_as_large_as_on_the_map_in_their_unit(several: Client, atlases_home: Path) -> None:
    most = largest(atlases_home, "wages")
    text = map_page(several, EUROPE.root, cluster=EUROPE.cluster, bubbles="wages")
    sizes = {words: float(radius) for radius, words in SIZE.findall(LEGEND.search(text)[0])}  # type: ignore[index]
    assert len(sizes) == 3
    for words, radius in sizes.items():
        figure = re.fullmatch(r"€([\d.]+) (billion|million)", words)
        assert figure is not None, words
        amount = float(figure[1]) * (BILLION if figure[2] == "billion" else 1_000_000)
        assert radius == pytest.approx(sheet(text) * WIDE * sqrt(amount / most), abs=0.06)
    jobs = map_page(several, EUROPE.root, cluster=EUROPE.cluster, bubbles="jobs")
    words = [each for _, each in SIZE.findall(LEGEND.search(jobs)[0])]  # type: ignore[index]
    assert re.fullmatch(r"[\d,]+ jobs", words[-1])
    assert all(re.fullmatch(r"[\d,]+", each) for each in words[:-1])


def test_two_maps_have_one_scale_of_bubbles(several: Client, atlases_home: Path) -> None:
    query = {"cluster": EUROPE.cluster, "bubbles": "establishments", "cluster2": "regions-as-a-whole"}
    first, second = map_page(several, EUROPE.root, **query, measure2="employment").split('data-panel="2"')
    most = largest(atlases_home, "establishments", summary)
    for half, figures in ((first, portfolio(atlases_home, 2014)), (second, summary(atlases_home, 2014))):
        found = circles(half)
        expected = {r: sheet(first) * WIDE * sqrt(figures[r]["establishments"] / most) for r in found}
        assert found == pytest.approx(expected, abs=0.06)
        assert "One scale for both maps and all years." in half
    assert LEGEND.search(first)[0] == LEGEND.search(second)[0]  # type: ignore[index]


def test_an_edition_that_measures_jobs_only_offers_no_other_amount(several: Client) -> None:
    text = several.get(f"{GERMANY.root}map/").text
    menu = text[text.index('name="bubbles"') :]
    assert re.findall(r'<option value="(\w*)"', menu[: menu.index("</select>")]) == ["", "jobs"]
    assert several.get(f"{GERMANY.root}map/?bubbles=wages").status_code == 400


def test_every_file_has_the_amounts(several: Client, atlases_home: Path) -> None:
    query = f"cluster={EUROPE.cluster}&year=2014&bubbles=wages&of=regions-as-a-whole"
    page, paid = f"{EUROPE.root}map/view", summary(atlases_home, 2014)
    table = list(csv.DictReader(io.StringIO(several.get(f"{page}.csv?{query}").content.decode("utf-8-sig"))))
    assert {row["bubbles_of"] for row in table} == {"regions-as-a-whole"}
    expected = {row["region"]: paid[row["region"]]["wages"] for row in table}
    assert {row["region"]: int(row["wages_of_bubbles"] or 0) or None for row in table} == expected
    data = load_workbook(io.BytesIO(several.get(f"{page}.xlsx?{query}").content)).worksheets[0]
    heads = [cell.value for cell in data[1]]
    column = heads.index("Wages, of what the bubbles stand for")
    assert {r[0]: r[column] for r in data.iter_rows(min_row=2, values_only=True)} == expected
    document = json.loads(several.get(f"{page}.geojson?{query}").content)
    found = {each["id"]: each["properties"].get("wages_of_bubbles") for each in document["features"]}
    assert {region: wages for region, wages in found.items() if region in expected} == expected
    caption = "Area of a bubble: Wages, regions as a whole."
    drawn = unescape(several.get(f"{page}.svg?{query}").content.decode())
    assert caption in drawn
    bounded = {row["region"] for row in rows_in(atlases_home, "eu", EUROPE.edition, "regions") if row["has_boundary"]}
    paths = sum(bool(wages) for region, wages in expected.items() if region in bounded)
    assert len(re.findall(r"<circle [^>]*fill-opacity", drawn)) == paths
    document = PdfReader(io.BytesIO(several.get(f"{page}.pdf?{query}").content))
    assert len(document.pages) == 1
    assert several.get(f"{page}.png?{query}").content.startswith(b"\x89PNG")
    assert caption in several.get(f"{EUROPE.root}map/embed/?{query}").text


def test_of_the_colours_own_subject_the_amount_is_a_plain_column(several: Client, atlases_home: Path) -> None:
    query = f"cluster={EARLIER.cluster}&bubbles=wages&year2=2010"
    answer = several.get(f"{EARLIER.root}map/view.csv?{query}")
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    wanted = {"cluster": EARLIER.cluster, "level": "state", "subcluster": None}
    found = rows_in(atlases_home, "us-states", EARLIER.edition, "portfolio", **wanted)
    wages = {(row["region"], row["year"]): row["wages"] for row in found}
    assert len({row["year"] for row in table}) == 2
    assert all(int(row["wages"] or 0) == (wages[row["region"], int(row["year"])] or 0) for row in table)
    assert "bubbles_of" not in table[0]


@pytest.mark.parametrize(
    ("query", "said", "mended"),
    [
        ("bubbles=wage", "“wage” is not a choice for bubbles", "bubbles=wages"),
        ("bubbles=wages_per_head", "“wages_per_head” is not a choice for bubbles", "bubbles=wages"),
        ("bubbles=location_quotient", "is not a choice for bubbles", None),
        ("bubbles=jobs&of=automotiv", "“automotiv” is not a choice for of", "bubbles=jobs&of=automotive"),
        ("of=automotive", "no bubbles are asked for", ""),
    ],
)
def test_an_amount_that_there_is_not_is_refused_with_a_link_to_the_nearest(
    several: Client, query: str, said: str, mended: str | None
) -> None:
    answer = several.get(f"{EUROPE.root}map/?{query}&year=2013")
    assert answer.status_code == 400
    text = unescape(answer.text)
    assert said in text
    links = [unescape(each) for each in re.findall(r'<a class="btn(?: pri)?" href="([^"]+)"', answer.text)]
    if mended is not None:
        assert links[0] == f"{EUROPE.root}map/?{f'{mended}&' if mended else ''}year=2013"
    assert [several.get(each).status_code for each in links[:-1]] == [200] * len(links[:-1])


def test_one_view_has_one_address(several: Client) -> None:
    page = f"{EUROPE.root}map/"
    form = f"{page}?cluster=automotive&was=automotive&measure=location_quotient&region="
    for sent, kept in (
        ("bubbles=&of=regions-as-a-whole", ""),
        ("bubbles=wages&of=automotive", "&bubbles=wages"),
        ("bubbles=wages&of=", "&bubbles=wages"),
        ("bubbles=jobs&of=regions-as-a-whole", "&bubbles=jobs&of=regions-as-a-whole"),
    ):
        assert several.get(f"{form}&{sent}").headers["Location"] == f"{page}?cluster=automotive{kept}"
