"""Where US industries are: plants by their coordinates, states by their neighbours, against what economists know.

Plants: facilities of the Toxics Release Inventory of the Environmental Protection Agency. States: the location
quotients that the Bureau of Labor Statistics prints for 2019, private employers, three-digit NAICS; borders from the
npm package us-atlas. Carpets are made around Dalton, Georgia, and textiles from there to North Carolina; motor vehicles
between Michigan and Tennessee; concrete is mixed wherever people build.
"""

import csv
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.conftest import absent

from clusteratlas.measures import getis_ord, k_density, local_morans_i, m_function, morans_i

FAR = {"AK", "HI", "PR", "GU", "VI", "MP", "AS"}
CARPETS, SAWMILLS, MEDICINES, CHIPS, CONCRETE = "314110", "321113", "325412", "334413", "327320"
TEXTILES, VEHICLES, OIL = "313", "336", "211"


RADII = [0, 10, 50, 100, 200]  # kilometres


@pytest.fixture(scope="module")
def plants(data: Path) -> pa.Table:
    """Every plant between Canada and Mexico."""
    with (data / "points/tri_facilities_points_naics.csv").open(encoding="utf-8") as text:
        rows = [row for row in csv.DictReader(text) if row["STUSPS"] not in FAR and row["NAICS6"]]
    return pa.table(
        {
            "x": [float(row["LONGITUDE"]) for row in rows],
            "y": [float(row["LATITUDE"]) for row in rows],
            "industry": [row["NAICS6"] for row in rows],
        }
    )


@pytest.fixture(scope="module")
def densities(plants: pa.Table) -> pa.Table:
    """Of every industry, with bands of a hundred drawn ones."""
    return k_density(plants, RADII, distance="great-circle", draws=100)


def curve(found: pa.Table, name: str, industry: str) -> list[Any]:
    return [row[name] for row in found.to_pylist() if row["industry"] == industry]


def above(densities: pa.Table, industry: str) -> list[float]:
    """How many times the upper band an industry's density is."""
    both = (curve(densities, name, industry) for name in ("k_density", "upper"))
    return [value / upper for value, upper in zip(*both, strict=True)]


@pytest.mark.long
def test_carpets_chips_medicines_and_sawmills_are_localised_and_concrete_is_hardly(densities: pa.Table) -> None:
    for industry, times in ((CARPETS, 10), (CHIPS, 2), (MEDICINES, 2), (SAWMILLS, 1.2)):
        assert above(densities, industry)[0] > times, industry
        assert all(value > 0 for value in curve(densities, "localisation", industry))
    assert max(above(densities, CONCRETE)) < 1.05
    assert all(value < 0.9 for value in above(densities, CONCRETE)[3:])  # 100 km and more: it does not travel


def test_about_half_of_the_industries_are_localised_and_few_dispersed(densities: pa.Table, plants: pa.Table) -> None:
    """Duranton and Overman (2005) found 52 per cent of the four-digit industries of the United Kingdom localised.

    Testing for localization using micro-geographic data. Review of Economic Studies 72(4), 1077-1106: the abstract.
    """
    count = Counter(plants["industry"].to_pylist())
    judged = {industry for industry, plants in count.items() if plants >= 10}
    rows = [row for row in densities.to_pylist() if row["industry"] in judged]
    localised, dispersed = (
        {row["industry"] for row in rows if row[name] > 0} for name in ("localisation", "dispersion")
    )
    assert localised & dispersed == set()
    assert 0.4 < len(localised) / len(judged) < 0.8
    assert len(dispersed) / len(judged) < 0.3


def test_around_a_carpet_mill_carpets_are_a_hundred_times_as_common(plants: pa.Table) -> None:
    found = m_function(plants, [10, 50, 100], distance="great-circle")
    assert curve(found, "m_function", CARPETS)[0] > 100
    assert curve(found, "m_function", CHIPS)[0] > 10
    assert 1 < curve(found, "m_function", CONCRETE)[2] < 2
    for industry in (CARPETS, MEDICINES, CHIPS):
        assert curve(found, "m_function", industry) == sorted(curve(found, "m_function", industry), reverse=True)


