"""Light and dark: the system decides until the reader does, and the reader is remembered."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Visit
from tests.browser.places import EDITION

# What the theme is when the body comes into being, before anything can be painted.
NOTE_AT_BODY = """new MutationObserver(() => {
  if (document.body) window.atBody ??= document.documentElement.dataset.theme ?? "none";
}).observe(document, { childList: true, subtree: true });"""


def is_dark(page: Page) -> bool:
    """Whether the paper is darker than the ink."""
    paper, ink = page.locator("body").evaluate(
        "(body) => ['backgroundColor', 'color'].map((name) => getComputedStyle(body)[name].match(/\\d+/g).map(Number))"
    )
    return sum(paper[:3]) < sum(ink[:3])


def test_the_switch_goes_there_and_back_and_is_remembered(page: Page) -> None:
    page.add_init_script(NOTE_AT_BODY)
    page.goto(EDITION)
    assert not is_dark(page)
    switch = page.get_by_role("button", name="Light or dark")
    switch.click()
    assert is_dark(page)
    page.reload()
    assert is_dark(page)
    assert page.evaluate("window.atBody") == "dark"
    switch.click()
    assert not is_dark(page)
    page.goto(f"{EDITION}clusters/")
    assert not is_dark(page)
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_the_system_decides_also_without_scripts(visit: Visit) -> None:
    for scheme in ("dark", "light"):
        page = visit(color_scheme=scheme, java_script_enabled=False)
        page.goto(EDITION)
        assert is_dark(page) == (scheme == "dark")
        expect(page.get_by_role("button", name="Light or dark")).to_be_hidden()
