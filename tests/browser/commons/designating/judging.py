"""What officers and experts do with an assessment: experts assigned, values found, visits, audits, closing."""

from collections.abc import Iterable

from playwright.sync_api import expect
from tests.browser.commons.designating.assessing import STORED, at, badge
from tests.browser.commons.designating.cast import COUNTRIES, Somebody
from tests.browser.commons.people import address
from tests.browser.commons.reader import Reader

REPORT = {
    "en": "Six firms and two laboratories were seen. What the papers say is so.",
    "zh-hans": "实地走访六家企业、两个实验室，情况与材料一致。",
}
REASONS = {"en": "The experts found what the rules ask.", "zh": "专家核实结果符合规则要求。"}


def desk(officer: Reader) -> list[list[str]]:
    """The assessments that wait, as the desk has them."""
    officer.go("/designations/desk/")
    officer.look("10-desk")
    waiting = officer.page.locator("main section.sec").first.locator("table")
    return officer.rows("main section.sec:first-of-type table") if waiting.count() else []


def assign(officer: Reader, number: int, expert: Somebody) -> None:
    """An expert by address and country."""
    propose(officer, number, expert, COUNTRIES[expert])
    officer.told(STORED)


def propose(officer: Reader, number: int, expert: Somebody, country: str) -> None:
    """The same, sent; whether it is stored is to be seen."""
    officer.go(at(number, "experts/"))
    officer.fill(email=address(expert.who), country=country)
    officer.look("11-expert")
    officer.press("Store")


def visit(expert: Reader, number: int, begins: str, ends: str) -> None:
    """Days at the organisation, with a report."""
    expert.go(at(number, "visits/"))
    expert.fill(begins=begins, ends=ends, report=REPORT[expert.say.code])
    expert.look("13-visit")
    expert.press("Store")
    expert.told(STORED)


def audit(expert: Reader, number: int, improvements: Iterable[int]) -> None:
    """What was said to be better is."""
    for each in improvements:
        expert.go(at(number, f"improvements/{each}/"))
        expert.fill(audited="done")
        expert.look("14-audit")
        expert.press("Store")
        expert.told(STORED)


def conclude(reader: Reader, number: int) -> None:
    """The experts are through."""
    reader.go(at(number))
    reader.look("15-before-the-end")
    reader.press("Conclude the assessment")
    reader.told(STORED)
    expect(badge(reader)).to_have_text(reader.say("assessed"))


def close(officer: Reader, number: int, grants: bool = True, reasons: dict[str, str] | None = None) -> None:
    """The rule speaks; the officer grants what it lets pass, or says why not."""
    officer.go(at(number))
    officer.follow("Close and decide")
    officer.look("16-close" if grants else "16-close-not-passed")
    box = officer.page.locator("main [name=grants]")
    if not grants and box.count():
        box.uncheck()
    officer.fill(**{f"reasons_{language}": text for language, text in (reasons or REASONS).items()})
    officer.press("Close and decide")
    officer.told("The assessment is closed.")
    officer.look("17-closed" if grants else "17-closed-not-passed")
