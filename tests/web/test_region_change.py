"""Why the traded jobs of a region grew: shift-share computed again from what the page prints, and from two years."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.web.edition_rows import rows, rows_in
from tests.web.test_region_pages import PAGE, REGION, section, signed, table_rows, text_of

from clusteratlas.editions import Edition
from clusteratlas.editions.queries.dynamics import shift_share_of
from clusteratlas_web.explore.region.whole_jobs import shares_of, whole_jobs

EFFECTS = ("The nation", "The mix of clusters", "The region’s own", "Change")


def number(text: str) -> float:
    """+1,407 or −0.5% as a number."""
    return float(re.sub(r"[,%+]", "", text).replace("−", "-"))


def change_section(page: str, heading: str = "Why traded jobs grew") -> str:
    """The section on change."""
    return section(page, heading)


def by_cluster(page: str) -> list[list[str]]:
    """The table that opens: name, jobs, nation before, nation now, national, mix, own, change; the foot last."""
    return [row for row in table_rows(change_section(page).split("By cluster")[1]) if len(row) == 8][1:]


def test_the_parts_are_computed_again_from_the_table_the_page_prints(sample: Client) -> None:
    *shown, foot = by_cluster(sample.get(PAGE).text)
    figures = [[number(cell) for cell in row[1:]] for row in shown]
    total = [number(cell) for cell in foot[1:]]
    growth = total[2] / total[1] - 1
    for start, before, after, national, mix, own, change in figures:
        expected = start * (after / before - 1)
        assert national == pytest.approx(start * growth, abs=1)
        assert mix == pytest.approx(expected - start * growth, abs=1)
        assert own == pytest.approx(change - expected, abs=2)
        assert national + mix + own == change  # as printed, to the job
    sums = [sum(column) for column in zip(*figures, strict=True)]
    assert sums[3:] == total[3:]
    assert sums[0] == total[0]
    assert total[3] == round(total[0] * growth)


def test_the_change_is_that_of_the_headline(sample: Client, sample_home: Path) -> None:
    page = sample.get(PAGE).text
    traded = {row["year"]: row["traded_employment"] for row in rows(sample_home, "summary", region=REGION)}
    parts = {row[0]: row[1:] for row in table_rows(change_section(page).split("</table>")[0])[1:]}
    whole = {name: next(cells for label, cells in parts.items() if label.startswith(name)) for name in EFFECTS}
    assert number(whole["Change"][0]) == traded[2019] - traded[2018]
    assert whole["Change"][1] == signed(traded[2019] / traded[2018] - 1)
    for column in (0, 1):
        first, second, third, change = (number(whole[name][column]) for name in EFFECTS)
        assert first + second + third == pytest.approx(change)
    national = rows(sample_home, "summary", region="us", year=2019)[0]["traded_growth"]
    assert whole["The nation"][1] == signed(national)
    said = text_of(change_section(page))
    assert f"Traded jobs changed by {whole['Change'][0]} between 2018 and 2019: {whole['The nation'][0]} with" in said


def test_the_example_gives_the_figures_it_names(sample: Client) -> None:
    said = text_of(change_section(sample.get(PAGE).text))
    found = re.search(r"([\d,]+) × \(([\d,]+) ÷ ([\d,]+) − 1\) = [\d,]+ × ([−\d.]+) = ([+−][\d,]+)", said)
    assert found
    jobs, after, before, growth, result = map(number, found.groups())
    assert growth == pytest.approx(after / before - 1, abs=1e-6)
    assert result == round(jobs * growth)
    mix = re.search(r"([\d,]+) × \(([\d,]+) ÷ ([\d,]+) − 1 − ([−\d.]+)\) = ([+−]?[\d,]+)", said)
    assert mix
    jobs, after, before, growth, result = map(number, mix.groups())
    assert result == pytest.approx(jobs * (after / before - 1 - growth), abs=1)
    own = re.search(r"([+−]?[\d,]+) − \(([+−]?[\d,]+)\) − \(([+−]?[\d,]+)\) = ([+−]?[\d,]+)", said)
    assert own
    change, national, rest, result = map(number, own.groups())
    assert result == change - national - rest


def test_the_first_year_has_no_change(sample: Client) -> None:
    page = sample.get(f"{PAGE}?year=2018").text
    assert 'id="change"' not in page
    assert sample.get(f"{PAGE}shift-share.csv?year=2018").status_code == 200


def test_the_file_adds_up_to_the_change(sample: Client) -> None:
    answer = sample.get(f"{PAGE}shift-share.csv").content.decode("utf-8-sig")
    taken = list(csv.DictReader(io.StringIO(answer)))
    assert {(row["since"], row["year"]) for row in taken} == {("2018", "2019")}
    for row in taken:
        parts = [float(row[f"{name}_effect"]) for name in ("national", "mix", "competitive")]
        assert sum(parts) == pytest.approx(float(row["employment_change"]), abs=1e-6)
        expected = int(row["employment_before"]) * (int(row["cluster_after"]) / int(row["cluster_before"]) - 1)
        assert float(row["expected_change"]) == pytest.approx(expected, abs=1e-6)
    shown = {row[0]: number(row[7]) for row in by_cluster(sample.get(PAGE).text)[:-1]}
    assert {
        row["cluster_name"]: float(row["employment_change"]) for row in taken if row["cluster_name"] in shown
    } == shown


def test_a_cluster_that_is_gone_counts_as_lost(sample_edition: Edition) -> None:
    """A cluster without a row in the later year is zero there; all regions' changes are those of their totals."""
    before, after = (
        {
            row["region"]: row["traded_employment"]
            for row in sample_edition.rows(
                "select region, traded_employment from summary where level = 'metro' and year = ?", [year]
            )
        }
        for year in (2018, 2019)
    )
    gone = sample_edition.rows(
        """select p.region, count(*)::int as n from portfolio p anti join
            (select region, cluster from portfolio where year = 2019 and subcluster is null) n using (region, cluster)
        where p.year = 2018 and p.level = 'metro' and p.subcluster is null and p.kind = 'traded' and p.employment > 0
        group by p.region order by n desc, p.region limit 5"""
    )
    assert gone
    for row in gone:
        found = shift_share_of(sample_edition, row["region"], 2018, 2019)
        assert found is not None
        assert found.total["change"] == after[row["region"]] - before[row["region"]]
        assert found.total["start"] == before[row["region"]]
        assert not found.left_out


