"""A custom region made in a browser: picked on the map and in the list, totals at once, and then its page."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.places import EDITION

PICK = f"{EDITION}custom-regions/"

pytestmark = pytest.mark.usefixtures("boundaries")


def test_units_are_picked_and_shown_as_one_region(page: Page) -> None:
    page.goto(f"{PICK}?units=metro-39900")
    shape = page.locator("a[data-unit='48620']")
    shape.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#totals .tile").first).to_contain_text("2")
    assert page.url.endswith("?units=metro-39900.48620")
    expect(page.locator("#unit-48620")).to_be_checked()
    assert "picked" in str(shape.get_attribute("aria-label"))
    page.locator("input[name=name]").fill("Two cities")
    page.get_by_role("button", name="Show the region").first.click()
    expect(page.locator("h1")).to_have_text("Two cities")
    page.go_back()
    expect(page.locator("#unit-48620")).to_be_checked()
