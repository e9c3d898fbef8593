"""The edition's page on its rule books and findings, and the industry's place on the line of complexity."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.web.edition_rows import rows
from tests.web.plain_pages import plain
from tests.web.test_region_pages import section, table_rows, text_of

from clusteratlas.diagnosis import load
from clusteratlas.editions import Edition

EDITION = "/us/2019.1/edition/"
AIRCRAFT = "336411"


def test_every_rule_book_of_the_edition_is_said_with_its_source(sample: Client, sample_edition: Edition) -> None:
    part = unescape(text_of(section(sample.get(EDITION).text, "Rule books")))
    for name, book in sample_edition.manifest.books.items():
        assert book.title["en"] in part
        assert name in part
        for source in book.citation:
            assert " ".join(source.split()) in part
        for class_ in book.classes:
            if class_ in book.labels:
                assert f"{book.label(class_)} :" in part or f"{book.label(class_)}:" in part
    assert part.count("A reconstruction:") == sum(
        "reconstruction" in book.title["en"] for book in sample_edition.manifest.books.values()
    )
    assert part.count("A cluster is in exactly one of its classes.") == 1
    assert "Its parameter cut is 1." in part
    assert part.count("The classes of the tables are its own.") == 1


def test_what_rule_books_compare_with_can_be_taken_away(sample: Client, sample_edition: Edition) -> None:
    part = section(sample.get(EDITION).text, "Rule books")
    for table in ("thresholds", "verdicts"):
        assert f"/us/2019.1/tables/{table}.parquet" in part
        assert f"{sample_edition.manifest.rows[table]:,}" in part


def test_relatedness_says_what_it_is_of(sample: Client) -> None:
    part = text_of(section(sample.get(EDITION).text, "What follows from the figures"))
    assert "over metropolitan areas, 2019" in part
    for kind in ("Co-location of jobs", "Co-location of establishments", "Trade with each other", "Same occupations"):
        assert kind in part
    assert "Input-output accounts of the United States, 2012" in part
    assert "None are read: that takes 5 years in a row" in part


def test_without_a_back_test_the_page_leads_to_what_one_takes(sample: Client) -> None:
    part = section(sample.get(EDITION).text, "What follows from the figures")
    assert "too few to test whether opportunities come true" in part
    assert 'href="/us/2019.1/backtest/"' in part


def test_every_new_table_is_among_the_downloads(sample: Client, sample_edition: Edition) -> None:
    part = section(sample.get(EDITION).text, "Downloads")
    listed = re.findall(r"tables/(\w+)\.parquet", part)
    assert listed == list(sample_edition.manifest.rows)
    assert {"verdicts", "relatedness", "concentration", "complexity", "opportunities", "peers"} <= set(listed)


def test_an_industry_has_its_place_on_the_line(sample: Client, sample_home: Path) -> None:
    part = plain(section(sample.get(f"/us/2019.1/industries/{AIRCRAFT}/?year=2019").text, "Ubiquity and complexity"))
    shown = {row[0]: row[1:] for row in table_rows(part.split("</table>")[0])[1:]}
    for level, name in (("metro", "Metropolitan areas"), ("micro", "Micropolitan areas")):
        every = rows(sample_home, "complexity", year=2019, level=level)
        own = next(row for row in every if row["industry"] == AIRCRAFT)
        known = [row["product_complexity"] for row in every if row["product_complexity"] is not None]
        commoner = 1 + sum(row["ubiquity"] > own["ubiquity"] for row in every)
        above = 1 + sum(value > own["product_complexity"] for value in known)
        written = f"{own['product_complexity']:.3f}".replace("-", "−")
        assert shown[name] == [
            *(f"{own['ubiquity']}", f"{commoner} of {len(every)}", written, f"{above} of {len(known)}"),
        ]


def test_the_ends_of_the_line_are_named(sample: Client, sample_home: Path) -> None:
    every = rows(sample_home, "complexity", year=2019, level="metro")
    ordered = sorted(every, key=lambda row: (row["product_complexity"], row["industry"]))
    part = section(sample.get(f"/us/2019.1/industries/{AIRCRAFT}/?year=2019").text, "Ubiquity and complexity")
    codes = re.findall(r"/industries/(\d+)/", part[part.index('class="facts') :])
    highest = sorted(ordered[-3:], key=lambda row: (-row["product_complexity"], row["industry"]))
    assert codes == [row["industry"] for row in (*highest, *ordered[:3])]


@pytest.mark.parametrize("code", ["621111", "3364"])
def test_what_is_local_or_no_finest_code_has_no_place(sample: Client, code: str) -> None:
    assert "Ubiquity and complexity" not in sample.get(f"/us/2019.1/industries/{code}/").text


def test_labels_stand_in_the_language(sample: Client) -> None:
    part = unescape(sample.get(f"/zh-hans{EDITION}").text)
    for name in ("eu-observatory-2007", "quadrants"):
        assert load(name).title["zh-hans"] in part
    assert "三星" in part
    assert "明星型" in part
