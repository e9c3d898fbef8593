"""Maps, numbers and briefs of the API: what they tell is what the tables hold and what pages and files show."""

import io
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from openpyxl import load_workbook
from tests.web.api_answers import US, ask, cells_of, rows_of
from tests.web.edition_rows import rows

from clusteratlas.editions.explained import KEYS, RECIPES

WICHITA, AEROSPACE = "us-metro-48620", "aerospace-vehicles-and-defense"
VIEWS = [
    {},
    {"cluster": "plastics", "measure": "strong", "rules": "eu-panorama-2014"},
    {"cluster": "plastics", "measure": "class", "jobs": "100", "bubbles": "jobs"},
    {"cluster": "plastics", "bubbles": "jobs", "of": AEROSPACE},
    {"cluster": "plastics", "bubbles": "establishments", "of": "regions-as-a-whole"},
    {"cluster": "plastics", "measure": "employment", "quotient": "1.5", "only": "strong", "year": "2018"},
    {"cluster": "regions-as-a-whole", "measure": "diversity", "level": "micro"},
    {"cluster": AEROSPACE, "part": "336411", "order": "region"},
    {"cluster": "plastics", "cluster2": AEROSPACE, "year2": "2018", "measure2": "employment"},
]


@pytest.fixture(autouse=True)
def unlimited() -> Iterator[None]:
    """Many requests are made here, which count for nobody."""
    with override_settings(CLUSTERATLAS_API_RATE="0"):
        yield


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join(view.values()) or "first")
def test_the_rows_of_a_map_are_those_it_gives_away(sample: Client, view: dict[str, str]) -> None:
    told = ask(sample, f"{US}/map", **view)
    taken = sample.get(told["files"]["csv"])
    answer = sample.get(f"{US}/map/regions", {**view, "format": "csv", "limit": 5000})
    assert (answer.status_code, taken.status_code) == (200, 200)
    assert answer.content == taken.content
    count = ask(sample, f"{US}/map/regions", **view, limit=1)["count"]
    assert sum(each["coloured"] for each in told["maps"]) == count == len(cells_of(taken))
    for each in told["maps"]:
        assert sum(part["regions"] for part in each["classes"]) == each["coloured"]
    assert sample.get(told["page"]).status_code == 200


def test_a_map_says_how_many_have_no_figure_and_why(sample: Client, sample_home: Path) -> None:
    (told,) = ask(sample, f"{US}/map", cluster=AEROSPACE, measure="employment")["maps"]
    stored = rows(sample_home, "portfolio", year=2019, level="metro", subcluster=None, cluster=AEROSPACE)
    with_jobs = [row for row in stored if row["employment"]]
    places = rows(sample_home, "regions", level="metro")
    assert (told["coloured"], sum(told["without_figure"].values())) == (len(with_jobs), len(places) - len(with_jobs))
    for at, each in enumerate(told["classes"]):
        least = -math.inf if each["from"] is None or at == 0 else each["from"]
        most = told["classes"][at + 1]["from"] if at + 1 < len(told["classes"]) else math.inf
        assert each["regions"] == sum(least <= row["employment"] < most for row in with_jobs)


def test_a_number_is_computed_from_what_is_told_of_it(sample: Client, sample_home: Path) -> None:
    address = f"{US}/explained/portfolio/location_quotient"
    told = ask(sample, address, region=WICHITA, cluster=AEROSPACE, year=2019)
    (row,) = rows(sample_home, "portfolio", region=WICHITA, cluster=AEROSPACE, subcluster=None, year=2019)
    inputs = {each["letter"]: each["value"] for each in told["inputs"]}
    quotient = (inputs["e_rc"] / inputs["e_r"]) / (inputs["e_c"] / inputs["e"])
    assert quotient == pytest.approx(told["value"])
    assert (told["value"], inputs["e_rc"]) == (row["location_quotient"], row["employment"])
    assert told["agrees"] is True
    beside = rows_of(sample, f"{address}/distribution", region=WICHITA, cluster=AEROSPACE, year=2019)
    values = [each["location_quotient"] for each in beside]
    assert values == sorted(values, reverse=True)
    assert (len(values), 1 + values.index(told["value"])) == (told["standing"]["count"], told["standing"]["rank"])
    assert told["standing"]["deciles"]["100"] == values[0]


