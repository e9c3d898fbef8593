"""Addresses of explanations: what they refuse and in which words, what can be taken away, where a number stands."""

import csv
import io
import re
from pathlib import Path

import numpy as np
import pytest
from django.test import Client
from django.utils.html import strip_tags
from tests.web.atlas_pages import US
from tests.web.edition_rows import rows, whole
from tests.web.explained_shown import between, shown

pytestmark = pytest.mark.long

HERE = f"{US.root}explained"
KEY = f"region={US.region}&cluster=plastics&year=2019"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"portfolio/nothing/?{KEY}", "No figure “nothing” of “portfolio” is explained here"),
        (f"portfolio/strong/?{KEY}", "location_quotient"),
        (f"nothing/employment/?{KEY}", "portfolio"),
        (f"names/code/?{KEY}", "portfolio"),
        (f"portfolio/employment/?region={US.region}&cluster=plastics&year=1999", "Its years are: 2018, 2019."),
        (f"portfolio/employment/?region={US.region}&cluster=plastics&year=abc", "has no figures of abc"),
        ("portfolio/employment/?region=us-metro-48621&cluster=plastics", "The nearest known code is us-metro-48620"),
        (f"portfolio/employment/?region={US.region}&cluster=plastic", "The nearest known code is plastics"),
        (f"activity/employment/?region={US.region}&industry=999999", "There is no industry “999999”"),
        (f"portfolio/employment/?region={US.region}", "It lacks: Cluster."),
        ("portfolio/employment/", "It lacks: Region, Cluster."),
        (f"portfolio/employment_growth/?region={US.region}&cluster=plastics&year=2018", "There is no figure here"),
        (f"portfolio/wages/?{KEY}", "No figure “wages” of “portfolio” is explained here"),
        (f"life_cycle/trend/?region={US.region}&cluster=plastics", "There is no figure here"),
        (f"portfolio/employment/?{KEY}&subcluster=aircraft", "There is no figure here"),
        ("portfolio/employment/?region=%3Cscript%3E&cluster=plastics", "There is no region “&lt;script&gt;”"),
    ],
)
def test_what_is_not_there_is_said(address: str, said: str, sample: Client) -> None:
    answer = sample.get(f"{HERE}/{address}")
    assert answer.status_code == 404
    assert said in answer.text
    assert "<script>" not in answer.text


def test_a_region_without_the_cluster_offers_both(sample: Client, sample_home: Path) -> None:
    there = {row["region"] for row in rows(sample_home, "portfolio", cluster="tobacco", year=2019, subcluster=None)}
    region = next(row["region"] for row in rows(sample_home, "regions", level="metro") if row["region"] not in there)
    answer = sample.get(f"{HERE}/portfolio/employment/?region={region}&cluster=tobacco&year=2019")
    assert answer.status_code == 404
    assert f"{region}, tobacco, 2019" in answer.text
    assert f'href="{US.root}regions/{region}/?year=2019"' in answer.text
    assert f'href="{US.root}clusters/tobacco/"' in answer.text


def test_another_rule_book_is_refused_as_everywhere(sample: Client) -> None:
    for address in (f"portfolio/employment/?{KEY}&rules=mine", "thresholds/threshold/?rules=../mine"):
        assert sample.get(f"{HERE}/{address}").status_code == 400


def test_without_a_year_it_is_the_latest(sample: Client) -> None:
    page = sample.get(f"{HERE}/portfolio/employment/?region={US.region}&cluster=plastics").text
    assert "Plastics · Wichita, KS · 2019" in page


def test_values_to_take_away_are_those_of_the_table(sample: Client, sample_home: Path) -> None:
    answer = sample.get(f"{HERE}/portfolio/location_quotient/distribution.csv?{KEY}")
    taken = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    stored = {code: row["location_quotient"] for code, row in whole(sample_home, "plastics", 2019, "metro").items()}
    assert {row["region"]: float(row["location_quotient"]) for row in taken} == pytest.approx(stored)
    assert taken[0]["region_name"]
    assert answer.headers["Content-Disposition"].endswith('-distribution.csv"')


