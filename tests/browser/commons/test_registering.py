"""A newcomer registers a cluster organisation and gets it verified; everybody finds it, in the other language too."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.commons.conftest import NEWCOMER, VISITOR, Commons, Enter
from tests.browser.commons.people import ADMINISTRATOR, PASSWORD
from tests.browser.commons.reading import (
    BOTH,
    Speech,
    fill,
    follow,
    letter,
    link_in,
    look,
    press,
    rows,
    title,
    told,
)

NAMES = {
    "en": {"en": "Plains Glider Network", "zh-hans": "平原滑翔机网络"},
    "zh-hans": {"en": "River Turbine Circle", "zh-hans": "河畔涡轮联盟"},
}
PART_OF_THE_NAME = {"en": "turbine", "zh-hans": "滑翔"}  # looked for in the other language
WICHITA = {"en": "Wichita, KS", "zh-hans": "威奇托（堪萨斯）"}
AEROSPACE = {"en": "Aerospace Vehicles and Defense", "zh-hans": "航空航天与国防"}
OTHER = {"en": "zh-hans", "zh-hans": "en"}
DIRECTORY = "/organisations/"


@pytest.mark.parametrize("language", BOTH)
def test_from_opening_an_account_to_being_found(enter: Enter, commons: Commons, language: str) -> None:
    say, names, address = BOTH[language], NAMES[language], f"dora.{language}@example.org"
    page = enter(NEWCOMER)
    open_account(page, commons, say, address)
    register(page, say, names[language])
    describe(page, say, names)
    submit(page, say)

    visitor = enter(VISITOR)
    visitor.goto(f"{say.prefix}{DIRECTORY}?q={names[language]}")
    expect(visitor.locator(".empty h3")).to_have_text(say("No organisation fits"))

    verify(enter(ADMINISTRATOR), say, names[language])
    commons.work()
    verified = letter(commons.home, address, say("%(name)s is verified", name=names[language]))
    assert link_in(verified).startswith(f"{commons.origin}{say.prefix}{DIRECTORY}")
    find(visitor, BOTH[OTHER[language]], names)


def open_account(page: Page, commons: Commons, say: Speech, address: str) -> None:
    """From the directory to an account, with the letter that the worker writes, and in."""
    page.goto(f"{say.prefix}{DIRECTORY}")
    follow(page, say("Sign in to register an organisation"))
    follow(page, say("Open an account"))
    look(page, "1-register-1-account")
    fill(page, name="Dora", email=address, password1=PASSWORD)
    press(page, say("Open the account"))
    expect(title(page)).to_have_text(say("A letter is on its way"))
    commons.work()
    link = link_in(letter(commons.home, address, say("Confirm your e-mail address")))
    assert link.startswith(f"{commons.origin}{say.prefix}/account/confirm/")
    page.goto(link)
    look(page, "1-register-2-confirm")
    press(page, say("Yes, confirm it"))
    fill(page, login=address, password=PASSWORD)
    press(page, say("Sign in"))
    expect(title(page)).to_have_text("Dora")


def register(page: Page, say: Speech, name: str) -> None:
    """The few facts that a draft needs."""
    page.goto(f"{say.prefix}{DIRECTORY}")
    follow(page, say("Register an organisation"))
    look(page, "1-register-3-form")
    fill(page, name=name, language=say.code, kind="cluster-organisation", country="us")
    press(page, say("Register"))
    assert told(page) == [say("It is registered as a draft. Tell more about it, then submit it for verification.")]


def describe(page: Page, say: Speech, names: dict[str, str]) -> None:
    """Every part of the record, one after the other; in the end it meets the listing rule."""
    onwards = say("Store and go on")
    look(page, "1-register-4-names")
    fill(page, **names, first=say.code)
    press(page, onwards)
    fill(page, sector="mixed", size="1-9", founded="2014", web="https://example.org/cluster", about="Builds.\n\nFlies.")
    look(page, "1-register-5-profile")
    press(page, onwards)
    fill(page, regions="Wichita, KS", clusters="Aerospace Vehicles and Defense", industries="NAICS 336411")
    look(page, "1-register-6-places")
    press(page, onwards)
    fill(page, activities=["networking", "education"], services=["training"], capabilities="laser welding")
    look(page, "1-register-7-work")
    press(page, onwards)
    fill(page, staff_fte="2.5", members_firm="14", members_university="2")
    fill(page, year_0="2025", public_0="40", dues_0="30", services_0="20", projects_0="10")
    look(page, "1-register-8-resources")
    press(page, say("Store"))
    expect(title(page)).to_have_text(names[say.code])
    met, page_given = say("met"), say("a page that everybody can read")
    parts = rows(page.locator("table.rule-parts"))
    assert [part[1:] for part in parts[:3]] == [["2.5", met], ["16", met], ["2", met]]
    assert (len(parts), parts[3][0], parts[3][2]) == (4, page_given, met)
    look(page, "1-register-9-draft")


def submit(page: Page, say: Speech) -> None:
    """For verification."""
    step = say("Submit for verification")
    follow(page, step)
    press(page, step)
    assert told(page) == [say("It is “%(state)s” now.", state=say("submitted"))]
    expect(page.locator("h1 + .meta .badge")).to_have_text(say("submitted"))


def verify(page: Page, say: Speech, name: str) -> None:
    """The administrator looks for what is submitted, and verifies it."""
    page.goto(f"{say.prefix}{DIRECTORY}?state=submitted")
    look(page, "1-register-10-submitted")
    follow(page, name)
    follow(page, say("Verify"))
    look(page, "1-register-11-verify")
    press(page, say("Verify"))
    assert told(page) == [say("It is “%(state)s” now.", state=say("verified"))]
    look(page, "1-register-12-verified")


def find(page: Page, say: Speech, names: dict[str, str]) -> None:
    """A visitor finds it by a part of its name in the other language, and by region and cluster."""
    page.goto(f"{say.prefix}{DIRECTORY}")
    fill(page, q=PART_OF_THE_NAME[say.code])
    press(page, say("Search"))
    name, kind = names[say.code], say("Cluster organisation")
    expected = [[name, kind, WICHITA[say.code], AEROSPACE[say.code], "16"]]
    assert rows(page.locator("table.organisations")) == expected
    look(page, "1-register-13-found")
    page.goto(
        f"{say.prefix}{DIRECTORY}?region=us-metro-48620&cluster=us/aerospace-vehicles-and-defense&activity=education"
    )
    assert [row[0] for row in rows(page.locator("table.organisations"))].count(name) == 1
    follow(page, name)
    expect(title(page)).to_have_text(name)
    expect(page.locator("h1 + .meta .badge")).to_have_text(say("verified"))
    look(page, "1-register-14-public")
