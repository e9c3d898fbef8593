"""Long tables in pages."""

import pytest
from django.http import QueryDict
from django.utils import translation

from clusteratlas_web.foundation.pagination import lay_pages


@pytest.mark.parametrize(
    ("query", "start", "stop"),
    [
        ("", 0, 15),
        ("page=2", 15, 30),
        ("page=26", 375, 381),
        ("page=99", 375, 381),
        ("page=0", 0, 15),
        ("page=x", 0, 15),
    ],
)
def test_rows_of_a_page(query: str, start: int, stop: int) -> None:
    pages = lay_pages(381, 15, QueryDict(query))
    assert (pages.start, pages.stop) == (start, stop)


def test_links_keep_the_rest_of_the_query() -> None:
    pages = lay_pages(381, 15, QueryDict("sort=jobs&page=12&year=2019"))
    assert [link.label for link in pages.links] == ["1", "…", "11", "12", "13", "…", "26"]
    assert pages.back == "?sort=jobs&year=2019&page=11"
    assert pages.next == "?sort=jobs&year=2019&page=13"
    assert [link.label for link in pages.links if link.current] == ["12"]


def test_ends_lead_nowhere() -> None:
    assert lay_pages(381, 15, QueryDict("")).back == ""
    assert lay_pages(381, 15, QueryDict("page=26")).next == ""


def test_the_summary_is_in_the_language_of_the_page() -> None:
    pages = lay_pages(1381, 15, QueryDict("page=2"))
    with translation.override("en"):
        assert pages.summary == "16–30 of 1,381"
    with translation.override("zh-hans"):
        assert pages.summary == "1,381 个中的 16–30"


def test_an_empty_table_has_no_rows() -> None:
    pages = lay_pages(0, 15, QueryDict(""))
    assert (pages.start, pages.stop, pages.last) == (0, 0, 1)
