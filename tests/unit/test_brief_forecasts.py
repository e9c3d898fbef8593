"""How sure the best opportunity is, on the first page: how often such forecasts came true, what speaks against it."""

import re
from io import BytesIO
from math import e
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.unit.brief_facts import facts_of, growth_ends, table
from tests.unit.brief_panel import GROUPS, MODEL, TESTED, WICHITA, Row, panel

from clusteratlas.editions import Edition, open_edition
from clusteratlas.reports import Brief, Choice, cluster_brief, region_brief

PARTS = {"closeness": "closeness", "gap": "gap closed", "pull": "pull", "reward": "reward"}


def ranked(edition: Edition) -> list[Row]:
    """Wichita's candidates as the edition's table has them, the first by rank first."""
    found = table(edition.folder, "opportunities", region=WICHITA, year=2019)
    return sorted(found, key=lambda row: (row["rank"], row["cluster"]))


def with_chances(sample: Edition, folder: Path, first: float, second: float, **tested: Any) -> Edition:
    """The edition with a chance for the best and for the second opportunity of Wichita, and the test as given."""
    best, next_best = (row["cluster"] for row in ranked(sample)[:2])
    given = {best: first, next_best: second}
    kept = table(sample.folder, "opportunities", region=WICHITA)
    rows = [row | {"probability": given.get(row["cluster"], 0.001)} for row in kept]
    rows += table(sample.folder, "opportunities", cluster="plastics", level="micro")
    tables = {"opportunities": rows, "backtest": [TESTED | tested], "reliability": GROUPS}
    return panel(sample, folder, tables)


def sure(brief: Brief) -> str:
    """The answer to how sure the opportunity is: it stands right below the opportunity."""
    questions = [answer.question for answer in brief.answers]
    at = questions.index("How sure is that opportunity?")
    assert questions[at - 1] in ("What is the best opportunity?", "Where could it be strong next?")
    return brief.answers[at].sentence


def test_how_often_such_forecasts_came_true_stands_on_the_first_page(sample_edition: Edition, tmp_path: Path) -> None:
    edition = with_chances(sample_edition, tmp_path / "panel", 0.125, 0.001)
    brief = region_brief(edition, WICHITA)
    said = sure(brief)
    below, above = GROUPS
    assert "It will more likely not come true" in said
    assert "a chance of 12.5% to be strong in 2023 and 2024" in said
    assert f"those of 3.6% on average came true in 70 of 2,198 cases ({70 / 2198:.1%})" in said
    assert f"those of {above['expected']:.1%} in 376 of 2,199 ({376 / 2199:.1%})" in said
    assert below["expected"] < 0.125 < above["expected"]
    assert f"Of all 21,986 forecasts 495 did, {495 / 21986:.1%}" in said
    assert "The forecasts are calibrated" in said
    page = PdfReader(BytesIO(brief.to_pdf())).pages[0].extract_text()
    assert re.sub(r"\s+", "", said) in re.sub(r"\s+", "", page)


@pytest.mark.parametrize(
    ("slope", "intercept", "said"),
    [
        (0.55, -0.91, "not calibrated but too extreme"),
        (1.5, 0.0, "not calibrated but too cautious"),
        (1.0, 0.5, "not calibrated but too low"),
        (1.0, -0.5, "not calibrated but too high"),
    ],
)
def test_a_forecast_that_is_not_calibrated_is_read_as_the_test_would_have_it(
    sample_edition: Edition, tmp_path: Path, slope: float, intercept: float, said: str
) -> None:
    edition = with_chances(sample_edition, tmp_path / "panel", 0.42, 0.001, slope=slope, intercept=intercept)
    odds = (0.42 / 0.58) ** slope * e**intercept
    text = sure(region_brief(edition, WICHITA))
    assert said in text
    assert f"read this one as about {odds / (1 + odds):.0%}." in text
    assert "How often forecasts as high as 42.0% came true was not counted apart." in text
    assert f"the 2,199 highest forecasts, 16.9% on average, came true in 376 cases: {376 / 2199:.1%}" in text


