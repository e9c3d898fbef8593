"""How a journey reads pages and letters, speaks both languages, and fills in forms."""

import base64
import hmac
import os
import re
import struct
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from time import time
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect
from tests.browser.test_every_page import SIDEWAYS_TABLES, TOO_WIDE, violations
from tools.translations import catalogue_files, read_catalogue

PICTURES = os.environ.get("CLUSTERATLAS_PICTURES", "")  # a folder, where somebody wants to see the pages of a journey
WIDTHS = (360, 1440)
BETWEEN_LETTERS = b"\n" + b"-" * 79 + b"\n"
SHOWN_CELLS = """(rows) => rows.map((row) => [...row.cells].filter((cell) => cell.offsetParent !== null)
  .map((cell) => cell.innerText.replace(/\\s+/g, " ").trim()))"""


class Speech:
    """A language as pages speak it: the beginning of its addresses, its tag, and its words for an English sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.tag = {"en": "en", "zh-hans": "zh-Hans"}[code]
        self.prefix = "" if code == "en" else f"/{code}"

    def __call__(self, sentence: str, **facts: object) -> str:
        said = sentence if self.code == "en" else _chinese().get(sentence) or sentence  # as gettext does
        return said % facts if facts else said


@cache
def _chinese() -> dict[str, str]:
    """What the catalogue says for each English sentence."""
    (file,) = catalogue_files()
    return {str(message.id): str(message.string) for message in read_catalogue(file)}


ENGLISH, CHINESE = Speech("en"), Speech("zh-hans")
BOTH = {"en": ENGLISH, "zh-hans": CHINESE}


def look(page: Page, name: str, is_quick: bool = False) -> None:
    """On a phone and on a wide screen nothing stands outside the page, and it excludes nobody.

    In a hurry the second is asked on the wide screen only: it takes most of the time.
    """
    here = CHINESE if urlsplit(page.url).path.startswith(f"{CHINESE.prefix}/") else ENGLISH
    expect(page.locator("html")).to_have_attribute("lang", here.tag)
    expect(page.locator("h1")).to_have_count(1)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{here.code}-{width}.png", full_page=True)
        found = [*page.evaluate(TOO_WIDE), *page.evaluate(SIDEWAYS_TABLES)]
        # what a phone hides or shows is the same in both languages
        if width == WIDTHS[-1] or (here is ENGLISH and not is_quick):
            found += violations(page)
        assert not found, f"{name}, {width} pixels wide: {found}"


def fill(page: Page, **values: str | list[str]) -> None:
    """Fills in fields by their names; of a group of boxes, a list says which are ticked."""
    for name, value in values.items():
        field = page.locator(f"main [name='{name}']").first  # of a field of several lines, the first
        if isinstance(value, list):
            for each in value:
                page.locator(f"main [name='{name}'][value='{each}']").check()
        elif field.evaluate("(one) => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def press(page: Page, label: str) -> None:
    """Presses the button of that label."""
    page.locator("main").get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def follow(page: Page, label: str) -> None:
    """Follows the link of that label."""
    page.locator("main").get_by_role("link", name=label, exact=True).click()
    page.wait_for_load_state()


def title(page: Page) -> Locator:
    """The heading of a page."""
    return page.get_by_role("heading", level=1)


def told(page: Page) -> list[str]:
    """What the page says the last step did."""
    return page.locator("main > .wrap > .alert").all_inner_texts()


def rows(table: Locator) -> list[list[str]]:
    """The cells of a table that are shown, without its heading."""
    expect(table).to_have_count(1)
    return table.locator("tbody tr").evaluate_all(SHOWN_CELLS)


def facts(page: Page) -> dict[str, str]:
    """What a page says in its lists of facts."""
    terms, said = (page.locator(f"main dl.facts > {part}").all_inner_texts() for part in ("dt", "dd"))
    return dict(zip(terms, said, strict=True))


def tiles(page: Page) -> dict[str, list[str]]:
    """The tiles of a page: under each label its figure and its note."""
    return {
        tile.locator("dt").inner_text(): tile.locator("dd").all_inner_texts()
        for tile in page.locator("main .tiles .tile").all()
    }


def letter(home: Path, address: str, subject: str) -> EmailMessage:
    """The one letter to an address with that subject, as the worker wrote it into the mail folder."""
    mine = letters_to(home, address)
    found = [each for each in mine if each["Subject"] == subject]
    assert len(found) == 1, [str(each["Subject"]) for each in mine]
    return found[0]


def letters_to(home: Path, address: str) -> list[EmailMessage]:
    """All letters to an address, in the order in which they were written."""
    files = sorted((home / "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    texts = [text for file in files for text in file.read_bytes().split(BETWEEN_LETTERS) if text]
    letters = [message_from_bytes(text, policy=policy.default) for text in texts]
    return [each for each in letters if each["To"] == address]  # type: ignore[misc]


def link_in(found: EmailMessage) -> str:
    """The first address in the text of a letter."""
    body = found.get_body(("plain",))
    assert body is not None
    link = re.search(r"https?://\S+", body.get_content())
    assert link, body.get_content()
    return link[0]


def code_of_the_app(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
