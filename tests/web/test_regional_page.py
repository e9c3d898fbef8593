"""The page of a cluster in a region: its answer is that of plain arithmetic on the edition's tables."""

import re
from dataclasses import replace
from functools import cached_property
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags
from django.utils.translation import override
from tests.web.edition_rows import Row, rows, whole
from tests.web.test_region_pages import signed, table_rows

from clusteratlas.diagnosis import Reason, Remedy
from clusteratlas.editions import Edition
from clusteratlas.editions.queries import clusters
from clusteratlas.editions.queries.explanation import why_strong_or_not
from clusteratlas.editions.queries.near_misses import near_misses
from clusteratlas_web.explore.regional.reading import RegionalCluster, read_regional_cluster, read_totals
from clusteratlas_web.explore.regional.verdict import make_verdict

HERE = "/us/2019.1/regions"
WICHITA, PLASTICS = "us-metro-48620", "plastics"


def page(sample: Client, region: str, cluster: str, query: str = "", language: str = "") -> str:
    """The page as text."""
    answer = sample.get(f"{language}{HERE}/{region}/clusters/{cluster}/{query}")
    assert answer.status_code == 200
    return bare(unescape(answer.text))


def bare(text: str) -> str:
    """A page whose figures stand for themselves, without the links to where they come from."""
    return re.sub(r'<a class="explained[^>]*>(.*?)</a>', r"\1", text, flags=re.DOTALL)


def words(text: str) -> str:
    """The words of a page without its tags."""
    return re.sub(r"\s+", " ", strip_tags(text))


def section(text: str, name: str) -> str:
    """The section of this id."""
    start = text.index(f'id="{name}"')
    return text[start : text.index("</section>", start)]


def percentile(values: list[float], part: float) -> float:
    """A percentile, linear between neighbours."""
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


class Level:
    """The figures of one cluster at one level, and a search that tries one number of jobs after the other."""

    def __init__(self, home: Path, region: str, cluster: str) -> None:
        self.region, level = region, region.split("-")[1]
        self.jobs = {code: row["employment"] for code, row in whole(home, cluster, 2019, level).items()}
        summary = rows(home, "summary", year=2019)
        self.totals = {row["region"]: row["traded_employment"] for row in summary}
        self.nation = rows(home, "portfolio", year=2019, region="us", cluster=cluster, subcluster=None)[0]["employment"]

    def quotients(self, added: int) -> dict[str, float]:
        """Every region's location quotient after jobs have been added in the region in question."""
        extra = {code: added if code == self.region else 0 for code in self.jobs}
        share = (self.nation + added) / (self.totals["us"] + added)
        return {code: (n + extra[code]) / (self.totals[code] + extra[code]) / share for code, n in self.jobs.items()}

    def held(self) -> int:
        """The first number that reaches the line as it stands."""
        line = max(percentile(list(self.quotients(0).values()), 0.75), 1.0)
        return next(added for added in range(10**6) if self.quotient(added) >= line)

    def recomputed(self) -> int:
        """The first number that reaches the line as it then stands."""
        return next(added for added in range(10**6) if self._reaches_moved_line(added))

    def quotient(self, added: int) -> float:
        """The region's own location quotient after the gain."""
        jobs, total = self.jobs[self.region] + added, self.totals[self.region] + added
        return jobs / total / ((self.nation + added) / (self.totals["us"] + added))

    def _reaches_moved_line(self, added: int) -> bool:
        """Whether it is at the line then: the others shrink as the nation grows."""
        share = (self.nation + added) / (self.totals["us"] + added)
        own = self.quotient(added)
        others = [concentration / share for concentration in self._concentrations]
        return own >= max(percentile([*others, own], 0.75), 1.0)

    @cached_property
    def _concentrations(self) -> list[float]:
        """Jobs in the cluster over all traded jobs, in every other region; in order, which makes sorting short."""
        return sorted(jobs / self.totals[code] for code, jobs in self.jobs.items() if code != self.region)


