"""From a region to its brief: as a page, as a document that names the strong clusters, as a workbook of the figures."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from tests.browser.commons.reading import BOTH, Speech
from tests.browser.conftest import Visit
from tests.browser.looking import PHONE, look
from tests.browser.places import WICHITA
from tests.browser.taking import opened, taken

from clusteratlas.editions import Edition

WINDOWS = {"en": {"color_scheme": "light"}, "zh-hans": {"width": PHONE, "color_scheme": "dark"}}
REGION = "us-metro-48620"


def strong_clusters(edition: Edition, language: str) -> dict[str, tuple[int, float]]:
    """Jobs and location quotient of each strong cluster by its name, the largest first."""
    rows = edition.rows(
        "select n.name, p.employment, p.location_quotient from portfolio p join names n on n.code = p.cluster "
        "where n.entity = 'cluster' and n.language = ? and p.region = ? and p.year = 2019 and p.strong "
        "and p.subcluster is null order by p.employment desc",
        [language, REGION],
    )
    return {row["name"]: (row["employment"], row["location_quotient"]) for row in rows}


def together(text: str) -> str:
    """A text without its breaks, which a document sets where its lines end."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("language", BOTH)
def test_page_document_and_workbook_of_a_region_say_the_same(
    visit: Visit, sample_edition: Edition, language: str
) -> None:
    say, strong = BOTH[language], strong_clusters(sample_edition, language)
    assert len(strong) > 5
    page = visit(**WINDOWS[language])
    page.goto(f"{say.prefix}{WICHITA}")
    page.locator("main").get_by_role("link", name=say("Brief"), exact=True).click()
    first = page.locator(".three-answers li").first.inner_text()
    assert [name for name in strong if name not in first] == []
    expected = {name: (f"{quotient:.2f}", f"{jobs:,}") for name, (jobs, quotient) in strong.items()}
    assert shown(page) == expected
    look(page, "brief")

    pages = PdfReader(io.BytesIO(opened(page.get_by_role("link", name="PDF", exact=True), "application/pdf"))).pages
    assert 6 <= len(pages) <= 10
    opening = together(pages[0].extract_text())
    assert [each for each in strong if together(each) not in opening] == []
    assert figures_of_the_workbook(page, say) == strong


def shown(page: Page) -> dict[str, tuple[str, str]]:
    """Location quotient and jobs of each cluster in the table of strong clusters."""
    rows = page.locator("#strong tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"
    )
    return {cells[0]: (cells[1], cells[3]) for cells in rows}


def figures_of_the_workbook(page: Page, say: Speech) -> dict[str, tuple[int, float]]:
    """Jobs and location quotient in the sheet of strong clusters: code, name, quotient, its range, threshold, jobs."""
    _, content = taken(page.get_by_role("link", name="XLSX", exact=True))
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    _, *lines = book[say("Strong clusters")].iter_rows(values_only=True)
    book.close()
    return {str(line[1]): (line[6], pytest.approx(line[2])) for line in lines}
