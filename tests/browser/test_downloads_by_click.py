"""What a click takes away: the figures of the page as CSV and XLSX, its chart as PNG and SVG."""

import csv
import io

import openpyxl
from playwright.sync_api import Page
from tests.browser.places import AEROSPACE, WICHITA


def taken(page: Page, link: str) -> tuple[str, bytes]:
    """The name and content of the file behind the first link of this name."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).first.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_tables_hold_the_figures_of_the_page(page: Page) -> None:
    page.goto(WICHITA)
    shown = page.locator("#clusters tr", has_text="Aerospace Vehicles and Defense").locator("td").all_inner_texts()
    name, content = taken(page, "CSV")
    assert name == "us-2019.1-us-metro-48620-portfolio-2019.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    (aerospace,) = (row for row in rows if row["cluster"] == AEROSPACE)
    assert [f"{int(aerospace['employment']):,}", f"{float(aerospace['location_quotient']):.2f}"] == [shown[1], shown[4]]

    name, content = taken(page, "XLSX")
    assert name == "us-2019.1-us-metro-48620-portfolio-2019.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines = [[str(cell) for cell in line] for line in book.worksheets[0].iter_rows(values_only=True)]
    assert sum(AEROSPACE in line and aerospace["employment"] in line for line in lines) == 1
    notes = [cell for line in book.worksheets[1].iter_rows(values_only=True) for cell in line]
    assert any("us-2019.1" in str(cell) for cell in notes)
    book.close()


def test_the_portfolio_is_a_picture_too(page: Page) -> None:
    page.goto(WICHITA)
    name, content = taken(page, "PNG")
    assert name.endswith(".png")
    assert content.startswith(b"\x89PNG\r\n")
    name, content = taken(page, "SVG")
    assert name.endswith(".svg")
    assert content.startswith(b"<svg")
    assert "Wichita, KS · Portfolio of traded clusters, 2019" in content.decode()
