"""A ranking of many is shown page by page: every row on one of them, counts and the line of the places over all."""

import re

import pytest
from tests.web.commons.conftest import Cast
from tests.web.commons.deciding_things import Meeting


def rows(page: str) -> list[str]:
    """The titles of the rows of the table, in their order."""
    table = page.partition('<table class="ranking">')[2].partition("</table>")[0]
    return re.findall(r">(Plan \w+)</a>", table)


@pytest.mark.parametrize(("way", "module"), [("ranking/", "views.ranking"), ("decisions/", "deciding_page")])
def test_every_row_stands_on_one_page_and_counts_are_over_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, way: str, module: str
) -> None:
    made, finn = Meeting(cast), cast.client("finn")
    whole = rows(finn.get(made.address(way)).content.decode())
    assert sorted(whole) == ["Plan Alpha", "Plan Beta", "Plan Gamma"]
    monkeypatch.setattr(f"clusteratlas_web.selection.{module}.ON_A_PAGE", 2)
    first, second = (finn.get(f"{made.address(way)}?page={number}").content.decode() for number in (1, 2))
    assert (rows(first), rows(second)) == (whole[:2], whole[2:])
    assert ("1–2" in first, 'href="?page=2"' in first, "<h1>" in second) == (True, True, True)
    total = "3 applications" if way == "ranking/" else "of 3"
    assert (total in first, total in second) == (True, True)


def test_the_line_of_the_places_stands_on_the_page_of_the_last_place(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, finn = Meeting(cast, places=2), cast.client("finn")
    monkeypatch.setattr("clusteratlas_web.selection.views.ranking.ON_A_PAGE", 1)
    pages = [finn.get(f"{made.address()}?page={number}").content.decode() for number in (1, 2, 3)]
    assert ["2 places end here" in each for each in pages] == [False, True, False]
