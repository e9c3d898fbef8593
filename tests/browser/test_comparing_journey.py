"""Regions, clusters and years are compared: picked from their pages, held against a group, taken away, sent on."""

import re
from statistics import median

from playwright.sync_api import Page, expect
from tests.browser.commons.reading import CHINESE
from tests.browser.conftest import Visit
from tests.browser.looking import PHONE, look
from tests.browser.places import AEROSPACE, EDITION, WICHITA
from tests.browser.taking import taken_rows

from clusteratlas.editions import Edition

SEATTLE, TUCSON = "us-metro-42660", "us-metro-46060"
COMPARED = ("us-metro-48620", TUCSON, SEATTLE)
CELLS = "(cells) => cells.map((cell) => cell.innerText.replace(/\\s*\\n.*/s, '').trim())"


def add(page: Page, letters: str, name: str) -> None:
    """Types a few letters and takes the first suggestion by keyboard."""
    box = page.get_by_role("combobox", name="Add a region")
    box.press_sequentially(letters)
    expect(page.locator(".pick [role=option]").first).to_contain_text(name)
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator(".chips.units li").last).to_contain_text(name)


def figures(page: Page, cluster: str) -> list[str]:
    """The figures of a cluster side by side: one of each region, then the group's median and middle half."""
    row = page.locator("#side-by-side tbody tr", has=page.get_by_role("link", name=cluster, exact=True))
    return row.locator("td.n").evaluate_all(CELLS)


def quotient(edition: Edition, region: str) -> float:
    """A share over a share, from the table of jobs alone."""
    jobs = {
        row["region"]: (row["employment"], row["traded"])
        for row in edition.rows(
            "select region, any_value(employment) filter (cluster = ?) as employment, sum(employment) as traded "
            "from portfolio where year = 2019 and kind = 'traded' and subcluster is null and region in ('us', ?) "
            "group by region",
            [AEROSPACE, region],
        )
    }
    (here, all_here), (there, all_there) = jobs[region], jobs["us"]
    return float(here / all_here / (there / all_there))


def quotients_of_like_size(edition: Edition) -> list[float]:
    """What the group has: half of the smallest to double the largest, nobody compared in it; no jobs are a zero."""
    jobs = {
        row["region"]: row["employment"]
        for row in edition.rows("select region, employment from summary where year = 2019 and level = 'metro'")
    }
    low, high = (choose(jobs[code] for code in COMPARED) for choose in (min, max))
    group = [code for code, each in jobs.items() if low / 2 <= each <= high * 2 and code not in COMPARED]
    known = {
        row["region"]: row["location_quotient"]
        for row in edition.rows(
            "select region, location_quotient from portfolio "
            "where year = 2019 and cluster = ? and subcluster is null and level = 'metro'",
            [AEROSPACE],
        )
    }
    return [value for code in group if (value := known.get(code, 0.0)) is not None]


def test_regions_beside_a_group_then_the_same_page_from_its_address(visit: Visit, sample_edition: Edition) -> None:
    page = visit(color_scheme="light")
    page.goto(WICHITA)
    page.locator("main").get_by_role("link", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare")
    add(page, "tucs", "Tucson, AZ")
    add(page, "42660", "Seattle-Tacoma-Bellevue, WA")
    page.get_by_label("Benchmark group").select_option("regions of like size")
    expect(page).to_have_url(re.compile(f"{EDITION}compare/\\?regions={','.join(COMPARED)}&.*against=size$"))
    shown = figures(page, "Aerospace & Defense")
    assert shown[:3] == [f"{quotient(sample_edition, code):.2f}" for code in COMPARED]
    assert shown[3] == f"{median(quotients_of_like_size(sample_edition)):.2f}"
    look(page, "comparing-1-regions")

    rows = taken_rows(page.locator("#side-by-side").get_by_role("link", name="CSV"))
    mine = {row["region"]: row for row in rows if row["cluster"] == AEROSPACE}
    assert [f"{float(mine[code]['location_quotient']):.2f}" for code in COMPARED] == shown[:3]
    assert {f"{float(row['group_median']):.2f}" for row in mine.values()} == {shown[3]}

    other = visit(color_scheme="dark")
    other.goto(page.url)
    assert other.locator("main").inner_text() == page.locator("main").inner_text()
    other.set_viewport_size({"width": PHONE, "height": 900})
    other.goto(f"{CHINESE.prefix}{other.url.removeprefix(other.evaluate('location.origin'))}")
    assert other.locator("#side-by-side td.n:visible").first.inner_text().startswith(shown[0])
    look(other, "comparing-2-regions")


def test_clusters_and_years_are_compared_on_a_phone_in_chinese(visit: Visit, sample_edition: Edition) -> None:
    page = visit(width=PHONE, color_scheme="dark")
    page.goto(f"{CHINESE.prefix}{EDITION}clusters/plastics/")
    page.locator("main").get_by_role("link", name=CHINESE("Compare"), exact=True).click()
    page.locator(".chips.add .chip").first.click()
    codes = re.search(r"\?clusters=plastics,([a-z-]+)$", page.url)
    assert codes, page.url
    jobs = {
        row["cluster"]: f"{row['employment']:,}"
        for row in sample_edition.rows(
            "select cluster, employment from portfolio where year = 2019 and region = 'us' and subcluster is null"
        )
    }
    first = page.locator("#headlines tbody tr").first.locator("td.n")
    assert first.evaluate_all(CELLS)[:2] == [jobs["plastics"], jobs[codes[1]]]
    look(page, "comparing-3-clusters")

    page.goto(f"{CHINESE.prefix}{EDITION}compare/?pick={COMPARED[0]}")
    page.get_by_role("link", name=CHINESE("Compare its own years")).click()
    before, after = sample_edition.rows(
        "select traded_employment as jobs from summary where region = ? order by year", [COMPARED[0]]
    )
    traded = page.locator("#headlines tbody tr", has_text=CHINESE("Jobs in traded clusters")).locator("td.n")
    assert traded.evaluate_all(CELLS)[:2] == [f"{before['jobs']:,}", f"{after['jobs']:,}"]
    look(page, "comparing-4-years")


def test_the_choices_of_a_comparison_work_without_scripts(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.goto(f"{EDITION}compare/?regions={','.join(COMPARED[:2])}")
    page.get_by_label("Measure").select_option("Jobs")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("measure=employment"))
    box = page.locator("input[name=add]")
    box.fill("seattle")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".chips.units li")).to_have_count(3)
