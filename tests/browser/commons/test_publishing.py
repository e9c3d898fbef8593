"""The officer of a department publishes a programme with six partner departments; its matrix shows who does what."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.commons.conftest import VISITOR, Enter
from tests.browser.commons.people import LEAD, OFFICER, PARTNERS, Department
from tests.browser.commons.reading import BOTH, Speech, fill, follow, look, press, rows, title, told

NAMES = {
    "en": {"name_en": "Seven for clusters", "name_zh": "七部门集群计划"},
    "zh-hans": {"name_en": "Seven once more", "name_zh": "七部门续行计划"},
}
FIELD = {"en": "name_en", "zh-hans": "name_zh"}
LIST = "/programmes/"
MARKS = """(rows) => rows.map((row) => [
  row.querySelector("th").innerText.trim(), row.cells[1].innerText.trim(),
  row.querySelectorAll("svg rect").length, row.querySelectorAll("svg circle").length, row.lastElementChild.innerText,
])"""


@pytest.mark.parametrize("language", BOTH)
def test_one_lead_and_six_partners(enter: Enter, language: str) -> None:
    say, names = BOTH[language], NAMES[language]
    name = names[FIELD[language]]
    page, visitor = enter(OFFICER), enter(VISITOR)
    draft(page, say, names)
    for department in PARTNERS:
        add(page, say, "part", organisation=department.names[language])
    for department in (LEAD, *PARTNERS):
        add_role(page, say, department)
    look(page, "3-publish-2-edit")
    assert name not in programmes(visitor, say)

    press(page, say("Publish"))
    expect(title(page)).to_have_text(name)
    assert programmes(visitor, say)[name] == [say("United States"), say("National"), LEAD.names[language], "6"]
    look(visitor, "3-publish-3-list")
    follow(visitor, name)
    assert marks(visitor) == expected_marks(say)
    expect(visitor.locator("table.mx tfoot td.acc")).to_have_text(f"0 · {say('untreated')}")
    look(visitor, "3-publish-4-programme")
    visitor.locator("header").get_by_role("link", name={"en": "中文", "zh-hans": "English"}[language]).click()
    other = next(each for each in BOTH.values() if each is not say)
    expect(title(visitor)).to_have_text(names[FIELD[other.code]])
    assert marks(visitor) == expected_marks(other)


def draft(page: Page, say: Speech, names: dict[str, str]) -> None:
    """The facts of the programme."""
    page.goto(f"{say.prefix}{LIST}")
    follow(page, say("New programme"))
    look(page, "3-publish-1-new")
    fill(page, **names, country="US", level="national", type="competition", since="2025", until="2044")
    press(page, say("Store"))
    expected = say("The draft is stored. Only the departments that take part see it until it is published.")
    assert told(page) == [expected]


def add(page: Page, say: Speech, kind: str, **facts: str) -> None:
    """Adds a piece to the programme that is edited."""
    page.locator(f"main a[href$='/edit/{kind}/']").click()
    fill(page, **facts)
    press(page, say("Store"))
    assert told(page) == [say("It is stored.")]


def add_role(page: Page, say: Speech, department: Department) -> None:
    """What a department does, and the dimension of the ecosystem it treats."""
    names = {"names_en": department.role["en"], "names_zh": department.role["zh-hans"]}
    add(page, say, "role", of=department.names[say.code], dimension=department.dimension, **names)


def programmes(page: Page, say: Speech) -> dict[str, list[str]]:
    """The list of programmes that everybody sees: by name, where, at which level, led by whom, with how many."""
    page.goto(f"{say.prefix}{LIST}")
    found = rows(page.locator("main .c9 table"))
    return {name: [country, level, lead, partners] for name, country, level, _, _, lead, partners in found}


def marks(page: Page) -> list[list[object]]:
    """The rows of the matrix: department, its part, squares, circles, how many roles."""
    return page.locator("table.mx tbody tr").evaluate_all(MARKS)


def expected_marks(say: Speech) -> list[list[object]]:
    """A square in the lead's row, a circle in that of each partner."""
    lead = [LEAD.names[say.code], say("lead"), 1, 0, "1"]
    return [lead, *([each.names[say.code], say("partner"), 0, 1, "1"] for each in PARTNERS)]
