"""What the page of a cluster in a region says of its change, its life and its relations, recomputed by hand."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from math import log

import pytest
from django.test import Client, override_settings
from tests.unit.small_states import Cell, build_states, chain, state_rows
from tests.web.test_region_pages import table_rows
from tests.web.test_regional_page import bare, section, words
from tests.web.test_regional_rules import rows

from clusteratlas.editions import Edition

AEROSPACE = "aerospace-vehicles-and-defense"
YEARS = range(2003, 2008)
KANSAS, NEVADA, OHIO, WASHINGTON, WYOMING = (f"us-state-{code}" for code in ("20", "32", "39", "53", "56"))
# State: jobs in aircraft, chips and with physicians in the first year, and how aircraft grows a year.
BEGIN = {
    KANSAS: (6_000, 5_000, 9_000, 1.06),
    NEVADA: (1_400, 8_600, 4_000, 0.90),
    OHIO: (2_600, 9_000, 5_000, 1.00),
    WASHINGTON: (2_500, 4_000, 2_000, 0.94),
    WYOMING: (20, 2_600, 3_000, 1.00),
}


def aircraft(state: str, year: int) -> int:
    """Jobs in aircraft, which are all the cluster has."""
    return round(BEGIN[state][0] * BEGIN[state][3] ** (year - YEARS[0]))


def lines() -> Iterator[str]:
    """Everything is published; an establishment for every ten jobs."""
    for year in YEARS:
        for state, (_, chips, health, _) in BEGIN.items():
            planes = aircraft(state, year)
            whole, manufacturing = planes + chips + health, planes + chips
            cells: list[Cell] = [("00", whole // 10, whole), ("31-33", manufacturing // 10, manufacturing)]
            cells += [*chain("336411", planes // 10, planes)[1:], *chain("334413", chips // 10, chips)[1:]]
            yield from state_rows(year, state, [*cells, *chain("621111", health // 10, health)])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A browser before an atlas of five states and five years."""
    folder = tmp_path_factory.mktemp("states")
    build_states(folder, lines())
    with override_settings(CLUSTERATLAS_HOME=folder / "home"):
        yield Client(raise_request_exception=False)


def page(client: Client, state: str, query: str = "", cluster: str = AEROSPACE) -> str:
    """The page as text."""
    answer = client.get(f"/us-states/2007.1/regions/{state}/clusters/{cluster}/{query}")
    assert answer.status_code == 200
    return bare(unescape(answer.text))


def sums(year: int) -> tuple[int, int]:
    """Jobs of all states in aircraft, and in aircraft and chips together."""
    cluster = sum(aircraft(state, year) for state in BEGIN)
    return cluster, cluster + sum(chips for _, chips, _, _ in BEGIN.values())


def effects(state: str, years: list[int]) -> list[float]:
    """National, mix, competitive effect, change and expected change of each year to the next, added up."""
    found = [0.0] * 5
    for before, after in pairwise(years):
        start, end = aircraft(state, before), aircraft(state, after)
        (cluster, total), (cluster_then, total_then) = sums(before), sums(after)
        national = start * (total_then / total - 1)
        expected = start * (cluster_then / cluster - 1)
        parts = [national, expected - national, end - start - expected, end - start, expected]
        found = [one + other for one, other in zip(found, parts, strict=True)]
    return found


def written(value: float, decimals: int = 1) -> str:
    """A change with its sign."""
    return f"{value:+,.{decimals}f}".replace("-", "−").replace("+0.0", "0.0").replace("−0.0", "0.0")


@pytest.mark.parametrize("state", [KANSAS, NEVADA])
def test_the_parts_of_the_change_add_up_and_are_those_of_plain_arithmetic(small: Client, state: str) -> None:
    part = section(page(small, state), "change")
    shown = table_rows(part.partition("<details")[0])
    assert shown[0][1:] == ["2006–2007", "2003–2007"]
    latest, all_years = effects(state, [2006, 2007]), effects(state, list(YEARS))
    for line, one, other in zip(shown[1:], latest, all_years, strict=True):
        assert line[1:] == [written(one), written(other)]
    for found in (latest, all_years):
        assert sum(found[:3]) == pytest.approx(found[3])
        assert found[0] + found[1] == pytest.approx(found[4])


def test_the_change_can_be_computed_from_what_the_page_says(small: Client) -> None:
    part = section(page(small, KANSAS), "change")
    rows = [[int(cell.replace(",", "")) for cell in row] for row in table_rows(part.partition("<details")[2])[1:]]
    assert [row[0] for row in rows] == [2007, 2006, 2005, 2004]
    (cluster, total), (cluster_then, total_then) = sums(2006), sums(2007)
    before, after = aircraft(KANSAS, 2006), aircraft(KANSAS, 2007)
    assert rows[0][1:] == [before, after, cluster, cluster_then, total, total_then]
    national = before * (total_then / total - 1)
    assert f"{before:,} × ({total_then:,} / {total:,} − 1) = {written(national)}" in part
    again = sum(row[1] * (row[6] / row[5] - 1) for row in rows)
    assert written(again) in table_rows(part)[1]


def test_an_earlier_year_is_compared_with_what_was_before_it(small: Client) -> None:
    part = section(page(small, KANSAS, "?year=2005"), "change")
    shown = table_rows(part.partition("<details")[0])
    assert shown[0][1:] == ["2004–2005", "2003–2005"]
    assert shown[3][2] == written(effects(KANSAS, [2003, 2004, 2005])[2])
    assert 'id="change"' not in page(small, KANSAS, "?year=2003")


def test_the_change_can_be_taken_away(small: Client) -> None:
    here = f"/us-states/2007.1/regions/{KANSAS}/clusters/{AEROSPACE}/changes.csv?year=2006"
    lines = small.get(here).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["2004", "2005", "2006"]
    competitive = float(lines[-1].split(",")[-2])
    assert competitive == pytest.approx(effects(KANSAS, [2005, 2006])[2])


