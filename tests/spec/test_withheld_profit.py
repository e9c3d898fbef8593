"""Withheld figures that may be below zero, drawn by hand: what has no end has no bound, and its sums have no figure."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from clusteratlas.editions import Edition, build, check, edition_folder, open_edition
from clusteratlas.home import Home
from clusteratlas.sources.tidy_importing import import_tidy

MAP = """
[publication]
title = "Drawn by hand"
producer = "A test"
licence = "none"
[table]
absent = "zero"
[region]
gazetteer = "cn"
level = "province"
column = "province"
[industry]
classification = "GB/T 4754"
vintage = "2017"
column = "industry"
[year]
column = "year"
[measures.employment]
column = "jobs"
unit = "人"
[measures.profit]
column = "profit"
unit = "万元"
[cells]
withheld = ["x"]
"""
PROVINCES = ("11", "12", "13", "14")
FOOD = "food-beverages-and-tobacco"
FOOD_PROCESSING, MACHINERY = "13", "34"


def built(folder: Path, rows: Iterable[str]) -> Edition:
    """The checked edition of rows of province, industry, jobs and profit in ten thousand yuan."""
    (folder / "columns.toml").write_text(MAP, encoding="utf-8")
    lines = ["province,industry,year,jobs,profit", *rows]
    (folder / "table.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    import_tidy(folder / "table.csv", folder / "columns.toml", folder / "home")
    build("cn", folder / "home")
    check(edition_folder(Home.at(folder / "home"), "cn"))
    return open_edition("cn", home=folder / "home")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Food processing has 100 jobs and a withheld profit in four provinces; machinery loses 20,000 yuan in each."""
    rows = [
        row
        for province in PROVINCES
        for row in (f"{province},{FOOD_PROCESSING},2022,100,x", f"{province},{MACHINERY},2022,50,-2")
    ]
    return built(tmp_path_factory.mktemp("profit"), rows)


def ends(edition: Edition, query: str) -> set[tuple[object, ...]]:
    found = edition.rows(f"select profit_low, profit_high, profit_flag from ({query})")
    return {tuple(row.values()) for row in found}


def test_a_withheld_profit_that_nothing_bounds_has_neither_end(edition: Edition) -> None:
    assert ends(edition, f"from activity where industry = '{FOOD_PROCESSING}'") == {(None, None, "unknown")}


def test_a_published_loss_is_a_loss(edition: Edition) -> None:
    found = edition.rows(f"select profit, profit_flag from activity where industry = '{MACHINERY}'")
    assert [tuple(row.values()) for row in found] == [(-20_000, "published")] * len(PROVINCES)
    assert ends(edition, f"from national where industry = '{MACHINERY}'") == {(-80_000, -80_000, "derived")}


def test_sums_of_it_are_not_known_in_a_province_or_in_the_country(edition: Edition) -> None:
    """Four times the number that stands for no lower bound is zero in 64 bits; it must not be taken for one."""
    rows = edition.rows("from portfolio where cluster = ? and subcluster is null", [FOOD])
    assert len(rows) == len(PROVINCES) + 1
    for row in rows:
        assert [row[name] for name in ("profit", "profit_low", "profit_high", "profit_per_head")] == [None] * 4
        assert row["employment"] == (400 if row["region"] == "cn" else 100)
    assert ends(edition, f"from national where industry = '{FOOD_PROCESSING}'") <= {(None, None, "unknown")}
