"""Every page in both languages, at three widths, light and dark: it loads, fits, and excludes nobody."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.places import LANGUAGES, PAGES

pytestmark = pytest.mark.long

WIDTHS = (360, 768, 1440)
STANDARD = {"runOnly": ["wcag2a", "wcag2aa"], "resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}  # all that a colour scheme changes
TOO_WIDE = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120))"""
SIDEWAYS_TABLES = """() => [...document.querySelectorAll(".tw")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent.trim().slice(0, 120))"""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_loads_fits_and_excludes_nobody(page: Page, language: str, name: str) -> None:
    page.goto(LANGUAGES[language] + PAGES[name])
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == [], width
        assert page.evaluate(SIDEWAYS_TABLES) == [], width
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []


def violations(page: Page, options: dict[str, list[str]] = STANDARD) -> list[str]:
    """What breaks the guidelines, with the first elements that do."""
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {json.dumps([node['html'][:200] for node in one['nodes'][:3]])}" for one in found]
