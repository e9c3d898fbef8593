"""Measures that are money on pages: a small atlas with wages and a loss, every amount by hand, in both languages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.test import Client, override_settings
from tests.unit.small_edition import AEROSPACE, HEALTH, WICHITA, manifest, rows_of
from tests.web.test_region_pages import section, table_rows, tiles

from clusteratlas.editions.layout import tables_of
from clusteratlas.editions.parquet import write_table

MEASURES = ("employment", "establishments", "wages", "profit")
REGION = f"/us/2019.1/regions/{WICHITA}/"
Rows = list[dict[str, Any]]


def with_money() -> dict[str, Rows]:
    """Wichita: 30,000 jobs in aerospace, 2.4 billion of wages, a loss of 6 million; the country twice as many jobs."""
    shared = {"year": 2019, "traded_employment": 30_000, "local_employment": 10_000, "strong_clusters": 1}
    shared |= {
        "strong_borderline": 1,
        "strong_employment": 30_000,
        "strong_share": 1.0,
        "rank_employment": 1,
        "ranked": 1,
    }
    here = {"region": WICHITA, "level": "metro", "employment": 40_000, "wages": 2_800_000_000, "profit": -6_000_000}
    nation = {"region": "us", "level": "country", "employment": 80_000, "wages": 4_800_000_000, "profit": 0}
    known = {"year": 2019, "total_employment": 40_000, "coverage": 0.8, "known_share": 1.0, "grade": "A"}
    cluster = {"year": 2019, "level": "metro", "region": WICHITA, "location_quotient": 1.25, "employment_share": 1.0}
    aerospace = cluster | {"cluster": AEROSPACE, "kind": "traded", "employment": 30_000, "establishments": 31}
    aerospace |= {"strong": True, "strong_low": True, "strong_high": True, "robust": False, "profit": -6_000_000}
    aerospace |= {"wages": 2_400_000_000, "wages_low": 2_000_000_000, "wages_high": 2_500_000_000}
    aerospace |= {"wages_per_head": 80_000.0, "profit_per_head": -200.0}
    health = cluster | {"cluster": HEALTH, "kind": "local", "employment": 10_000, "establishments": 900}
    health |= {"wages": 400_000_000, "wages_per_head": 40_000.0}
    country = {"year": 2019, "level": "country", "region": "us", "cluster": AEROSPACE, "kind": "traded"}
    country |= {"employment": 60_000, "establishments": 99, "location_quotient": 1.0, "employment_share": 1.0}
    return {
        "portfolio": [aerospace, health, country],
        "summary": [shared | here, shared | nation],
        "quality": [known | {"region": code} for code in (WICHITA, "us")],
    }


@pytest.fixture
def moneyed(tmp_path: Path, client: Client) -> Iterator[Client]:
    """A browser before an atlas that has wages and profit, in dollars."""
    folder = tmp_path / "atlases" / "us" / "editions" / "2019.1"
    folder.mkdir(parents=True)
    rows = rows_of() | with_money()
    for name, layout in tables_of(MEASURES).items():
        write_table(folder, name, pa.Table.from_pylist(rows.get(name, []), schema=layout.schema))
    said = manifest(folder, {name: len(rows.get(name, [])) for name in tables_of(MEASURES)})
    only = {"years": [2019], "vintages": {"2019": said.vintages["2019"]}}
    replace(said, measures=list(MEASURES), currency="USD", boundaries={}, **only).write(folder)
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        yield client


def test_the_headlines_are_amounts_per_job(moneyed: Client) -> None:
    shown = tiles(moneyed.get(REGION).text)
    assert shown["Wages per job"] == ("$70k a year", "$2.8 billion in all. Reference $60k")
    assert shown["Profit per job"] == ("−$150 a year", "−$6 million in all. Reference $0")
    chinese = tiles(moneyed.get(f"/zh-hans{REGION}").text)
    assert ("7 万美元 / 年", "共 28 亿美元。参照总量 6 万美元") in chinese.values()
    assert ("−150 美元 / 年", "共 −600 万美元。参照总量 0 美元") in chinese.values()


def test_the_table_has_each_amount_and_what_it_is_per_job(moneyed: Client) -> None:
    table = section(moneyed.get(REGION).text, "All clusters")
    shown = {row[0]: row for row in table_rows(table)}
    assert shown["Cluster"][-5:-1] == ["Wages", "Wages per job", "Profit", "Profit per job"]
    assert shown["Aerospace Vehicles and Defense"][-5:] == [
        "2,400,000,000 USD (estimated: 2,000,000,000–2,500,000,000 USD)",
        *("80,000 USD", "−6,000,000 USD", "−200 USD", "strong, borderline"),
    ]
    assert shown["Local Health Services"][-5:] == ["400,000,000 USD", "40,000 USD", "not known", "no data", ""]
    assert 'class="est" title="estimated: 2,000,000,000–2,500,000,000 USD"' in table


def test_the_table_is_ordered_by_an_amount_per_job(moneyed: Client) -> None:
    page = moneyed.get(f"{REGION}?order=wages_per_head").text
    assert 'aria-sort="descending"><a href="/us/2019.1/regions/us-metro-48620/?order=wages_per_head#clusters"' in page
    assert moneyed.get(f"{REGION}?order=exports_per_head").status_code == 400


def test_the_cluster_here_and_everywhere_has_its_amounts(moneyed: Client) -> None:
    here = tiles(moneyed.get(f"{REGION}clusters/{AEROSPACE}/").text)
    assert here["Wages per job"] == ("$80k a year", "$2.4 billion in all")
    everywhere = moneyed.get(f"/us/2019.1/clusters/{AEROSPACE}/").text.split('id="regions"')[1]
    row = next(row for row in table_rows(everywhere) if row[0] == "Wichita, KS")
    assert row[-4:-2] == ["80,000 USD", "−200 USD"]
    assert row[-1] == "strong, borderline"


def test_without_money_there_is_no_such_column(sample: Client) -> None:
    page = sample.get("/us/2019.1/regions/us-metro-48620/").text
    assert " USD" not in page
    assert "Wages" not in page
