"""A reader with a calculator gets the numbers of the page from the numbers of the page."""

import re

from playwright.sync_api import Page, expect
from tests.browser.places import WICHITA


def terms(page: Page) -> tuple[float, ...]:
    """e, E, C and N, as the page gives them."""
    rows = page.locator("#computed table.terms tbody tr").all()
    read = {row.locator("th").inner_text(): row.locator("td").last.inner_text().split()[0] for row in rows}
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


def ends(text: str) -> tuple[int, int]:
    """4,388–5,332 as two numbers."""
    low, high = re.search(r"([\d,]+)–([\d,]+)", text).groups()
    return int(low.replace(",", "")), int(high.replace(",", ""))


def test_an_estimate_and_its_range_lie_within_the_published_total_the_page_links_to(page: Page) -> None:
    page.goto(f"{WICHITA}clusters/plastics/")
    withheld = page.locator("#industries tbody tr", has=page.locator(".badge.sam")).all()
    for row in withheld:
        low, high = ends(row.locator(".source").inner_text())
        assert low <= int(row.locator("td.b").inner_text().split()[0].replace(",", "")) <= high
        total = re.search(r": ([\d,]+) published", row.inner_text())
        assert high <= int(total.group(1).replace(",", ""))
        assert row.locator(".note a").get_attribute("href").startswith("/us/")
    assert withheld


def test_the_worked_example_of_suppression(page: Page) -> None:
    page.goto(WICHITA)
    page.locator("#sure .tools a", has_text="How it is computed").click()
    expect(page.locator("#suppression .formula")).to_be_visible()  # the link opens what is folded
    said = re.search(r"([\d,]+) − ([\d,]+) = ([\d,]+)", page.locator("#suppression .formula").inner_text())
    total, known, rest = (int(each.replace(",", "")) for each in said.groups())
    jobs = [int(cell.inner_text().replace(",", "")) for cell in page.locator("#suppression tbody tr td.b").all()]
    assert total - known == rest
    assert sum(jobs) == total