def short_of_the_line(home: Path, cluster: str) -> list[str]:
    """The regions that are not strong by their quotient alone, the nearest to the line first."""
    regions = whole(home, cluster, 2019, "metro")
    columns = ("location_quotient", "employment", "establishments")
    values = {name: [row[name] for row in regions.values()] for name in columns}
    line = max(percentile(values["location_quotient"], 0.75), 1.0)
    least = {name: percentile(values[name], 0.25) for name in columns[1:]}
    large = {code: row for code, row in regions.items() if all(row[name] > least[name] for name in least)}
    below = {code: row["location_quotient"] for code, row in large.items() if row["location_quotient"] < line}
    return sorted(below, key=lambda code: (-below[code], code))


@pytest.mark.long
@pytest.mark.parametrize(("cluster", "place"), [(PLASTICS, 0), (PLASTICS, 20), ("printing-services", 5)])
def test_the_jobs_of_the_verdict_are_those_of_trying_every_number(
    sample: Client, sample_home: Path, cluster: str, place: int
) -> None:
    region = short_of_the_line(sample_home, cluster)[place]
    text, level = words(page(sample, region, cluster)), Level(sample_home, region, cluster)
    held, recomputed, today = level.held(), level.recomputed(), level.jobs[region]
    assert f"{held:,} more job{'' if held == 1 else 's'} would make it strong." in text
    assert f"With {today + held:,} jobs instead of {today:,} ({signed(held / today)})" in text
    assert f"Fully recomputed it takes {recomputed:,}:" in text


def test_wichita_s_plastics_lack_jobs_by_their_quotient_alone(sample: Client, sample_home: Path) -> None:
    text, level = page(sample, WICHITA, PLASTICS), Level(sample_home, WICHITA, PLASTICS)
    line = percentile(list(level.quotients(0).values()), 0.75)
    assert "<h1>Why is Plastics not strong in Wichita, KS?</h1>" in text
    assert f'<span class="acc">{level.held():,} more jobs</span> would make it strong.' in text
    assert f"Only the location quotient is too low: {level.quotient(0):.2f}, and the line is {line:.2f}." in text


def test_the_quotient_and_the_jobs_can_be_computed_from_the_page_alone(sample: Client) -> None:
    text = page(sample, WICHITA, PLASTICS)
    found = re.findall(r'<th scope="row">(\w)</th>.*?<td class="n b">([\d,]+)<', section(text, "computed"))
    e, total, cluster, nation = (int(number.replace(",", "")) for _, number in found)
    assert [letter for letter, _ in found] == list("eECN")
    assert f"<dd>{(e / total) / (cluster / nation):.2f}</dd>" in text
    line = float(re.search(r"the line held at ([\d.]+)", text)[1])  # type: ignore[index]
    needed = next(x for x in range(10**6) if (e + x) * (nation + x) / ((total + x) * (cluster + x)) >= line - 0.00005)
    assert f"{needed:,} more jobs" in words(text)


def test_its_industries_add_up_and_say_how_they_came_about(sample: Client, sample_home: Path) -> None:
    listed = section(page(sample, WICHITA, PLASTICS), "industries")
    members = {row["industry"] for row in rows(sample_home, "membership", cluster=PLASTICS)}
    cells = {row["industry"]: row for row in rows(sample_home, "activity", year=2019, region=WICHITA)}
    own = {code: cells[code] for code in members if code in cells}
    shown = {row[0]: row[1:] for row in table_rows(listed)[1:]}
    assert set(shown) == members
    for code, cell in own.items():
        low, high = cell["employment_low"], cell["employment_high"]
        estimated = cell["employment_flag"] == "estimated"
        ends = f" {low:,}–{high:,}" if estimated else ""
        assert shown[code][1] == f"{cell['employment']:,}{ends}"
        assert shown[code][2] == f"{cell['employment_flag']}{ends}"
    assert (
        sum(cell["employment"] for cell in own.values())
        == whole(sample_home, PLASTICS, 2019, "metro")[WICHITA]["employment"]
    )
    assert {code for code in members if shown[code][1] == "no jobs listed"} == members - set(own)
    assert f'href="/us/2019.1/industries/{max(members)}/"' in listed