def test_the_table_of_opportunities_has_the_chance_that_the_first_page_reads(
    sample_edition: Edition, tmp_path: Path
) -> None:
    edition = with_chances(sample_edition, tmp_path / "panel", 0.42, 0.03, slope=0.55, intercept=-0.91)
    brief = region_brief(edition, WICHITA)
    found = brief.tables["opportunities"]
    said = re.search(r"read this one as about (\d+%)", sure(brief))
    assert said
    for row, given in zip(found.rows, (0.42, 0.03), strict=False):
        odds = (given / (1 - given)) ** 0.55 * e**-0.91
        assert (row["probability"], row["chance"]) == pytest.approx((given, odds / (1 + odds)))
    heads = [column.label for column in found.on_paper]
    assert heads[-2:] == ["Forecast 2024", "Read as"]
    page = re.sub(r"<[^>]+>", "|", brief.to_html())
    assert re.search(rf"42\.0%\|+{said[1]}", page)
    sheet = load_workbook(BytesIO(brief.to_xlsx()))["Opportunities"]
    names = [cell.value for cell in sheet[1]]
    assert sheet[2][names.index("Forecast 2024")].value == pytest.approx(0.42)
    assert f"{sheet[2][names.index('Read as')].value:.0%}" == said[1]
    assert "its chance is below" not in found.rows[1]["doubts"]  # 3% as given is above 2.3%, and so is 5.6% as read


def test_a_chance_is_held_against_all_others_as_it_is_read(sample_edition: Edition, tmp_path: Path) -> None:
    edition = with_chances(sample_edition, tmp_path / "panel", 0.42, 0.015, slope=0.55, intercept=-0.91)
    odds = (0.015 / 0.985) ** 0.55 * e**-0.91
    assert 0.015 < TESTED["entries"] / TESTED["cases"] < odds / (1 + odds)
    assert "its chance is below" not in region_brief(edition, WICHITA).tables["opportunities"].rows[1]["doubts"]
    right = with_chances(sample_edition, tmp_path / "right", 0.42, 0.015)
    opportunities = region_brief(right, WICHITA).tables["opportunities"]
    assert "its chance is below" in opportunities.rows[1]["doubts"]
    assert [column.label for column in opportunities.on_paper][-1] == "Chance by 2024"  # calibrated: one column


def test_why_one_that_is_likelier_stands_below_is_said(sample_edition: Edition, tmp_path: Path) -> None:
    edition = with_chances(sample_edition, tmp_path / "panel", 0.1, 0.3)
    first, second = ranked(edition)[:2]
    behind = [word for part, word in PARTS.items() if second[f"{part}_percentile"] < first[f"{part}_percentile"]]
    names = facts_of(edition.folder, WICHITA, 2019).names
    text = sure(region_brief(edition, WICHITA))
    assert f"One candidate has a higher forecast: {names[second['cluster']]} (30.0%), which has rank 2." in text
    assert all(word in text.partition("and in ")[2].partition("it is behind")[0] for word in behind)
    assert behind
    other = region_brief(with_chances(sample_edition, tmp_path / "other", 0.3, 0.1), WICHITA)
    assert "higher forecast" not in sure(other).replace("had the higher forecast", "")


def test_there_is_one_reason_for_no_forecast(sample_edition: Edition, atlases_home: Path, tmp_path: Path) -> None:
    tested = with_chances(sample_edition, tmp_path / "panel", 0.1, 0.1)
    asked = {
        "a test takes 8 years in a row, and this edition has 2.": region_brief(sample_edition, WICHITA),
        "the edition tested “U.S. percentile rule” alone.": region_brief(
            tested, WICHITA, Choice(rules="eu-eocic-2020")
        ),
        "the edition tested its metropolitan areas alone.": cluster_brief(tested, "plastics", Choice(level="micro")),
        "and this edition has 1.": region_brief(open_edition("jp", None, atlases_home), "jp-prefecture-23"),
    }
    for reason, brief in asked.items():
        text = sure(brief) if "How sure is that opportunity?" in {a.question for a in brief.answers} else ""
        assert text.count("is not known") == 1, reason
        assert reason in text


