"""Every address of the atlas asked for badly: codes, words and values that nobody means get a clear page, no fault."""

import re
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from tests.web.atlas_pages import US

# Codes that name something, so that one of them at a time can be wrong.
CODES = {
    "atlas": US.atlas,
    "edition": US.edition,
    "region": US.region,
    "cluster": US.cluster,
    "industry": US.industry,
    "definition": "us-benchmark",
    "other": US.edition,
    "column": "employment",
    "part": "rows",
    "rest": "map/",
    "format": "csv",
}
TABLES = {
    "explained": "portfolio",
    "explained-table": "portfolio",
    "edition-table": "clusters",
    "region-table": "portfolio",
    "compare-table": "side-by-side",
    "chain-table": "partners",
}
CHARTS = {"compare-chart": "side-by-side", "regional-chart": "standing", "cluster-chart": "related"}
CHARTS |= {"chain-chart": "flows", "opportunities-chart": "prospects", "region-chart": "portfolio"}
# A query with which a page reads what it can be asked.
ASKED = {
    "map": f"cluster={US.cluster}&bubbles=jobs&year2=2018",
    "compare": f"regions={US.region},us-metro-46060",
    "compare-table": f"regions={US.region},us-metro-46060",
    "compare-chart": f"regions={US.region},us-metro-46060",
    "custom-region": "units=metro-48620",
    "custom-region-table": "units=metro-48620",
    "custom-region-chart": "units=metro-48620",
    "definition-edit": "from=us-benchmark&move=336411+automotive+x",
    "explained": f"region={US.region}&cluster={US.cluster}&year=2019",
    "explained-table": f"region={US.region}&cluster={US.cluster}&year=2019",
}
MARKUP = '"><script>alert(1)</script>'
WRONG = {
    "markup": MARKUP,
    "quotes": "' or 1=1; drop table portfolio; --",
    "NUL": "us\x00metro",
    "right to left": "\u202egnp.exe\u200f",
    "very long": "x" * 6000,
    "a folder above": "../../../../etc/passwd",
    "another place": "//evil.example/",
    "a header": "a\r\nSet-Cookie: a=1",
    "a template": "{{7*7}}%s%n${7*7}",
    "a number of many digits": "9" * 30,
    "not a number": "NaN",
    "a surrogate": "\ufffd\U0001d56c",
    "nothing": " ",
}
# Years that there are none of; what a page does not ask in the view of its address is led out of it.
LONG_AGO = {"year": "1871", "since": "1871", "year2": "1871", "years": "1871,2019"}


def _below(entries: list[Any]) -> Iterator[URLPattern]:
    for entry in entries:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from _below(entry.url_patterns)


EXPLORE = "clusteratlas_web.explore."
PATTERNS = {
    str(each.name): each
    for each in _below(get_resolver().url_patterns)
    if each.callback and each.callback.__module__.startswith(EXPLORE)
}
# Files ask for the same as their pages, and take longer to be drawn.
PAGES = [name for name in PATTERNS if not name.endswith(("-chart", "-table", "-file", "-sheet", "-opportunities"))]


def codes_of(name: str) -> dict[str, str]:
    """Codes with which an address leads to a page."""
    named = CODES | {"table": TABLES.get(name, "portfolio"), "chart": CHARTS.get(name, "portfolio")}
    if name.endswith("-chart") or name == "map-file":
        named["format"] = "svg"
    return {code: named[code] for code in PATTERNS[name].pattern.converters}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names that pages look for in a query."""
    names: set[str] = set()

    def noting(method: Callable[..., Any]) -> Callable[..., Any]:
        def note(query: QueryDict, name: str, *more: Any) -> Any:
            names.add(name)
            return method(query, name, *more)

        return note

    for each in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, each, noting(getattr(QueryDict, each)))
    return names


def assert_clear(answer: Any, what: object) -> None:
    """A page, a way to another page, or a refusal that says what it is; never a fault, and no word taken as markup."""
    assert answer.status_code in (200, 301, 302, 400, 404, 410), (what, answer.status_code)
    if answer.status_code in (301, 302):
        location = answer.headers["Location"]
        assert location.startswith("/"), what
        assert not location.startswith("//"), what
    elif answer.status_code >= 400:
        assert len(re.findall("<h1[ >]", answer.text)) == 1, what
        assert 'class="why"' in answer.text, what
    if not answer.streaming and answer.headers["Content-Type"].startswith("text/html"):
        assert "<script>alert(1)" not in answer.text, what


@pytest.mark.parametrize("name", PATTERNS)
def test_a_code_that_nothing_has_is_a_page(sample: Client, name: str) -> None:
    codes = codes_of(name)
    wrongs = cycle(WRONG.values())
    for code in codes:
        for wrong in (next(wrongs), f"{codes[code]}x"):
            place = reverse(f"explore:{name}", kwargs=codes | {code: "0-0"})
            answer = sample.get(place.replace("0-0", quote(wrong, safe=""), 1))
            assert_clear(answer, (name, code, wrong[:40]))
            assert answer.status_code != 200, (name, code, wrong[:40])


@pytest.mark.parametrize("name", PAGES)
def test_a_value_that_nobody_means_is_a_page(sample: Client, read: set[str], name: str) -> None:
    path = reverse(f"explore:{name}", kwargs=codes_of(name))
    asked = QueryDict(ASKED.get(name, "")).dict()
    assert sample.get(path, asked).status_code in (200, 302, 404), name
    wrongs = cycle(WRONG.items())
    for parameter in sorted(read):
        what, wrong = ("long ago", LONG_AGO[parameter]) if parameter in LONG_AGO else next(wrongs)
        answer = sample.get(path, asked | {parameter: wrong})
        assert_clear(answer, (name, parameter, what))
        if what == "long ago":
            forgotten = answer.status_code == 302 and f"{parameter}=" not in answer.headers["Location"]
            assert answer.status_code in (400, 404) or forgotten or name.endswith("suggestions"), (name, parameter)
