"""A draft of a definition: a cluster is made and another dissolved by the forms, and what follows is seen at once."""

import re

from playwright.sync_api import Page, expect
from tests.browser.places import EDITION


def test_a_cluster_is_made_and_one_dissolved(page: Page) -> None:
    page.goto(f"{EDITION}definitions/")
    page.get_by_role("link", name="Make a draft").click()
    expect(page.get_by_text("None yet.")).to_be_visible()

    page.get_by_text("Make a new cluster", exact=True).click()
    made = page.locator("form", has=page.locator("[name=new_english]"))
    made.get_by_label("Name in English").fill("Cells & batteries")
    made.get_by_label("Name in Chinese").fill("电池")
    made.get_by_label("Codes of industries").fill("335911, 335912")
    made.get_by_label("Reason").fill("One chain")
    made.get_by_role("button", name="Make it").click()
    expect(page).to_have_url(re.compile(r"new=cells-batteries%7Ctraded"))
    expect(page.locator("#impact")).to_contain_text("Cells & batteries")
    expect(page.locator("#better")).to_contain_text("new")

    page.get_by_text("Dissolve a cluster", exact=True).click()
    gone = page.locator("form", has=page.locator("[name=dissolved]"))
    gone.locator("[name=dissolved]").select_option("footwear")
    gone.get_by_label("Reason").fill("Small")
    gone.get_by_role("button", name="Dissolve it").click()
    expect(page.get_by_text("Footwear is dissolved")).to_be_visible()
    expect(page.get_by_text("in no cluster then")).to_be_visible()

    page.get_by_role("link", name="Take back Footwear").click()
    expect(page.get_by_text("Footwear is dissolved")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"new=cells-batteries%7Ctraded(?!.*dissolve=)"))
