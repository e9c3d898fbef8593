"""The jury: invited by the officer, each accepts with what the juror knows, declares ties, and one leaves."""

from tests.browser.commons.competition.calling import WAY
from tests.browser.commons.competition.cast import Juror
from tests.browser.commons.people import address
from tests.browser.commons.reader import Reader

FIELDS = {"en": "regional strategy, production, training", "zh-hans": "区域战略、制造、人才培养"}


def invite(officer: Reader, jurors: tuple[Juror, ...]) -> None:
    """All of them, each into a seat."""
    officer.go(f"{WAY}jury/")
    for each in jurors:
        officer.fill(email=address(each.who), seat=each.seat)
        officer.press("Invite")
        officer.told("The invitation is on its way.")
    officer.look("20-jury")


def accept(juror: Reader, one: Juror) -> None:
    """The seat, from the page that lists it."""
    juror.go(f"{WAY}jury/mine/")
    juror.page.locator("main form").first.locator("[name=clusters]").first.fill("us/automotive")
    juror.fill(organisation=one.employer, country="DE", fields_known=FIELDS[one.language])
    juror.press("Accept the seat")
    juror.told("The seat is yours. Declare what ties you to organisations that may apply.")


def declare_tie(juror: Reader, organisation: str) -> None:
    """A tie that no register knows of."""
    juror.go(f"{WAY}jury/mine/")
    form = juror.page.locator("main form[action$='/ties/']")
    form.locator("[name=organisation]").fill(organisation)
    form.locator("[name=kind]").select_option("ownership")
    form.locator("[name=note]").fill("Shares, since 2019")
    juror.press("Declare it")
    juror.told("The tie is declared. You read no application in which it takes part.")
    juror.look("21-seat")


def leave(juror: Reader) -> None:
    """In the middle of the round."""
    juror.go(f"{WAY}jury/mine/")
    juror.fill(note="I change to a department that applies.")
    juror.press("Leave the jury")
    juror.told("Done. Those who run the call are told.")
