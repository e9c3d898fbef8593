"""Who supplies a cluster and who buys from it, what of that is local, missing or nearby: drawing, table and file."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.commons.reading import CHINESE, ENGLISH, Speech
from tests.browser.conftest import Visit
from tests.browser.looking import PHONE, look
from tests.browser.places import AEROSPACE, WICHITA
from tests.browser.taking import Row, taken_rows

CHAIN = f"{WICHITA}clusters/{AEROSPACE}/"
STANDINGS = {
    "en": {"strong": "strong", "present": "at or above average", "thin": "below average", "missing": "not here"},
    "zh-hans": {"strong": "强势", "present": "达到或高于平均", "thin": "低于平均", "missing": "本地没有"},
}
# What a row says where there is room; on a phone the nearest stands under the name.
CELLS = """(rows) => rows.map((row) => [...row.cells].map((cell, at) =>
  at < 4 ? (at ? cell : cell.querySelector("a, span")).textContent.trim() :
  cell.querySelector("a")?.getAttribute("href").match(/regions\\/([^/]+)/)[1] ?? ""))"""
SAID_SHARE = re.compile(r"[\d.]+%")


def shown(section: Locator) -> list[list[str]]:
    """The rows of a side, those folded away among them: partner, share, quotient, standing, code of the nearest."""
    found: list[list[str]] = section.locator("tbody tr").evaluate_all(CELLS)
    return found


def told(rows: list[Row], say: Speech) -> list[list[str]]:
    """The same from the file."""
    return [
        [
            row["cluster_name"],
            share(float(row["flow_share"])),
            f"{float(row['location_quotient']):.2f}" if row["location_quotient"] else "",
            STANDINGS[say.code][row["standing"]],
            row["nearest_strong"],
        ]
        for row in rows
        if row["standing"]
    ]


def share(part: float) -> str:
    """As pages write it."""
    return "<0.1%" if 0 < part < 0.0005 else f"{part:.1%}"


@pytest.mark.parametrize("say", [ENGLISH, CHINESE], ids=["en", "zh-hans"])
def test_what_is_local_missing_and_nearby_agrees_with_the_file(visit: Visit, say: Speech) -> None:
    page = visit(color_scheme="light") if say is ENGLISH else visit(width=PHONE, color_scheme="dark")
    page.goto(f"{say.prefix}{CHAIN}")
    page.locator(f"main a[href^='{say.prefix}{CHAIN}chain/']").first.click()
    expect(page.get_by_text(say("The flows are those of the nation"))).to_be_visible()
    look(page, "chain")
    rows = taken_rows(page.locator("#supplies").get_by_role("link", name="CSV"))
    for side, answer in zip(("supplies", "buys"), page.locator(".verdict .answer").all(), strict=True):
        mine = [row for row in rows if row["chain_side"] == side]
        partners = [cells for cells in shown(page.locator(f"#{side}")) if cells[3]]
        assert sorted(partners) == sorted(told(mine, say))
        local = sum(float(row["flow_share"]) for row in mine if row["standing"] in ("strong", "present"))
        assert SAID_SHARE.findall(answer.inner_text()) == [share(local)]


def test_the_drawing_names_the_partners_of_the_table(page: Page) -> None:
    page.goto(f"{CHAIN}chain/")
    drawn = page.locator(".chart.chain.only-w svg text").all_text_contents()
    for cells in shown(page.locator("#supplies"))[:5]:
        assert f"{cells[0]} {cells[1]}" in [" ".join(each.split()) for each in drawn]