def test_a_withheld_industry_names_the_published_total_above_it(sample: Client, sample_home: Path) -> None:
    listed = section(page(sample, WICHITA, PLASTICS), "industries")
    totals = {row["industry"]: row for row in rows(sample_home, "totals", year=2019, region=WICHITA)}
    cells = {row["industry"]: row for row in rows(sample_home, "activity", year=2019, region=WICHITA)}
    named = {row[0]: re.search(r"within (\w+) : ([\d,]+) published", row[1]) for row in table_rows(listed)[1:]}
    for code, said in named.items():
        if code not in cells or cells[code]["employment_flag"] == "published":
            assert said is None
        elif said:
            above = next(up for n in range(5, 1, -1) if totals[up := code[:n]]["employment_flag"] == "published")
            assert said.groups() == (above, f"{totals[above]['employment']:,}")
            assert cells[code]["employment_high"] <= totals[above]["employment"]
    assert sum(said is not None for said in named.values()) > 3


def test_whether_the_answer_would_change(sample: Client, sample_home: Path) -> None:
    for region, row in list(whole(sample_home, PLASTICS, 2019, "metro").items())[::60]:
        answers = section(page(sample, region, PLASTICS), "answers")
        shown = {cells[0]: cells[1] for cells in table_rows(answers)[1:]}
        withheld = [cell for title, cell in shown.items() if title.startswith("Withheld figures")]
        if row["location_quotient_low"] is None:
            assert withheld == []
        else:
            changes = row["strong_low"] != row["strong"] or row["strong_high"] != row["strong"]
            assert withheld == ["yes" if changes else "no"]
        little = next(cell for title, cell in shown.items() if title.startswith("All figures 5% lower or higher"))
        assert row["robust"] == ("yes" not in [*withheld, little])
        assert ("The answer is robust" in answers) == row["robust"]


def test_a_strong_cluster_says_how_far_above_the_line_it_is(sample: Client, sample_home: Path) -> None:
    text = page(sample, WICHITA, "aerospace-vehicles-and-defense")
    regions = whole(sample_home, "aerospace-vehicles-and-defense", 2019, "metro")
    line = percentile([row["location_quotient"] for row in regions.values()], 0.75)
    own = regions[WICHITA]["location_quotient"]
    assert "Why is Aerospace & Defense strong in Wichita, KS?" in text
    assert "Strong: all four conditions hold." in text
    assert f"The location quotient is {own:.2f}, {own - line:.2f} above the line at {line:.2f}." in text
    assert text.count('<span class="badge good">') == 4


@pytest.mark.parametrize("level", ["metro", "micro"])
def test_the_question_is_asked_as_the_edition_classifies(sample: Client, sample_home: Path, level: str) -> None:
    for region, row in list(whole(sample_home, PLASTICS, 2019, level).items())[::40]:
        text = page(sample, region, PLASTICS)
        assert ("<h1>Why is Plastics strong in" in text) == row["strong"]
        assert ("<h1>Why is Plastics not strong in" in text) == (not row["strong"])


def test_every_region_with_jobs_is_a_dot(sample: Client, sample_home: Path) -> None:
    dots = sample.get(f"{HERE}/{WICHITA}/clusters/{PLASTICS}/charts/standing.json").json()["datasets"]["dots"]
    regions = whole(sample_home, PLASTICS, 2019, "metro")
    assert sorted(dot["region"] for dot in dots) == sorted(regions)
    text = words(page(sample, WICHITA, PLASTICS))
    line = percentile([row["location_quotient"] for row in regions.values()], 0.75)
    above = sum(row["location_quotient"] >= line for row in regions.values())
    assert f"{above} of {len(regions)} metropolitan areas are at or above the line of {line:.2f} (teal)." in text


def test_a_local_cluster_is_neither(sample: Client, sample_home: Path) -> None:
    text = page(sample, WICHITA, "local-health-services")
    assert "<h1>Local Health Services in Wichita, KS</h1>" in text
    own = whole(sample_home, "local-health-services", 2019, "metro")[WICHITA]["location_quotient"]
    assert f"{own:.2f} times the national share of local jobs." in text
    assert "The four conditions" not in text
    assert "would make it strong" not in text
    assert 'class="mk ' not in text


