"""Pages of every atlas, side by side in one installation: they load, fit, draw their map and exclude nobody."""

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Visit
from tests.browser.test_every_page import CONTRAST, SIDEWAYS_TABLES, TOO_WIDE, WIDTHS, violations
from tests.web.atlas_pages import ATLASES, EARLIER, EUROPE, STATES, AtlasPages

pytestmark = pytest.mark.long

# A few pages of each atlas; the language changes from one to the next, since every atlas has both.
PAGES = [
    ("", "/"),
    ("/zh-hans", "/"),
    ("", f"{STATES.root}changes/{EARLIER.edition}/"),
    ("/zh-hans", f"{STATES.root}changes/{EARLIER.edition}/"),
    *(
        (("", "/zh-hans")[(at + number) % 2], pages.addresses[name])
        for at, pages in enumerate(ATLASES[1:])
        for number, name in enumerate(("home", "regions", "cluster", "edition"))
    ),
]
SHAPES = """(shapes) => shapes.filter((one) => {
  const { width, height } = one.getBBox();
  return !(width > 0 && height > 0);
}).length"""


@pytest.mark.parametrize(("prefix", "address"), PAGES, ids=lambda value: value or "en")
def test_a_page_of_an_atlas_loads_fits_and_excludes_nobody(visit_atlases: Visit, prefix: str, address: str) -> None:
    page = visit_atlases(color_scheme="light")
    page.goto(f"{prefix}{address}")
    expect(page.locator("h1")).to_have_count(1)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == [], width
        assert page.evaluate(SIDEWAYS_TABLES) == [], width
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []


@pytest.mark.parametrize("pages", ATLASES[1:], ids=lambda pages: f"{pages.atlas}-{pages.edition}")
def test_every_region_of_a_map_is_drawn(visit_atlases: Visit, pages: AtlasPages) -> None:
    page = visit_atlases()
    page.goto(pages.addresses["map"])
    if page.locator("[data-map]").count() == 0:
        pytest.skip("the edition was built without boundaries of the United States")
    assert page.locator("[data-map] a[data-region]").count() > 40
    assert page.locator("[data-map] a[data-region]").evaluate_all(SHAPES) == 0


def test_the_switch_leads_from_atlas_to_atlas(visit_atlases: Visit) -> None:
    page = visit_atlases()
    page.goto(EUROPE.root)
    page.locator(".atlas-switch summary").click()
    page.get_by_role("link", name="Japan", exact=True).click()
    expect(page.locator(".edition b")).to_have_text("jp-2014.1")
    page.locator(".atlas-switch summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".atlas-switch nav")).to_be_hidden()
    page.get_by_role("link", name="Cluster Atlas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Industrial clusters, atlas by atlas")
