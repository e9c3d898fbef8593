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
    "map of classes": f"{EDITION}map/?cluster={AEROSPACE}&measure=class&rules=quadrants",
    "map of regions with bubbles": f"{EDITION}map/?cluster=regions-as-a-whole&measure=grade&bubbles=jobs&of=plastics",
    "two maps": f"{EDITION}map/?cluster={AEROSPACE}&part=336411&jobs=500&year2=2018",
    "map alone": f"{EDITION}map/embed/?cluster={AEROSPACE}",
    "regions": f"{EDITION}regions/",
    "region": WICHITA,
    "country": f"{EDITION}regions/us/",
    "region brief": f"{WICHITA}brief/",
    "cluster brief": f"{EDITION}clusters/plastics/brief/",
    "definitions": f"{EDITION}definitions/",
    "definition": f"{EDITION}definitions/us-benchmark/",
    "draft of a definition": f"{EDITION}definitions/edit/?from=us-benchmark"
    "&new=cells%7Ctraded%7CCells%7C%E7%94%B5%E6%B1%A0&move=335911+cells+Near&dissolve=tobacco+-+Small&dissolve=footwear+apparel+Small&open=plastics",
    "custom regions": f"{EDITION}custom-regions/?units=metro-39900.48620",
    "custom region": f"{EDITION}custom-regions/region/?units=metro-17140.39900.48620&name=Three+cities",
    "clusters": f"{EDITION}clusters/",
    "compare": f"{EDITION}compare/",
    "regions compared": f"{EDITION}compare/?regions=us-metro-48620,us-metro-42660,us-metro-46060,us-metro-25540",
    "clusters compared": f"{EDITION}compare/?clusters=plastics,{AEROSPACE}",
    "years compared": f"{EDITION}compare/?region=us-metro-48620&years=2018,2019",
    "traded cluster": f"{EDITION}clusters/plastics/",
    "local cluster": f"{EDITION}clusters/local-health-services/",
    "strong": f"{WICHITA}clusters/{AEROSPACE}/",
    "not strong": f"{WICHITA}clusters/plastics/",
    "opportunities": f"{WICHITA}opportunities/",
    "no back-test": f"{EDITION}backtest/",
    "industry": f"{EDITION}industries/336411/",
    "edition": f"{EDITION}edition/",
    "data": f"{EDITION}data/",
    "chain": f"{WICHITA}clusters/{AEROSPACE}/chain/",
    "search": f"{EDITION}search/?q=wichita",
    "api": "/api/",
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