jobs = st.floats(-1e6, 1e6, allow_nan=False)


@given(st.lists(st.tuples(st.integers(0, 10**6), jobs, jobs, st.integers(-(10**6), 10**6)), min_size=1, max_size=60))
def test_whole_jobs_add_up_across_and_down(parts: list[tuple[int, float, float, int]]) -> None:
    given_rows = [
        {"start": start, "national": national, "mix": mix, "change": float(change)}
        for start, national, mix, change in parts
    ]
    found = whole_jobs(given_rows)
    for row, exact in zip(found, given_rows, strict=True):
        assert row["national"] + row["mix"] + row["own"] == row["change"] == exact["change"]
        assert abs(row["national"] - exact["national"]) < 1 + 1e-6
        assert abs(row["mix"] - exact["mix"]) < 1 + 1e-6
    for name in ("national", "mix"):
        assert abs(sum(row[name] for row in found) - sum(row[name] for row in given_rows)) <= 0.5 + 1e-6


@given(st.integers(1, 10**7), *(st.integers(-(10**6), 10**6) for _ in range(3)))
def test_shares_add_up_as_printed(start: int, national: int, mix: int, own: int) -> None:
    total = {"start": start, "national": national, "mix": mix, "own": own, "change": national + mix + own}
    found = shares_of(total)
    printed = {name: round(1000 * value) for name, value in found.items()}
    assert printed["national"] + printed["mix"] + printed["own"] == printed["change"]
    assert found["own"] == pytest.approx(own / start, abs=0.0016)
    assert shares_of(total | {"start": 0}) == {}


def test_over_several_years_the_parts_are_added_up(several: Client, atlases_home: Path) -> None:
    """The cut of the states has two years in a row, so its one span is that of the year before."""
    page = several.get("/us-states/2011.1/regions/us-state-20/").text
    summary: list[dict[str, Any]] = rows_in(atlases_home, "us-states", "2011.1", "summary", region="us-state-20")
    traded = {row["year"]: row["traded_employment"] for row in summary}
    change = traded[2011] - traded[2010]
    heading = "Why traded jobs grew" if change > 0 else "Why traded jobs shrank"
    last = table_rows(change_section(page, heading).split("</table>")[0])[-1]
    assert number(last[1]) == change
