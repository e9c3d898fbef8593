"""Somebody before the pages, in the language that is theirs: signs in by form once, then comes back as one stays in."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.commons.competition.size import ASKED
from tests.browser.commons.conftest import SESSION, VISITOR, Commons
from tests.browser.commons.people import PASSWORD, address
from tests.browser.commons.reading import BOTH, PICTURES, Speech, fill, follow, look, press, rows, title, told
from tests.browser.watching import Watch


@dataclass
class Reader:
    """A window of somebody, with what they do in it; every label is given in English and said in their language."""

    page: Page
    say: Speech
    story: str  # what its pictures are called by
    looked: set[str] = field(default_factory=set)  # names of the pages that were looked at, by anybody
    refusals: list[str] = field(default_factory=list)  # addresses at which the story has the server refuse something

    def go(self, way: str) -> None:
        """To an address, in the own language."""
        self.page.goto(f"{self.say.prefix}{way}")

    def follow(self, label: str) -> None:
        """Follows a link."""
        follow(self.page, self.say(label))

    def press(self, label: str) -> None:
        """Presses a button."""
        press(self.page, self.say(label))

    def click(self, target: Locator) -> None:
        """Clicks on something that leads to another page."""
        target.click()
        self.page.wait_for_load_state()

    def fill(self, **values: str | list[str]) -> None:
        """Fills in fields by their names."""
        fill(self.page, **values)

    def told(self, sentence: str, **facts: object) -> None:
        """The page says that the last step did this."""
        assert told(self.page)[:1] == [self.say(sentence, **facts)]  # others may warn of what the page is about

    def refused(self, sentence: str, **facts: object) -> None:
        """The page says why the last step was refused."""
        expect(self.page.locator("main .error").first).to_have_text(self.say(sentence, **facts))

    def is_refused_here(self) -> None:
        """What is sent from this page next is refused with a status that browsers complain of."""
        self.refusals.append(self.page.url)

    def rows(self, table: str = "main table") -> list[list[str]]:
        """The rows of a table, cell by cell."""
        return rows(self.page.locator(table))

    def title(self) -> Locator:
        """The heading of the page."""
        return title(self.page)

    def look(self, name: str) -> None:
        """Looks at the page on a phone and on a wide screen: once; for pictures, in each round and language."""
        seen = f"{self.story}-{name}" if PICTURES else name.rstrip("-12")
        if seen in self.looked:
            return
        self.looked.add(seen)
        look(self.page, f"{self.story}-{name}", is_quick=os.environ.get(ASKED) != "whole")
        if PICTURES:
            self._look_in_the_other_language(name)

    def _look_in_the_other_language(self, name: str) -> None:
        here, other = self.page.url, next(each for each in BOTH.values() if each is not self.say)
        way = here.partition("://")[2].partition("/")[2].removeprefix(self.say.prefix.lstrip("/")).lstrip("/")
        with closing(self.page.context.new_page()) as beside:  # what is filled in on this one stays
            beside.goto(f"{other.prefix}/{way}")
            look(beside, f"{self.story}-{name}")


@dataclass(frozen=True)
class Door:
    """Lets people in, one after the other; whatever a page complains of while somebody is there fails the test.

    Windows of those who come again and again, officers and jurors, stay open until the end.
    """

    browser: Browser
    commons: Commons
    story: str
    looked: set[str] = field(default_factory=set)
    open: dict[str, tuple[Reader, Watch]] = field(default_factory=dict)

    @contextmanager
    def enter(self, who: str, language: str, stays: bool = False) -> Iterator[Reader]:
        """A window of somebody until it is left."""
        reader, watch = self.open.get(who) or self._open(who, language)
        yield reader
        complaints = [each for each in watch.complaints() if not _is_expected(each, who, reader)]
        if stays:
            self.open[who] = reader, watch
        else:
            watch.context.close()
        assert complaints == []

    def close(self) -> None:
        """The windows that stayed open."""
        while self.open:
            _, (_, watch) = self.open.popitem()
            watch.context.close()

    def _open(self, who: str, language: str) -> tuple[Reader, Watch]:
        kept = self.commons.kept
        context = self.browser.new_context(
            base_url=self.commons.origin,
            viewport={"width": 1440, "height": 900},
            reduced_motion="reduce",
            color_scheme="light",
            storage_state=kept.get(who),
        )
        context.set_default_timeout(30_000)
        reader, watch = (
            Reader(context.new_page(), BOTH[language], self.story, self.looked),
            Watch(context, self.commons.origin),
        )
        if who not in (VISITOR, *kept):
            _sign_in(reader, who)
            kept[who] = context.storage_state()
        return reader, watch

    def somebody(self, one: Any) -> Any:
        """A window of an officer or a juror."""
        return self.enter(one.who, one.language, stays=True)

    def manager(self, applicant: Any) -> Any:
        """A window of the manager of an applicant."""
        return self.enter(applicant.manager, applicant.language)

    def visitor(self, language: str) -> Any:
        """A window of a visitor, who gets no cookie."""
        return self.enter(VISITOR, language)


def _sign_in(reader: Reader, who: str) -> None:
    reader.go("/account/sign-in/")
    reader.fill(login=address(who), password=PASSWORD)
    reader.press("Sign in")
    expect(reader.page).to_have_url(f"{reader.page.url.partition('/account/')[0]}/account/")


def _is_expected(complaint: str, who: str, reader: Reader) -> bool:
    if complaint == SESSION:
        return who != VISITOR
    return any(f"console of {each}:" in complaint and "status of 4" in complaint for each in reader.refusals)
