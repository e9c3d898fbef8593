"""The strong clusters of a region under each rule book: verdicts, agreement and shares, from the portfolio anew."""

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.test import Client, override_settings
from tests.unit.small_edition import AEROSPACE, WICHITA, rows_of, write_small_edition
from tests.web.edition_rows import rows
from tests.web.test_region_pages import PAGE, REGION, section, table_rows, text_of
from tests.web.test_region_sureness import headlines, with_nation

from clusteratlas.diagnosis import agreement, load, verdicts
from clusteratlas.editions import Edition
from clusteratlas_web.explore.edition_page.rule_words import rule_book_words

BOOKS = ["us-percentile", "eu-observatory-2007", "eu-panorama-2014", "eu-eocic-2020", "quadrants", "canada-spencer"]
Row = dict[str, Any]


@cache
def metros(folder: Path) -> pa.Table:
    """The portfolio of all metropolitan areas in 2019, whole clusters, with what an edition joins to it."""
    table = pq.read_table(folder / "portfolio.parquet", filters=[("year", "=", 2019), ("level", "=", "metro")])
    whole = table.filter(pa.compute.is_null(table["subcluster"]))
    return whole.select([name for name in whole.column_names if name not in ("subcluster", "strong")])


def strong_section(page: str) -> str:
    """The table of strong clusters and what stands below it, without the computation."""
    return section(page, "Strong clusters").split("<details")[0]


def strong_rows(page: str) -> list[list[str]]:
    """The rows of the table, the foot last."""
    return table_rows(strong_section(page))[1:]


@pytest.mark.parametrize("name", BOOKS)
def test_every_rule_book_is_judged_anew(sample: Client, sample_edition: Edition, sample_home: Path, name: str) -> None:
    page = sample.get(f"{PAGE}?rules={name}").text
    found = verdicts(metros(sample_edition.folder), load(name)).to_pylist()
    strong = {row["cluster"] for row in found if row["region"] == REGION and row["strong"]}
    jobs = {row["cluster"]: row for row in rows(sample_home, "portfolio", region=REGION, year=2019, subcluster=None)}
    names = {row["code"]: row["name"] for row in rows(sample_home, "names", entity="cluster-short", language="en")}
    *shown, foot = strong_rows(page)
    expected = sorted(strong, key=lambda code: -jobs[code]["employment"])
    assert [row[0] for row in shown] == [names[code] for code in expected]
    over_all = name in ("eu-observatory-2007", "eu-panorama-2014", "eu-eocic-2020", "canada-spencer")
    quotient = "location_quotient_all" if over_all else "location_quotient"
    assert [row[1] for row in shown] == [f"{jobs[code][quotient]:.2f}" for code in expected]
    together, traded = (
        sum(jobs[code]["employment"] for code in codes)
        for codes in (expected, [code for code, row in jobs.items() if row["kind"] == "traded"])
    )
    assert foot[0] == f"{len(expected)} strong"
    assert foot[3] == f"{together:,}"
    assert foot[4] == f"{together / traded:.1%} of traded jobs"
    listed = [int(row[3].split()[0].replace(",", "")) for row in shown]
    assert sum(listed) == together  # the total is that of the rows shown


def test_agreement_counts_the_books_that_could_say(sample: Client, sample_edition: Edition) -> None:
    found = agreement(metros(sample_edition.folder), BOOKS).to_pylist()
    counts = {row["cluster"]: row for row in found if row["region"] == REGION}
    answer = sample.get(f"{PAGE}strong.csv").content.decode("utf-8-sig")
    taken = {row["cluster"]: row for row in csv.DictReader(io.StringIO(answer))}
    assert {code: (int(row["strong_by"]), int(row["judged_by"])) for code, row in taken.items()} == {
        code: (row["strong_by"], row["judged_by"]) for code, row in counts.items()
    }
    shown = {row[0]: row[6] for row in strong_rows(sample.get(PAGE).text)[:-1]}
    agreed = counts[AEROSPACE]
    assert shown["Aerospace & Defense"] == f"{agreed['strong_by']}/{agreed['judged_by']}"
    assert 0 < agreed["strong_by"] <= agreed["judged_by"] <= len(BOOKS)


def test_classes_are_in_the_words_of_the_book(sample: Client, sample_edition: Edition) -> None:
    book = load("eu-observatory-2007")
    found = verdicts(metros(sample_edition.folder), book).to_pylist()
    classes = {row["cluster"]: row["class"] for row in found if row["region"] == REGION}
    page = sample.get(f"{PAGE}?rules=eu-observatory-2007").text
    shown = {row[0]: row[-1] for row in strong_rows(page)[:-1]}
    assert shown["Aerospace & Defense"] == book.label(classes[AEROSPACE], "en")
    said = text_of(strong_section(page))
    for code in book.classes:
        assert f"{book.label(code, 'en')}: {list(classes.values()).count(code)}" in said
    assert book.label(classes[AEROSPACE], "zh-hans") in sample.get(f"/zh-hans{PAGE}?rules=eu-observatory-2007").text


