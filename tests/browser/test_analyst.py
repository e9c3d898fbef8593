"""An analyst finds a region, looks at its first strong cluster, and goes back."""

import re

from playwright.sync_api import Page, expect
from tests.browser.places import AEROSPACE, WICHITA


def test_from_a_few_letters_to_why_a_cluster_is_strong(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Search")
    box.press_sequentially("wich")
    options = page.locator("[role=listbox] [role=option]")
    expect(options.first).to_contain_text("Wichita, KS")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page).to_have_url(re.compile(f"{WICHITA}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Wichita, KS")
    strong = page.locator(".fig", has=page.get_by_role("heading", name="Strong clusters")).locator("tbody a").first
    expect(strong).to_have_text("Aerospace & Defense")
    expect(strong).to_have_attribute("title", "Aerospace Vehicles and Defense")
    strong.click()
    expect(page).to_have_url(re.compile(f"{WICHITA}clusters/{AEROSPACE}/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Why is Aerospace & Defense strong in Wichita, KS?")
    expect(page.locator(".answer")).to_have_text("Strong: all four conditions hold.")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wichita, KS")


def test_escape_closes_the_suggestions_and_enter_then_searches(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Search")
    box.press_sequentially("wich")
    options = page.locator("[role=listbox] [role=option]")
    expect(options.first).to_be_visible()
    box.press("Escape")
    expect(options).to_have_count(0)
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=wich$"))
    expect(page.get_by_role("link", name="Wichita Falls, TX")).to_be_visible()
