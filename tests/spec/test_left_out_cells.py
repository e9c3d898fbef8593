"""Cells that a source leaves out because they have fewer than three establishments, drawn by hand.

Wichita has ten establishments and 600 jobs in aerospace products (33641), seven and 500 of them in aircraft (336411).
Reno has engines (336412), so Wichita may have some too; so may it have guided missiles (336414) and the other parts of
33641, which nobody has published: three establishments and 100 jobs are there, at most two establishments in each part.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.small_states import figures

from clusteratlas.classifications import classification
from clusteratlas.editions import Edition, build, check, edition_folder, open_edition
from clusteratlas.home import Home
from clusteratlas.sources import import_file

Write = Callable[..., Path]
WICHITA, RENO = "us-metro-48620", "us-metro-39900"
BROADER = ("31-33", "336", "3364", "33641")


def built(file: Path, home: Home) -> Edition:
    import_file("cbp", file, home)
    build("us", home)
    check(edition_folder(home, "us"))
    return open_edition("us", home=home)


@pytest.fixture
def edition(small_cbp: Write, tmp_path: Path) -> Edition:
    wichita = [(2019, "48620", code, 600, 10) for code in ("00", *BROADER)] + [(2019, "48620", "336411", 500, 7)]
    reno = [(2019, "39900", code, 90, 5) for code in ("00", *BROADER, "336412")]
    return built(small_cbp([*wichita, *reno]), Home.at(tmp_path / "home"))


def test_what_is_left_out_has_at_most_two_establishments_and_the_rest_of_the_jobs(edition: Edition) -> None:
    parts = set(classification("NAICS", "2017").children("33641"))
    places = figures(edition, f"from activity where region = '{WICHITA}'", "establishments")
    jobs = figures(edition, f"from activity where region = '{WICHITA}'")
    assert {industry for _, industry in places} <= {f"{part}{digit}" for part in parts for digit in "0"} | parts
    hidden = {industry: found for (_, industry), found in places.items() if industry != "336411"}
    assert all(found[1:] == (0, 2, "estimated") for found in hidden.values())
    assert sum(found[0] for found in hidden.values()) == 3
    assert all(jobs[WICHITA, industry][1:] == (0, 100, "estimated") for industry in hidden)
    assert sum(jobs[WICHITA, industry][0] for industry in hidden) == 100
    assert jobs[WICHITA, "336411"] == (500, None, None, "published")


def test_where_nothing_is_left_nothing_is_left_out(edition: Edition) -> None:
    assert figures(edition, f"from activity where region = '{RENO}'") == {
        (RENO, "336412"): (90, None, None, "published")
    }


def test_an_area_has_no_figures_in_a_year_in_which_it_has_no_rows(small_cbp: Write, tmp_path: Path) -> None:
    """What the other area's rows of 2017 say, they say of that area alone."""
    wichita = [(2017, "48620", code, 100, 5) for code in ("00", "336411", "334413", "722511")]
    reno = [(2018, "39900", code, 90, 5) for code in ("00", *BROADER, "336412")]
    edition = built(small_cbp([*wichita, *reno]), Home.at(tmp_path / "home"))
    for table in ("activity", "totals", "portfolio", "summary", "quality"):
        found = edition.rows(f"select distinct year, region from {table} where region <> 'us' order by year")
        assert found == [{"year": 2017, "region": WICHITA}, {"year": 2018, "region": RENO}], table
