"""Applicants hand in a sketch, amend it, come too late; and those who are selected hand in the full application."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import expect
from tests.browser.commons.competition.calling import WAY
from tests.browser.commons.competition.cast import Applicant
from tests.browser.commons.reader import Reader

STATEMENTS = {
    "en": (
        "Firms of {place} carry more than half of the budget; the boards have decided so.",
        "{field} has grown here for forty years. After ten years suppliers will develop and not only deliver.",
        "No other region has the test bed that we build, from the laboratory to the certified part.",
        "Competitors share a pilot line for the first time, led by a management of six.",
        "Two chairs, a school of technicians and sixty apprenticeships a year, paid by the members.",
    ),
    "zh-hans": (
        "{place}企业承担一半以上预算，各董事会均已作出决议。",
        "{field}在本地已发展四十年。十年后，供应商将从单纯供货转向共同研发。",
        "我们建设的试验平台从实验室直到认证零部件，其他地区没有。",
        "竞争企业首次共用一条中试线，由六人管理团队牵头。",
        "设立两个教席、一所技师学校，每年六十个学徒岗位，经费由会员承担。",
    ),
}
SUMMARIES = {
    "en": "The strategy for {field} in {place}: what we are strong in, what will change, who does it and who pays.",
    "zh-hans": "{place}{field}集群战略：我们的优势、将发生的变化、由谁实施、由谁出资。",
}
LEADS = {"en": "Leads and coordinates", "zh-hans": "牵头与协调"}
SUBMIT = "Submit the application"
LATE = (
    "The deadline was %(deadline)s. This arrived %(arrived)s, and is refused. Nothing was changed. "
    "Only the department that runs the call can open the round again."
)
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MILLION = 1_000_000


def own(number: int) -> str:
    """The page of an application, for its makers."""
    return f"{WAY}applications/{number}/"


def hand_in_sketch(manager: Reader, applicant: Applicant) -> None:
    """From the page of the call to the application that has arrived."""
    prepare_sketch(manager, applicant)
    submit(manager)
    manager.look("10-application-handed-in")


def prepare_sketch(manager: Reader, applicant: Applicant) -> None:
    """Every part that the round asks for, up to the page on which it is submitted."""
    manager.go(WAY)
    manager.follow("Start an application")
    manager.fill(title=applicant.title)
    manager.press("Start the application")
    assert number_of(manager) == applicant.number
    manager.fill(
        summary=written(SUMMARIES[applicant.language], applicant), region=applicant.region, cluster=applicant.cluster
    )
    store(manager)
    tab(manager, "statements")
    state(manager, applicant)
    tab(manager, "consortium")
    join(manager, applicant)
    tab(manager, "evidence")
    manager.fill(region=applicant.region, cluster=applicant.cluster)
    manager.press("Choose the evidence")
    manager.told("The draft is stored.")
    manager.look("08-application-evidence")
    tab(manager, "submit")


def number_of(manager: Reader) -> int:
    """The number of the application whose page is open."""
    found = re.search(r"/applications/(\d+)/", manager.page.url)
    assert found, manager.page.url
    return int(found[1])


def written(text: str, applicant: Applicant) -> str:
    """A text about the applicant's place and field."""
    language = applicant.language
    return text.format(place=applicant.place[language], field=applicant.field[language])


def tab(manager: Reader, name: str) -> None:
    """Another part of the application that is edited."""
    manager.click(manager.page.locator(f"main nav.tabs a[href$='/edit/{name}/']"))


def store(manager: Reader) -> None:
    """Stores a part as a draft."""
    manager.press("Store as draft")
    manager.told("The draft is stored.")


def state(manager: Reader, applicant: Applicant) -> None:
    """A statement on each criterion."""
    areas = manager.page.locator("main textarea").all()
    assert len(areas) == len(STATEMENTS[applicant.language])
    for area, text in zip(areas, STATEMENTS[applicant.language], strict=True):
        area.fill(written(text, applicant))
    store(manager)
    manager.look("06-application-statements")