def test_a_cluster_without_figures_counts_from_zero(sample: Client, sample_edition: Edition) -> None:
    text = page(sample, WICHITA, "footwear")
    explanation = why_strong_or_not(sample_edition, WICHITA, clusters.cluster(sample_edition, "footwear"), 2019)
    assert explanation
    assert "<h1>Footwear in Wichita, KS</h1>" in text
    assert "No published figure for 2019." in text
    held = explanation.held
    assert f"Counted from zero, {held.jobs} jobs in {held.establishments} more establishments would make it" in text
    assert "has no jobs in the cluster, so it has no dot." in text
    assert "No year of this edition has a figure." in text


def test_zero_jobs_are_said_as_they_are(sample: Client, sample_home: Path) -> None:
    found = rows(sample_home, "portfolio", year=2019, level="metro", cluster="forestry", employment=0, subcluster=None)
    text = page(sample, found[0]["region"], "forestry")
    assert "Why is Forestry not strong in" in text
    assert "<dd>not ranked</dd>" in text
    assert "Counted from zero," in text


def test_few_ranked_regions_are_said_and_many_are_not(sample: Client, sample_home: Path) -> None:
    assert "regions are ranked." not in page(sample, WICHITA, PLASTICS)
    few = whole(sample_home, "tobacco", 2019, "micro")
    assert len(few) < 40
    assert f"Only {len(few)} regions are ranked." in page(sample, next(iter(few)), "tobacco")


def test_near_misses_are_those_of_the_explanations(sample_edition: Edition) -> None:
    totals = read_totals(sample_edition, WICHITA, "traded", 2019)
    missed = near_misses(sample_edition, WICHITA, 2019, totals, most=99)
    nearness = [row["location_quotient"] / row["line"] for row in missed]
    assert nearness == sorted(nearness, reverse=True)
    by_quotient = {}
    for cluster in rows_of_traded(sample_edition):
        explanation = why_strong_or_not(sample_edition, WICHITA, cluster, 2019)
        assert explanation
        failing = {condition.column for condition in explanation.conditions if not condition.passes}
        if failing == {"location_quotient"}:
            by_quotient[cluster["cluster"]] = explanation.held.jobs
    assert {row["cluster"]: row["jobs"] for row in missed} == by_quotient
    assert len(by_quotient) > 5


def rows_of_traded(edition: Edition) -> list[Row]:
    """The traded clusters of the definition."""
    return edition.rows("select * from clusters where subcluster is null and kind = 'traded'")


def test_the_page_names_five_near_misses_and_not_itself(sample: Client) -> None:
    text = page(sample, WICHITA, "printing-services")
    start = text.index("Other near misses in Wichita, KS")
    listed = re.findall(r"/clusters/([\w-]+)/\?year=2019", text[start : text.index("</section>", start)])
    assert len(listed) == 5
    assert "printing-services" not in listed


def test_the_year_changes_the_figures(sample: Client, sample_home: Path) -> None:
    text = page(sample, WICHITA, PLASTICS, "?year=2018")
    past = whole(sample_home, PLASTICS, 2018, "metro")[WICHITA]
    assert f'<dd>{past["location_quotient"]:.2f}</dd><dd class="note">no published figure for 2017</dd>' in text
    assert f"instead of {past['employment']:,}" in text


def test_the_country_s_clusters_have_their_own_pages(sample: Client) -> None:
    answer = sample.get(f"{HERE}/us/clusters/{PLASTICS}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/us/2019.1/clusters/plastics/")
    assert sample.get(f"{HERE}/us/clusters/{PLASTICS}/?year=2018").headers["Location"].endswith("/?year=2018")
    assert sample.get(f"{HERE}/us/clusters/plastic/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("us-metro-48629/clusters/plastics", "us-metro-48620/clusters/plastics"),
        (f"{WICHITA}/clusters/plastic", f"{WICHITA}/clusters/plastics"),
    ],
)
def test_an_unknown_code_leads_to_the_nearest(sample: Client, wrong: str, right: str) -> None:
    answer = sample.get(f"{HERE}/{wrong}/")
    assert answer.status_code == 404
    assert f'href="{HERE}/{right}/"' in answer.text


def test_an_unknown_year_table_chart_or_format_is_refused(sample: Client) -> None:
    here = f"{HERE}/{WICHITA}/clusters/{PLASTICS}"
    for address in ("/?year=2017", "/regions.csv", "/industries.pdf", "/charts/map.svg", "/charts/standing.pdf"):
        assert sample.get(here + address).status_code == 400


