"""An administrator imports the list of 2014 and resolves its duplicates: 145 numbers, 144 organisations."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.commons.conftest import VISITOR, Enter
from tests.browser.commons.people import ADMINISTRATOR
from tests.browser.commons.reading import CHINESE, ENGLISH, Speech, fill, follow, look, press, rows, title, told

FILE = "cluster_organisations_2014.csv"
TWICE = "Rochester Regional Photonics Cluster"
ORGANISATIONS, NUMBERS, ROWS_OF_A_PAGE = 144, 145, 50
STORED = "/organisations/?kind=cluster-organisation"


def test_the_list_of_2014_is_imported_and_its_duplicates_resolved(enter: Enter, data: Path) -> None:
    visitor = enter(VISITOR)
    before = stand(visitor)
    page = enter(ADMINISTRATOR)
    read(page, data / "us" / FILE)
    look(page, "2-import-2-duplicates")
    page.goto(page.url.replace("/organisations/", f"{CHINESE.prefix}/organisations/"))
    look(page, "2-import-2-duplicates")
    page.go_back()

    waiting = rows(page.locator("table.import"))
    doubts = [(name_of(row), row[2]) for row in waiting]
    same = [name for name, doubt in doubts if doubt.endswith("same name")]
    assert same == [TWICE]
    assert tabs(page) == [len(doubts), 0, NUMBERS - len(doubts), NUMBERS]
    assert 1 < len(doubts) < ROWS_OF_A_PAGE
    decide(page)
    assert told(page) == ["The decisions are noted."]
    assert tabs(page) == [0, 0, NUMBERS, NUMBERS]
    look(page, "2-import-3-decided")

    press(page, "Store")
    assert told(page) == [f"{ORGANISATIONS} organisations are stored."]
    expect(page.locator("h1 + .meta span").last).to_have_text("stored")
    assert stand(visitor) == before + ORGANISATIONS
    visitor.goto(f"{CHINESE.prefix}{STORED}&q=Rochester+Regional")
    assert [row[0] for row in rows(visitor.locator("table.organisations"))] == [TWICE]
    look(visitor, "2-import-4-directory")
    follow(visitor, TWICE)
    expect(title(visitor)).to_have_text(TWICE)

    press(page, "Undo the import")
    assert told(page) == ["The import is undone."]
    assert stand(visitor) == before


def stand(page: Page) -> int:
    """How many cluster organisations everybody sees."""
    page.goto(STORED)
    return int(page.locator("h1 + .meta span").first.inner_text().split()[0])


def read(page: Page, file: Path) -> None:
    """Hands the file over, and says what holds for all its rows."""
    page.goto("/organisations/")
    follow(page, "Imports")
    look(page, "2-import-1-file")
    page.locator("input[name=file]").set_input_files(file)
    fill(page, kind="cluster-organisation", country="us", atlas="us", state="verified")
    press(page, "Read")
    expect(title(page)).to_have_text(FILE)
    expect(page.locator("details.how dt")).to_have_text(["org_id", "org_title", "cluster_name"])


def tabs(page: Page) -> list[int]:
    """How many rows may be duplicates, have errors, are decided, and are there."""
    return [int(text.split()[-1]) for text in page.locator("section nav.tabs a").all_inner_texts()]


def name_of(row: list[str]) -> str:
    """The organisation of a row, without what stands below its name."""
    return row[1].partition(" Cluster organisation")[0]


def decide(page: Page) -> None:
    """The same name is the same organisation; names that are only alike are others."""
    for row in page.locator("table.import tbody tr").all():
        choices = row.locator("select option").all_inner_texts()
        merges = [each for each in choices if each.startswith("Merge into")]
        is_same = row.locator("td .mut", has_text="same name").count() > 0
        row.locator("select").select_option(label=merges[0] if is_same else "Keep as new")
    press(page, "Note the decisions")


@pytest.mark.parametrize("say", [ENGLISH, CHINESE], ids=lambda say: say.code)
def test_a_file_that_is_no_table_is_refused_beside_its_field(enter: Enter, tmp_path: Path, say: Speech) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,kind\n")
    page = enter(ADMINISTRATOR)
    page.goto(f"{say.prefix}/organisations/imports/")
    page.locator("input[name=file]").set_input_files(file)
    press(page, say("Read"))
    expect(page.locator("main .field.wrong .error")).to_have_text(say("The file has no rows below its heading."))
    look(page, "2-import-5-refused")
