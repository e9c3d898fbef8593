"""How a designation stands, as its page, the public register of a day, the certificate and letters have it."""

import re
from calendar import month_name
from collections import Counter
from datetime import date
from email.message import EmailMessage
from pathlib import Path

from tests.browser.commons.competition.pdf import text_of
from tests.browser.commons.designating.assessing import download, number_of
from tests.browser.commons.people import address
from tests.browser.commons.reader import Reader
from tests.browser.commons.reading import facts, letters_to, title


def register(visitor: Reader, scheme: str, day: date, look: str = "") -> list[list[str]]:
    """Holder, scheme with level, region, status, since and until, of all that a scheme had on a day."""
    visitor.go(f"/designations/?scheme={scheme}&on={day}")
    if look:
        visitor.look(look)
    return visitor.rows() if visitor.page.locator("main table").count() else []


def opened(reader: Reader, holder: str, scheme: str, level: str) -> int:
    """From the register to a designation; returns its number."""
    reader.go(f"/designations/?level={scheme}/{level}")
    reader.follow(holder)
    return number_in(reader)


def number_in(reader: Reader) -> int:
    """The number of the designation whose page is open."""
    found = re.search(r"/designations/(\d+)/", reader.page.url)
    assert found, reader.page.url
    return int(found[1])


def keep(manager: Reader, holder: str, scheme: str, level: str, label: str) -> int:
    """From the page of a designation to the assessment by which it is kept; returns the number of that."""
    opened(manager, holder, scheme, level)
    manager.look("22-designation-of-the-holder")
    manager.follow(label)
    manager.look("23-begin-again")
    manager.press("Begin")
    manager.told("The draft is begun. What is known already is filled in.")
    return number_of(manager)


def standings(reader: Reader) -> list[list[str]]:
    """How it stood: day, step, status with level, until, reasons."""
    return reader.rows("#standings table")


def certificate(reader: Reader) -> str:
    """What the certificate says, taken from the page of the designation."""
    return text_of(download(reader, "Certificate (PDF)").read_bytes())


def days_of(day: date) -> tuple[str, str]:
    """A day as papers write it, in English and in Chinese."""
    return f"{day.day} {month_name[day.month]} {day.year}", f"{day.year}年{day.month}月{day.day}日"


def code_of(reader: Reader) -> str:
    """The code of the designation whose page is open."""
    return facts(reader.page)[reader.say("Verification code")]


def verified(visitor: Reader, code: str, look: str) -> tuple[str, dict[str, str]]:
    """What the page of verification says to somebody who types a code without its signs, in small letters."""
    visitor.go("/designations/verify/")
    visitor.look("30-verify")
    visitor.fill(code=code.replace("-", "").lower())
    visitor.press("Verify the code")
    visitor.look(look)
    return title(visitor.page).inner_text(), facts(visitor.page)


def headlines(home: Path, who: str) -> Counter[str]:
    """What the letters to somebody are about, as the worker wrote them into the mail folder."""
    return Counter(_subject(each).rpartition(": ")[0] for each in letters_to(home, address(who)))


def last_letter(home: Path, who: str, subject: str) -> str:
    """The text of the latest letter of a subject to somebody."""
    found = [each for each in letters_to(home, address(who)) if _subject(each) == subject]
    assert found, headlines(home, who)
    body = found[-1].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _subject(found: EmailMessage) -> str:
    """Without the space that stands before it where it begins on a line of its own."""
    return str(found["Subject"]).strip()
