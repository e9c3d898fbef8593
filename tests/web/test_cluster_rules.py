"""A page under another rule book: marks, classes and counts of clusters, maps and lists are those of its verdicts."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client
from tests.web.edition_rows import Row, rows
from tests.web.plain_pages import plain
from tests.web.test_region_pages import section, table_rows, text_of

from clusteratlas.diagnosis import load

PLASTICS, OBSERVATORY, QUADRANTS = "plastics", "eu-observatory-2007", "quadrants"
PAGE = f"/us/2019.1/clusters/{PLASTICS}/"


def verdicts(home: Path, rules: str, year: int = 2019, level: str = "metro") -> dict[str, Row]:
    """What a rule book says of plastics, by region with jobs in it."""
    said = picked(home, "verdicts", cluster=PLASTICS, year=year, rules=rules)
    place = {"cluster": PLASTICS, "year": year, "level": level}
    with_jobs = {row["region"] for row in picked(home, "portfolio", **place) if row["employment"]}
    return {row["region"]: row for row in said if row["region"] in with_jobs}


def picked(home: Path, table: str, **wanted: object) -> list[Row]:
    """The rows of a large table that have these values, read without the others."""
    (folder,) = (home / "atlases" / "us" / "editions").iterdir()
    filters = [(name, "=", value) for name, value in wanted.items()]
    return list(pq.read_table(folder / f"{table}.parquet", filters=filters).to_pylist())


def marks_in(part: str) -> dict[str, str]:
    """The style class of the mark of each region's row."""
    lines = [line.split("</tr>")[0] for line in part.split("<tr>") if "/regions/" in line]
    found = (re.search(r'/regions/([\w-]+)/clusters/.*<span class="mk (\w)">', line, re.DOTALL) for line in lines)
    return {match[1]: match[2] for match in found if match}


@pytest.mark.parametrize("rules", ["us-percentile", OBSERVATORY, QUADRANTS])
def test_marks_and_classes_follow_the_rule_book(sample: Client, sample_home: Path, rules: str) -> None:
    part = section(sample.get(f"{PAGE}?year=2019&rules={rules}").text, "Metropolitan areas")
    said, book = verdicts(sample_home, rules), load(rules)
    marks = marks_in(part)
    assert len(marks) == 25
    for region, mark in marks.items():
        assert (mark in "rb") == said[region]["strong"]
    line = next(row for row in part.split("<tr>") if "/regions/" in row)
    region = re.search(r"/regions/([\w-]+)/", line)[1]
    class_ = said[region]["class"]
    if class_ in book.labels:
        assert f'<td class="only-l said">{book.label(class_)}</td>' in line
    title = unescape(book.title["en"])
    assert f"Strong under “{title}”" in unescape(part)


def test_links_keep_the_rule_book_and_the_first_needs_none(sample: Client) -> None:
    first, other = (sample.get(f"{PAGE}?year=2019{query}").text for query in ("", f"&rules={OBSERVATORY}"))
    assert f"/clusters/{PLASTICS}/?year=2019&amp;rules={OBSERVATORY}" in other
    assert "rules=us-percentile" not in section(first, "Metropolitan areas")


@pytest.mark.parametrize(
    "address", [PAGE, "/us/2019.1/", "/us/2019.1/map/", "/us/2019.1/clusters/", "/us/2019.1/regions/"]
)
@pytest.mark.parametrize("rules", ["fixed-threshold", "../my-rule.toml", "us-percentile'--"])
def test_another_rule_book_is_refused(sample: Client, address: str, rules: str) -> None:
    answer = sample.get(address, {"rules": rules})
    assert answer.status_code == 400
    assert "is not a choice for rules" in answer.text


def test_regions_are_counted_under_every_rule_book(sample: Client, sample_home: Path) -> None:
    part = plain(section(sample.get(f"{PAGE}?year=2019&rules={QUADRANTS}").text, "Under each rule book"))
    shown = table_rows(part.split("</table>")[0])[1:]
    books = list(dict.fromkeys(row["rules"] for row in picked(sample_home, "thresholds", year=2019, cluster=PLASTICS)))
    assert len(shown) == len(books) == 6
    for line in shown:
        name = next(name for name in books if line[0].startswith(load(name).title["en"]))
        said = verdicts(sample_home, name)
        counts = Counter(row["strong"] for row in said.values())
        assert line[1:] == [str(counts[answer]) for answer in (True, False, None)]
        assert sum(counts.values()) == sum(int(number.replace(",", "")) for number in line[1:])
        classes = Counter(row["class"] for row in said.values())
        for class_, count in classes.items():
            label = "no class" if class_ is None else load(name).label(class_)
            if class_ is None or class_ in load(name).labels:
                assert f"{label} {count}" in line[0]
    chosen = re.search(r'<tr class="me"><td><a href="([^"]+)" aria-current="true">', part)[1]
    assert f"rules={QUADRANTS}" in chosen


