"""The page of a cluster in a region under each rule book: its answer is that of plain arithmetic, and of the tables."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.test import Client
from tests.web.edition_rows import Row
from tests.web.test_region_pages import table_rows
from tests.web.test_regional_page import HERE, PLASTICS, WICHITA, page, percentile, section, words

from clusteratlas.editions import Edition
from clusteratlas.editions.queries.conditions import COLUMNS
from clusteratlas_web.explore.regional.reading import read_regional_cluster
from clusteratlas_web.explore.regional.taking import TABLES

AEROSPACE = "aerospace-vehicles-and-defense"
BOOKS = ("eu-observatory-2007", "eu-panorama-2014", "eu-eocic-2020", "quadrants", "canada-spencer")
QUESTIONS = {True: "Why is %s strong in", False: "Why is %s not strong in", None: "Is %s strong in"}
WORDS = {True: "strong", False: "not strong", None: "cannot be said"}


def rows(edition: Edition, table: str, **wanted: object) -> list[Row]:
    """The rows of a table whose columns have these values."""
    asked = " and ".join(f"{name} is not distinct from ${name}" for name in wanted)
    return edition.rows(f"select * from {table} where {asked}", wanted)


def whole(edition: Edition, cluster: str, year: int) -> dict[str, Row]:
    """A cluster's rows with jobs in the metropolitan areas, by region."""
    found = rows(edition, "portfolio", cluster=cluster, year=year, level="metro", subcluster=None)
    return {row["region"]: row for row in found if row["employment"]}


def verdicts(edition: Edition, cluster: str, book: str) -> dict[str, Row]:
    """What a rule book says of a cluster in every metropolitan area, from the edition's table."""
    metros = whole(edition, cluster, 2019)
    found = {row["region"]: row for row in rows(edition, "verdicts", year=2019, cluster=cluster, rules=book)}
    return {code: row for code, row in found.items() if code in metros}


class OverAll:
    """A cluster's figures over the jobs of all clusters, traded and local."""

    def __init__(self, edition: Edition, region: str, cluster: str) -> None:
        self.region = region
        self.jobs = {code: row["employment"] for code, row in whole(edition, cluster, 2019).items()}
        summary = rows(edition, "summary", year=2019)
        self.totals = {row["region"]: row["traded_employment"] + row["local_employment"] for row in summary}
        self.nation = rows(edition, "portfolio", year=2019, region="us", cluster=cluster, subcluster=None)[0][
            "employment"
        ]

    def quotient(self, region: str, added: int = 0) -> float:
        """A region's location quotient, after jobs were added there."""
        jobs, total = self.jobs[region] + added, self.totals[region] + added
        return jobs * (self.totals["us"] + added) / (total * (self.nation + added))

    def share(self, region: str, added: int = 0) -> float:
        """A region's share of all its jobs, after jobs were added there."""
        return (self.jobs[region] + added) / (self.totals[region] + added)

    def at(self, part: float, values: dict[str, float]) -> float:
        """A percentile of some figures of all regions."""
        return percentile(list(values.values()), part)


@pytest.mark.parametrize("rules", BOOKS)
def test_the_question_and_the_stars_are_those_of_the_table(sample: Client, sample_edition: Edition, rules: str) -> None:
    found = verdicts(sample_edition, PLASTICS, rules)
    answers = {answer: code for code, row in found.items() for answer in (row["strong"],)}
    assert len(answers) >= 2
    for answer, region in answers.items():
        text = page(sample, region, PLASTICS, f"?rules={rules}")
        assert f"<h1>{QUESTIONS[answer] % 'Plastics'}" in text
        row = found[region]
        if row["grade"] is not None and answer is not True and rules != "eu-eocic-2020":
            assert f"{row['grade']} of {row['measured']} measured stars; " in words(text)


def test_what_is_not_measured_leaves_it_open(sample: Client, sample_edition: Edition) -> None:
    row = verdicts(sample_edition, PLASTICS, "eu-panorama-2014")[WICHITA]
    assert (row["grade"], row["measured"], row["strong"]) == (2, 3, None)
    text = page(sample, WICHITA, PLASTICS, "?rules=eu-panorama-2014")
    assert '<p class="answer">It cannot be said.</p>' in text
    said = words(text)
    assert "2 of 3 measured stars; 3 are asked. Not measured: Productivity." in said
    conditions = section(text, "conditions")
    assert "The source of this edition has no wages." in conditions
    assert conditions.count('<span class="badge sam">') == 1
    assert "What is not measured decides it" in section(text, "answers")


