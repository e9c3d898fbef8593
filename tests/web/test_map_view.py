"""A view of the map is its address: filters, bubbles, two maps, years, forms, and the refusal of what is not there."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.web.atlas_pages import EUROPE, GERMANY
from tests.web.edition_rows import rows, whole
from tests.web.map_parts import colours, counts, map_page, taken

AEROSPACE = "aerospace-vehicles-and-defense"
US = "/us/2019.1/"
MAP = f"{US}map/"
CIRCLE = re.compile(r'<circle class="bubble ([\w-]+)" cx="[\d.-]+" cy="[\d.-]+" r="([\d.]+)" data-region="([\w-]+)"')


@pytest.mark.usefixtures("boundaries")
def test_a_filter_leaves_the_others_in_place_and_counts_them(sample: Client, sample_home: Path) -> None:
    figures = whole(sample_home, AEROSPACE, 2019, "metro")
    met = {
        region
        for region, row in figures.items()
        if row["employment"] >= 500 and row["location_quotient"] >= 1.5 and row["strong"]
    }
    asked = {"cluster": AEROSPACE, "jobs": 500, "quotient": "1.5", "only": "strong"}
    text = map_page(sample, US, **asked)
    styles = colours(text)
    assert {region for region, style in styles.items() if style not in ("off", "none")} == met
    assert {region for region, style in styles.items() if style == "off"} == set(figures) - met
    assert sum(counts(text).values()) == len(met)
    assert set(taken(sample, US, **asked)) == met
    said = f"{len(set(figures) - met)} regions do not meet what is asked "
    assert f"{said}(at least 500 jobs, a location quotient of at least 1.5, strong)" in text


@pytest.mark.usefixtures("boundaries")
def test_the_area_of_a_bubble_is_the_jobs(sample: Client, sample_home: Path) -> None:
    figures = whole(sample_home, AEROSPACE, 2019, "metro")
    text = map_page(sample, US, cluster=AEROSPACE, bubbles="jobs")
    found = {region: (style, float(radius)) for style, radius, region in CIRCLE.findall(text)}
    assert set(found) == set(figures)
    top = max(figures, key=lambda region: figures[region]["employment"])
    for region, (style, radius) in found.items():
        part = figures[region]["employment"] / figures[top]["employment"]
        assert radius == pytest.approx(found[top][1] * part**0.5, abs=0.11)
        assert style == f"q{sum(figures[region]['location_quotient'] >= each for each in (0.5, 1, 1.5, 2.5, 5))}"
    assert "Area of a bubble: Jobs. One scale for all years" in text


@pytest.mark.usefixtures("boundaries")
def test_two_maps_stand_over_one_table_of_both(sample: Client, sample_home: Path) -> None:
    text = map_page(sample, US, cluster=AEROSPACE, year2=2018)
    assert text.count("data-map>") == 2
    assert "data-linked" in text
    before = whole(sample_home, AEROSPACE, 2018, "metro")
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    for region, cells in re.findall(r'<tr data-region="([\w-]+)"[^>]*>(.*?)</tr>', table, re.DOTALL):
        second = re.sub("<[^>]*>", "", re.findall(r'<td class="n">(.*?)</td>', cells)[-1])
        value = before.get(region, {}).get("location_quotient")
        assert second == ("no data" if value is None else f"{value:,.2f}")


def test_every_link_of_the_years_names_its_cluster(several: Client, atlases_home: Path) -> None:
    text = several.get(f"{GERMANY.root}map/").text
    steps = text[text.index('class="map-years"') :]
    steps = steps[: steps.index("</nav>")]
    years = re.findall(r'<li><a href="([^"]+)"', steps)
    assert len(years) == 2
    assert all("cluster=" in address for address in years)
    assert ["year=2023" in address for address in years] == [True, False]
    assert 'rel="prev"' in steps
    assert 'rel="next"' not in steps


def test_the_growth_of_the_whole_is_that_of_the_reference(sample: Client, sample_home: Path) -> None:
    jobs = {
        row["year"]: row["employment"]
        for row in rows(sample_home, "portfolio", region="us", cluster=AEROSPACE, subcluster=None)
    }
    text = map_page(sample, US, cluster=AEROSPACE)
    growth = f"{(jobs[2019] / jobs[2018] - 1) * 100:+.1f}%".replace("-", "−")
    assert f"{jobs[2019]:,} jobs in 2019, {growth} since the year before" in text


def test_a_year_that_cannot_be_compared_has_no_growth_of_the_whole(several: Client) -> None:
    text = map_page(several, EUROPE.root, cluster="automotive")
    assert re.search(r"[\d,]+ jobs in 2014(, [+−][\d.]+% since the year before)? \(", text)


def test_a_form_leads_to_the_address_of_its_view(sample: Client) -> None:
    query = "cluster=plastics&part=aircraft&measure=employment&level=metro&year=2019&was=aerospace-vehicles-and-defense"
    answer = sample.get(f"{MAP}?{query}&jobs=&quotient=&bubbles=jobs")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{MAP}?cluster=plastics&measure=employment&bubbles=jobs"
    whole_regions = sample.get(f"{MAP}?cluster=regions-as-a-whole&measure=location_quotient&only=strong&was=plastics")
    assert whole_regions.headers["Location"] == f"{MAP}?cluster=regions-as-a-whole"


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("cluster=plastic", 400, "“plastic” is not a choice for cluster Allowed are: plastics"),
        ("cluster=plastics&part=aircraft", 400, "“aircraft” is not a choice for part"),
        ("cluster=regions-as-a-whole&part=336411", 400, "“336411” is not a choice for part"),
        ("cluster=plastics&measure=strong_share", 400, "“strong_share” is not a choice for measure"),
        ("measure=locationquotient", 400, "Allowed are: location_quotient"),
        ("cluster=local-health-services&measure=class", 400, "“class” is not a choice for measure"),
        ("rules=percentile", 400, "“percentile” is not a choice for rules"),
        ("year2=1066", 400, "“1066” is not a choice for year2"),
        ("cluster2=nothing", 400, "“nothing” is not a choice for cluster2"),
        ("jobs=-5", 400, "“-5” is not a choice for jobs"),
        ("jobs=9" + "9" * 30, 400, "is not a choice for jobs"),
        ("quotient=1;drop", 400, "“1;drop” is not a choice for quotient"),
        ("quotient=nan", 400, "“nan” is not a choice for quotient"),
        ("only=weak", 400, "“weak” is not a choice for only"),
        ("cluster=regions-as-a-whole&only=strong", 400, "this is asked of a whole cluster only"),
        ("bubbles=wages", 400, "“wages” is not a choice for bubbles"),
        ("order=name'--", 400, "is not a choice for order"),
        ("region=us-metro-48621", 404, "The nearest known code is us-metro-4862"),
        ("region=<script>alert(1)</script>", 404, "There is no region"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_the_nearest(sample: Client, query: str, status: int, said: str) -> None:
    answer = sample.get(f"{MAP}?{query}")
    assert answer.status_code == status
    text = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", unescape(answer.text.replace("<script>alert", ""))))
    assert said in text
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("address", ["view.doc", "view.json"])
def test_another_format_is_refused(sample: Client, address: str) -> None:
    answer = sample.get(f"{MAP}{address}?cluster=plastics")
    assert answer.status_code == 400
    assert "is not a choice for format" in unescape(answer.text)