def _arcs(part: Any) -> Iterator[int]:
    """The borders an outline is made of; one that is walked backwards is written as its complement."""
    if isinstance(part, int):
        yield part if part >= 0 else ~part
    else:
        for each in part:
            yield from _arcs(each)


@pytest.fixture(scope="module")
def borders() -> pa.Table:
    """States that share a border, both ways round."""
    file = Path(os.environ.get("CLUSTERATLAS_BOUNDARIES", ""))
    if not file.is_file():
        absent("data", "CLUSTERATLAS_BOUNDARIES names no file of US counties")
    states = json.loads(file.read_text(encoding="utf-8"))["objects"]["states"]["geometries"]
    lines = {state["id"]: set(_arcs(state["arcs"])) for state in states if int(state["id"]) < 60}
    pairs = [(a, b) for a in lines for b in lines if a != b and lines[a] & lines[b]]
    return pa.table({"region": [a for a, _ in pairs], "neighbour": [b for _, b in pairs]})


@pytest.fixture(scope="module")
def quotients(data: Path) -> pa.Table:
    """The printed location quotients; empty where they are withheld."""
    with gzip.open(data / "us/qcew_state_2019_2020.csv.gz", "rt", encoding="utf-8") as text:
        rows = [
            row
            for row in csv.DictReader(text)
            if (row["year"], row["own_code"], row["agglvl_code"]) == ("2019", "5", "55")
            and row["industry_code"] in (TEXTILES, VEHICLES, OIL)
        ]
    return pa.table(
        {
            "region": [row["area_fips"][:2] for row in rows],
            "industry": [row["industry_code"] for row in rows],
            "value": [None if row["disclosure_code"] == "N" else float(row["lq_annual_avg_emplvl"]) for row in rows],
        }
    )


def test_iowa_has_six_neighbours_and_alaska_none(borders: pa.Table) -> None:
    pairs = set(zip(borders["region"].to_pylist(), borders["neighbour"].to_pylist(), strict=True))
    assert {b for a, b in pairs if a == "19"} == {"17", "27", "29", "31", "46", "55"}
    assert not any("02" in pair or "15" in pair for pair in pairs)
    assert all((b, a) in pairs for a, b in pairs)


def test_states_that_make_textiles_and_vehicles_border_on_each_other(quotients: pa.Table, borders: pa.Table) -> None:
    found = {row["industry"]: row for row in morans_i(quotients, borders).to_pylist()}
    assert found[TEXTILES]["morans_i"] > 0.4
    assert found[TEXTILES]["p_value"] < 1e-6
    assert found[VEHICLES]["p_value"] < 0.001
    drawn = morans_i(quotients, borders, inference="permutation").to_pylist()
    assert [row["z"] for row in drawn] == pytest.approx([found[row["industry"]]["z"] for row in drawn], rel=0.15)
    assert (found[VEHICLES]["regions"], found[VEHICLES]["islands"]) == (50, 2)  # Alaska and Hawaii


def test_hot_spots_are_where_they_are_known_to_be(quotients: pa.Table, borders: pa.Table) -> None:
    found = getis_ord(quotients, borders).to_pylist()

    def hottest(industry: str, count: int) -> set[str]:
        known = [row for row in found if row["industry"] == industry and row["gi_star"] is not None]
        rows = sorted(known, key=lambda row: row["gi_star"], reverse=True)[:count]
        assert all(row["gi_star_p_value"] < 0.05 for row in rows)
        return {row["region"] for row in rows}

    assert hottest(TEXTILES, 3) == {"13", "37", "45"}  # Georgia and the Carolinas
    assert hottest(VEHICLES, 4) == {"18", "21", "26", "39"}  # Indiana, Kentucky, Michigan, Ohio
    assert hottest(OIL, 3) == {"08", "35", "48"}  # Colorado, New Mexico, Texas


def test_the_textile_states_are_high_among_high(quotients: pa.Table, borders: pa.Table) -> None:
    found = local_morans_i(quotients, borders, inference="permutation").to_pylist()
    rows = {row["region"]: row for row in found if row["industry"] == TEXTILES}
    assert all(rows[state]["quadrant"] == "high-high" and rows[state]["p_value"] < 0.05 for state in ("13", "37", "45"))
