"""A story is told: two views are saved from their pages, worded and put in order, published, read, and outlived."""

import re

from playwright.sync_api import Page, expect
from tests.browser.commons.conftest import VISITOR, Commons, Enter, run
from tests.browser.commons.people import AEROSPACE, WICHITA
from tests.browser.commons.reading import CHINESE, fill, follow, look, press, title

COMPARISON = f"/us/2019.1/compare/?regions={WICHITA},us-metro-46060&against=peers"
MAP = f"/us/2019.1/map/?cluster={AEROSPACE.removeprefix('us/')}&measure=employment"
TELLER = "fay"  # manages a firm, and speaks for it


def test_a_story_is_told_read_and_outlives_an_edition(enter: Enter, commons: Commons) -> None:
    teller, visitor = enter(TELLER), enter(VISITOR)
    save(teller, COMPARISON, titles_en="Two cities of aircraft", titles_zh="两座飞机之城")
    save(teller, MAP, titles_en="Where aircraft are made", texts_en="The darker, the more jobs.", story=True)
    address = re.sub(r"edit/$", "", teller.url)
    look(teller, "telling-1-order", is_quick=True)

    visitor.goto("/stories/")
    expect(visitor.locator("main")).not_to_contain_text("Two cities of aircraft")
    assert visitor.request.get(address).status == 404

    teller.get_by_role("button", name="Move Where aircraft are made up").click()
    press(teller, "Publish it")
    visitor.reload()
    follow(visitor, "Two cities of aircraft")
    expect(visitor.locator("section.step h2")).to_have_text(["Where aircraft are made", "Two cities of aircraft"])
    expect(visitor.locator("section.step").first).to_contain_text("The darker, the more jobs.")
    drawn = visitor.locator("section.step img").evaluate_all("(all) => all.map((one) => one.naturalWidth > 100)")
    assert drawn == [True, True]
    look(visitor, "telling-2-read", is_quick=True)
    walk(visitor)

    run(commons.home, "-m", "tests.browser.commons.filling", "outlived", address.rstrip("/").rpartition("/")[2])
    visitor.goto(CHINESE.prefix + address.removeprefix(commons.origin))
    expect(title(visitor)).to_have_text("两座飞机之城")
    gone = visitor.locator("section.step .alert")
    expect(gone).to_contain_text(
        CHINESE("The address leads nowhere: its atlas, edition, region, cluster or industry is not here.")
    )
    look(visitor, "telling-3-gone", is_quick=True)


def save(page: Page, view: str, *, story: bool = False, **words: str) -> None:
    """Saves a view from its own page, into the story that is begun or into a new one."""
    page.goto(view)
    page.locator(".edition").get_by_role("link", name="Save this view").click()
    expect(title(page)).to_have_text("Save a view")
    if story:
        page.locator("main select[name=story]").select_option(index=1)
    fill(page, **words)
    press(page, "Save")


def walk(page: Page) -> None:
    """Each view opens as it was saved."""
    for number, view in enumerate((MAP, COMPARISON)):
        page.get_by_role("link", name="Open this view").nth(number).click()
        assert page.url.endswith(view)
        expect(page.locator("h1")).to_have_count(1)
        page.go_back()
