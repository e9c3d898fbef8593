"""A search that forgives: typing errors, like words, codes, the other language, by keyboard and without scripts."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from tests.browser.commons.reading import CHINESE
from tests.browser.conftest import Visit
from tests.browser.looking import PHONE, look
from tests.browser.places import AEROSPACE, EDITION, WICHITA

from clusteratlas.editions import Edition

AIRCRAFT, SPACE = f"{EDITION}industries/336411/", f"{EDITION}clusters/{AEROSPACE}/"
# What somebody types, and the page that they look for.
ASKED = {
    "a typing error": ("", "wichta", WICHITA),
    "two letters changed": ("", "aerospcae", SPACE),
    "a word that means the same": ("", "cars", f"{EDITION}clusters/automotive/"),
    "a code": ("", "336411", AIRCRAFT),
    "Chinese on an English page": ("", "威奇托", WICHITA),
    "English on a Chinese page": (CHINESE.prefix, "wichita", WICHITA),
    "a word that means the same, in Chinese": (CHINESE.prefix, "飞机", SPACE),
    "a cluster and a region": ("", "plastics wichita", f"{WICHITA}clusters/plastics/"),
}


def search(page: Page, words: str) -> None:
    """Types into the box at the top and presses Enter."""
    box = page.locator("#search-top")
    box.fill(words)
    box.press("Enter")


@pytest.mark.parametrize("how", ASKED)
def test_the_first_answers_lead_to_the_page(visit: Visit, how: str) -> None:
    prefix, words, leads_to = ASKED[how]
    page = visit(java_script_enabled=False)
    page.goto(f"{prefix}{EDITION}regions/")
    search(page, words)
    assert page.url.endswith(f"{prefix}{EDITION}search/?q={quote(words).replace('%20', '+')}")
    page.locator(f"main td a[href='{prefix}{leads_to}']").first.click()
    expect(page.locator("h1")).to_have_count(1)
    assert page.url.endswith(f"{prefix}{leads_to}")


def test_the_best_answer_stands_first_and_says_what_was_meant(page: Page, sample_edition: Edition) -> None:
    page.goto(f"{EDITION}clusters/")
    search(page, "witchita")
    expect(page.locator(".find .note")).to_contain_text("Did you mean wichita?")
    named = {
        row["name"]
        for row in sample_edition.rows("select name from names where entity = 'region' and language = 'en'")
        if "wichita" in row["name"].lower()
    }
    assert set(page.locator("main section.sec").first.locator("td a").all_inner_texts()) == named
    look(page, "search-1-error")
    page.get_by_role("link", name="wichita", exact=True).click()
    expect(page.locator(".find .note")).not_to_contain_text("Did you mean")
    search_again = page.locator("#search-page")
    search_again.fill("zzyzx nothing")
    search_again.press("Enter")
    expect(page.get_by_role("heading", name="Nothing is called “zzyzx nothing”")).to_be_visible()


def test_suggestions_are_chosen_by_keyboard_on_a_phone_in_chinese(visit: Visit) -> None:
    page = visit(width=PHONE, color_scheme="dark")
    page.goto(f"{CHINESE.prefix}{EDITION}search/?q=")
    box = page.locator("#search-page")
    box.press_sequentially("aerosp")
    first = page.locator("[role=listbox] [role=option]").first
    expect(first).to_contain_text("航空航天与国防")
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    look(page, "search-2-suggestions")
    box.press("Enter")
    expect(page).to_have_url(re.compile(f"{CHINESE.prefix}{SPACE}$"))
