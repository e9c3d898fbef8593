"""What pages show, the API gives: every address of explore, search and stories has its operation, or a reason."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.api_answers import ROOT, ask

from clusteratlas_web.api.operations import OPERATIONS

APPS = ("explore", "search", "stories")
E = "/atlases/{atlas}/{edition}"
R, C = f"{E}/regions/{{region}}", f"{E}/clusters/{{cluster}}"
B = f"{R}/clusters/{{cluster}}"
# The operations that have the figures of each page, document and file; of files with tables or charts, those below.
GIVEN: dict[str, tuple[str, ...]] = {
    "explore:first": ("/atlases", f"{E}/map", f"{E}/clusters"),
    "explore:home": (f"{E}/map", f"{E}/levels", f"{E}/clusters", f"{C}/crossings"),
    "explore:map": (f"{E}/map", f"{E}/map/regions", f"{C}/crossings"),
    "explore:map-embed": (f"{E}/map", f"{E}/map/regions"),
    "explore:map-file": (f"{E}/map/regions", f"{E}/boundaries/{{level}}"),
    "explore:boundary-sheet": (f"{E}/boundaries/{{level}}",),
    "explore:compare": (f"{E}/compare",),
    "explore:regions": (f"{E}/regions",),
    "explore:region": (R, f"{R}/headlines", f"{R}/quality"),
    "explore:region-brief": (f"{R}/brief",),
    "explore:region-brief-file": (f"{R}/brief",),
    "explore:regional": (B, f"{B}/why"),
    "explore:chain": (f"{B}/chain",),
    "explore:custom-region": (f"{E}/custom-region", f"{E}/custom-region/strong-clusters"),
    "explore:custom-region-totals": (f"{E}/custom-region",),
    "explore:definitions": (f"{E}/definitions",),
    "explore:definition": (f"{E}/definitions/{{definition}}",),
    "explore:definition-edit": tuple(
        f"{E}/draft{end}"
        for end in ("", "/clusters", "/quotients", "/members", "/dissolved", "/standings", "/misplaced")
    ),
    "explore:definition-files": (f"{E}/draft/folder",),
    "explore:clusters": (f"{E}/clusters", f"{C}/related"),
    "explore:cluster": (C, f"{C}/years", f"{C}/members"),
    "explore:cluster-brief": (f"{C}/brief",),
    "explore:cluster-brief-file": (f"{C}/brief",),
    "explore:opportunities": (f"{R}/opportunities", f"{R}/prospects"),
    "explore:cluster-opportunities": (f"{C}/opportunities",),
    "explore:backtest": (f"{E}/backtest", f"{E}/backtest/reliability"),
    "explore:industry": (f"{E}/industries/{{industry}}", f"{E}/industries/{{industry}}/regions"),
    "explore:explained": (f"{E}/explained/{{table}}/{{column}}",),
    "explore:edition": (E, f"{E}/levels", f"{E}/rule-books", f"{E}/tables", f"{R}/quality", f"{E}/backtest"),
    "explore:changes": (f"{E}/changes/{{other}}", f"{E}/changes/{{other}}/regional-clusters"),
    "explore:changes-table": (f"{E}/changes/{{other}}/regional-clusters",),
    "explore:edition-table": (f"{E}/tables/{{table}}", f"{E}/tables/{{table}}/file", f"{E}/boundaries/{{level}}"),
    "explore:data": (f"{E}/tables",),
    "explore:data-package": (f"{E}/tables", E),
    "explore:data-catalogue": (E,),
    "explore:search": (f"{E}/search",),
    "explore:suggestions": (f"{E}/search",),
    "search:page": ("/search", "/search/counts"),
    "search:suggestions": ("/search",),
    "search:suggestions-json": ("/search",),
    "search:glossary": ("/glossary", "/glossary/{term}"),
    "stories:list": ("/stories",),
    "stories:story": ("/stories/{slug}",),
}
WITHOUT: dict[str, str] = {
    "explore:compare-suggestions": "offers names while one picks; search finds them",
    "explore:custom-regions": "a map to pick units from, with no figure but their jobs, which regions has",
    "explore:custom-region-choose": "a form is sent there; it leads to the address that says the same",
    "explore:definition-choose": "a form is sent there; it leads to the address that says the same",
    "explore:current": "leads to the edition that is current",
    "explore:current-page": "leads to the edition that is current",
    "stories:mine": "what people see once they have signed in",
    "stories:begin": "a form of who tells a story",
    "stories:save": "a form of who tells a story",
    "stories:edit": "a form of who tells a story",
    "stories:history": "what people see once they have signed in",
    "stories:add": "a form of who tells a story",
    "stories:move": "a form of who tells a story",
    "stories:step": "a form of who tells a story",
    "stories:shift": "a form of who tells a story",
}
HERE = "regions/us-metro-48620"
THERE = f"{HERE}/clusters/aerospace-vehicles-and-defense"
UNITS = {"units": "metro-48620.11460"}
NUMBER = {"region": "us-metro-48620", "cluster": "plastics", "year": "2018"}
SIDES: dict[str, dict[str, str]] = {
    "regions": {"regions": "us-metro-48620,us-metro-31080", "against": "peers", "since": "2018"},
    "clusters": {"clusters": "plastics,automotive", "level": "micro"},
    "region": {"region": "us-metro-48620", "rules": "eu-panorama-2014"},
    "cluster": {"cluster": "plastics"},
}
_COMPARED = {
    name: name for name in ("side-by-side", "headlines", "group", "members", "shift-share", "shift-share-by-cluster",
                            "likeness", "strong", "related", "stages", "changes")
}  # fmt: skip
# Files of tables and of charts: the address of their page, what it is asked, and the operation of each.
Files = tuple[str, str, dict[str, str], dict[str, str]]
TABLES: list[Files] = [
    ("region-table", HERE, {}, {
        "portfolio": f"{R}/portfolio", "ranges": f"{R}/ranges", "strong": f"{R}/strong-clusters",
        "related": f"{R}/related", "closest": f"{R}/closest", "peers": f"{R}/peers",
        "shift-share": f"{R}/shift-share", "structure": f"{R}/structure", "life-cycle": f"{R}/life-cycle",
    }),
    ("cluster-table", "clusters/aerospace-vehicles-and-defense", {}, {
        "regions": f"{C}/regions", "subclusters": f"{C}/subclusters", "industries": f"{C}/industries",
        "rule-books": f"{C}/rule-books", "related": f"{C}/related", "concentration": f"{C}/concentration",
        "life-cycle": f"{C}/life-cycle", "crossed": f"{C}/crossings",
    }),
    ("regional-table", THERE, {}, {
        name: f"{B}/{name}" for name in ("conditions", "rule-books", "industries", "subclusters", "changes",
                                         "life-cycle", "related")
    }),
    ("chain-table", f"{THERE}/chain", {}, {"partners": f"{B}/chain"}),
    ("opportunities-table", f"{HERE}/opportunities", {}, {
        "opportunities": f"{R}/opportunities", "prospects": f"{R}/prospects",
    }),
    ("backtest-table", "backtest", {}, {
        "models": f"{E}/backtest", "reliability": f"{E}/backtest/reliability",
    }),
    ("custom-region-table", "custom-regions", UNITS, {
        name: f"{E}/custom-region/{name}" for name in ("portfolio", "units")
    }),
    ("explained-table", "explained/portfolio/location_quotient", NUMBER, {
        part: f"{E}/explained/{{table}}/{{column}}/{part}" for part in ("inputs", "distribution")
    }),
    *(("compare-table", "compare", said, {name: f"{E}/compare/{at}" for name, at in _COMPARED.items()})
      for said in SIDES.values()),
]  # fmt: skip
STANDING = ("side-by-side", "headlines")
CHANGING = (*STANDING, "shift-share")
CHARTS: list[Files] = [
    ("region-chart", f"{HERE}/charts", {"year": "2018"}, dict.fromkeys(("portfolio", "growth", "related"),
                                                                       f"{R}/charts/{{chart}}")),
    ("regional-chart", f"{THERE}/charts", {}, {"standing": f"{B}/charts/{{chart}}"}),
    ("chain-chart", f"{THERE}/chain/charts", {}, {"flows": f"{B}/chain/charts/{{chart}}"}),
    ("cluster-chart", "clusters/aerospace-vehicles-and-defense/charts", {}, {"related": f"{C}/charts/{{chart}}"}),
    ("opportunities-chart", f"{HERE}/opportunities/charts", {}, {"prospects": f"{R}/opportunities/charts/{{chart}}"}),
    ("backtest-chart", "backtest/charts", {}, {"reliability": f"{E}/backtest/charts/{{chart}}"}),
    *(("compare-chart", "compare/charts", said, dict.fromkeys(names, f"{E}/compare/charts/{{chart}}"))
      for said, names in zip(SIDES.values(), (CHANGING, STANDING, CHANGING, STANDING), strict=True)),
    ("custom-region-chart", "custom-regions/charts", UNITS, dict.fromkeys(("portfolio", "growth"),
                                                                          f"{E}/custom-region/charts/{{chart}}")),
]  # fmt: skip
ALLOWED = re.compile(r"Allowed are: ([a-z0-9, -]+)\.")


@pytest.fixture(autouse=True)
def unlimited() -> Iterator[None]:
    """Many requests are made here, which count for nobody."""
    with override_settings(CLUSTERATLAS_API_RATE="0"):
        yield


def addresses_of(resolver: URLResolver, app: str) -> Iterator[str]:
    """The names of all addresses of an app."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses_of(each, each.app_name or app)
        elif isinstance(each, URLPattern) and app in APPS:
            yield f"{app}:{each.name}"


