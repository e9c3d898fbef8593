"""The edition's own page, what can be taken away, short addresses, and how long answers are kept."""

import csv
import io
import re
from collections import Counter
from hashlib import sha256
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from django.test import Client, override_settings
from tests.web.edition_rows import rows, whole

from clusteratlas.editions import Edition

EDITION = "/us/2019.1/edition/"
REGIONS = "/us/2019.1/clusters/plastics/regions"


def test_the_page_says_what_the_edition_is_made_from(sample: Client, sample_edition: Edition) -> None:
    text, manifest = unescape(sample.get(EDITION).text), sample_edition.manifest
    source = manifest.inputs[0]
    for said in (manifest.identity, manifest.plan, source["sha256"], source["licence"], source["producer"]):
        assert str(said) in text
    assert "Delgado, M., Porter, M. E. and Stern, S. (2016)" in text
    for table, count in manifest.rows.items():
        assert f"{table}.parquet" in text
        assert f'<td class="n">{count:,}</td>' in text


def test_what_is_known_is_added_up_from_the_cells(sample: Client, sample_home: Path) -> None:
    text = sample.get(EDITION).text
    for year in (2018, 2019):
        jobs: Counter[str] = Counter()
        for row in rows(sample_home, "activity", year=year):
            jobs[row["employment_flag"]] += row["employment"] or 0
        (total,) = rows(sample_home, "national", year=year, industry="00")
        known = (jobs["published"] + jobs["derived"]) / sum(jobs.values())
        figures = [total["employment"], jobs["published"], jobs["derived"], jobs["estimated"]]
        shown = re.search(rf"<tr><td>{year}</td>((?:<td class=\"n[^\"]*\">[^<]*</td>){{7}})</tr>", text)
        cells = re.findall(r">([^<]*)</td>", shown.group(1))
        assert cells[:4] == [f"{figure:,}" for figure in figures]
        assert cells[5] == f"{known:.1%}"


def test_what_was_withheld_is_counted_by_year(sample: Client, sample_edition: Edition) -> None:
    text = sample.get(EDITION).text
    section = text[text.index('id="withheld"') : text.index('id="boundaries"')]
    for block in sample_edition.manifest.withheld:
        facts = block["employment"]
        estimated = facts["withheld"] - facts["derived"] - facts["unknown"]
        counts = [facts["published"], facts["withheld"], facts["derived"], estimated, facts["unknown"]]
        row = re.search(rf"<tr><td>{block['year']}</td>(.*?)</tr>", section).group(1)
        assert re.findall(r">([^<]*)</td>", row) == [f"{count:,}" for count in (*counts, facts["contradictory"])]


def test_the_rule_book_is_said_in_the_words_of_its_own_conditions(sample: Client) -> None:
    text = unescape(sample.get(EDITION).text)
    assert "Location quotient at or above the 75th percentile" in text
    assert "Location quotient above the 50th percentile" in text
    chinese = unescape(sample.get(f"/zh-hans{EDITION}").text)
    assert "区位商" in chinese


def test_a_whole_table_is_the_edition_s_own_file(sample: Client, sample_edition: Edition) -> None:
    for table in sample_edition.manifest.rows:
        content = sample.get(f"/us/2019.1/tables/{table}.parquet").getvalue()
        assert sha256(content).hexdigest() == sample_edition.manifest.checksums[f"{table}.parquet"]
    assert sample.get("/us/2019.1/tables/wages.parquet").status_code == 400
    assert sample.get("/us/2019.1/tables/portfolio.exe").status_code == 400


def test_a_table_as_csv_has_every_region_with_full_precision(sample: Client, sample_home: Path) -> None:
    answer = sample.get(f"{REGIONS}.csv?level=metro&year=2019")
    assert answer.headers["Content-Disposition"] == ('attachment; filename="us-2019.1-plastics-regions-2019-metro.csv"')
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    figures = whole(sample_home, "plastics", 2019, "metro")
    read = {line["region"]: line for line in lines}
    assert len(read) == 381
    assert {code for code, line in read.items() if line["employment"]} == set(figures)
    for code, row in figures.items():
        assert float(read[code]["location_quotient"]) == row["location_quotient"]


def test_a_table_as_xlsx_has_notes_in_the_language(sample: Client) -> None:
    for prefix, notes, heading in (("", "Notes", "Location quotient"), ("/zh-hans", "说明", "区位商")):
        content = sample.get(f"{prefix}{REGIONS}.xlsx?level=metro&year=2019").content
        book = openpyxl.load_workbook(io.BytesIO(content))
        data, said = book.worksheets[0], book[notes]
        assert heading in [cell.value for cell in data[1]]
        assert data.max_row == 382
        words = " ".join(str(cell.value) for row in said.iter_rows() for cell in row if cell.value)
        assert "us-2019.1" in words
        assert "Delgado" in words


@pytest.mark.parametrize("address", [f"{REGIONS}.pdf", "/us/2019.1/clusters/plastics/wages.csv"])
def test_another_format_or_table_is_refused(sample: Client, address: str) -> None:
    assert sample.get(address).status_code == 400


@pytest.mark.parametrize(
    ("short", "whole_address"),
    [
        ("/", "/us/2019.1/"),
        ("/us/", "/us/2019.1/"),
        ("/zh-hans/", "/zh-hans/us/2019.1/"),
        ("/us/clusters/plastics/?year=2018", "/us/2019.1/clusters/plastics/?year=2018"),
        ("/zh-hans/us/edition/", "/zh-hans/us/2019.1/edition/"),
    ],
)
def test_short_addresses_lead_to_the_current_edition(sample: Client, short: str, whole_address: str) -> None:
    answer = sample.get(short)
    assert (answer.status_code, answer.headers["Location"]) == (302, whole_address)


@pytest.mark.parametrize("address", ["/us/nowhere/", "/eu/", "/us/2018.9/", "/us/2019.1/nowhere/"])
def test_what_is_not_there_is_said(sample: Client, address: str) -> None:
    assert sample.get(address).status_code == 404


def test_a_home_without_atlas_says_how_to_build_one(client: Client, tmp_path: Path) -> None:
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        answer = client.get("/")
    assert answer.status_code == 503
    assert "clusteratlas demo" in answer.text


def test_a_page_is_revalidated_and_data_is_kept(sample: Client) -> None:
    page = sample.get(EDITION)
    assert page.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = sample.get(EDITION, headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = sample.get(f"/zh-hans{EDITION}", headers={"If-None-Match": page.headers["ETag"]})
    assert other.status_code == 200
    assert sample.get(f"{REGIONS}.csv").headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_pages_are_only_read(sample: Client) -> None:
    assert sample.post(EDITION).status_code == 405
