"""The officers' desk of completeness: what is in order is admitted, one is asked for an amendment, one is excluded."""

from datetime import timedelta

from playwright.sync_api import expect
from tests.browser.commons.competition.calling import WAY, tomorrow
from tests.browser.commons.reader import Reader

AMENDMENT = "Say which share of the budget business carries, in per cent."
GROUND = "The university that is named trains nobody: it is a company."


def desk(officer: Reader, number: int) -> list[list[str]]:
    """The applications of a round as the desk has them: number, title and organisation, state, met, not, open, when."""
    officer.go(f"{WAY}rounds/{number}/checking/")
    return officer.rows()


def admit(officer: Reader, number: int, application: int) -> None:
    """Nothing stands against it."""
    _open(officer, number, application)
    _step(officer, "Admit")
    _is(officer, "admitted")


def send_back(officer: Reader, number: int, application: int) -> None:
    """Something is to be amended, until a day."""
    _open(officer, number, application)
    officer.look("12-check")
    until = (tomorrow() + timedelta(days=5)).isoformat()
    _step(
        officer, "Ask for an amendment", **{"return-reasons": AMENDMENT, "return-day": until, "return-clock": "17:00"}
    )
    _is(officer, "returned for amendment")


def exclude(officer: Reader, number: int, application: int) -> None:
    """A condition that the platform took for met is not, and the officer has the last word."""
    _open(officer, number, application)
    officer.page.locator("main [name=says_3]").select_option("no")
    officer.fill(note_3=GROUND)
    officer.press("Store the findings")
    officer.told("It is stored.")
    _step(officer, "Find not eligible", **{"exclude-reasons": GROUND})
    _is(officer, "not eligible")


def _open(officer: Reader, number: int, application: int) -> None:
    officer.go(f"{WAY}rounds/{number}/applications/{application}/check/")


def _step(officer: Reader, label: str, **values: str) -> None:
    officer.page.locator("main details summary").get_by_text(officer.say(label), exact=True).click()
    officer.fill(**values)
    officer.press(label)
    officer.told("Done. The applicant is told by letter.")


def _is(officer: Reader, state: str) -> None:
    expect(officer.page.locator("h1 + .meta .badge").first).to_have_text(officer.say(state))
