"""Conflicts of interest: found from what is recorded, declared, asked as a doubt, decided by chair or deputy."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.browser.commons.competition import cast
from tests.browser.commons.competition.calling import WAY
from tests.browser.commons.competition.cast import Juror
from tests.browser.commons.reader import Reader

MEMBERSHIP, OWNERSHIP, PROJECT, REGION, DECLARED = (
    "membership or employment",
    "ownership",
    "shared project",
    "same region",
    "declared",
)


@dataclass(frozen=True)
class Conflict:
    """Who is kept out of which application, and for which kind of reason."""

    juror: Juror
    application: int
    kind: str


# Eva's institute and Mia's university are partners; Mia's university applied with a firm of the second consortium, and
# Otto's college lies in its region; Mia holds shares of the third applicant.
RECORDED = (
    Conflict(cast.MIA, cast.WORKS_AT, MEMBERSHIP),
    Conflict(cast.MIA, cast.SHARES, PROJECT),
    Conflict(cast.OTTO, cast.NEAR, REGION),
    Conflict(cast.MIA, cast.TIED, OWNERSHIP),
    Conflict(cast.EVA, cast.CHAIRS, MEMBERSHIP),
)
DOUBT = Conflict(cast.OTTO, cast.DOUBTED, PROJECT)  # asked by the officer, decided by the chair: it is one
ALL = (*RECORDED, DOUBT)


def seen(reader: Reader) -> set[tuple[str, int]]:
    """Who is kept out of which application, as the page shows it to somebody."""
    reader.go(f"{WAY}conflicts/")
    shown = reader.page.locator("table.conflicts tbody tr").all()
    pairs = [(row.locator("th").inner_text(), row.locator("td").first.inner_text()) for row in shown]
    return {(who, int(application.partition(".")[0])) for who, application in pairs}


def kept_out(conflicts: Iterable[Conflict], juror: Juror) -> set[int]:
    """The applications that a juror is kept out of."""
    return {each.application for each in conflicts if each.juror == juror}


def ask(officer: Reader, doubt: Conflict) -> None:
    """Asks whether a juror has a conflict."""
    officer.go(f"{WAY}conflicts/")
    officer.fill(
        juror=officer.page.locator("main [name=juror] option", has_text=doubt.juror.person).get_attribute("value") or ""
    )
    officer.fill(application=str(doubt.application), kind="project", reason="A joint laboratory until last year?")
    officer.press("Ask")
    officer.told("The question is open. The juror reads nothing of the application until it is decided.")
    officer.look("22-conflicts")


def doubt(juror: Reader, application: int) -> None:
    """A juror is not sure about an application of the own queue."""
    juror.go("/calls/reviews/")
    juror.click(juror.page.locator(f"main a[href$='/applications/{application}/review/']"))
    juror.follow("Declare a conflict of interest")
    juror.fill(reason="My sister teaches there.")
    juror.page.locator("main [name=is_doubt]").check()
    juror.press("Declare it")
    juror.told("Thank you. The application is out of your queue.")


def decide(chair: Reader, juror: Juror, label: str, why: str) -> None:
    """Chair or deputy decides on the open question about a juror."""
    chair.go(f"{WAY}conflicts/")
    row = chair.page.locator("table.conflicts tr.me", has_text=juror.person)
    row.locator("[name=answer]").fill(why)
    chair.click(row.get_by_role("button", name=chair.say(label), exact=True))
    chair.told("Decided. The juror is told what concerns the juror.")