def test_robust_is_said_under_the_first_rule_book_alone(sample: Client) -> None:
    assert 'class="mk r"' in strong_section(sample.get(PAGE).text)
    assert "How the location quotient of" in sample.get(PAGE).text
    other = section(sample.get(f"{PAGE}?rules=quadrants").text, "Strong clusters")
    assert 'class="mk' not in other
    assert "robust" not in text_of(other.split("<table")[1])


def test_the_menu_works_without_javascript_and_keeps_the_rest_of_the_address(sample: Client) -> None:
    part = strong_section(sample.get(f"{PAGE}?rules=canada-spencer&year=2018&order=name").text)
    form = re.search(r"<form[^>]*>.*?</form>", part, re.DOTALL)
    assert form
    assert f'action="{PAGE}#strong"' in form.group()
    assert re.findall(r'<option value="([\w-]+)"', form.group()) == BOOKS
    assert '<option value="canada-spencer" selected>' in form.group()
    assert '<input type="hidden" name="year" value="2018">' in form.group()
    assert '<input type="hidden" name="order" value="name">' in form.group()
    assert '<button class="btn without-js">' in form.group()
    assert rule_book_words(load("canada-spencer"), False).classes[0].conditions in text_of(form.group())
    assert 'href="/us/2019.1/edition/#rules"' in form.group()


@pytest.mark.parametrize("wrong", ["strongest", "../rules.toml", "quadrants:cut=2", "fixed-threshold"])
@pytest.mark.parametrize("rest", ["", "strong.csv"])
def test_a_rule_book_the_edition_lacks_is_refused(sample: Client, wrong: str, rest: str) -> None:
    answer = sample.get(f"{PAGE}{rest}?rules={wrong}")
    assert answer.status_code == 400
    assert "Allowed are: us-percentile, eu-observatory-2007" in answer.text


def test_a_book_that_cannot_say_says_so_and_gives_no_share(sample: Client) -> None:
    part = text_of(strong_section(sample.get(f"{PAGE}?rules=quadrants&year=2018").text))
    assert "The rule book cannot say" in part
    assert "what the rule book asks for is not measured here (Rising, Not rising)" in part
    assert "of traded jobs" not in part
    partly = text_of(strong_section(sample.get(f"{PAGE}?rules=eu-panorama-2014").text))
    assert "Not measured in this edition and year: Productivity." in partly


def test_the_country_has_no_menu(sample: Client) -> None:
    page = sample.get("/us/2019.1/regions/us/?rules=quadrants").text
    assert '<form class="controls rules"' not in page
    assert sample.get("/us/2019.1/regions/us/?rules=other").status_code == 400
    assert sample.get("/us/2019.1/regions/us/strong.csv").status_code == 400


def test_the_file_has_every_verdict_of_the_book_chosen(sample: Client, sample_edition: Edition) -> None:
    answer = sample.get(f"{PAGE}strong.csv?rules=eu-eocic-2020").content.decode("utf-8-sig")
    taken = {row["cluster"]: row for row in csv.DictReader(io.StringIO(answer))}
    found = verdicts(metros(sample_edition.folder), load("eu-eocic-2020")).to_pylist()
    for row in found:
        if row["region"] == REGION:
            said = taken[row["cluster"]]
            assert said["rules"] == "eu-eocic-2020"
            assert said["class"] == (row["class"] or "")
            assert said["strong"] == str(row["strong"]).lower()
    assert sample.get(f"{PAGE}strong.xlsx?rules=quadrants").content.startswith(b"PK")


@pytest.fixture
def few(tmp_path: Path, client: Client) -> Iterator[Client]:
    """A browser before a small atlas, where one region is ranked and strong."""
    folder = tmp_path / "atlases" / "us" / "editions" / "2019.1"
    folder.mkdir(parents=True)
    verdict = {"year": 2019, "region": WICHITA, "cluster": AEROSPACE, "rules": "us-percentile"}
    changes = headlines(strong=1) | {
        "portfolio": with_nation(rows_of()["portfolio"]),
        "verdicts": [verdict | {"class": "strong", "strong": True}],
    }
    write_small_edition(folder, changes)
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        yield client


def test_few_ranked_regions_are_warned_of(few: Client) -> None:
    part = strong_section(few.get(f"/us/2019.1/regions/{WICHITA}/").text)
    assert "Only 1 region is ranked." in part
    assert "fixed thresholds" not in part  # the edition has no such rule book to show
    assert "<select" not in part  # nor any other
    shown, foot = strong_rows(few.get(f"/us/2019.1/regions/{WICHITA}/").text)
    assert shown[0].startswith("Aerospace")
    assert foot[0] == "1 strong"


def test_rows_lead_to_their_page_under_the_same_rule_book(sample: Client) -> None:
    part = strong_section(sample.get(f"{PAGE}?rules=quadrants").text)
    found = re.findall(rf'<td><a href="({PAGE}clusters/[^"]+)"', part)
    assert found
    assert all(address.endswith("/?year=2019&amp;rules=quadrants") for address in found)
    assert sample.get(found[0].replace("&amp;", "&")).status_code == 200
    first = strong_section(sample.get(PAGE).text)
    assert "rules=" not in "".join(re.findall(r'<td><a href="([^"]+)"', first))
