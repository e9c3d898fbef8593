"""The page of what changed between two editions: the same numbers as the comparison, in words."""

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client, override_settings
from tests.unit.drawn_editions import CELLS, NORTH, SOUTH, Drawing, draw
from tests.web.atlas_pages import EARLIER, STATES

from clusteratlas.editions.diff import BECAME_STRONG, NO_LONGER_STRONG, OTHERS, diff

PAGE = "/us-states/2020.2/changes/2020.1/"


@pytest.fixture
def drawn(tmp_path: Path, client: Client) -> Client:
    """A browser before two editions: in the second South's plastics grew, and North's metals shrank."""
    editions = tmp_path / "atlases/us-states/editions"
    cells = CELLS | {(SOUTH, "326111"): (9_000, 11), (NORTH, "331110"): (300, 20)}
    one, other = draw(editions, Drawing("2020.1")), draw(editions, Drawing("2020.2", cells=cells, file="b" * 64))
    found = diff(one, other).counts()
    assert {change for change, _ in found} >= {BECAME_STRONG, NO_LONGER_STRONG}
    assert found[NO_LONGER_STRONG, OTHERS] == 1
    with override_settings(CLUSTERATLAS_HOME=tmp_path):
        yield client


def test_it_says_what_changed_and_why(drawn: Client) -> None:
    text = unescape(drawn.get(PAGE).text)
    assert "What changed from us-states-2020.1 to us-states-2020.2" in text
    assert "states.csv (sha256 bbbb" in text
    assert "8 compared" in text
    assert re.search(r"Inputs</th>", text)
    lost = text[text.index("No longer strong") :]
    assert "others" in lost
    assert '<a href="/us-states/2020.2/edition/">Edition</a>' in text


def test_every_change_can_be_taken_away(drawn: Client) -> None:
    answer = drawn.get(f"{PAGE}changes.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="us-states-2020.2-changes-from-2020.1.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    text = drawn.get(PAGE).text
    assert f"8 compared, {len(rows)} changed" in text
    assert drawn.get(f"{PAGE}changes.xlsx").status_code == 404


def test_an_edition_and_itself_and_one_that_is_not_there(drawn: Client) -> None:
    assert "This is the same edition" in drawn.get("/us-states/2020.2/changes/2020.2/").text
    answer = drawn.get("/us-states/2020.2/changes/2019.9/")
    assert answer.status_code == 404
    assert "2020.1" in answer.text


def test_it_speaks_chinese(drawn: Client) -> None:
    text = drawn.get(f"/zh-hans{PAGE}").text
    assert "从 us-states-2020.1 到 us-states-2020.2 的变化" in text
    assert "比较 8 个" in text


def test_the_page_of_an_edition_leads_to_it(several: Client) -> None:
    text = several.get(f"{STATES.root}edition/").text
    address = f"{STATES.root}changes/{EARLIER.edition}/"
    assert f'<a href="{address}">What changed</a>' in text
    page = unescape(several.get(address).text)
    assert "Years entered: 2" in page
    assert "nothing can be compared" in page