PLACE = {"region": WICHITA, "cluster": "plastics", "industry": "336411", "other": "automotive", "level": "metro"}
KEY = PLACE | {"year": "2019", "rules": "us-percentile"}


def test_every_column_that_is_explained_is_explained_here(sample: Client, sample_home: Path) -> None:
    """Of columns that this edition does not have, and of rows that are not there, the page has none either."""
    peer = rows(sample_home, "peers", region=WICHITA, year=2019)[0]["peer"]
    condition = next(
        row["condition"]
        for row in rows(sample_home, "thresholds", cluster="plastics", level="metro", rules="us-percentile")
    )
    key = KEY | {"peer": peer, "condition": condition}
    met = 0
    for name in RECIPES:
        table, _, column = name.partition(".")
        query = {part: key[part] for part in KEYS[table] if part in key}
        answer = sample.get(f"{US}/explained/{table}/{column}", query)
        if answer.status_code != 200:
            assert sample.get(f"/us/2019.1/explained/{table}/{column}/", query).status_code == answer.status_code == 404
            continue
        met += 1
        told = answer.json()
        assert (told["table"], told["column"]) == (table, column)
        assert bool(told["formula"]) == (told["kind"] == "formula")
        parts = ask(sample, f"{US}/explained/{table}/{column}/inputs", **query, limit=1)
        assert set(told["letters"]) | {each["letter"] for each in told["inputs"]} <= {*_columns(parts), "other"} or (
            parts["count"] == 0
        )
    assert met > 60


def _columns(page: dict[str, list[dict[str, object]]]) -> set[str]:
    return {name for row in page["rows"] for name in row}


@pytest.mark.parametrize(("kind", "code"), [("regions", WICHITA), ("clusters", AEROSPACE)])
def test_a_brief_has_what_its_workbook_has(sample: Client, kind: str, code: str) -> None:
    told = ask(sample, f"{US}/{kind}/{code}/brief", language="zh-hans")
    assert told["files"].keys() == {"en", "zh-hans"}
    assert told["files"]["zh-hans"]["page"] == f"/zh-hans/us/2019.1/{kind}/{code}/brief/"
    page = sample.get(told["files"]["zh-hans"]["page"]).content.decode()
    for answer in told["answers"]:
        assert all(part in page for part in answer["paragraphs"])
        assert "".join(answer["paragraphs"]) == answer["sentence"]
    for section in told["sections"]:
        assert section["title"] in page
    blocks = [block for section in told["sections"] for block in section["blocks"] if block["kind"] == "table"]
    book = load_workbook(io.BytesIO(sample.get(told["files"]["en"]["xlsx"]).content), read_only=True)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    figures = [
        row[column["key"]]
        for block in blocks
        for column in block["columns"]
        for row in block["rows"]
        if isinstance(row[column["key"]], int) and not isinstance(row[column["key"]], bool)
    ]
    assert len(figures) > 100
    assert [each for each in figures if str(each) not in cells] == []


def test_a_brief_of_a_region_has_the_figures_of_its_page(sample: Client, sample_home: Path) -> None:
    told = ask(sample, f"{US}/regions/{WICHITA}/brief", year=2018)
    (row,) = rows(sample_home, "summary", region=WICHITA, year=2018)
    headlines = {each["id"]: each["value"] for each in told["headlines"]}
    assert (headlines["jobs"], headlines["traded"]) == (row["employment"], row["traded_employment"])
    assert (headlines["strong"], told["year"], told["level"]) == (row["strong_clusters"], 2018, None)
    assert told["files"]["en"]["pdf"] == f"/us/2019.1/regions/{WICHITA}/brief.pdf?year=2018"