def test_inputs_to_take_away_are_those_of_the_page(sample: Client) -> None:
    page = shown(sample, f"{HERE}/structure/herfindahl/?region={US.region}&year=2019")
    answer = sample.get(f"{HERE}/structure/herfindahl/inputs.csv?region={US.region}&year=2019")
    taken = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [float(row["e_rc"]) for row in taken] == [row["e_rc"] for row in page.rows]
    assert {float(row["e_r"]) for row in taken} == {page.numbers["e_r"]}
    alone = sample.get(f"{HERE}/portfolio/location_quotient/inputs.csv?{KEY}").content.decode("utf-8-sig")
    assert alone.splitlines()[0] == "e_rc,e_r,e_c,e"


@pytest.mark.parametrize("part", ["nothing.csv", "inputs.xlsx", "distribution.exe"])
def test_another_file_is_refused(part: str, sample: Client) -> None:
    assert sample.get(f"{HERE}/portfolio/employment/{part}?{KEY}").status_code == 400


def test_the_place_among_all_is_that_of_the_edition(sample: Client, sample_home: Path) -> None:
    page = shown(sample, f"{HERE}/portfolio/location_quotient/?{KEY}")
    level = whole(sample_home, "plastics", 2019, "metro")
    rank = level[US.region]["rank_location_quotient"]
    assert f"{len(level)} metropolitan areas have a figure; from the highest down, this is number {rank}." in page.text
    standing = between(page.text, 'id="standing"', "</section>")
    lines = re.findall(r'<th scope="row">([\d.]+)%</th><td[^>]*><data value="([^"]+)"', standing)
    values = [row["location_quotient"] for row in level.values()]
    deciles = {f"{part}": np.percentile(values, part) for part in range(0, 101, 10)}
    own = [float(value) for place, value in lines if place not in deciles]
    assert own == [pytest.approx(level[US.region]["location_quotient"])]
    assert {place: float(value) for place, value in lines if place in deciles} == pytest.approx(deciles)
    assert standing.count("<svg") == 2


def test_every_region_has_a_dot(sample: Client, sample_home: Path) -> None:
    page = sample.get(f"{HERE}/portfolio/employment/?{KEY}").text
    wide = between(between(page, 'id="standing"', "</section>"), "<svg", "</svg>")
    assert wide.count("h0") == len(whole(sample_home, "plastics", 2019, "metro"))


@pytest.mark.parametrize("cluster", ["plastics", "aerospace-vehicles-and-defense"])
def test_the_thresholds_say_what_the_class_says(cluster: str, sample: Client, sample_home: Path) -> None:
    row = whole(sample_home, cluster, 2019, "metro")[US.region]
    held = []
    for column in ("location_quotient", "employment", "establishments"):
        key = KEY.replace("plastics", cluster)
        part = between(sample.get(f"{HERE}/portfolio/{column}/?{key}").text, 'id="rules"', "</section>")
        lines = re.findall(r'<tr><th scope="row">(.*?)</th>.*?badge (good|bad)', part, re.DOTALL)
        asked = ("at or above the 75th", "at least 1", "Jobs above the 25th", "Establishments above the 25th")
        held += [result == "good" for name, result in lines if any(each in name for each in asked)]
    assert len(held) == 4
    assert all(held) == row["strong"]


def test_a_country_stands_among_nobody(sample: Client) -> None:
    page = sample.get(f"{HERE}/portfolio/employment/?region=us&cluster=plastics&year=2019").text
    assert 'id="standing"' not in page
    assert 'id="rules"' not in page


def test_chinese_pages_speak_chinese(sample: Client) -> None:
    page = sample.get(f"/zh-hans{HERE}/portfolio/location_quotient/?{KEY}").text
    assert '<html lang="zh-Hans">' in page
    assert "区位商" in strip_tags(page)
    assert f'href="/zh-hans{US.root}regions/{US.region}/?year=2019"' in page


def test_an_explanation_leads_on_to_those_of_its_inputs(sample: Client) -> None:
    page = sample.get(f"{HERE}/portfolio/location_quotient/?{KEY}").text
    leads = re.findall(r'<a class="explained" href="([^"]+)"', between(page, 'id="working"', "</section>"))
    assert len(leads) == 4
    for lead in leads:
        assert sample.get(lead.replace("&amp;", "&")).status_code == 200
