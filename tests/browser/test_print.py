"""A page on paper: the figures in ink on white, none of the controls."""

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Visit
from tests.browser.places import EDITION, WICHITA
from tests.browser.test_theme import is_dark


@pytest.mark.parametrize("address", [EDITION, WICHITA])
def test_paper_has_figures_and_no_controls(visit: Visit, address: str) -> None:
    page = visit(color_scheme="dark")
    page.goto(address)
    page.get_by_role("button", name="Light or dark").click()
    page.get_by_role("button", name="Light or dark").click()
    assert is_dark(page)
    page.emulate_media(media="print")
    assert not is_dark(page)
    for control in (".nav", ".end", ".edition .right", ".tools", ".zoom", ".controls"):
        expect(page.locator(control).locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("table").first).to_be_visible()
    expect(page.locator(".edition b")).to_have_text("us-2019.1")
    assert page.pdf().startswith(b"%PDF")
