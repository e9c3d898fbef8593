"""Custom regions: picked, pasted, put together; the page agrees with the tables, what cannot be is refused clearly."""

import csv
import io
import re
from html import unescape
from pathlib import Path
from time import process_time

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.test import Client
from tests.web.edition_rows import rows

ROOT = "/us/2019.1/custom-regions/"
PAGE = f"{ROOT}region/"
UNITS = ("us-metro-17140", "us-metro-39900", "us-metro-48620")
SHORT = "metro-17140.39900.48620"
HOSTILE = "<script>alert(1)</script>"


def told(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def tile(page: str, label: str) -> str:
    found = re.search(rf"<dt>{label}</dt><dd>(?:<a[^>]*>)?([^<]*)", page)
    assert found, label
    return found[1].strip()


def jobs(home: Path) -> int:
    return sum(row["employment"] for row in rows(home, "summary", year=2019) if row["region"] in UNITS)


def test_the_page_shows_the_sums_of_its_units(sample: Client, sample_home: Path) -> None:
    page = sample.get(f"{PAGE}?units={SHORT}&name=Three+cities").text
    assert "<h1>Three cities</h1>" in page
    assert tile(page, "All jobs") == f"{jobs(sample_home):,}"
    summary = [row for row in rows(sample_home, "summary", year=2019) if row["region"] in UNITS]
    assert tile(page, "Jobs in traded clusters") == f"{sum(row['traded_employment'] for row in summary):,}"
    for row in summary:
        assert f"{row['employment']:,}" in page


def test_running_totals_are_those_of_the_page(sample: Client, sample_home: Path) -> None:
    answer = sample.get(f"{ROOT}totals/?units={SHORT}")
    assert tile(answer.text, "Regions picked") == "3"
    assert tile(answer.text, "All jobs") == f"{jobs(sample_home):,}"
    assert "<html" not in answer.text
    assert tile(sample.get(f"{ROOT}totals/?level=metro").text, "All jobs") == "0"


def test_the_table_to_take_away_has_the_clusters_with_their_sums(sample: Client, sample_home: Path) -> None:
    text = sample.get(f"{ROOT}portfolio.csv?units={SHORT}").content.decode("utf-8-sig")
    taken = {row["cluster"]: row for row in csv.DictReader(io.StringIO(text))}
    file = sample_home / "atlases" / "us" / "editions" / "2019.1" / "portfolio.parquet"
    wanted = [("year", "=", 2019), ("region", "in", UNITS)]
    stored = pq.read_table(file, columns=["cluster", "subcluster", "employment"], filters=wanted).to_pylist()
    expected: dict[str, int] = {}
    for row in stored:
        if row["subcluster"] is None:
            expected[row["cluster"]] = expected.get(row["cluster"], 0) + row["employment"]
    assert {cluster: int(row["employment"]) for cluster, row in taken.items()} == expected
    units = sample.get(f"{ROOT}units.csv?units={SHORT}").content.decode("utf-8-sig")
    assert [row["region"] for row in csv.DictReader(io.StringIO(units))] == list(UNITS)


def test_a_workbook_says_what_the_region_is_made_of(sample: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sample.get(f"{ROOT}portfolio.xlsx?units={SHORT}&name=Three").content))
    words = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    assert f"Three, 2019 ({SHORT})" in words


def test_charts_are_taken_away(sample: Client) -> None:
    for chart in ("portfolio", "growth"):
        assert b"Three" in sample.get(f"{ROOT}charts/{chart}.svg?units={SHORT}&name=Three").content
    assert sample.get(f"{ROOT}charts/portfolio.png?units={SHORT}").content[:4] == b"\x89PNG"
    assert sample.get(f"{ROOT}charts/peers.png?units={SHORT}").status_code == 400


def test_a_region_has_one_address(sample: Client) -> None:
    answer = sample.get(f"{PAGE}?units=metro-48620.17140.39900&name=Three")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{PAGE}?units={SHORT}&name=Three"


def test_it_is_ranked_in_the_level_that_is_named(sample: Client) -> None:
    assert "among 381 metropolitan areas" in told(sample.get(f"{PAGE}?units={SHORT}").text)
    assert "among 552 micropolitan areas" in told(sample.get(f"{PAGE}?units={SHORT}&ranked=micro").text)


def test_without_scripts_a_shape_is_a_link_that_adds_or_removes(sample: Client) -> None:
    page = sample.get(f"{ROOT}?units={SHORT}").text
    address = {code: unescape(found[1]) for code in ("39900", "10180")
               if (found := re.search(rf'<a href="([^"]*)" data-region="us-metro-{code}"', page))}  # fmt: skip
    assert address == {
        "39900": f"{ROOT}?units=metro-17140.48620",
        "10180": f"{ROOT}?units=metro-10180.17140.39900.48620",
    }
    picked = re.findall(r'name="unit" value="(\w+)" id="unit-\w+" checked', page)
    assert sorted(picked) == ["17140", "39900", "48620"]
    assert len(re.findall(r'name="unit"', page)) == 381


def choose(client: Client, **fields: object):  # type: ignore[no-untyped-def]
    return client.post(f"{ROOT}choose/", {"level": "metro", "then": "region"} | fields)