def test_years_that_leap_are_no_years_in_a_row(sample_edition: Edition, tmp_path: Path) -> None:
    country = table(sample_edition.folder, "summary", region="us", year=2019)
    years = range(2010, 2020)
    jobs = {year: (2 if year >= 2016 else 1) for year in years}  # the figures double from 2015 to 2016
    drawn = [country[0] | {"year": year} | {kind: country[0][kind] * jobs[year] for kind in _KINDS} for year in years]
    kept = [row for row in table(sample_edition.folder, "summary") if row["region"] != "us"]
    edition = panel(sample_edition, tmp_path / "panel", {"summary": kept + drawn}, model={})
    object.__setattr__(edition.manifest, "years", list(years))
    text = sure(region_brief(edition, WICHITA))
    assert "a test takes 8 years in a row that cover the same, and this edition has at most 6" in text
    assert "leap between 2015 and 2016." in text


_KINDS = ("traded_employment", "local_employment")


def test_what_speaks_against_each_candidate_is_what_the_tables_say(sample_edition: Edition) -> None:
    here = {
        row["cluster"]: row
        for row in table(sample_edition.folder, "portfolio", region=WICHITA, year=2019)
        if row["subcluster"] is None
    }
    brief = region_brief(sample_edition, WICHITA)
    doubts = {row["cluster"]: row["doubts"] for row in brief.tables["opportunities"].rows}
    ends = growth_ends(sample_edition.folder, WICHITA, 2019)
    seen = {"growth": 0, "range": 0, "strong": 0, "none": 0, "far": 0}
    for candidate in ranked(sample_edition):
        said, own = doubts[candidate["cluster"]], here.get(candidate["cluster"], {})
        growth, (least, most) = own.get("employment_growth"), ends.get(candidate["cluster"], (0.0, 0.0))
        fell = growth is not None and growth < 0 and most <= 0  # whatever the withheld figures are
        assert ("its jobs here changed by" in said) == fell
        assert not fell or least < most or f"changed by −{abs(growth):.1%} since 2018" in said
        low, high = own.get("employment_low"), own.get("employment_high")
        assert ("its jobs here are withheld" in said) == (low is not None)
        assert low is None or high is None or f"between {low:,} and {high:,}" in said
        maybe = low is not None and bool(own["strong_low"] or own["strong_high"])
        assert ("it is strong already" in said) == maybe
        assert ("it has no jobs here yet" in said) == (not candidate["employment"])
        far = bool(candidate["employment"]) and candidate["jobs_short"] > candidate["employment"] / 4
        assert ("would have to grow by" in said) == far
        for name, holds in (("growth", fell), ("range", low is not None), ("strong", maybe), ("far", far)):
            seen[name] += holds
        seen["none"] += not candidate["employment"]
    assert all(seen.values()), seen
    best = ranked(sample_edition)[0]
    assert doubts[best["cluster"]] in sure(brief)
    assert "It would prove wrong if" in sure(brief)
    assert "the threshold is a percentile of them" in sure(brief)


def test_the_model_is_named_with_its_own_base_rate(sample_edition: Edition, tmp_path: Path) -> None:
    edition = with_chances(sample_edition, tmp_path / "panel", 0.1, 0.1)
    sections = {section.id: section for section in region_brief(edition, WICHITA).sections}
    said = sections["opportunities"].lead[1]
    share = MODEL["entries"] / MODEL["cases"]
    assert f"76,837 cases of 2014 to 2020, of which 1,784 became strong: {share:.1%}." in said
    assert "in 92% of all such pairs (95% interval 90% to 93%; 50% is guessing)" in said
