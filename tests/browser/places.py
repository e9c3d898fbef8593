"""Where things stand: the addresses of the sample's pages, and the points of the screen where a region lies."""

from playwright.sync_api import Locator, Page
from tests.browser.watching import NOWHERE

EDITION = "/us/2019.1/"
AEROSPACE = "aerospace-vehicles-and-defense"
WICHITA = f"{EDITION}regions/us-metro-48620/"
PAGES = {
    "home": EDITION,
    "map of metropolitan areas": f"{EDITION}map/",
    "map of micropolitan areas": f"{EDITION}map/?level=micro",
    "map of a local cluster": f"{EDITION}map/?cluster=local-health-services",
    "regions": f"{EDITION}regions/",
    "region": WICHITA,
    "country": f"{EDITION}regions/us/",
    "clusters": f"{EDITION}clusters/",
    "traded cluster": f"{EDITION}clusters/plastics/",
    "local cluster": f"{EDITION}clusters/local-health-services/",
    "strong": f"{WICHITA}clusters/{AEROSPACE}/",
    "not strong": f"{WICHITA}clusters/plastics/",
    "opportunities": f"{WICHITA}opportunities/",
    "no back-test": f"{EDITION}backtest/",
    "industry": f"{EDITION}industries/336411/",
    "edition": f"{EDITION}edition/",
    "search": f"{EDITION}search/?q=wichita",
    "nowhere": NOWHERE,
}
LANGUAGES = {"en": "", "zh-Hans": "/zh-hans"}  # as pages say it, and the beginning of their addresses

# A region's outline may leave the middle of its box to a neighbour, so points are tried until one is its own.
_POINT_WITHIN = """(region) => {
  const { left, top, width, height } = region.getBoundingClientRect();
  for (let at = 0; at < 400; at += 1) {
    const [x, y] = [left + ((at % 20) + 0.5) * width / 20, top + (Math.floor(at / 20) + 0.5) * height / 20];
    if (document.elementFromPoint(x, y)?.closest("a[data-region]") === region) return [x, y];
  }
  return null;
}"""


def shape(page: Page, region: str) -> Locator:
    """A region on the map."""
    return page.locator(f"[data-map] a[data-region='{region}']")


def point_within(region: Locator) -> tuple[float, float]:
    """A point of the screen at which the pointer is on the region."""
    region.scroll_into_view_if_needed()
    x, y = region.evaluate(_POINT_WITHIN)
    return x, y