def slope(values: list[float]) -> float:
    """The slope of a straight line through the logarithms of yearly values."""
    logs, middle = [log(value) for value in values], (len(values) - 1) / 2
    away = [place - middle for place in range(len(values))]
    return sum(a * each for a, each in zip(away, logs, strict=True)) / sum(a * a for a in away)


def quotient(state: str, year: int) -> float:
    """The location quotient within traded clusters."""
    cluster, total = sums(year)
    return aircraft(state, year) / (aircraft(state, year) + BEGIN[state][1]) / (cluster / total)


@pytest.mark.parametrize(("state", "stage"), [(KANSAS, "Growth"), (WASHINGTON, "Decline")])
def test_the_stage_stands_with_its_evidence(small: Client, state: str, stage: str) -> None:
    part = section(page(small, state), "life")
    assert f"<b>{stage}</b>: " in part
    jobs = {year: sum(aircraft(each, year) for each in BEGIN) for year in YEARS}
    rest = sum(chips + health for _, chips, health, _ in BEGIN.values())
    shares = [aircraft(state, year) / (jobs[year] + rest) for year in YEARS]
    earlier, recent, whole = slope(shares[:3]), slope(shares[2:]), slope(shares)
    industry = slope([jobs[year] / (jobs[year] + rest) for year in YEARS])
    quotients = [quotient(state, year) for year in YEARS]
    shown = {row[0]: row[1:] for row in table_rows(part.partition("<details")[0])}
    assert shown["Location quotient"][:2] == [f"{sum(quotients[:3]) / 3:.2f}", f"{sum(quotients[2:]) / 3:.2f}"]
    trends = [f"{value:+.1%}".replace("-", "−") for value in (earlier, recent)]
    assert shown["Trend against the nation, a year"][:2] == trends
    over_all = {name: row[0] for name, row in shown.items() if row}
    parts = {
        "Trend against the nation over all years, a year": whole,
        "of its industry in the nation": industry,
        "its own, against its industry": whole - industry,
    }
    for name, value in parts.items():
        assert over_all[name] == f"{value:+.1%}".replace("-", "−").replace("+0.0%", "0.0%").replace("−0.0%", "0.0%")
    assert "2003–2007" in part
    assert "Years with jobs: 5." in part
    assert "Menzel, M.-P. and Fornahl, D. (2010)." in part
    assert "reconstruction" in part
    assert f"<li><b>{stage}</b>: location quotient in the" in part


def test_why_there_is_no_stage(small: Client) -> None:
    assert "No reading</b>: the cluster has fewer than 100 jobs on average" in section(page(small, WYOMING), "life")
    assert "No reading</b>: the cluster is neither specialised nor" in section(page(small, NEVADA), "life")


def test_two_years_are_too_few_for_a_stage(sample: Client) -> None:
    text = unescape(sample.get("/us/2019.1/regions/us-metro-48620/clusters/plastics/").text)
    assert "No reading</b>: it needs 5 years of figures, and this edition has 2." in section(text, "life")


def test_few_regions_are_said_with_the_rule_book_that_needs_none(small: Client) -> None:
    text = page(small, KANSAS)
    alert = text[text.index('<div class="alert warn">') :].partition("</div>")[0]
    assert "Only 5 regions are ranked." in alert
    link = re.search(r'<a href="([^"]+)">The answer by “Fixed thresholds \(few regions\)”', alert)
    assert link
    there = unescape(small.get(link[1]).text)
    assert "rules=fixed-threshold" in link[1]
    assert '<div class="alert warn">' not in there
    lq, line = quotient(KANSAS, 2007), 1.5
    assert f"The location quotient is {lq:.2f}, {lq - line:.2f} above the line at 1.50." in words(there)


def test_a_book_that_stands_in_for_another_is_not_counted(small: Client) -> None:
    books = section(page(small, KANSAS), "books")
    assert "<h2>Seven rule books</h2>" in books
    assert len(table_rows(books)[1:]) == 7
    counted = re.search(r"(\d) of (\d) call", books)
    assert counted
    shown = [row[1].split(" class")[0] for row in table_rows(books)[1:7]]
    assert int(counted[1]) == sum(word.startswith("strong") for word in shown)
    assert int(counted[2]) == sum(not word.startswith("cannot") for word in shown)
    assert "“Fixed thresholds (few regions)” is not counted" in books


def test_the_closest_relations_are_those_of_the_table(sample: Client, sample_edition: Edition) -> None:
    text = bare(unescape(sample.get("/us/2019.1/regions/us-metro-48620/clusters/plastics/").text))
    part = section(text, "related")
    found = rows(sample_edition, "relatedness", cluster="plastics")
    related = sorted((row for row in found if row["relation"]), key=lambda row: (-row["relatedness"], row["other"]))[:8]
    here = {
        row["cluster"]: row
        for row in rows(sample_edition, "portfolio", region="us-metro-48620", year=2019, subcluster=None)
    }
    codes = re.findall(r"/clusters/([\w-]+)/\?year=2019", part.partition("<tbody>")[2])
    assert codes == [row["other"] for row in related]
    bold = re.findall(r"<b><a href=\"[^\"]*/clusters/([\w-]+)/", part)
    assert bold == [code for code in codes if here[code]["strong"]]
    assert bold
    for row, line in zip(related, table_rows(part)[1:], strict=True):
        own = here[row["other"]]
        assert line[1] == written(row["relatedness"], 2)
        assert line[3:5] == [f"{own['employment']:,}", f"{own['location_quotient']:.2f}"]
        assert line[5].startswith("strong" if own["strong"] else "not strong")
