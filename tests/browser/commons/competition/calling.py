"""The officer makes the call from its template, sets how large it is, publishes it, and opens and closes its rounds."""

from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import expect
from tests.browser.commons.competition.cast import SCHEME
from tests.browser.commons.competition.size import Size
from tests.browser.commons.reader import Reader

NAMES = {"en": "Leading-edge clusters 2026", "zh-hans": "2026 年尖端集群竞赛"}
CALL = "leading-edge-clusters-2026"
WAY = f"/calls/{CALL}/"
CLOCK = "Europe/Berlin"
WEIGHTS = (20, 25, 20, 20, 15)  # of the shipped template, in its order
LOW, HIGH = 1, 10


def tomorrow() -> date:
    """The day after today, everywhere."""
    return datetime.now(UTC).date() + timedelta(days=2)


def make(officer: Reader, size: Size) -> None:
    """From the template that is shipped, as large as it is to be here, published."""
    officer.go("/calls/")
    officer.follow("New call")
    officer.look("01-templates")
    officer.follow("Leading-edge cluster competition")
    officer.look("02-new")
    officer.fill(names_en=NAMES["en"], names_zh=NAMES["zh-hans"], time_zone=CLOCK)
    officer.fill(opens_day=tomorrow().isoformat(), opens_clock="09:00")
    officer.press("Make the draft")
    officer.told("The draft is stored. Only your department sees it until it is published.")
    settle(officer, size)
    officer.look("03-edit")
    officer.press("Publish the call")
    officer.told("The call is published.")
    expect(officer.title()).to_have_text(NAMES["en"])
    officer.look("04-call")


def settle(officer: Reader, size: Size) -> None:
    """The places and reviews of both rounds, the least consortium, the size of the jury."""
    officer.go(f"{WAY}edit/facts/")
    officer.fill(jury_size=str(size.jurors), grants=f"{SCHEME}/winner")
    officer.press("Store")
    for number in (1, 2):
        officer.go(f"{WAY}edit/rounds/{number}/")
        officer.fill(places=str(size.places(number)), least_reviews=str(size.least_reviews(number)))
        officer.press("Store")
    officer.go(f"{WAY}edit/rounds/1/conditions/2/")
    officer.fill(value=str(size.partners))
    officer.press("Store")
    officer.told("It is stored.")


def open_round(officer: Reader, number: int) -> None:
    """By hand, before its hour."""
    desk(officer)
    officer.click(
        officer.page.locator(f"#round-{number}").get_by_role("link", name=officer.say("Open now"), exact=True)
    )
    officer.fill(reason="Everything is ready.")
    officer.press("Open the round")
    officer.told("The round is open.")


def close_round(officer: Reader, number: int) -> None:
    """By hand, before its deadline."""
    desk(officer)
    officer.click(
        officer.page.locator(f"#round-{number}").get_by_role("link", name=officer.say("Close now"), exact=True)
    )
    officer.fill(reason="All who were invited have handed in.")
    officer.press("Close the round")
    officer.told("The round is closed.")


def gate(officer: Reader, number: int, label: str) -> None:
    """To the page on which a round is opened or closed."""
    links = officer.page.locator(f"#round-{number}").get_by_role("link", name=officer.say(label), exact=True)
    officer.click(links)


def desk(officer: Reader) -> None:
    """The desk of the call."""
    officer.go(f"{WAY}desk/")


def conclude(officer: Reader) -> None:
    """The end of the call."""
    desk(officer)
    officer.press("Conclude the call")
    officer.told("The call is concluded.")