def test_every_address_has_its_operations_or_a_reason() -> None:
    files = {f"explore:{name}" for name, *_ in (*TABLES, *CHARTS)}
    known = [GIVEN.keys(), WITHOUT.keys(), files]
    told = set().union(*known)
    assert set(addresses_of(get_resolver(), "")) == told
    assert len(told) == sum(map(len, known)), "an address stands in two of the lists"


def test_every_operation_that_is_named_is_there() -> None:
    there = {operation.path for operation, _ in OPERATIONS}
    named = {path for paths in GIVEN.values() for path in paths}
    named |= {path for *_, files in (*TABLES, *CHARTS) for path in files.values()}
    assert named - there == set()
    of_atlases = {path for path in there if path.startswith("/atlases")}
    elsewhere = {"/atlases/{atlas}", f"{E}/industries", f"{E}/membership", f"{E}/sum", f"{E}/thresholds"}
    assert of_atlases - named == elsewhere, "what the API has beyond the pages, or what a page was forgotten for"


def page_of(files: Files, name: str, form: str) -> str:
    """The address of a file."""
    _, folder, query, _ = files
    return f"/us/2019.1/{folder}/{name}.{form}" + (f"?{urlencode(query)}" if query else "")


def api_of(files: Files, name: str) -> str:
    """The address of its operation for the same thing; places stand in the file's address at the same names."""
    places = {"atlas": "us", "edition": "2019.1", "region": "us-metro-48620", "chart": name}
    places |= {"cluster": "aerospace-vehicles-and-defense", "table": "portfolio", "column": "location_quotient"}
    return ROOT + files[3][name].format(**places)


