"""The page of a number: computed again from the inputs it shows, the number is the one shown."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client, override_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.explained import RECOMPUTED, threshold
from tests.web.atlas_pages import EUROPE, GERMANY, US, AtlasPages
from tests.web.explained_shown import Shown, evaluated, is_written, shown

from clusteratlas.editions import Edition, open_edition
from clusteratlas.editions.explained import (
    KEYS,
    NOT_STORED,
    RECIPES,
    columns_explained,
    explain_number,
    subject_of,
)

Row = dict[str, Any]
HOMES = (US, EUROPE, GERMANY)
WITHOUT_FORMULA = {
    *("structure.complexity_outlook", "complexity.product_complexity"),
    *("opportunities.closeness", "opportunities.related_strong_clusters", "opportunities.probability"),
    *("opportunities.jobs_short", "opportunities.establishments_short"),
    *("life_cycle.parts", "life_cycle.heterogeneity_earlier", "life_cycle.heterogeneity_recent"),
    *("portfolio.location_quotient_low", "portfolio.location_quotient_high"),
}  # their inputs are matrices, trees or models: the page says so, and test_explained_procedures computes them
TABLES = sorted({name.partition(".")[0] for name in RECIPES})


@pytest.fixture
def browser(atlases_home: Path, client: Client) -> Iterator[Client]:
    """A browser before the atlases of the United States, Europe and Germany."""
    with override_settings(CLUSTERATLAS_HOME=atlases_home):
        yield client


@cache
def edition_of(home: Path, atlas: str) -> Edition:
    """An atlas's current edition."""
    return open_edition(atlas, home=home)


def address(pages: AtlasPages, name: str, row: Row, language: str = "") -> str:
    """Where the number of a column in a row is explained."""
    table, _, column = name.partition(".")
    key = {each: row[each] for each in KEYS[table] if row.get(each) is not None}
    return f"{language}{pages.root}explained/{table}/{column}/?{urlencode(key)}"


def columns_of(edition: Edition, table: str) -> list[str]:
    """The explained columns of a table that have a value in the edition."""
    return [f"{table}.{column}" for column in columns_explained(edition, table)]


def drawn(edition: Edition, name: str, at: int, here: Row | None = None) -> Row | None:
    """The row of a column's table in which it has a value, of a place or, by number, of any; None where none has."""
    table, _, column = name.partition(".")
    known = f"{column} is not null" if column in edition.layouts[table].schema.names else "employment is not null"
    known = "true" if table == "concentration" and column == "strong_regions" else known
    key = {each: value for each, value in (here or {}).items() if each in edition.layouts[table].schema.names}
    asked = " and ".join([known, *(f"{each} = ${each}" for each in key)])
    if here and table == "portfolio":
        asked += " and subcluster is null"
    names = ", ".join(KEYS[table])
    count = edition.rows(f"select count(*)::int as n from {table} where {asked}", key)[0]["n"]
    if not count:
        return None
    query = f"select {names} from {table} where {asked} order by {names} limit 1 offset {at % count}"
    return edition.rows(query, key)[0]


def check_number(client: Client, edition: Edition, pages: AtlasPages, name: str, row: Row) -> None:
    """Its page gives it again; one that cannot be computed, as growth from nothing, has no page."""
    table, _, column = name.partition(".")
    if name in NOT_STORED and explain_number(edition, subject_of(edition, table, column, row)).value is None:
        assert client.get(address(pages, name, row)).status_code == 404
        return
    check(edition, name, row, shown(client, address(pages, name, row)))


def recompute(edition: Edition, name: str, row: Row, page: Shown) -> float | None:
    """The number again, in plain Python; None where the page says that no formula gives it."""
    if not page.has_formula:
        return None
    if name == "thresholds.threshold":
        percent = edition.book(row["rules"]).rules[row["condition"]].percentile
        assert percent is not None
        return threshold(percent)(page.numbers, page.rows)
    return RECOMPUTED[name](page.numbers, page.rows)


def check(edition: Edition, name: str, row: Row, page: Shown) -> None:
    """The number is what its inputs give, by plain Python and by the formula as it stands on the page."""
    again = recompute(edition, name, row, page)
    if again is None:
        assert name in WITHOUT_FORMULA or "source" in page.text, (name, row)
        return
    if "before they were rounded" in page.text:  # two of the numbers it shows are equal to twelve digits, but were not
        return
    assert is_written(again, page.figure), (name, row, again, page.figure)
    on_page = evaluated(page.filled)
    if on_page is not None:
        largest = max([1.0, *map(abs, page.numbers.values())])
        assert on_page == pytest.approx(page.value, rel=2e-5, abs=1e-5 * min(largest, 100)), (name, row, page.filled)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("pages", HOMES, ids=lambda pages: pages.atlas)
def test_every_column_is_what_its_inputs_give(
    pages: AtlasPages, table: str, browser: Client, atlases_home: Path
) -> None:
    edition = edition_of(atlases_home, pages.atlas)
    place = {"region": pages.region, "cluster": pages.cluster, "industry": pages.industry, "year": pages.year}
    place |= {"level": pages.level}
    for name in columns_of(edition, table):
        row = drawn(edition, name, 7, place) or drawn(edition, name, 1009)
        if row is not None:
            check_number(browser, edition, pages, name, row)


@settings(max_examples=25)
@given(st.sampled_from(HOMES), st.sampled_from(sorted(RECIPES)), st.integers(0, 10**6))
def test_any_number_is_what_its_inputs_give(atlases_home: Path, pages: AtlasPages, name: str, at: int) -> None:
    edition = edition_of(atlases_home, pages.atlas)
    if name not in columns_of(edition, name.partition(".")[0]):
        return
    row = drawn(edition, name, at)
    if row is not None:
        with override_settings(CLUSTERATLAS_HOME=atlases_home):
            check_number(Client(), edition, pages, name, row)