def test_the_jobs_a_second_star_needs_are_those_of_trying_every_number(sample: Client, sample_edition: Edition) -> None:
    level = OverAll(sample_edition, WICHITA, PLASTICS)
    size = percentile(list(level.jobs.values()), 0.9)
    focus = percentile([level.share(code) for code in level.jobs], 0.9)

    def stars(added: int) -> int:
        jobs = level.jobs[WICHITA] + added
        return (jobs >= size) + (level.quotient(WICHITA, added) >= 2) + (level.share(WICHITA, added) >= focus)

    needed = next(added for added in range(10**5) if stars(added) >= 2)
    assert stars(0) == 0
    text = page(sample, WICHITA, PLASTICS, "?rules=eu-observatory-2007")
    assert f'<span class="acc">{needed:,} more jobs</span> would make it strong.' in text
    assert "0 of 3 measured stars; 2 are asked." in words(text)


def test_values_and_thresholds_are_those_of_the_rule_book(sample: Client, sample_edition: Edition) -> None:
    level = OverAll(sample_edition, WICHITA, PLASTICS)
    text = page(sample, WICHITA, PLASTICS, "?rules=eu-observatory-2007")
    lines = {row[0].split(" ")[0]: row for row in table_rows(section(text, "conditions")) if len(row) > 3}
    focus = percentile([level.share(code) for code in level.jobs], 0.9)
    assert lines["Specialisation"][1:4] == [
        f"{level.quotient(WICHITA):.2f}", "≥ 2.00", f"{level.quotient(WICHITA) - 2:.2f}".replace("-", "−")
    ]  # fmt: skip
    assert lines["Focus"][1:3] == [f"{level.share(WICHITA):.1%}", f"≥ {focus:.1%}"]
    assert lines["Employees"][1:3] == [f"{level.jobs[WICHITA]:,}", "≥ 1,000"]


def test_strip_and_headlines_are_of_the_quotient_that_is_compared(sample: Client, sample_edition: Edition) -> None:
    level = OverAll(sample_edition, WICHITA, PLASTICS)
    quotients = {code: level.quotient(code) for code in level.jobs}
    line = percentile(list(quotients.values()), 0.8)
    text = page(sample, WICHITA, PLASTICS, "?rules=eu-panorama-2014")
    rank = 1 + sum(value > quotients[WICHITA] for value in quotients.values())
    assert f"<dd>{quotients[WICHITA]:.2f}</dd>" in text
    assert f"<dd>{rank} <small>of {len(quotients)}</small></dd>" in text
    above = sum(value >= line for value in quotients.values())
    assert f"{above} of {len(quotients)} metropolitan areas are at or above the line of {line:.2f} (teal)." in text
    assert "80th percentile" in text
    drawn = sample.get(f"{HERE}/{WICHITA}/clusters/{PLASTICS}/charts/standing.json?rules=eu-panorama-2014").json()
    dots = {dot["region"]: dot["location_quotient"] for dot in drawn["datasets"]["dots"]}
    assert dots == pytest.approx(quotients, rel=1e-9)


def test_the_rank_is_that_of_the_table(sample_edition: Edition) -> None:
    for region, row in list(whole(sample_edition, PLASTICS, 2019).items())[::25]:
        subject = read_regional_cluster(sample_edition, region, PLASTICS, 2019)
        assert (subject.rank, len(subject.ranked)) == (row["rank_location_quotient"], row["ranked"])


@pytest.mark.parametrize("cluster", [PLASTICS, AEROSPACE])
def test_every_rule_book_stands_with_its_verdict(sample: Client, sample_edition: Edition, cluster: str) -> None:
    listed = section(page(sample, WICHITA, cluster), "books")
    shown = table_rows(listed)[1:]
    found = {row["rules"]: row for row in rows(sample_edition, "verdicts", year=2019, region=WICHITA, cluster=cluster)}
    order = re.findall(r"\?year=2019(?:&rules=([\w-]+))?\"", listed.partition("<tbody>")[2].partition("</tbody>")[0])
    assert [name or "us-percentile" for name in order] == ["us-percentile", *BOOKS]
    for name, line in zip(["us-percentile", *BOOKS], shown, strict=True):
        assert line[1].startswith(WORDS[found[name]["strong"]]), name
    said = [row["strong"] for row in found.values() if row["strong"] is not None]
    unsaid = len(found) - len(said)
    assert f"{sum(said)} of {len(said)} call it strong; {unsaid} more cannot say." in listed


