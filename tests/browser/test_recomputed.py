"""A reader with a calculator gets the numbers of the page from the numbers of the page."""

import re

from playwright.sync_api import Page
from tests.browser.places import WICHITA


def terms(page: Page) -> tuple[float, ...]:
    """e, E, C and N, as the page gives them."""
    rows = page.locator("#computed table.terms tbody tr").all()
    read = {row.locator("th").inner_text(): row.locator("td").last.inner_text() for row in rows}
    return tuple(int(read[letter].replace(",", "")) for letter in "eECN")


def test_the_location_quotient_and_the_jobs_needed(page: Page) -> None:
    page.goto(f"{WICHITA}clusters/plastics/")
    jobs, region, cluster, nation = terms(page)
    quotient = (jobs / region) / (cluster / nation)
    assert page.locator(".tile dd").first.inner_text() == f"{quotient:.2f}"
    needed = int(re.match(r"[\d,]+", page.locator(".answer").inner_text()).group().replace(",", ""))
    line = float(re.search(r"held at ([\d.]+)", page.locator("#computed").inner_text()).group(1))

    def after(added: float) -> float:
        return (jobs + added) / (region + added) / ((cluster + added) / (nation + added))

    assert after(needed - 1) < line <= after(needed)
