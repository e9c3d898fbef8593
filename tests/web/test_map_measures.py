"""Every measure of a map, recomputed from the Parquet tables: its table, its colours, the counts of its legend."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from django.test import Client
from tests.web.atlas_pages import EUROPE, GERMANY, AtlasPages
from tests.web.edition_rows import Row, rows, rows_in
from tests.web.map_parts import bounds, colours, counts, lines, map_page, named, shown, taken

AEROSPACE = "aerospace-vehicles-and-defense"
US = "/us/2019.1/"
WHOLE = "regions-as-a-whole"


def count(value: float) -> str:
    return f"{value:,.0f}"


def share(value: float) -> str:
    return f"{value * 100:.1f}%" if value * 100 >= 0.05 else "<0.1%"


def quotient(value: float) -> str:
    return f"{value:,.2f}" if value >= 0.005 else "<0.01"


def of_cluster(found: list[Row], column: str) -> dict[str, float]:
    return {row["region"]: row[column] for row in found if row["employment"] and row[column] is not None}


@pytest.fixture
def boundaries(sample_home: Path) -> None:
    if not (sample_home / "boundaries").is_dir():
        pytest.skip("the sample was built without boundaries")


@pytest.mark.parametrize(
    ("measure", "write"),
    [("establishments", count), ("national_share", share), ("employment_share_all", share)],
)
def test_a_cluster_of_the_us_by_any_measure_is_its_portfolio(
    sample: Client, sample_home: Path, measure: str, write: Callable[[float], str]
) -> None:
    found = rows(sample_home, "portfolio", cluster=AEROSPACE, year=2019, level="metro", subcluster=None)
    assert shown(sample, US, write, cluster=AEROSPACE, measure=measure) == of_cluster(found, measure)


@pytest.mark.usefixtures("boundaries")
def test_limits_of_counts_part_all_years_evenly_and_colours_follow_them(sample: Client, sample_home: Path) -> None:
    found = rows(sample_home, "portfolio", cluster=AEROSPACE, level="metro", subcluster=None)
    values = sorted(row["employment"] for row in found if row["employment"])
    seen = {}
    for year in (2018, 2019):
        text = map_page(sample, US, cluster=AEROSPACE, measure="employment", year=year)
        limits = [float(each.replace(",", "")) for each in bounds(text)]
        assert limits[0] == 0
        assert limits == sorted(set(limits))
        held = Counter(bisect_right(limits, value) for value in values)
        assert max(held.values()) < 2 * median(held.values())
        now = {row["region"]: row["employment"] for row in found if row["year"] == year and row["employment"]}
        styles = list(counts(text))
        expected = {region: styles[bisect_right(limits, jobs) - 1] for region, jobs in now.items()}
        assert {region: style for region, style in colours(text).items() if style != "none"} == expected
        assert counts(text) == {style: Counter(expected.values())[style] for style in styles}
        seen[year] = limits
    assert seen[2018] == seen[2019]


def test_a_subcluster_is_its_own_rows(sample: Client, sample_home: Path) -> None:
    found = rows(sample_home, "portfolio", cluster=AEROSPACE, year=2019, level="metro", subcluster="aircraft")
    assert shown(sample, US, quotient, cluster=AEROSPACE, part="aircraft") == of_cluster(found, "location_quotient")


def test_an_industry_is_its_cells_over_the_jobs_of_its_kind(sample: Client, sample_home: Path) -> None:
    cells = {row["region"]: row for row in rows(sample_home, "activity", year=2019, industry="336411")}
    totals = {row["region"]: row for row in rows(sample_home, "summary", year=2019)}
    (nation,) = rows(sample_home, "national", year=2019, industry="336411")
    expected = {
        region: (cells[region]["employment"] / row["traded_employment"])
        / (nation["employment"] / totals["us"]["traded_employment"])
        for region, row in totals.items()
        if row["level"] == "metro" and region in cells and cells[region]["employment"]
    }
    assert shown(sample, US, quotient, cluster=AEROSPACE, part="336411") == pytest.approx(expected)


def test_regions_as_a_whole_are_their_summary(sample: Client, sample_home: Path) -> None:
    found = rows(sample_home, "summary", year=2019, level="metro")
    known = {row["region"]: row["strong_share"] for row in found if row["strong_share"] is not None}
    assert shown(sample, US, share, cluster=WHOLE, measure="strong_share") == known


def test_grades_are_counted_as_quality_has_them(sample: Client, sample_home: Path) -> None:
    metros = {row["region"] for row in rows(sample_home, "regions", level="metro")}
    found = {r["region"]: r["grade"] for r in rows(sample_home, "quality", year=2019) if r["region"] in metros}
    assert {region: row["grade"] for region, row in taken(sample, US, cluster=WHOLE, measure="grade").items()} == found
    text = map_page(sample, US, cluster=WHOLE, measure="grade")
    assert set(lines(text).values()) == {f"grade {min(found.values())}"}
    if "data-map" in text:
        assert named(text) == {f"grade {grade}": n for grade, n in sorted(Counter(found.values()).items())}


@pytest.mark.parametrize("pages", [EUROPE, GERMANY], ids=lambda pages: pages.atlas)
@pytest.mark.parametrize("book", ["eu-observatory-2007", "quadrants"])
def test_classes_under_any_rule_book_are_its_verdicts(
    several: Client, atlases_home: Path, pages: AtlasPages, book: str
) -> None:
    present = {
        row["region"]: row["has_boundary"]
        for row in rows_in(atlases_home, pages.atlas, pages.edition, "regions", level=pages.level)
    }
    wanted = {"cluster": pages.cluster, "year": pages.year}
    jobs = {
        row["region"]
        for row in rows_in(atlases_home, pages.atlas, pages.edition, "portfolio", subcluster=None, **wanted)
        if row["employment"]
    }
    said = {
        row["region"]: row["class"] or ("none" if row["strong"] is False else "unsaid")
        for row in rows_in(atlases_home, pages.atlas, pages.edition, "verdicts", rules=book, **wanted)
    }
    expected = Counter(said.get(region, "unsaid") for region in jobs & set(present) if present[region])
    text = map_page(several, pages.root, rules=book, measure="class", level=pages.level, **wanted)
    labels = {
        "star": "Star", "mature": "Mature", "emerging": "Emerging", "transforming": "Transforming",
        "three_stars": "Three stars", "two_stars": "Two stars", "one_star": "One star",
        "none": "in none of these classes", "unsaid": "it cannot be said",
    }  # fmt: skip
    assert {label: n for label, n in named(text).items() if n} == {labels[code]: n for code, n in expected.items()}


def test_wages_per_job_of_europe_are_wages_over_jobs(several: Client, atlases_home: Path) -> None:
    wanted = {"cluster": "automotive", "year": 2014, "level": "nuts2"}
    found = rows_in(atlases_home, "eu", EUROPE.edition, "portfolio", **wanted)
    paid = [row for row in found if row["employment"] and row["wages"] is not None]
    ordered = sorted(paid, key=lambda row: (-row["wages"] / row["employment"], -row["employment"], row["region"]))
    values = shown(several, EUROPE.root, lambda value: f"€{round(value / 1000)}k", measure="wages_per_head", **wanted)
    assert list(values) == [row["region"] for row in ordered]
    assert values == pytest.approx({row["region"]: row["wages"] / row["employment"] for row in ordered})


def test_the_score_of_an_opportunity_stands_where_there_is_one(several: Client, atlases_home: Path) -> None:
    wanted = {"cluster": GERMANY.cluster, "year": GERMANY.year}
    found = rows_in(atlases_home, "de", GERMANY.edition, "opportunities", level="district", **wanted)
    known = {row["region"]: row["score"] for row in found if row["score"] is not None}
    assert shown(several, GERMANY.root, lambda value: f"{value * 100:.0f}%", measure="score", **wanted) == known
    text = map_page(several, GERMANY.root, measure="score", **wanted)
    strong = sum(colour == "none" for colour in colours(text).values())
    assert f"no opportunity: strong there already, or not to be judged ({strong})" in text


def test_one_view_has_one_scale_for_two_maps(several: Client) -> None:
    text = map_page(several, GERMANY.root, cluster=GERMANY.cluster, measure="employment", year=2024, year2=2023)
    first, second = text.split('data-panel="2"')
    assert bounds(first) == bounds(second) != []