def test_each_book_has_its_deciding_figures(sample: Client, sample_edition: Edition) -> None:
    level = OverAll(sample_edition, WICHITA, PLASTICS)
    own = whole(sample_edition, PLASTICS, 2019)
    line = percentile([row["location_quotient"] for row in own.values()], 0.75)
    lines = [row[0] for row in table_rows(section(page(sample, WICHITA, PLASTICS), "books"))[1:]]
    members = {row["industry"] for row in rows(sample_edition, "membership", cluster=PLASTICS)}
    cells = {row["industry"]: row for row in rows(sample_edition, "activity", year=2019, region=WICHITA)}
    nation = {row["industry"]: row["employment"] for row in rows(sample_edition, "national", year=2019)}
    listed = [code for code in members if nation.get(code)]
    above = sum(
        cells[code]["employment"] / level.totals[WICHITA] > nation[code] / level.totals["us"]
        for code in listed
        if code in cells
    )
    assert lines[0].endswith(f"LQ {own[WICHITA]['location_quotient']:.2f}, needs {line:.2f}")
    assert lines[1].endswith("0 of 3 measured stars, 2 asked")
    assert lines[2].endswith("2 of 3 measured stars, 3 asked")
    assert lines[3].endswith(f"LQ {level.quotient(WICHITA):.2f} over all jobs, needs 1.50")
    assert lines[4].endswith("LQ above 1 and rising")
    assert lines[5].endswith(f"{above} of {len(listed)} industries above 1")


def test_the_computation_of_other_columns_can_be_followed(sample: Client, sample_edition: Edition) -> None:
    row = whole(sample_edition, PLASTICS, 2019)[WICHITA]
    past = whole(sample_edition, PLASTICS, 2018)[WICHITA]
    level = OverAll(sample_edition, WICHITA, PLASTICS)
    quadrants = section(page(sample, WICHITA, PLASTICS, "?rules=quadrants"), "computed")
    change = row["location_quotient"] - past["location_quotient"]
    assert f"{row['location_quotient']:.4f} − {past['location_quotient']:.4f} = {change:+.4f}" in quadrants
    panorama = section(page(sample, WICHITA, PLASTICS, "?rules=eu-panorama-2014"), "computed")
    now, before = row["employment"], past["employment"]
    assert f"({now:,} − {before:,}) / {before:,} = {now / before - 1:+.2%}" in panorama
    observatory = section(page(sample, WICHITA, PLASTICS, "?rules=eu-observatory-2007"), "computed")
    total = level.totals[WICHITA]
    assert f"{now:,} / {total:,} = {now / total:.2%}" in observatory
    found = re.findall(r'<th scope="row">(\w)</th>.*?<td class="n b">([\d,]+)<', observatory)
    e, region, cluster, nation = (int(number.replace(",", "")) for _, number in found)
    assert (region, nation) == (total, level.totals["us"])
    assert f"= {(e / region) / (cluster / nation):.4f}" in observatory


def test_whether_the_answer_would_change_follows_the_rule_book(sample: Client, sample_edition: Edition) -> None:
    """Quadrants: high is above 1; what is withheld moves the quotient, not its change."""
    tried = 0
    for region, row in list(whole(sample_edition, PLASTICS, 2019).items())[::20]:
        rise = row["location_quotient_change"]
        if rise is None or row["location_quotient_low"] is None:
            continue
        strong = row["location_quotient"] > 1 and rise > 0
        ends = [row["location_quotient_low"], row["location_quotient_high"]]
        ends_change = any((end > 1 and rise > 0) != strong for end in ends)
        little = any((row["location_quotient"] * factor > 1 and rise > 0) != strong for factor in (0.95, 1.05))
        answers = section(page(sample, region, PLASTICS, "?rules=quadrants"), "answers")
        shown = [cells[1] for cells in table_rows(answers)[1:]]
        assert shown[:2] == ["yes" if ends_change else "no", "yes" if little else "no"], region
        assert ("The answer is robust" in answers) == (not ends_change and not little)
        tried += 1
    assert tried > 8


def test_the_year_before_is_held_against_its_own_line(sample: Client, sample_edition: Edition) -> None:
    past = whole(sample_edition, PLASTICS, 2018)
    line = percentile([row["location_quotient"] for row in past.values()], 0.75)
    answers = section(page(sample, WICHITA, PLASTICS), "answers")
    assert f"LQ {past[WICHITA]['location_quotient']:.2f}, line {line:.2f}" in answers


def test_links_keep_the_rule_book(sample: Client) -> None:
    text = page(sample, WICHITA, PLASTICS, "?rules=quadrants")
    years = re.findall(r'<nav class="seg" aria-label="Year">(.*?)</nav>', text, flags=re.DOTALL)[0]
    assert years.count("rules=quadrants") == 2
    around = re.findall(r'/regions/us-metro-\d+/clusters/plastics/\?year=2019&rules=quadrants"', text)
    assert len(around) >= 6
    assert f'href="{HERE}/{WICHITA}/clusters/{PLASTICS}/?year=2019"' in text  # the first needs no name
    assert "conditions.csv?year=2019&rules=quadrants" in text
    assert (
        '<a href="/us/2019.1/regions/us-metro-48620/clusters/plastics/?year=2019&rules=quadrants" aria-current' in text
    )


