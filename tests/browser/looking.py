"""What each step of a journey sees to: one heading, nothing beside the page, nobody excluded; pictures where asked."""

import os
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.test_every_page import SIDEWAYS_TABLES, TOO_WIDE, WIDTHS, violations

PICTURES = os.environ.get("CLUSTERATLAS_PICTURES", "")  # a folder, where somebody wants to see the pages of a journey
PHONE = 360


def look(page: Page, name: str) -> None:
    """The page as it stands in this window, whose width, language and colours the journey chose."""
    expect(page.locator("h1")).to_have_count(1)
    found = [*page.evaluate(TOO_WIDE), *page.evaluate(SIDEWAYS_TABLES), *violations(page)]
    if PICTURES:
        _picture(page, name)
    assert not found, f"{name}: {found}"


def _picture(page: Page, name: str) -> None:
    size, tag = page.viewport_size, page.locator("html").get_attribute("lang")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(PICTURES) / f"{name}-{tag}-{width}.png", full_page=True)
    if size:
        page.set_viewport_size(size)
