"""Everything but comfort works where scripts do not run."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visit
from tests.browser.places import EDITION, WICHITA


@pytest.fixture
def plain(visit: Visit) -> Page:
    """A wide window without scripts."""
    return visit(java_script_enabled=False)


@pytest.mark.usefixtures("boundaries")
def test_lists_and_a_button_choose_what_the_map_shows(plain: Page) -> None:
    plain.goto(EDITION)
    expect(plain.locator("[data-map] svg").first).to_be_visible()
    expect(plain.locator("#figure tbody tr").first).to_contain_text("Wichita, KS")
    plain.locator("select[name=cluster]").select_option("Automotive")
    plain.locator("select[name=year]").select_option("2018")
    plain.get_by_role("button", name="Show").click()
    expect(plain).to_have_url(re.compile(r"\?cluster=automotive&.*year=2018"))
    expect(plain.locator("#figure h2").first).to_have_text("Automotive")
    plain.get_by_role("link", name="Largest").click()
    expect(plain.locator("#figure tbody tr").first).to_contain_text("Detroit, MI")


def test_search_answers_on_a_page_and_a_region_can_be_read(plain: Page) -> None:
    plain.goto(EDITION)
    plain.get_by_role("searchbox").or_(plain.get_by_role("combobox", name="Search")).first.fill("48620")
    plain.get_by_role("button", name="Search").click()
    plain.get_by_role("link", name="Wichita, KS").click()
    expect(plain).to_have_url(re.compile(f"{WICHITA}$"))
    expect(plain.get_by_role("heading", name="All clusters")).to_be_visible()
    expect(plain.locator("#clusters tbody tr").nth(1)).to_contain_text("27,911")
    expect(plain.locator(".chart.only-w svg").first).to_be_visible()
    plain.get_by_text("How the location quotient of", exact=False).click()
    expect(plain.locator(".formula").first).to_be_visible()


def test_the_menu_of_a_phone_opens(visit: Visit) -> None:
    phone = visit(width=360, java_script_enabled=False)
    phone.goto(WICHITA)
    sheet = phone.locator(".menu-sheet")
    expect(sheet).to_be_hidden()
    phone.locator("summary[aria-label=Menu]").click()
    expect(sheet).to_be_visible()
    sheet.get_by_role("link", name="Clusters").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Clusters")
