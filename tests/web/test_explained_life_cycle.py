"""The evidence for a stage of life, computed again from the years that its page shows; an edition of six years."""

from collections.abc import Iterator
from math import log
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.test import Client, override_settings
from tests.reference.explained import RECOMPUTED
from tests.unit.small_edition import AEROSPACE, AIRCRAFT, HEALTH, WICHITA, rows_of, write_small_edition
from tests.web.explained_shown import is_written, shown

from clusteratlas.diagnosis.life_cycle import life_cycle
from clusteratlas.editions.explained import RECIPES

YEARS = range(2014, 2020)
JOBS = {year: 20_000 + 1_700 * step + 300 * (step % 2) for step, year in enumerate(YEARS)}
PARTS = {AIRCRAFT: 0.6, "engines": 0.4}
COLUMNS = [name for name in RECIPES if name.startswith("life_cycle.")]
HERE = f"/us/2019.1/explained/life_cycle/{{}}/?region={WICHITA}&cluster={AEROSPACE}"


def portfolio() -> list[dict[str, Any]]:
    """Wichita's aerospace in two parts that drift apart, and the country, with twice as much of it and with health."""
    rows = []
    for step, year in enumerate(YEARS):
        own = {"year": year, "level": "metro", "region": WICHITA, "cluster": AEROSPACE, "kind": "traded"}
        rows.append(own | {"employment": JOBS[year], "location_quotient": 12.0 + step})
        for part, share in PARTS.items():
            drift = 0.02 * step if part == AIRCRAFT else -0.02 * step
            rows.append(own | {"subcluster": part, "employment": round(JOBS[year] * (share + drift))})
        nation = {"year": year, "level": "country", "region": "us", "location_quotient": 1.0}
        rows.append(nation | {"cluster": AEROSPACE, "kind": "traded", "employment": 2 * JOBS[year] - 500 * step})
        rows.append(nation | {"cluster": HEALTH, "kind": "local", "employment": 900_000 + 10_000 * step})
    return sorted(rows, key=lambda row: (row["year"], row["region"], row["cluster"], row.get("subcluster") or ""))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the edition; its life cycle is what the library reads of the portfolio."""
    names = ("year", "level", "region", "cluster", "subcluster", "kind", "employment", "location_quotient")
    table = pa.Table.from_pylist([{name: row.get(name) for name in names} for row in portfolio()])
    read = life_cycle(table, start=2014, end=2019).to_pylist()
    found = [row | {"first_year": 2014, "last_year": 2019} for row in read if row["level"] == "metro"]
    place = tmp_path_factory.mktemp("years")
    folder = place / "atlases" / "us" / "editions" / "2019.1"
    folder.mkdir(parents=True)
    write_small_edition(folder, rows_of() | {"portfolio": portfolio(), "life_cycle": found})
    return place


@pytest.fixture
def browser(home: Path, client: Client) -> Iterator[Client]:
    """A browser before it."""
    with override_settings(CLUSTERATLAS_HOME=home):
        yield client


@pytest.mark.parametrize("name", COLUMNS)
def test_the_evidence_is_what_the_years_give(name: str, browser: Client) -> None:
    page = shown(browser, HERE.format(name.partition(".")[2]))
    if not page.has_formula:
        assert "entropy" in page.text
        return
    assert is_written(RECOMPUTED[name](page.numbers, page.rows), page.figure), (name, page.rows)


def test_the_middle_years_are_in_the_half_that_they_belong_to(browser: Client) -> None:
    earlier, recent = (len(shown(browser, HERE.format(f"quotient_{half}")).rows) for half in ("earlier", "recent"))
    assert (earlier, recent) == (3, 3)


def test_heterogeneity_is_the_entropy_of_the_parts(browser: Client) -> None:
    def entropy(step: int) -> float:
        shares = (0.6 + 0.02 * step, 0.4 - 0.02 * step)
        return -sum(share * log(share) for share in shares)

    expected = {"earlier": (0, 1, 2), "recent": (3, 4, 5)}
    for half, steps in expected.items():
        page = shown(browser, HERE.format(f"heterogeneity_{half}"))
        assert page.value == pytest.approx(sum(map(entropy, steps)) / 3, abs=1e-4)
