"""The stages of a region's clusters: each in its row with its evidence, what has none counted with its reason."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.unit.small_edition import AEROSPACE, HEALTH, WICHITA, rows_of, write_small_edition
from tests.web.test_region_pages import PAGE, section, table_rows, text_of
from tests.web.test_region_sureness import headlines, with_nation

from clusteratlas.diagnosis.life_cycle import load

ADDRESS = f"/us/2019.1/regions/{WICHITA}/"
GROWING: dict[str, Any] = {
    "region": WICHITA, "cluster": AEROSPACE, "level": "metro", "stage": "growth", "reason": None,
    "first_year": 2014, "last_year": 2019, "years": 6, "employment": 27_500.0, "quotient_earlier": 18.5,
    "quotient_recent": 20.25, "trend": 0.031, "trend_earlier": 0.02, "trend_recent": 0.04, "turn": 0.02,
    "industry_trend": 0.01, "regional_trend": 0.021, "parts": 3, "heterogeneity_change": -0.05,
}  # fmt: skip
SMALL = GROWING | {"cluster": HEALTH, "stage": None, "reason": "small", "employment": 40.0}


@pytest.fixture
def small(tmp_path: Path, client: Client) -> Iterator[Client]:
    """A browser before a small atlas where one cluster grows and one is too small to read."""
    folder = tmp_path / "atlases" / "us" / "editions" / "2019.1"
    folder.mkdir(parents=True)
    changes = headlines(strong=1) | {"portfolio": with_nation(rows_of()["portfolio"]), "life_cycle": [GROWING, SMALL]}
    write_small_edition(folder, changes)
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        yield client


def test_each_stage_has_its_clusters(small: Client) -> None:
    part = section(small.get(ADDRESS).text, "Life cycle of clusters")
    assert "figures from 2014–2019" in part
    shown = table_rows(part.split("</table>")[0])[1:]
    counts = {row[0].split()[0]: row[1] for row in shown}
    assert counts == {"Emergence": "0", "Growth": "1", "Maturity": "0", "Decline": "0", "Renewal": "0", "No": "1"}
    growth = next(row for row in shown if row[0].startswith("Growth"))
    assert growth[2] == "Aerospace Vehicles and Defense"
    assert "<b>Aerospace" in part  # it is strong
    assert shown[-1][2] == "too small: 1"


def test_the_evidence_stands_behind_it(small: Client) -> None:
    part = section(small.get(ADDRESS).text, "Life cycle of clusters").split("The figures behind each stage")[1]
    assert table_rows(part)[1] == [
        *("Aerospace Vehicles and Defense", "Growth", "27,500", "18.50", "20.25", "+3.1%", "+4.0%", "−0.05")
    ]


def test_what_each_stage_asks_is_that_of_the_rules(small: Client) -> None:
    said = text_of(section(small.get(ADDRESS).text, "Life cycle of clusters"))
    rules = load("menzel-fornahl-reconstruction")
    assert f"at least {rules.years} years with jobs and {rules.employment:g} jobs on average" in said
    steps = section(small.get(ADDRESS).text, "Life cycle of clusters").count("<li>")
    assert steps == len(rules.stages)
    specialised = next(c for stage, asked in rules.stages if stage == "maturity" for c in asked)
    assert f"Maturity : location quotient in the recent half at least {specialised.value:g}" in said


def test_the_file_has_all_evidence(small: Client) -> None:
    taken = list(csv.DictReader(io.StringIO(small.get(f"{ADDRESS}life-cycle.csv").content.decode("utf-8-sig"))))
    assert [(row["cluster"], row["stage"], row["reason"]) for row in taken] == [
        (AEROSPACE, "growth", ""),
        (HEALTH, "", "small"),
    ]
    assert float(taken[0]["trend"]) == 0.031
    assert small.get(f"{ADDRESS}life-cycle.xlsx").content.startswith(b"PK")


def test_an_edition_of_few_years_has_no_such_section(sample: Client) -> None:
    assert "Life cycle of clusters" not in sample.get(PAGE).text
    assert sample.get(f"{PAGE}life-cycle.csv").status_code == 200
