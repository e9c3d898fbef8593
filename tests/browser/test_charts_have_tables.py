"""No figure is only drawn: every chart stands beside a table, or leads to one, on every page."""

import pytest
from playwright.sync_api import Page
from tests.browser.places import PAGES

pytestmark = pytest.mark.long

# A drawing with a meaning has a role; what only decorates is hidden from readers. Its section, or the one around it,
# has a table, rows to take away, or a link to the part of the page that has the table.
WITHOUT_TABLE = """() => {
  const hasTable = (one) => one && (one.querySelector("table, dl.facts") !== null ||
    [...one.querySelectorAll("a[href]")].some((link) => /\\\\.csv(\\\\?|$)/.test(link.href) ||
      (link.hash && link.pathname === location.pathname &&
        document.getElementById(link.hash.slice(1))?.querySelector("table"))));
  return [...document.querySelectorAll("main [role=img]")]
    .filter((one) => one.matches("svg, :has(svg)") && !one.closest("[aria-hidden=true], table"))
    .filter((one) => {
      const section = one.closest("section");  // or the one that follows
      const near = [one.closest("section, figure"), section, section?.nextElementSibling, one.closest(".grid, .brief")];
      return !near.some(hasTable);
    })
    .map((one) => one.getAttribute("aria-label").slice(0, 80));
}"""
DRAWN = "() => [...document.querySelectorAll('main [role=img]')].filter((one) => one.matches('svg, :has(svg)')).length"


def test_every_chart_has_its_table(page: Page) -> None:
    drawn = 0
    for name, address in PAGES.items():
        if 'role="img"' not in page.request.get(address).text():
            continue  # nothing is drawn
        page.goto(address, wait_until="domcontentloaded")
        if name == "map alone":  # in a frame of another site it leads to the page of the map
            assert "/map/?" in str(page.locator(".source a").get_attribute("href"))
            continue
        drawn += page.evaluate(DRAWN)
        assert page.evaluate(WITHOUT_TABLE) == [], name
    assert drawn > 40