def test_the_map_and_its_table_follow_the_rule_book(sample: Client, sample_home: Path) -> None:
    text = sample.get(f"/us/2019.1/map/?cluster={PLASTICS}&year=2019&rules={OBSERVATORY}").text
    said = verdicts(sample_home, OBSERVATORY)
    found = dict(
        re.findall(r'<tr data-region="([\w-]+)">.*?<span class="mk (\w)">', text.split('<section class="sec">')[0])
    )
    assert len(found) == 15
    for region, mark in found.items():
        assert (mark in "rb") == said[region]["strong"]
    strong = sum(bool(row["strong"]) for row in said.values())
    assert f"strong now: {strong}." in text
    assert f'<option value="{OBSERVATORY}" selected>' in text
    if "data-map" in text:
        on_map = {row["region"] for row in rows(sample_home, "regions", level="metro") if row["has_boundary"]}
        dots = re.search(r'<path class="dot" d="([^"]+)"', text)[1].count("M")
        assert dots == len([region for region, row in said.items() if row["strong"] and region in on_map])
        assert f"strong in {dots} regions under" in text


def test_what_moved_a_crossing_is_not_told_under_every_rule_book(sample: Client) -> None:
    """The Observatory's stars compare shares and quotients over all jobs, whose movers are not known exactly."""
    part = text_of(section(sample.get(f"{PAGE}?year=2019&rules={OBSERVATORY}").text, "Crossed the line, 2018 → 2019"))
    assert "What moved them cannot be told: “European Cluster Observatory" in part
    assert "its own jobs" not in part


def test_a_quadrant_of_the_first_year_cannot_be_said(sample: Client) -> None:
    """Without a year before nothing is known to rise: a high quotient may be a star, a low one is none."""
    part = section(sample.get(f"{PAGE}?year=2018&rules={QUADRANTS}").text, "Metropolitan areas")
    assert "cannot be said" in part
    assert "they have no mark" in part


def test_the_list_of_clusters_counts_by_the_rule_book(sample: Client, sample_home: Path) -> None:
    metros = {row["region"] for row in rows(sample_home, "regions", level="metro")}
    said = picked(sample_home, "verdicts", year=2019, rules=OBSERVATORY, strong=True)
    strong = Counter(row["cluster"] for row in said if row["region"] in metros)
    gini = {
        row["cluster"]: row["locational_gini"] for row in rows(sample_home, "concentration", year=2019, level="metro")
    }
    text = plain(sample.get(f"/us/2019.1/clusters/?year=2019&rules={OBSERVATORY}&order=locational_gini").text)
    lines = re.findall(r'<tr><td><a href="[^"]*/clusters/([\w-]+)/[^"]*">.*?</tr>', text)
    cells = dict(re.findall(r'<tr><td><a href="[^"]*/clusters/([\w-]+)/[^"]*">(.*?)</tr>', text))
    assert set(cells) == set(gini)
    traded = [code for code in lines if not code.startswith("local-")]
    assert traded == sorted(traded, key=lambda code: -gini[code])
    for code in traded:
        assert f'<td class="n">{strong[code]}</td><td class="n only-w">{gini[code]:.3f}</td>' in cells[code]
        assert f"rules={OBSERVATORY}" in cells[code]


def test_the_list_names_the_most_related_cluster(sample: Client, sample_home: Path) -> None:
    related = [row for row in rows(sample_home, "relatedness", cluster=PLASTICS) if row["relatedness"] is not None]
    closest = min(related, key=lambda row: (-row["relatedness"], row["other"]))["other"]
    line = re.search(
        rf'<tr><td><a href="[^"]*/clusters/{PLASTICS}/[^"]*">.*?</tr>', sample.get("/us/2019.1/clusters/").text
    )[0]
    assert f"/us/2019.1/clusters/{closest}/?" in line


@pytest.mark.parametrize(
    ("order", "column"),
    [("complexity", "economic_complexity"), ("diversity", "diversity"), ("herfindahl", "herfindahl")],
)
def test_regions_are_ordered_by_their_structure(sample: Client, sample_home: Path, order: str, column: str) -> None:
    structure = {row["region"]: row[column] for row in rows(sample_home, "structure", year=2019, level="metro")}
    text = plain(sample.get(f"/us/2019.1/regions/?year=2019&order={order}").text)
    lines = re.findall(r'<tr><td><a href="[^"]*/regions/([\w-]+)/[^"]*">(.*?)</tr>', text)
    expected = sorted(
        (code for code in structure if structure[code] is not None), key=lambda code: (-structure[code], code)
    )
    assert [code for code, _ in lines] == expected[:50]
    for code, line in lines:
        value = structure[code]
        written = f"{value}" if column == "diversity" else f"{value:.3f}".replace("-", "−")
        assert f">{written}</td>" in line


def test_a_list_asks_as_often_for_many_rows_as_for_few(sample: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from clusteratlas.editions.edition import Edition

    asked: list[str] = []
    rows_before = Edition.rows
    monkeypatch.setattr(
        Edition, "rows", lambda self, query, values=(): asked.append(query) or rows_before(self, query, values)
    )
    counts = []
    for number, query in enumerate(["state=KS", "", f"rules={OBSERVATORY}"]):
        sample.get(f"/us/2019.1/regions/?{query}&warm={number}")
        asked.clear()
        sample.get(f"/us/2019.1/regions/?{query}&again={number}")
        counts.append(len(asked))
    assert counts == [3, 3, 3]  # the states to choose from, how many regions, the page of them
