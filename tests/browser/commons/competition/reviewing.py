"""Who reads what is looked at and applied; jurors score what lies in their queues; a gap is filled."""

import re
from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import expect
from tests.browser.commons.competition.calling import HIGH, LOW, WAY
from tests.browser.commons.competition.cast import CRITERIA, SEED, Cast, Juror
from tests.browser.commons.reader import Reader

COMMENTS = {
    "en": "Clear aims; the milestones of years four and five are thin.",
    "zh-hans": "目标清晰；第四、五年的里程碑较弱。",
}
Given = dict[tuple[int, str], tuple[float, ...]]  # by application and juror: a value on each criterion


@dataclass
class Reviews:
    """What the jurors of a round gave, as the test entered it."""

    number: int
    found: Cast
    given: Given = field(default_factory=dict)

    def drop(self, juror: Juror) -> None:
        """Who left does not count."""
        self.given = {key: values for key, values in self.given.items() if key[1] != juror.who}

    def readers(self, application: int) -> set[str]:
        """Who handed in a review of an application."""
        return {juror for number, juror in self.given if number == application}


def assignment(officer: Reader, number: int) -> None:
    """Who would read what."""
    officer.go(f"{WAY}rounds/{number}/assignment/")


def give_by_hand(officer: Reader, number: int, application: int, juror: Juror) -> None:
    """An application for one juror, chosen by the officer."""
    officer.go(f"{WAY}rounds/{number}/assignment/{application}/")
    row = officer.page.locator("main tr", has_text=juror.person)
    officer.click(row.get_by_role("button", name=officer.say("Assign"), exact=True))
    officer.told("Assigned.")


def give_again(officer: Reader, number: int, application: int, juror: Juror) -> None:
    """A review that was withdrawn, to the same juror."""
    officer.go(f"{WAY}rounds/{number}/assignment/{application}/")
    row = officer.page.locator("main tr", has_text=juror.person)
    officer.click(row.get_by_role("button", name=officer.say("Assign again"), exact=True))
    officer.told("Done. The juror is told.")


def apply_assignment(officer: Reader, number: int, least: int, out: set[tuple[str, int]]) -> set[str]:
    """What is proposed is applied: nobody reads against a conflict, no gap is left; returns who gets something."""
    assignment(officer, number)
    proposed = by_application(officer)
    assert not {(name, application) for application, names in proposed.items() for name in names} & out
    assert {len(names) >= least for names in proposed.values()} == {True}
    fresh = officer.page.locator("main p", has=officer.page.locator(".badge")).all_inner_texts()
    officer.look(f"23-assignment-{number}")
    officer.press("Apply this assignment")
    return {text.partition(f" {officer.say('new')}")[0].strip() for text in fresh}


def by_application(officer: Reader) -> dict[int, list[str]]:
    """The names of the jurors of each application, as the page has them."""
    found = {}
    for row in officer.page.locator("main table").first.locator("tbody tr").all():
        number = re.search(r"/assignment/(\d+)/", row.locator("th a").get_attribute("href") or "")
        assert number
        texts = (
            row.locator("td")
            .first.locator("p")
            .evaluate_all("(all) => all.map((one) => one.firstChild.textContent.trim())")
        )
        found[int(number[1])] = texts
    return found


def start(officer: Reader, number: int) -> None:
    """The jury reads."""
    assignment(officer, number)
    officer.press("Start the reviews")
    officer.told("Done.")


def end(officer: Reader, number: int) -> None:
    """The jury meets."""
    assignment(officer, number)
    officer.press("End the reviews")
    officer.told("Done.")


def review_all(juror: Reader, one: Juror, reviews: Reviews) -> None:
    """Everything that is to be read, one after the other."""
    juror.go("/calls/reviews/")
    to_read = juror.page.locator("main section.sec").first.locator("table a[href$='/review/']")
    ways = to_read.evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    for way in ways:
        application = int(re.findall(r"/applications/(\d+)/", way)[0])
        juror.page.goto(way)
        _score(juror, one, reviews, application)
    juror.go("/calls/reviews/")
    expect(juror.page.locator("main .empty")).to_have_count(1)


def _score(juror: Reader, one: Juror, reviews: Reviews, application: int) -> None:
    juror.look(f"24-review-{reviews.number}")
    values = scored(one, reviews.found, reviews.number, application)
    fields = juror.page.locator("main form input[type=number]").all()
    for each, value in zip(fields, values, strict=True):
        each.fill(f"{value:g}")
    juror.fill(comment=COMMENTS[one.language])
    juror.press("Hand in the review")
    juror.told("Your review is handed in.")
    reviews.given[application, one.who] = values


def scored(one: Juror, found: Cast, number: int, application: int) -> tuple[float, ...]:
    """The quality of the application, less the severity of the juror, with chance; always the same."""
    chance = Random(f"{SEED} {number} {application} {one.who}")
    quality = found.of(application).quality[number - 1]
    drawn = (quality - one.severity + chance.gauss(0, 0.6) for _ in range(CRITERIA))
    return tuple(min(max(round(value * 2) / 2, LOW), HIGH) for value in drawn)
