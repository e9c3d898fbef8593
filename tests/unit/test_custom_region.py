"""A custom region: recomputed from the tables, the same as a region where it is one, refused where it cannot be."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from clusteratlas.editions import Atlas, Edition, open_edition
from clusteratlas.editions.custom_region import MOST_UNITS, custom_region
from clusteratlas.errors import NoSuchEntry, UnitsRefused, UnknownChoice

UNITS = ["us-metro-48620", "us-metro-39900", "us-metro-17140"]
COUNTS = ("employment", "establishments")
Row = dict[str, Any]


_READ = (
    *("region", "level", "cluster", "subcluster", "kind", "employment", "employment_low", "employment_high"),
    *("establishments", "establishments_low", "establishments_high", "location_quotient"),
)


@pytest.fixture(scope="module")
def portfolio(sample_edition: Edition) -> dict[str, list[Row]]:
    """The rows on whole clusters of the latest year by cluster, read from their file."""
    file = sample_edition.folder / "portfolio.parquet"
    found: dict[str, list[Row]] = {}
    for row in pq.read_table(file, columns=list(_READ), filters=[("year", "=", 2019)]).to_pylist():
        if row["subcluster"] is None:
            found.setdefault(row["cluster"], []).append(row)
    return found


def chosen(rows: Iterable[Row], **wanted: object) -> list[Row]:
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def of_units(portfolio: dict[str, list[Row]], cluster: str) -> list[Row]:
    return [row for row in portfolio[cluster] if row["region"] in UNITS]


def with_jobs(portfolio: dict[str, list[Row]], cluster: str, level: str) -> list[Row]:
    return [row for row in portfolio[cluster] if row["level"] == level and row["employment"] > 0]


def test_counts_and_their_ends_are_sums_of_the_rows(sample_edition: Edition, portfolio: dict[str, list[Row]]) -> None:
    found = custom_region(sample_edition, UNITS)
    assert {row["cluster"] for row in found.clusters} == {c for c in portfolio if of_units(portfolio, c)}
    for row in found.clusters:
        parts = of_units(portfolio, row["cluster"])
        for name in COUNTS:
            low, value, high = (
                sum(part[name] if part[f"{name}_{end}"] is None else part[f"{name}_{end}"] for part in parts)
                if end
                else sum(part[name] for part in parts)
                for end in ("low", "", "high")
            )
            assert row[name] == value
            ends = (None, None) if low == value == high else (low, high)
            assert (row[f"{name}_low"], row[f"{name}_high"]) == ends


def test_headlines_are_sums_of_the_units(sample_edition: Edition) -> None:
    summary = pq.read_table(sample_edition.folder / "summary.parquet").to_pylist()
    now, past = ([r for r in summary if r["region"] in UNITS and r["year"] == year] for year in (2019, 2018))
    found = custom_region(sample_edition, UNITS).headlines
    for name in (*COUNTS, "traded_employment", "local_employment"):
        assert found[name] == sum(row[name] for row in now)
    jobs, before = (sum(row["employment"] for row in rows) for rows in (now, past))
    assert found["employment_growth"] == pytest.approx(jobs / before - 1)
    traded, then = (sum(row["traded_employment"] for row in rows) for rows in (now, past))
    assert found["traded_growth"] == pytest.approx(traded / then - 1)
    metros = [row["employment"] for row in summary if row["level"] == "metro" and row["year"] == 2019]
    assert found["rank_employment"] == 1 + sum(each > jobs for each in metros)
    assert found["ranked"] == len(metros)


def test_the_location_quotient_is_against_the_countrys_own_row(
    sample_edition: Edition, portfolio: dict[str, list[Row]]
) -> None:
    here: dict[str, int] = {}
    nation: dict[str, int] = {}
    for cluster, parts in portfolio.items():
        kind = parts[0]["kind"]
        here[kind] = here.get(kind, 0) + sum(row["employment"] for row in of_units(portfolio, cluster))
        nation[kind] = nation.get(kind, 0) + sum(row["employment"] for row in chosen(parts, region="us"))
    for row in custom_region(sample_edition, UNITS).clusters:
        jobs = sum(part["employment"] for part in of_units(portfolio, row["cluster"]))
        (country,) = (each["employment"] for each in chosen(portfolio[row["cluster"]], region="us"))
        expected = (jobs / here[row["kind"]]) / (country / nation[row["kind"]])
        assert row["location_quotient"] == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("level", ["metro", "micro"])
def test_it_is_ranked_among_the_regions_of_the_level(
    sample_edition: Edition, portfolio: dict[str, list[Row]], level: str
) -> None:
    for row in custom_region(sample_edition, UNITS, level).clusters:
        among = with_jobs(portfolio, row["cluster"], level)
        assert row["ranked"] == len(among)
        if not row["employment"] or not among:
            continue
        for name in ("location_quotient", "employment"):
            above, equal = sum(r[name] > row[name] for r in among), sum(r[name] == row[name] for r in among)
            assert row[f"rank_{name}"] == 1 + above
            below = len(among) - above - equal
            assert row[f"percentile_{name}"] == pytest.approx((below + equal / 2) / len(among))


def test_classes_are_by_the_thresholds_of_the_level_named(
    sample_edition: Edition, portfolio: dict[str, list[Row]]
) -> None:
    """The percentile rule written out: P75 and 1 for the quotient, P25 for jobs and establishments, of that level."""
    for level in ("metro", "micro"):
        for row in custom_region(sample_edition, UNITS, level).clusters:
            among = with_jobs(portfolio, row["cluster"], level)
            if row["kind"] != "traded" or not among:
                assert row["strong"] is None or not among
                continue
            lines = {
                name: np.percentile([r[name] for r in among], q)
                for name, q in (("location_quotient", 75), ("employment", 25), ("establishments", 25))
            }
            strong = (
                row["location_quotient"] >= max(lines["location_quotient"], 1)
                and row["employment"] > lines["employment"]
                and row["establishments"] > lines["establishments"]
            )
            assert row["strong"] == strong, (level, row["cluster"])


_OWN = (
    *("employment_low", "employment_high", "location_quotient", "location_quotient_low", "location_quotient_high"),
    *("location_quotient_all", "employment_share", "national_share", "industries_above_one", "employment_growth"),
    *("location_quotient_change", "rank_location_quotient", "percentile_location_quotient", "rank_employment"),
    *("ranked", "strong", "strong_low", "strong_high", "robust"),
)


@pytest.mark.parametrize("region", ["us-metro-48620", "us-micro-19980", "us-metro-10180"])
def test_a_custom_region_of_one_region_has_its_figures_and_classes(sample_edition: Edition, region: str) -> None:
    found = custom_region(sample_edition, [region])
    here = pq.read_table(sample_edition.folder / "portfolio.parquet", filters=[("region", "=", region)]).to_pylist()
    own = {row["cluster"]: row for row in here if row["year"] == 2019 and row["subcluster"] is None}
    assert {row["cluster"] for row in found.clusters} == set(own)
    for row in found.clusters:
        for name in _OWN:
            assert same(row[name], own[row["cluster"]][name]), (row["cluster"], name)
    stored = pq.read_table(sample_edition.folder / "verdicts.parquet", filters=[("region", "=", region)]).to_pylist()
    for book in sample_edition.manifest.books:
        said = {row["cluster"]: row for row in stored if row["rules"] == book and row["year"] == 2019}
        verdicts = found.verdicts(book)
        assert set(verdicts) == set(said)
        for cluster, row in said.items():
            mine = verdicts[cluster]
            assert (mine.class_, mine.strong, mine.grade) == (row["class"], row["strong"], row["grade"]), (
                book,
                cluster,
            )


def same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other


@pytest.mark.long
@pytest.mark.parametrize(("atlas", "edition"), [("us-states", "2011.1"), ("de", "2024.1")])
def test_all_units_of_a_country_are_the_country(atlases_home: Path, atlas: str, edition: str) -> None:
    opened = open_edition(atlas, edition, atlases_home)
    level = opened.manifest.levels[0]
    everywhere = [row["region"] for row in opened.rows("select region from regions where level = ?", [level])]
    found = custom_region(opened, everywhere)
    quotients = {row["location_quotient"] for row in found.clusters if row["employment"]}
    assert quotients == {1.0}
    assert all(row["national_share"] == 1 for row in found.clusters if row["employment"])


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        ([], UnitsRefused.NONE),
        (["us-metro-48620", "us-metro-48620"], UnitsRefused.TWICE),
        (["us-metro-48620", "us-micro-19980"], UnitsRefused.LEVELS),
        ([f"us-metro-{number:05}" for number in range(10_000)], UnitsRefused.MANY),
        (["us-metro-48620"] * (MOST_UNITS + 1), UnitsRefused.MANY),
    ],
)
def test_what_cannot_be_put_together_is_refused(sample_edition: Edition, codes: list[str], why: str) -> None:
    with pytest.raises(UnitsRefused) as caught:
        custom_region(sample_edition, codes)
    assert caught.value.why == why


def test_a_region_and_the_country_that_counts_it_are_refused(sample_edition: Edition) -> None:
    with pytest.raises(NoSuchEntry):
        custom_region(sample_edition, ["us-metro-48620", "us"])


def test_a_wrong_code_names_the_nearest(sample_edition: Edition) -> None:
    with pytest.raises(NoSuchEntry) as caught:
        custom_region(sample_edition, ["us-metro-48621"])
    assert caught.value.nearest == "us-metro-48620"
    with pytest.raises(UnknownChoice):
        custom_region(sample_edition, UNITS, "county")
    with pytest.raises(UnknownChoice):
        custom_region(sample_edition, UNITS, None, 1999)


def test_a_notebook_asks_an_atlas(sample_edition: Edition) -> None:
    found = Atlas(sample_edition).custom_region(UNITS)
    table = found.portfolio("quadrants")
    assert {"cluster", "employment", "location_quotient", "class", "strong"} <= set(table.columns)
    assert len(found.units()) == len(UNITS)
    assert found.headlines()["employment"] == sum(row["employment"] for row in found.units())
    assert found.portfolio().chart() is not None
