"""The map as it is used: choices, tooltip, keyboard, zoom, and the table that says the same."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.places import AEROSPACE, EDITION, point_within, shape

MAP = f"{EDITION}map/"
COUNTS_OF_CLASSES = ".classes.only-w text:first-of-type"
EMPTY_SHAPES = """(regions) => regions.filter((one) => {
  const { width, height } = one.getBBox();
  return !(width > 0 && height > 0);
}).length"""

pytestmark = pytest.mark.usefixtures("boundaries")


def choices(page: Page) -> dict[str, str]:
    """What the lists above the map are set to."""
    return {
        name: page.locator(f"select[name={name}]").input_value() for name in ("cluster", "measure", "level", "year")
    }


def first_row(page: Page) -> Locator:
    """The first region of the table beside the map."""
    return page.locator("#figure tr[data-region]").first


def test_a_choice_that_a_newer_one_overtakes_is_no_error(page: Page) -> None:
    """The page fixture fails on what the console says; the first answer is held back until the second has come."""
    held, given_up = [], []
    page.route("**/map/?*year=2018*", lambda route: held.append(route) if not held else route.continue_())
    page.on("requestfailed", lambda request: given_up.append(request))  # noqa: PLW0108 - it takes no built-in
    page.goto(MAP)
    page.evaluate("addEventListener('htmx:sendAbort', () => { window.overtaken = true; })")
    page.locator("select[name=year]").select_option("2018")
    page.locator("select[name=cluster]").select_option("Automotive")
    expect(page.locator("#figure h2").first).to_have_text("Automotive")
    assert page.evaluate("window.overtaken"), "no choice was overtaken"
    assert [request.failure for request in given_up] == ["net::ERR_ABORTED"]


def test_choices_swap_the_figure_and_stand_in_the_address(page: Page) -> None:
    page.goto(MAP)
    page.evaluate("window.loadedOnce = true")
    page.locator("select[name=cluster]").select_option("Automotive")
    expect(page.locator("#figure h2").first).to_have_text("Automotive")
    page.locator("select[name=year]").select_option("2018")
    expect(page.locator("#figure .lead").first).to_contain_text("2018")
    assert page.evaluate("window.loadedOnce"), "the page was loaded anew instead of its figure being swapped"
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["cluster"], asked["year"]) == (["automotive"], ["2018"])
    chosen, row = choices(page), first_row(page).inner_text()
    page.reload()
    assert (choices(page), first_row(page).inner_text()) == (chosen, row)
    page.get_by_role("link", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#figure h2").first).to_have_text("汽车")
    assert choices(page) == chosen


def test_going_back_shows_the_choices_before(page: Page) -> None:
    page.goto(MAP)
    page.locator("select[name=cluster]").select_option("Automotive")
    expect(page.locator("#figure h2").first).to_have_text("Automotive")
    page.go_back()
    expect(page.locator("#figure h2").first).to_have_text("Aerospace Vehicles and Defense")
    assert choices(page)["cluster"] == AEROSPACE


@pytest.mark.parametrize("level", ["metro", "micro"])
def test_the_regions_said_are_the_regions_drawn(page: Page, level: str) -> None:
    page.goto(f"{MAP}?cluster=plastics&level={level}")
    said = page.locator("#figure .c8").inner_text()
    coloured, grey = (
        int(re.search(pattern, said).group(1))
        for pattern in (r"(\d+) regions coloured", r"(\d+) regions? without a colour")
    )
    assert coloured > 50
    assert page.locator("[data-map] a use.m:not(.none)").count() == coloured
    assert page.locator("[data-map] a use.m.none").count() == grey
    assert sum(map(int, page.locator(COUNTS_OF_CLASSES).all_text_contents())) == coloured
    assert page.locator("[data-map] a[data-region]").evaluate_all(EMPTY_SHAPES) == 0
    undrawn = re.search(r"(\d+) regions? (?:has|have) no boundary", said)
    rows = int(page.locator(".pages .of").inner_text().rpartition(" ")[2])
    assert 0 <= rows - coloured <= (int(undrawn.group(1)) if undrawn else 0)


def test_map_and_table_are_two_views_of_one_selection(page: Page) -> None:
    page.goto(MAP)
    row = first_row(page)
    region = shape(page, row.get_attribute("data-region"))
    name, quotient, jobs = (
        row.locator(cell).inner_text() for cell in ("a[title]", "td.b", "td.n:not(.mut):not(.b) >> nth=0")
    )
    page.mouse.move(*point_within(region))
    tip = page.get_by_role("tooltip")
    expect(tip.locator("b")).to_contain_text(name)
    assert tip.locator("dd").all_inner_texts()[:2] == [quotient, jobs]
    expect(row).to_have_class(re.compile("is-hot"))
    row.hover()
    expect(tip).to_be_hidden()
    expect(region).to_have_class(re.compile("is-hot"))


def test_the_keyboard_walks_from_region_to_region(page: Page) -> None:
    page.goto(MAP)
    focused = page.locator("[data-map] a[data-region]:focus")
    page.locator("select[name=year]").focus()
    for _ in range(3):  # the further choices, the title of the map, then the map
        page.keyboard.press("Tab")
    expect(focused).to_have_attribute("data-region", "us-metro-48620")
    left = focused.bounding_box()["x"]
    page.keyboard.press("ArrowRight")
    expect(focused).not_to_have_attribute("data-region", "us-metro-48620")
    assert focused.bounding_box()["x"] > left
    expect(page.get_by_role("tooltip")).to_be_visible()
    expect(page.locator("[data-map] a[tabindex='0']")).to_have_count(1)
    region = focused.get_attribute("data-region")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/regions/{region}/clusters/{AEROSPACE}/"))


def test_buttons_enlarge_the_map_and_a_click_opens_a_region(page: Page) -> None:
    page.goto(MAP)
    drawing = page.locator("[data-map] svg").first
    whole = drawing.get_attribute("viewBox")
    page.get_by_role("button", name="Enlarge the map").click()
    assert float(drawing.get_attribute("viewBox").split()[2]) == pytest.approx(float(whole.split()[2]) / 1.5, abs=1)
    page.mouse.click(*point_within(shape(page, "us-metro-48620")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Why is Aerospace & Defense strong in Wichita, KS?")
    page.go_back()
    page.get_by_role("button", name="Enlarge the map").click()
    page.get_by_role("button", name="Reduce the map").click()
    assert drawing.get_attribute("viewBox") == whole
    expect(page.get_by_role("button", name="Reduce the map")).to_be_disabled()