@pytest.mark.parametrize("files", [*TABLES, *CHARTS], ids=lambda files: f"{files[0]}-{next(iter(files[2]), '')}")
def test_every_table_and_chart_of_a_page_is_named(sample: Client, files: Files) -> None:
    """What else a page may give away, its refusal of another name says."""
    answer = sample.get(page_of(files, "no-such-thing", "json" if files in CHARTS else "csv"))
    assert answer.status_code == 400
    (allowed,) = ALLOWED.findall(answer.content.decode())
    names = set(allowed.split(", "))
    assert names <= files[3].keys()
    if files[0] != "compare-table":  # which tables there are depends on what is compared
        assert names == files[3].keys()


def tables_there() -> list[tuple[Files, str]]:
    """Every table of every page; of comparisons those that each has."""
    has = {
        "regions": set(_COMPARED) - {"related", "stages", "changes"},
        "clusters": {"side-by-side", "headlines", "related", "stages"},
        "region": {"side-by-side", "headlines", "changes", "shift-share", "likeness", "strong"},
        "cluster": {"side-by-side", "headlines", "changes"},
    }
    kinds = {next(iter(query)): names for query, names in zip(SIDES.values(), has.values(), strict=True)}
    return [
        (files, name)
        for files in TABLES
        for name in files[3]
        if files[0] != "compare-table" or name in kinds[next(iter(files[2]))]
    ]


@pytest.mark.parametrize(("files", "name"), tables_there(), ids=lambda each: each if isinstance(each, str) else each[0])
def test_a_table_of_the_api_is_the_one_that_the_page_gives_away(sample: Client, files: Files, name: str) -> None:
    taken = sample.get(page_of(files, name, "csv"))
    answer = sample.get(api_of(files, name), {**files[2], "format": "csv", "limit": 5000})
    assert (taken.status_code, answer.status_code) == (200, 200), (taken.content[:300], answer.content[:300])
    assert answer.content == taken.content


def test_a_comparison_has_the_tables_it_says(sample: Client) -> None:
    for query in SIDES.values():
        told = ask(sample, f"{ROOT}/atlases/us/2019.1/compare", **query)
        assert told["kind"] == next(iter(query))
        page = sample.get("/us/2019.1/compare/no-such-thing.csv", query).content.decode()
        assert told["tables"] == ALLOWED.findall(page)[0].split(", ")
        for table in told["tables"]:
            assert ask(sample, f"{ROOT}/atlases/us/2019.1/compare/{table}", **query, limit=1)["count"] >= 0


@pytest.mark.parametrize(("files", "name"), [(files, name) for files in CHARTS for name in files[3]])
def test_a_chart_of_the_api_is_the_one_that_the_page_gives_away(sample: Client, files: Files, name: str) -> None:
    taken = sample.get(page_of(files, name, "json"))
    if files[0] == "backtest-chart":  # two years allow no back-test
        refused = sample.get(api_of(files, name))
        assert (taken.status_code, refused.status_code, refused.json()["parameter"]) == (400, 400, "model")
        return
    told = ask(sample, api_of(files, name), **files[2])
    assert told["specification"]["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert told["specification"] == taken.json()
    assert told["files"] == {form: page_of(files, name, form).replace(",", "%2C") for form in ("svg", "png", "json")}


def test_a_chart_speaks_the_language_and_its_files_are_there(sample: Client) -> None:
    files = CHARTS[0]
    told = ask(sample, api_of(files, "growth"), **files[2], language="zh-hans")
    assert told["files"]["json"].startswith("/zh-hans/us/2019.1/")
    assert told["specification"] == sample.get(told["files"]["json"]).json()
    for form, kind in (("svg", "image/svg+xml; charset=utf-8"), ("png", "image/png")):
        drawn = sample.get(told["files"][form])
        assert (drawn.status_code, drawn.headers["Content-Type"]) == (200, kind)
