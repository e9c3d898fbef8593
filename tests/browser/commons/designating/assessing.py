"""What an organisation does with its assessment: begins it, enters values, proves them, hands it in, reads the gaps."""

import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Locator, expect
from tests.browser.commons.designating.indicators import Indicator, Typed
from tests.browser.commons.reader import Reader

WAY = "/designations/assessments/"
STORED = "It is stored."
LOOKED: set[str] = set()  # pages that the label or the pilots looked at: what both come to is looked at once
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PROVED = {"en": "For the label: {proof}", "zh-hans": "标识材料：{proof}"}
BETTER = {
    "en": (
        "Firms have the majority in the body that decides",
        "The strategy was revised with its members",
        "A pact with a network abroad",
    ),
    "zh-hans": ("企业在决策机构中占多数", "与成员共同修订了战略", "与境外网络签订了协议"),
}


def begin(manager: Reader, scheme: str, level: str, region: str, cluster: str) -> int:
    """From the register over the scheme and the rules of its level to a draft; returns its number."""
    manager.go("/designations/")
    manager.page.get_by_role("link", name=manager.say("Schemes"), exact=True).first.click()
    manager.page.wait_for_load_state()
    manager.click(manager.page.locator(f"section#{scheme} a[href$='/schemes/{scheme}/{level}/']").first)
    manager.look(f"01-level-{level}")
    manager.follow("Assess your organisation")
    manager.fill(region=region, cluster=cluster)
    manager.look("02-start")
    manager.press("Begin")
    manager.told("The draft is begun. What is known already is filled in.")
    return number_of(manager)


def number_of(reader: Reader) -> int:
    """The number of the assessment whose page is open."""
    found = re.search(r"/assessments/(\d+)/", reader.page.url)
    assert found, reader.page.url
    return int(found[1])


def at(number: int, page: str = "") -> str:
    """A page of an assessment."""
    return f"{WAY}{number}/{page}"


def enter(reader: Reader, number: int, asked: list[Indicator], typed: Typed, page: str = "values") -> None:
    """The values that are typed, group by group; `verify` is the page on which an expert does the same."""
    for group in sorted({each.group for each in asked if each.code in typed}):
        reader.go(at(number, f"{page}/{group}/"))
        reader.fill(
            **{f"value-{each.code}": typed[each.code] for each in asked if each.group == group and each.code in typed}
        )
        reader.look(f"04-{page}" if page == "values" else "12-verify")
        reader.press("Store")
        reader.told("The values are stored." if page == "values" else STORED)


def prove(manager: Reader, number: int, asked: list[Indicator], codes: Iterable[str], until: str = "") -> None:
    """A file for each kind of proof, with all that it proves."""
    wanted: dict[str, list[str]] = {}
    for each in asked:
        if each.proof and each.code in set(codes):
            wanted.setdefault(each.proof, []).append(each.code)
    for proof, proved in wanted.items():
        manager.go(at(number, "evidence/"))
        manager.page.locator("main input[name=file]").set_input_files(
            {"name": f"{proof}.pdf", "mimeType": "application/pdf", "buffer": PAPER}
        )
        manager.fill(proves=PROVED[manager.say.code].format(proof=proof), codes=proved, valid_until=until)
        manager.look("05-evidence")
        manager.press("Store")
        manager.told("The evidence is in your locker.")


def improve(manager: Reader, number: int) -> None:
    """Three things that were made better."""
    for text in BETTER[manager.say.code]:
        manager.go(at(number, "improvements/"))
        manager.fill(text=text)
        manager.look("08-improvement")
        manager.press("Store")
        manager.told(STORED)


def hand_in(manager: Reader, number: int) -> None:
    """All is there."""
    manager.go(at(number))
    manager.press("Hand in")
    manager.told(STORED)
    expect(badge(manager)).to_have_text(manager.say("handed in"))


def badge(reader: Reader) -> Locator:
    """The state of the assessment whose page is open."""
    return reader.page.locator("h1 + .meta .badge").first


def gaps(reader: Reader, section: str = "gaps") -> list[tuple[str, str]]:
    """How much is missing of which indicator, as a section of the page has it."""
    for closed in reader.page.locator(f"#{section} details:not([open]) > summary").all():
        closed.click()
    if not reader.page.locator(f"#{section} table").count():
        return []
    return [(row[0], row[1]) for row in reader.rows(f"#{section} table")]


def shown(reader: Reader) -> dict[int, list[str]]:
    """The cells of each indicator on the page of an assessment, by its number."""
    rows = reader.rows("table.values-table")
    return {int(row[0]): row for row in rows if row[0].isdecimal()}


def record_service(manager: Reader, organisation: str, day: str, **figures: str) -> None:
    """What was given in a year, in the log of services."""
    manager.go(f"/organisations/{organisation}/services/")
    manager.fill(day=day, service="training", **figures)
    manager.press("Record")


def download(reader: Reader, link: str) -> Path:
    """A file that a link gives."""
    with reader.page.expect_download() as found:
        reader.page.locator("main").get_by_role("link", name=reader.say(link), exact=True).click()
    return found.value.path()