@pytest.mark.parametrize("rules", ["us-percentil", "../rules/quadrants.toml", "fixed-threshold"])
def test_only_rule_books_of_the_edition_can_be_asked(sample: Client, rules: str) -> None:
    for part in ("", "conditions.csv", "charts/standing.svg"):
        answer = sample.get(f"{HERE}/{WICHITA}/clusters/{PLASTICS}/{part}", {"rules": rules})
        assert answer.status_code == 400
        assert "us-percentile, eu-observatory-2007" in answer.text


def test_a_local_cluster_has_no_rule_book_to_choose(sample: Client) -> None:
    text = page(sample, WICHITA, "local-health-services", "?rules=quadrants")
    assert "Change rule book" not in text
    assert 'id="books"' not in text
    assert 'id="life"' not in text
    assert 'id="change"' not in text


def test_what_the_region_has_not_is_asked_by_the_other_books_too(sample: Client, sample_edition: Edition) -> None:
    regions = whole(sample_edition, "footwear", 2019)
    size = percentile([row["employment"] for row in regions.values()], 0.9)
    text = words(page(sample, WICHITA, "footwear", "?rules=eu-observatory-2007"))
    assert size < 1000
    assert "Counted from zero, 1,000 jobs would make it strong" in text
    assert "Rule book: European Cluster Observatory, three stars (reconstruction)" in text
    text = words(page(sample, WICHITA, "footwear", "?rules=quadrants"))
    assert "no number of added jobs can be named that would be enough" in text


def test_conditions_can_be_taken_away(sample: Client, sample_edition: Edition) -> None:
    here = f"{HERE}/{WICHITA}/clusters/{PLASTICS}/conditions.csv?rules=eu-eocic-2020"
    answer = sample.get(here)
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].endswith(",".join(["rules", "condition", *COLUMNS]))
    assert len(lines) == 1 + len(sample_edition.book("eu-eocic-2020").rules)
    node = next(line for line in lines if ",node," in line).split(",")
    assert node[node.index("node") + 1 : node.index("node") + 4] == ["location_quotient_all", ">=", "1.5"]
    assert "-2019-eu-eocic-2020.csv" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_taken_away_as_a_spreadsheet(sample: Client, table: str) -> None:
    answer = sample.get(f"{HERE}/{WICHITA}/clusters/{PLASTICS}/{table}.xlsx?rules=quadrants")
    assert answer.content.startswith(b"PK")


def test_rule_books_can_be_taken_away(sample: Client, sample_edition: Edition) -> None:
    lines = sample.get(f"{HERE}/{WICHITA}/clusters/{PLASTICS}/rule-books.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].endswith("rules,class,grade,measured,strong,robust")
    found = {row["rules"]: row for row in rows(sample_edition, "verdicts", year=2019, region=WICHITA, cluster=PLASTICS)}
    said = {line.rsplit(",", 6)[1]: line.rsplit(",", 6)[2:] for line in lines[1:]}
    names = ("class", "grade", "measured", "strong")
    for name, row in found.items():
        written = [
            "" if row[each] is None else str(row[each]).replace("True", "true").replace("False", "false")
            for each in names
        ]
        assert said[name][:4] == written


def test_a_page_asks_the_same_few_questions_however_long_its_lists_are(
    sample: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    rows_of = Edition.rows

    def counted(edition: Edition, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        asked.append(query)
        return rows_of(edition, query, parameters)

    page(sample, "us-metro-19740", "printing-services", "?rules=quadrants")  # what is kept for good is asked once
    monkeypatch.setattr(Edition, "rows", counted)
    numbers = set()
    for cluster in (PLASTICS, AEROSPACE, "business-services"):
        for rules in ("us-percentile", "quadrants"):
            page(sample, WICHITA, cluster, f"?rules={rules}")
            numbers.add((rules, len(asked)))
            asked.clear()
    most = {rules: max(number for name, number in numbers if name == rules) for rules, _ in numbers}
    assert most["us-percentile"] <= 18
    assert most["quadrants"] <= 21  # what it says of years, of neighbours and of related clusters


def test_the_answer_can_be_cited(sample: Client) -> None:
    text = page(sample, WICHITA, PLASTICS, "?rules=quadrants")
    cited = text[text.index('class="cited"') :].partition("</div>")[0]
    assert "Why is Plastics strong in Wichita, KS?" in cited
    assert "by the rule book “Quadrants of specialisation and its change”" in cited
    assert f'href="{HERE}/{WICHITA}/clusters/{PLASTICS}/?year=2019&rules=quadrants"' in cited


def test_how_it_is_computed_leads_somewhere(sample: Client) -> None:
    text = page(sample, WICHITA, PLASTICS)
    places = set(re.findall(r'href="#([\w-]+)"', text)) - {"main"}
    assert {"computed", "books-how", "change-how", "related-how"} <= places
    for place in places:
        assert f'id="{place}"' in text
