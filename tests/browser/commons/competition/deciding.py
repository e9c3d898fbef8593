"""From the ranking to what is final: the page of the jury, the meeting, decisions, publication, an appeal, letters."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect
from tests.browser.commons.competition.calling import CLOCK, WAY
from tests.browser.commons.competition.cast import Applicant, Juror
from tests.browser.commons.competition.pdf import text_of
from tests.browser.commons.reader import Reader

REASONS = {
    True: {
        "en": "Builds on what the region is strong in, and business pays its part.",
        "zh": "立足本地优势，企业足额配套。",
    },
    False: {"en": "The change it promises does not outlast the funding.", "zh": "所承诺的改变难以在资助期之后持续。"},
}
GROUNDS = {"en": "The letters of two firms were not read.", "zh-hans": "两家企业的承诺函未被审阅。"}
DISMISS, UPHOLD = "dismiss", "uphold"
ANSWERS = {
    DISMISS: "两份承诺函均在评审材料之中，评委已经审阅。",
    UPHOLD: "一份承诺函确未附在评审材料中，申请方已按期提交。",
}


def at(number: int, page: str) -> str:
    """A page of a round."""
    return f"{WAY}rounds/{number}/{page}/"


def rows(reader: Reader, number: int) -> list[list[str]]:
    """The rows of the ranking, without the line at which the places end."""
    reader.go(at(number, "ranking"))
    return [row for row in reader.rows("table.ranking") if len(row) > 3]


def order(reader: Reader, number: int) -> list[tuple[int, int, float]]:
    """Rank, number of the application and score, as the ranking of a round shows them."""
    shown = rows(reader, number)
    numbers = applications(reader)
    return [
        (int(row[0].lstrip("=")), application, float(row[2].split()[0]))
        for row, application in zip(shown, numbers, strict=True)
    ]


def applications(reader: Reader) -> list[int]:
    """The numbers of the applications in the ranking that is open, in its order."""
    links = reader.page.locator("table.ranking tbody a[href*='/ranking/']")
    ways = links.evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    return [int(each) for each in dict.fromkeys(re.findall(r"/ranking/(\d+)/", " ".join(ways)))]


def discussed(reader: Reader) -> tuple[int, int]:
    """How many rows of the ranking are marked, and how many the borderline band lists."""
    return reader.page.locator("table.ranking tr.bd").count(), reader.page.locator("#borderline ul.band li").count()


def meet(chair: Reader, number: int, present: Collection[Juror]) -> None:
    """A meeting that began a minute ago."""
    now = datetime.now(ZoneInfo(CLOCK)) - timedelta(minutes=1)
    chair.go(at(number, "decisions"))
    chair.follow("Record a meeting")
    chair.fill(held_day=now.date().isoformat(), held_clock=f"{now:%H:%M}", place="Berlin")
    for each in present:
        chair.page.get_by_label(f"{each.person} · ").check()
    chair.press("Store")
    chair.told("The meeting is recorded.")


def decide(reader: Reader, number: int, application: int, selected: bool, amount: int | None = None) -> None:
    """One decision with its reasons, stored."""
    rule(reader, number, application, selected, amount)
    reader.told("The decision on application %(number)s is stored.", number=application)


def rule(reader: Reader, number: int, application: int, selected: bool, amount: int | None = None) -> None:
    """One decision with its reasons, sent."""
    reader.go(at(number, f"decisions/{application}"))
    reader.page.locator(f"main [name=outcome][value={'selected' if selected else 'not-selected'}]").check()
    reader.fill(**{f"reasons_{language}": text for language, text in REASONS[selected].items()})
    reader.fill(amount=str(amount or ""))
    reader.press("Store the decision")


def publish(officer: Reader, number: int) -> None:
    """All decisions at once."""
    officer.go(at(number, "decisions"))
    officer.look(f"26-decisions-{number}")
    officer.press("Publish the decisions")
    officer.told("The decisions are published. Every applicant is told by letter.")


def finish(officer: Reader, number: int) -> None:
    """After the notice."""
    officer.go(at(number, "decisions"))
    officer.press("Make the decisions final")
    officer.told("The decisions are final. The letters are being written.")


def notice(visitor: Reader, number: int) -> list[tuple[int, str]]:
    """Who was selected, as everybody reads it: number, and what stands beside it."""
    visitor.go(at(number, "notice"))
    return [(int(row[0]), row[2]) for row in visitor.rows("#selected table")]


def appeal(manager: Reader, applicant: Applicant) -> None:
    """Against the decision on the own application, from its page."""
    manager.go("/calls/mine/")
    manager.follow(applicant.title)
    manager.follow("Decision")
    expect(manager.page.locator("#decision h2")).to_have_text(manager.say("Your application is not selected."))
    manager.fill(grounds=GROUNDS[applicant.language])
    manager.press("Lodge the appeal")
    manager.told("Your appeal is lodged. Somebody who did not decide answers it.")
    manager.look("28-appeal")


def cannot_answer(officer: Reader, number: int, application: int) -> None:
    """Who decided reads the appeal and has no form to answer it."""
    officer.go(at(number, f"appeals/{application}/answer"))
    said = "You decided on this application. Somebody who did not decide answers the appeal."
    expect(officer.page.locator("#answer .missing")).to_have_text(officer.say(said))
    expect(officer.page.locator("#answer form")).to_have_count(0)


def answer(officer: Reader, number: int, application: int, verdict: str) -> None:
    """Who did not decide dismisses it, or upholds it with another decision and its reasons."""
    officer.go(at(number, "appeals"))
    officer.look("29-appeals")
    officer.click(officer.page.locator(f"main a[href$='/appeals/{application}/answer/']"))
    officer.look("29-appeal-to-answer")
    officer.page.locator(f"main [name=verdict][value={verdict}]").check()
    officer.fill(answer=ANSWERS[verdict])
    if verdict == UPHOLD:
        officer.fill(**{f"reasons_{language}": text for language, text in REASONS[True].items()})
    officer.press("Answer the appeal")
    officer.told("The appeal is answered. The applicant is told by letter.")


def told_after_appeal(manager: Reader, applicant: Applicant, verdict: str) -> None:
    """What the applicant reads of the answer, and of the decision that holds now."""
    manager.go("/calls/mine/")
    manager.follow(applicant.title)
    manager.follow("Decision")
    selected = "Your application is selected." if verdict == UPHOLD else "Your application is not selected."
    expect(manager.page.locator("#decision h2")).to_have_text(manager.say(selected))
    anew = manager.page.locator("#decision header p", has_text=manager.say("Decided anew after your appeal."))
    expect(anew).to_have_count(int(verdict == UPHOLD))
    expect(manager.page.locator("#appeal")).to_contain_text(ANSWERS[verdict])
    manager.look(f"29-appeal-{verdict}")


def letter(manager: Reader, applicant: Applicant) -> str:
    """The text of the letter of the decision, taken from the page of the own application."""
    manager.go("/calls/mine/")
    manager.follow(applicant.title)
    manager.click(manager.page.locator("#result-2").get_by_role("link", name=manager.say("Decision"), exact=True))
    manager.look("34-award")
    with manager.page.expect_download() as download:
        manager.follow("Letter of the decision")
    return text_of(download.value.path().read_bytes())


def awarded(visitor: Reader) -> list[tuple[str, str]]:
    """What the page of all awards shows of this call: title and amount."""
    visitor.go("/calls/awards/")
    return [(row[0], row[5]) for row in visitor.rows("main table")]


def money(amount: int, reader: Reader) -> str:
    """An amount as the language writes it: 30,000,000 EUR, 3,000 万欧元."""
    return f"{amount:,} EUR" if reader.say.code == "en" else f"{amount // 10_000:,} 万欧元"