def join(manager: Reader, applicant: Applicant) -> None:
    """The partners, registered or only named, and the role of the lead."""
    for partner in applicant.partners:
        manager.follow("Add a partner")
        who = {"organisation": partner.slug} if partner.slug else {"name": partner.name, "kind": partner.kind}
        manager.fill(**who, role=partner.role)
        manager.press("Store as draft")
        manager.told("It is stored.")
    manager.click(rows(manager).first.get_by_role("link", name=manager.say("Edit"), exact=True))
    manager.fill(role=LEADS[applicant.language])
    manager.press("Store as draft")
    manager.look("07-application-consortium")


def rows(manager: Reader) -> Any:
    """The organisations of the consortium."""
    return manager.page.locator("table.consortium tbody tr")


def submit(manager: Reader) -> None:
    """Nothing is missing, and it is handed in."""
    assert manager.page.locator("main li.failed").count() == 0
    manager.press(SUBMIT)
    manager.told("The application is submitted.")
    expect(badge(manager)).to_have_text(manager.say("handed in"))


def badge(manager: Reader) -> Any:
    """The state of the application whose page is open."""
    return manager.page.locator("h1 + .meta .badge").first


@contextmanager
def too_late(manager: Reader, applicant: Applicant) -> Iterator[None]:
    """All is ready; while this lasts the round closes, and what is submitted then is refused with the instant."""
    prepare_sketch(manager, applicant)
    yield
    manager.is_refused_here()
    manager.press(SUBMIT)
    said = manager.page.locator("main .alert.bad b").inner_text()
    moment = r".*\d{2}:\d{2}(:\d{2})?.*"
    expected = re.escape(manager.say(LATE)).replace(r"%\(deadline\)s", moment).replace(r"%\(arrived\)s", moment)
    assert re.fullmatch(expected, said), said
    manager.look("11-application-too-late")
    manager.go(own(applicant.number))
    expect(badge(manager)).to_have_text(manager.say("draft"))


def amend(manager: Reader, applicant: Applicant, asked: str) -> None:
    """What was asked for is read, one statement is written anew, and the application handed in again."""
    manager.go(own(applicant.number))
    expect(badge(manager)).to_have_text(manager.say("returned for amendment"))
    expect(manager.page.locator("main")).to_contain_text(asked)
    manager.look("13-application-returned")
    manager.follow("Edit")
    tab(manager, "statements")
    area = manager.page.locator("main textarea").first
    area.fill(f"{area.input_value()} 60 %")
    store(manager)
    tab(manager, "submit")
    submit(manager)


def hand_in_full(manager: Reader, applicant: Applicant, amount: int) -> None:
    """The budget with its matching, a letter from each partner, a file; what the sketch had is there already."""
    manager.go("/calls/mine/")
    manager.follow(applicant.title)
    manager.follow("Edit")
    tab(manager, "consortium")
    share(manager, applicant, amount)
    tab(manager, "files")
    manager.page.locator("main input[name=file]").set_input_files(paper("work-plan.pdf"))
    manager.press("Add the file")
    tab(manager, "submit")
    submit(manager)


def share(manager: Reader, applicant: Applicant, amount: int) -> None:
    """The lead asks for all of it, the firms bring as much and a tenth more; every partner has its letter."""
    firms = [each for each in applicant.partners if each.kind == "firm"]
    for place, partner in enumerate((None, *applicant.partners)):
        manager.click(rows(manager).nth(place).get_by_role("link", name=manager.say("Edit"), exact=True))
        if partner is None:
            manager.fill(requested=str(amount))
        else:
            brings = amount * 11 // 10 // len(firms) if partner in firms else 0
            manager.fill(matching_private=str(brings))
            manager.page.locator("main input[name=letter]").set_input_files(paper(f"letter-{place}.pdf"))
        manager.press("Store as draft")
        manager.told("It is stored.")
    manager.look("30-full-consortium")


def paper(name: str) -> Any:
    """A small file of a name."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PAPER}
