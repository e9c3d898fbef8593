"""The four doors of the first page: each leads somebody to a page that answers what they came with."""

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.commons.conftest import NEWCOMER, VISITOR, Enter
from tests.browser.commons.people import ASKING, LEAD
from tests.browser.commons.reading import BOTH, Speech, follow, look, rows, title

HOME = "/us/2019.1/"


def through(page: Page, say: Speech, door: str, link: str) -> None:
    """From the first page through a door."""
    page.goto(f"{say.prefix}{HOME}")
    page.locator(f"#door-{door}").get_by_role("link", name=say(link), exact=True).click()


@pytest.mark.parametrize("language", BOTH)
def test_a_firm_finds_its_cluster_and_who_helps(enter: Enter, language: str) -> None:
    say, asking = BOTH[language], ASKING[language]
    firm = enter(asking.manager)
    firm.goto(f"{say.prefix}{HOME}")
    box = firm.locator("#door-firm [name=q]")
    box.fill("336411")
    box.press("Enter")
    follow(firm, {"en": "Aircraft Manufacturing", "zh-hans": "飞机制造"}[language])
    expect(firm.locator("main")).to_contain_text(
        {"en": "Aerospace Vehicles and Defense", "zh-hans": "航空航天与国防"}[language]
    )
    through(firm, say, "firm", "Support that is open for your firm")
    expect(firm.locator("ul.openings").first.locator("h3")).to_have_text([asking.instrument[language]])
    through(firm, say, "firm", "Partners in your region and cluster")
    expect(firm.locator("main table")).to_contain_text(asking.firm_names[language])


@pytest.mark.parametrize("language", BOTH)
def test_an_official_sees_who_treats_what_and_what_nobody_does(enter: Enter, language: str) -> None:
    say, page = BOTH[language], enter(VISITOR)
    through(page, say, "official", "Who does what: departments against bottlenecks")
    table = page.locator("main table").first
    treated = {cells[0]: cells[1:7] for cells in rows(table)}
    assert {asking.department_names[language] for asking in ASKING.values()} <= treated.keys()
    by_nobody = [column for column in zip(*treated.values(), strict=True) if set(column) == {"0"}]
    assert len(by_nobody) == 5  # both instruments are for knowledge and skills
    through(page, say, "official", "Programmes and their promises")
    expect(page.locator("main")).to_contain_text(LEAD.names[language])


def test_a_cluster_organisation_sees_what_is_open_and_how_to_begin(enter: Enter) -> None:
    say, page = BOTH["en"], enter(NEWCOMER)  # who will be asked to sign in, which sets a cookie
    through(page, say, "organisation", "Calls that are open now")
    told = page.request.get("/api/v1/calls?stage=open&limit=5000").json()["rows"]
    expect(page.locator("main")).to_contain_text(f"{len(told)} call")
    for call in told:
        expect(named(page, call["name"])).to_be_visible()
    through(page, say, "organisation", "Register an organisation, or claim its record")
    expect(title(page)).to_have_text("Sign in")
    expect(page.locator("main")).to_contain_text("Open an account")
    look(page, "doors-sign-in", is_quick=True)


def named(page: Page, name: str) -> Locator:
    """The link of that name in the list."""
    return page.locator("main").get_by_role("link", name=name).first
