"""The structure of a region: the Herfindahl index from the page's own table, and every rank among the level."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.test import Client
from tests.web.edition_rows import rows
from tests.web.test_region_change import number
from tests.web.test_region_pages import PAGE, REGION, all_clusters, section, table_rows, text_of

MEASURES = {
    "Diversity": "diversity",
    "Herfindahl index": "herfindahl",
    "Krugman specialisation index": "krugman_specialisation",
    "Related variety": "related_variety",
    "Unrelated variety": "unrelated_variety",
    "Economic complexity index": "economic_complexity",
    "Complexity outlook index": "complexity_outlook",
}


def structure_rows(page: str) -> dict[str, list[str]]:
    """Value and rank by measure."""
    shown = table_rows(section(page, "Structure").split("</table>")[0])[1:]
    return {next(name for name in MEASURES if row[0].startswith(name)): row[1:] for row in shown}


def test_the_herfindahl_index_is_that_of_the_jobs_the_page_lists(sample: Client) -> None:
    page = sample.get(PAGE).text
    traded = page.split("Local clusters:")[0]
    jobs = [int(row[1].split()[0].replace(",", "")) for row in all_clusters(traded + "</main>")]
    index = sum(each**2 for each in jobs) / sum(jobs) ** 2
    assert structure_rows(page)["Herfindahl index"][0] == f"{index:.3f}"
    said = text_of(section(page, "Structure"))
    found = re.search(r"\(([\d,]+)² \+ ([\d,]+)² \+ …\) ÷ ([\d,]+)² = ([\d,]+) ÷ ([\d,]+)² = ([\d.]+)", said)
    assert found
    first, second, total, squares, again, result = map(number, found.groups())
    assert sorted(jobs)[-2:] == [second, first]
    assert (total, squares) == (sum(jobs), sum(each**2 for each in jobs))
    assert again == total
    assert result == pytest.approx(squares / total**2, abs=5e-5)


def test_values_and_ranks_are_those_of_the_level(sample: Client, sample_home: Path) -> None:
    shown = structure_rows(sample.get(PAGE).text)
    level = rows(sample_home, "structure", level="metro", year=2019)
    own = next(row for row in level if row["region"] == REGION)
    for label, column in MEASURES.items():
        values = [row[column] for row in level if row[column] is not None and row["herfindahl"] is not None]
        rank = 1 + sum(value > own[column] for value in values)
        written = f"{own[column]:,}" if column == "diversity" else f"{own[column]:.3f}".replace("-", "−")
        assert shown[label] == [written, f"{rank:,} of {len(values):,}"]
    complexity = int(shown["Economic complexity index"][1].split()[0])
    assert complexity == own["rank_economic_complexity"]


def test_every_measure_says_what_it_means(sample: Client) -> None:
    part = section(sample.get(PAGE).text, "Structure")
    opened = re.findall(r"<summary>([^<]+)</summary><p class=\"note\">([^<]+)", part)
    assert [name for name, _ in opened] == list(MEASURES)
    assert all(meaning.endswith(".") for _, meaning in opened)
    assert "sum of squared shares" in part


def test_the_file_has_the_same_figures(sample: Client) -> None:
    answer = sample.get(f"{PAGE}structure.csv").content.decode("utf-8-sig")
    taken = {row["measure"]: row for row in csv.DictReader(io.StringIO(answer))}
    shown = structure_rows(sample.get(PAGE).text)
    for label, column in MEASURES.items():
        assert shown[label][1] == f"{int(taken[column]['rank']):,} of {int(taken[column]['ranked']):,}"
        assert number(shown[label][0]) == pytest.approx(float(taken[column]["value"]), abs=5e-4)
    assert sample.get(f"{PAGE}structure.xlsx").content.startswith(b"PK")
