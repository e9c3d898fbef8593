"""The map played through its years, filtered, and beside another one: what moves, what stays, what the address says."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.places import AEROSPACE, EDITION

MAP = f"{EDITION}map/"
DRAWN = """() => [...document.querySelectorAll("[data-map] a[data-region]")].map((one) =>
  [one.dataset.region, one.children[0].getAttribute("class"), one.children.length, one.dataset.tip].join()).sort()"""

CIRCLES = """all => all.map((one) =>
  [one.dataset.region, one.getAttribute("r"), one.getAttribute("class")].join()).sort()"""

pytestmark = pytest.mark.usefixtures("boundaries")


def test_playing_ends_in_the_view_of_its_address(page: Page) -> None:
    page.goto(f"{MAP}?cluster={AEROSPACE}&year=2018&measure=employment")
    page.get_by_role("button", name="Enlarge the map").click()
    enlarged = page.locator("[data-map] svg").first.get_attribute("viewBox")
    play = page.get_by_role("button", name="Play the years")
    play.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map-years [aria-current]")).to_contain_text("2019")
    expect(play).to_have_attribute("aria-pressed", "false")
    expect(play).to_be_focused()
    assert page.locator("[data-map] svg").first.get_attribute("viewBox") == enlarged
    assert page.locator("select[name=year]").input_value() == "2019"
    assert "year=" not in page.url, "the latest year is the one that an address without a year means"
    played = page.evaluate(DRAWN)
    page.reload()
    assert page.evaluate(DRAWN) == played


def test_two_maps_move_and_point_as_one(page: Page) -> None:
    page.goto(f"{MAP}?cluster={AEROSPACE}&year2=2018")
    page.locator("[data-panel='1'] a[data-region='us-metro-48620']").focus()
    expect(page.locator("[data-panel='2'] a.is-hot")).to_have_attribute("data-region", "us-metro-48620")
    page.get_by_role("button", name="Enlarge the map").nth(1).click()
    boxes = {drawing.get_attribute("viewBox") for drawing in page.locator("[data-map] svg").all()}
    assert len(boxes) == 1
    page.set_viewport_size({"width": 360, "height": 800})
    first, second = (page.locator(f"[data-panel='{at}']").bounding_box() for at in (1, 2))
    assert first["x"] == second["x"]
    assert second["y"] > first["y"] + first["height"]


def test_another_cluster_gives_up_the_part_and_keeps_the_filter(page: Page) -> None:
    page.goto(f"{MAP}?cluster={AEROSPACE}&part=aircraft&jobs=10")
    page.locator("select[name=cluster]").focus()
    page.locator("select[name=cluster]").select_option("Automotive")
    expect(page.locator("#figure h2").first).to_have_text("Automotive")
    expect(page).to_have_url(re.compile(r"\?cluster=automotive&jobs=10$"))
    expect(page.locator("select[name=cluster]")).to_be_focused()


def test_bubbles_and_the_outlined_region_are_picked_from_menus_and_keep_their_scale_in_every_year(page: Page) -> None:
    page.goto(f"{MAP}?cluster={AEROSPACE}&year=2018")
    page.get_by_text("Region, filter, bubbles, second map").click()
    page.locator("#bubbles").select_option("establishments")
    expect(page.locator(".sizes.only-w")).to_have_count(1)
    page.locator("#of").select_option("regions-as-a-whole")
    expect(page.locator(".sizes-caption")).to_contain_text("Establishments, regions as a whole")
    page.locator("#region").select_option("us-metro-48620")
    expect(page.locator("[data-map] .sel")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"bubbles=establishments&of=regions-as-a-whole&region=us-metro-48620$"))
    sizes = page.locator(".sizes.only-w").inner_html()
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator(".map-years [aria-current]")).to_contain_text("2019")
    played = page.locator("[data-bubbles] circle").evaluate_all(CIRCLES)
    page.reload()
    assert page.locator("[data-bubbles] circle").evaluate_all(CIRCLES) == played != []
    assert page.locator(".sizes.only-w").inner_html() == sizes
