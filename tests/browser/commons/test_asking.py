"""A firm finds what is open for it, and why, and asks the department; the department answers late, and that shows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser.commons.conftest import VISITOR, Commons, Enter
from tests.browser.commons.people import ASKING, DAYTON, OFFERS, WICHITA, Asking
from tests.browser.commons.reading import BOTH, Speech, facts, fill, follow, letter, link_in, look, press, tiles, title

LATE, USUAL = 3, 10  # working days
REGIONS = {
    "en": {WICHITA: "Wichita, KS", DAYTON: "Dayton, OH"},
    "zh-hans": {WICHITA: "威奇托（堪萨斯）", DAYTON: "代顿（俄亥俄）"},
}
OTHER = {"en": "zh-hans", "zh-hans": "en"}
SUBJECT = {"en": "Who signs?", "zh-hans": "由谁签字？"}
TEXT = {"en": "Who has to sign the apprentice vouchers?", "zh-hans": "炉窑诊断的申请由谁签字？"}
ANSWER = {"en": "The manager of the firm.", "zh-hans": "企业负责人。"}


@pytest.mark.parametrize("language", BOTH)
def test_a_late_answer_shows(enter: Enter, commons: Commons, language: str) -> None:
    say, asking = BOTH[language], ASKING[language]
    firm, visitor = enter(asking.manager), enter(VISITOR)
    see_what_is_open(firm, say, asking, ASKING[OTHER[language]])
    number = ask(firm, say, asking)
    assert pace(visitor, say, asking) == expected(say, say("none yet"), (0, 0), (1, 0))

    commons.make_late(number, LATE)  # nobody waits two weeks here: it was asked long ago, and is due since
    firm.reload()
    assert state_of(firm) == [say("asked"), say("%(days)s working days late", days=LATE)]
    due = date.fromisoformat(facts(firm)[say("Due")])
    assert working_days_since(due) == LATE
    look(firm, "4-ask-4-late")
    assert pace(visitor, say, asking) == expected(say, say("none yet"), (0, 0), (1, 1))

    answer(enter(asking.officer), say, asking)
    firm.reload()
    assert state_of(firm) == [say("answered"), say("answered %(days)s working days late", days=LATE)]
    expect(firm.locator("main .prose").last).to_have_text(ANSWER[language])
    look(firm, "4-ask-7-answered")
    assert pace(visitor, say, asking) == expected(say, str(USUAL + LATE), (1, 1), (0, 0))
    look(visitor, "4-ask-8-department")
    commons.work()
    subject = f"{say('Your question is answered')}: {SUBJECT[language]}"
    assert link_in(letter(commons.home, f"{asking.manager}@example.org", subject)) == firm.url


def see_what_is_open(page: Page, say: Speech, asking: Asking, other: Asking) -> None:
    """One instrument is for such a firm, and the page says why; one is for another region."""
    page.goto(f"{say.prefix}/programmes/")
    page.locator("nav.tabs").get_by_role("link", name=say("Open for me")).click()
    expect(page.locator("main section h2")).to_have_text(
        [
            say("%(n)s open for %(name)s", n=1, name=asking.firm_names[say.code]),
            say("%(n)s nearly fit", n=1),
        ]
    )
    fits, nearly = page.locator("ul.openings").all()
    kind = say("It is for your kind of organisation: %(shared)s.", shared=say("Firm"))
    size = say("It is for your size: %(shared)s.", shared=say("10 to 49 people"))
    region = say("It is for your region: %(shared)s.", shared=REGIONS[say.code][asking.region])
    expect(fits.locator("h3")).to_have_text([asking.instrument[say.code]])
    assert fits.locator("p.fits, p.missed").all_inner_texts() == [kind, size, region]
    elsewhere = say("It is for other regions: %(allowed)s.", allowed=REGIONS[say.code][other.region])
    expect(nearly.locator("h3")).to_have_text([other.instrument[say.code]])
    assert nearly.locator("p.fits, p.missed").all_inner_texts() == [kind, size, elsewhere]
    look(page, "4-ask-1-open")


def ask(page: Page, say: Speech, asking: Asking) -> int:
    """From the instrument's programme; the text names the instrument, so the question goes to its department."""
    page.locator("ul.openings").first.get_by_role("link", name=OFFERS[say.code]).click()
    follow(page, say("Ask a department"))
    fill(page, subject=SUBJECT[say.code], text=TEXT[say.code])
    look(page, "4-ask-2-form")
    press(page, say("Send the question"))
    expect(title(page)).to_have_text(SUBJECT[say.code])
    due = day_after(datetime.now(UTC).date(), USUAL)
    assert state_of(page) == [say("asked"), say("due on %(day)s", day=due)]
    department = asking.department_names[say.code]
    expect(page.locator("h1 + .meta")).to_contain_text(department)
    reason = say(
        "The question speaks of “%(found)s”, which is with this department.", found=asking.instrument[say.code]
    )
    assert facts(page)[say("Why this department")] == reason
    look(page, "4-ask-3-asked")
    return int(page.url.rstrip("/").rpartition("/")[2])


def answer(page: Page, say: Speech, asking: Asking) -> None:
    """The officer finds it among what is to be answered, with its delay."""
    page.goto(f"{say.prefix}/programmes/questions/")
    expect(page.locator("main section h2").first).to_have_text(say("To answer"))
    expect(page.locator("main .late")).to_have_text([say("%(days)s working days late", days=LATE)])
    look(page, "4-ask-5-to-answer")
    follow(page, SUBJECT[say.code])
    follow(page, say("Answer"))
    fill(page, answer=ANSWER[say.code])
    look(page, "4-ask-6-answer")
    press(page, say("Store"))
    expect(page.locator("main > .wrap > .alert")).to_have_text(say("The answer is sent."))


def state_of(page: Page) -> list[str]:
    """Where a question stands, and whether it is late."""
    return page.locator("h1 + .meta > span").all_inner_texts()[:2]


def pace(page: Page, say: Speech, asking: Asking) -> list[list[str]]:
    """What everybody sees of how the department answers."""
    page.goto(f"{say.prefix}/programmes/departments/{asking.department}/")
    found = tiles(page)
    labels = ("Median of working days to answer", "Questions answered", "Questions waiting")
    return [found[say(label)] for label in labels]


def expected(say: Speech, median: str, answered: tuple[int, int], waiting: tuple[int, int]) -> list[list[str]]:
    """The same as it should be: how many are answered and waiting, and how many of them late."""
    counts = [[str(number), say("%(n)s of them late", n=late)] for number, late in (answered, waiting)]
    return [[median, say("It gives itself %(n)s.", n=USUAL)], *counts]


def working_days_since(day: date) -> int:
    """Mondays to Fridays after a day, up to and with today."""
    since = (datetime.now(UTC).date() - day).days
    return sum((day + timedelta(days=number)).weekday() < 5 for number in range(1, since + 1))


def day_after(day: date, number: int) -> date:
    """The day that so many Mondays to Fridays come after another."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day