def test_boxes_and_codes_lead_to_the_address(sample: Client) -> None:
    """No cookie is asked for and none is set: nothing is kept of what was sent."""
    answer = choose(sample, unit=["48620"], codes="us-metro-39900; 17140", name="Three")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}?units={SHORT}&name=Three")
    assert not answer.cookies
    assert choose(sample, then="pick", codes="").headers["Location"] == f"{ROOT}?level=metro"


@pytest.mark.parametrize("between", ["\n", ", ", ";", "\t", " | ", "\r\n", "、"])
def test_any_separator_will_do(sample: Client, between: str) -> None:
    codes = between.join(["17140", "us-metro-39900", '"48620"'])
    assert choose(sample, codes=codes).headers["Location"] == f"{PAGE}?units={SHORT}"


def test_wrong_codes_are_named_by_line_with_the_nearest(sample: Client) -> None:
    answer = choose(sample, codes=f"17140\n48621\nus-micro-19980\nus\n{HOSTILE}\n17140")
    assert answer.status_code == 400
    said = told(answer.text)
    assert "words of the list are no codes of this level." in said
    assert "2 48621 is no code of the metropolitan areas us-metro-48620" in said
    assert "3 us-micro-19980 is one of the micropolitan areas; the others are metropolitan areas" in said
    assert "4 us is the whole country" in said
    assert "1 region was picked already, or stands in the list twice." in said
    assert HOSTILE not in answer.text
    assert 'value="17140" id="unit-17140" checked' in answer.text


def test_a_repeated_code_is_said_and_counts_once(sample: Client) -> None:
    answer = choose(sample, unit=["17140"], codes="17140 39900 39900")
    assert answer.status_code == 200
    assert "2 regions were picked already, or stand in the list twice." in told(answer.text)
    assert tile(answer.text, "Regions picked") == "2"


TEN_THOUSAND = ".".join(f"{number:05}" for number in range(10_000))


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        (f"{PAGE}?units=metro-{TEN_THOUSAND}", 400, "at most 500 regions, and 10,000 are asked for"),
        (f"{ROOT}?units=metro-{TEN_THOUSAND}", 400, "at most 500 regions"),
        (f"{ROOT}totals/?units=metro-{TEN_THOUSAND}", 400, "at most 500 regions"),
        (f"{ROOT}portfolio.csv?units=metro-{TEN_THOUSAND}", 400, "at most 500 regions"),
        (f"{PAGE}?units=metro-{'9' * 30_000}", 400, "cannot be put together"),
        (PAGE, 400, "No region is named."),
        (f"{PAGE}?units=metro-48620.48620", 400, "48620 is named twice."),
        (f"{PAGE}?units=metro-48620.us-micro-19980", 400, "names no level of this edition"),
        (f"{PAGE}?units=county-39041", 400, "names no level of this edition"),
        (f"{PAGE}?units=metro-{HOSTILE}", 400, "names no level of this edition"),
        (f"{PAGE}?units=metro-48620%00", 400, "names no level of this edition"),
        (f"{PAGE}?units=metro-48620.' or 1=1", 400, "names no level of this edition"),
        (f"{PAGE}?units=metro-48621", 404, "The nearest known code is 48620."),
        (f"{PAGE}?units=metro-48620&ranked=county", 400, "is not a choice for ranked"),
        (f"{PAGE}?units=metro-48620&year=1850", 400, "is not a choice for year"),
        (f"{PAGE}?units=metro-48620&rules=mine", 400, "is not a choice for rules"),
        (f"{PAGE}?units=metro-48620&name={'x' * 81}", 400, "at most 80 characters"),
        (f"{PAGE}?units=metro-48620&name=a%00b", 400, "at most 80 characters"),
        (f"{ROOT}strong.csv?units={SHORT}", 400, "is not a choice for table"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_clearly_and_cheaply(
    sample: Client, address: str, status: int, sentence: str
) -> None:
    began = process_time()
    answer = sample.get(address)
    assert process_time() - began < 1
    assert answer.status_code == status
    assert sentence in told(answer.text)
    assert HOSTILE not in answer.text


def test_a_wrong_code_leads_to_the_address_with_the_right_one(sample: Client) -> None:
    page = sample.get(f"{PAGE}?units=metro-17140.48621&name=Three").text
    mended = re.search(r'href="([^"]*)">Open it with 48620', page)
    assert mended
    assert sample.get(unescape(mended[1])).status_code == 200


def test_ten_thousand_pasted_codes_are_refused_cheaply(sample: Client) -> None:
    began = process_time()
    answer = choose(sample, codes=TEN_THOUSAND.replace(".", "\n"))
    assert process_time() - began < 1
    assert answer.status_code == 400
    assert "at most 500 regions, and 10,000 are asked for" in told(answer.text)


def test_a_name_is_text_and_never_markup(sample: Client) -> None:
    page = sample.get(f"{PAGE}?units={SHORT}&name={HOSTILE}").text
    assert HOSTILE not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_page_sets_no_cookie_and_is_the_same_for_everybody(sample: Client) -> None:
    first, second = (sample.get(f"{PAGE}?units={SHORT}") for _ in range(2))
    assert not first.cookies
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