@pytest.mark.parametrize(("table", "lines"), [("industries", 13), ("subclusters", 2)])
def test_tables_can_be_taken_away(sample: Client, table: str, lines: int) -> None:
    here = f"{HERE}/{WICHITA}/clusters/{PLASTICS}/{table}"
    answer = sample.get(f"{here}.csv?year=2019")
    text = answer.content.decode("utf-8-sig").splitlines()
    assert len(text) == lines + 1
    assert f"us-2019.1-{WICHITA}-{PLASTICS}-{table}-2019.csv" in answer.headers["Content-Disposition"]
    assert "plastic-products,Plastic Products," in text[1]
    assert "employment,employment_low,employment_high," in text[0]
    assert sample.get(f"{here}.xlsx").content.startswith(b"PK")


def test_the_chart_can_be_taken_away(sample: Client) -> None:
    here = f"{HERE}/{WICHITA}/clusters/{PLASTICS}/charts/standing"
    svg = sample.get(f"{here}.svg").text
    assert "Plastics: where Wichita, KS stands, 2019" in svg
    assert "us-2019.1" in svg
    assert "var(--" not in svg
    assert sample.get(f"{here}.png").content.startswith(b"\x89PNG")


def test_in_chinese_the_same_figures_stand_in_chinese_words(sample: Client, sample_home: Path) -> None:
    level = Level(sample_home, WICHITA, PLASTICS)
    text = page(sample, WICHITA, PLASTICS, language="/zh-hans")
    assert "<h1>威奇托（堪萨斯）的塑料集群为何不强？</h1>" in text
    assert f"{level.held():,} 个岗位" in words(text)
    said = re.sub(r'class="cited".*?</div>|lang="en">.*?<', "<", text, flags=re.DOTALL)  # citations are as published
    shown = words(said[said.index("<main") : said.index("</main>")])
    latin = "CSV|XLSX|PNG|SVG|NAICS|LQ|P75|max|Dunn|Barff|Knight|Menzel|Fornahl"
    left = re.sub(rf"us-2019\.1|County Business Patterns|US Census Bureau|{latin}", "", shown)
    assert re.findall(r"[A-Za-z]{3,}", left) == []


@pytest.fixture
def subject(sample_edition: Edition) -> RegionalCluster:
    """Wichita's plastics, as if they had 1,413 jobs in 15 establishments."""
    read = read_regional_cluster(sample_edition, WICHITA, PLASTICS, 2019)
    return replace(read, history=[row | {"employment": 1413, "establishments": 15} for row in read.history])


@pytest.mark.parametrize(
    ("held", "recomputed", "answer", "sentence"),
    [
        (Remedy(1, 0), Remedy(1, 0), "1 more job would make it strong.", "With 1,414 jobs instead of 1,413 (+0.1%) it"),
        (Remedy(0, 2), Remedy(0, 2), "2 more establishments would make it strong.", "With 17 establishments instead"),
        (
            Remedy(None, None, Reason.UNREACHABLE),
            Remedy(46_156, 0),
            "No number of added jobs reaches the line as it stands.",
            "Fully recomputed it takes 46,156 jobs",
        ),
        (
            Remedy(10, 1),
            Remedy(None, 1, Reason.UNREACHABLE),
            "10 more jobs and 1 more establishment would make it strong.",
            "no number of added jobs is enough",
        ),
        (Remedy(None, 0, Reason.OTHER_TOTALS), Remedy(None, 0), "How many jobs it lacks", "do not follow from its own"),
        (
            Remedy(None, None, Reason.NO_RANKED_REGION),
            Remedy(None, None),
            "There is no line",
            "so there are no percent",
        ),
    ],
)
def test_each_kind_of_remedy_has_its_words(
    subject: RegionalCluster, held: Remedy, recomputed: Remedy, answer: str, sentence: str
) -> None:
    assert subject.explanation
    with override("en"):
        verdict = make_verdict(
            replace(subject, explanation=replace(subject.explanation, held=held, recomputed=recomputed))
        )
    assert answer in strip_tags(verdict.answer)
    assert sentence in " ".join(verdict.sentences)
