"""Search over everything: all atlases and the commons, both languages, errors, filters, pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.web.commons.conftest import Cast
from tests.web.commons.designation_things import granted, level, scheme
from tests.web.commons.programme_things import programme
from tests.web.commons.selection_things import call, stage


def links(client: Client, text: str, prefix: str = "", **query: str) -> list[str]:
    """Where the answers lead, in their order."""
    answer = client.get(f"{prefix}/search/", {"q": text} | query)
    assert answer.status_code == 200
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    return [found.removeprefix("/zh-hans") for found in re.findall(r'<li><a href="([^"?]+)">', main)]


def organisation(slug: str, name: str, state: str = "verified", language: str = "en", **facts: Any) -> Any:
    from clusteratlas_web.registry.actions.indexing import index
    from clusteratlas_web.registry.models import Name, Organisation

    made = Organisation.objects.create(slug=slug, kind="firm", state=state, **facts)
    Name.objects.create(organisation=made, language=language, text=name)
    index([made])
    return made


@pytest.fixture
def visitor(cast: Cast, atlases_home: Path) -> Iterator[Client]:
    """A visitor before five atlases, organisations, a programme, a call and a designation."""
    from clusteratlas_web.search.organisations import _vocabulary

    _vocabulary.cache_clear()
    organisation("valley-photonics", "Valley Photonics")
    organisation("photon-works", "Works of Photonics")
    organisation("jiangnan", "江南光电公司", language="zh-hans")
    organisation("plastics", "Plastics")
    regional = programme("energy-clusters", cast.ministry, code="US-ERIC")
    regional.names.all().delete()
    regional.names.create(language="en", text="Energy Regional Innovation Clusters")
    regional.names.create(language="zh-hans", text="能源区域创新集群计划")
    stage(call(cast, "leading", names={"en": "Leading-edge cluster competition", "zh-hans": "尖端集群竞赛"}))
    label = level(scheme(cast), "bronze")
    granted(label, names={"en": "Henan Smart Park", "zh-hans": "河南智慧岛"})
    with override_settings(CLUSTERATLAS_HOME=atlases_home):
        yield cast.client("visitor")


FIRST = [
    ("Stuttgart", "/eu/2014.1/regions/eu-nuts2-DE11/"),
    ("DE11", "/eu/2014.1/regions/eu-nuts2-DE11/"),
    ("NUTS DE11", "/eu/2014.1/regions/eu-nuts2-DE11/"),
    ("NACE 29", "/eu/2014.1/industries/29/"),
    ("C29", "/eu/2014.1/industries/29/"),
    ("JSIC 311", "/jp/2014.1/industries/311/"),
    ("KldB 513", "/de/2024.1/industries/513/"),
    ("naics 336411", "/us/2019.1/industries/336411/"),
    ("Munchen", "/de/2024.1/regions/de-district-09162/"),
    ("东京", "/jp/2014.1/regions/jp-prefecture-13/"),
    ("Tokio", "/jp/2014.1/regions/jp-prefecture-13/"),
    ("Ohio", "/us-states/2020.1/regions/us-state-39/"),
    ("俄亥俄", "/us-states/2020.1/regions/us-state-39/"),
    ("威奇托", "/us/2019.1/regions/us-metro-48620/"),
    ("wichta", "/us/2019.1/regions/us-metro-48620/"),
    ("shipbuilding", "/jp/2014.1/clusters/shipbuilding/"),
    ("造船", "/jp/2014.1/clusters/shipbuilding/"),
    ("aerospace wichita", "/us/2019.1/regions/us-metro-48620/clusters/aerospace-vehicles-and-defense/"),
    ("valley photonics", "/organisations/valley-photonics/"),
    ("vally photonics", "/organisations/valley-photonics/"),
    ("江南光电", "/organisations/jiangnan/"),
    ("US-ERIC", "/programmes/energy-clusters/"),
    ("regional innovation clusters", "/programmes/energy-clusters/"),
    ("能源区域创新", "/programmes/energy-clusters/"),
    ("leading edge competition", "/calls/leading/"),
    ("尖端集群竞赛", "/calls/leading/"),
    ("河南智慧岛", "/designations/"),
    ("henan smart park", "/designations/"),
    ("location quotient", "/glossary/#location_quotient"),
    ("区位商", "/glossary/#location_quotient"),
]


@pytest.mark.parametrize(("asked", "first"), FIRST)
def test_what_was_meant_stands_first_in_either_language(visitor: Client, asked: str, first: str) -> None:
    found = links(visitor, asked)
    assert found[:1] == [first] if first != "/designations/" else found[0].startswith(first)
    assert links(visitor, asked, "/zh-hans") == found


def test_a_name_of_two_kinds_is_shown_by_kind_with_counts(visitor: Client) -> None:
    text = visitor.get("/search/", {"q": "plastics"}).text
    groups = re.findall(r"<h2>([^<]+) <span class=\"n\">(\d+)</span></h2>", text)
    assert groups[0] == (
        "Clusters",
        "5",
    )  # United States, by state, Europe (with rubber), Japan (too), Germany (with wood)
    assert ("Organisations", "1") in groups
    kinds = text[text.index('aria-label="Kinds"') :]
    assert int(re.findall(r"<span>Clusters</span><span class=\"n\">(\d+)", kinds)[0]) == 5


def test_filters_leave_what_their_numbers_say(visitor: Client) -> None:
    text = visitor.get("/search/", {"q": "automotive"}).text
    atlases = text[text.index('aria-label="Atlases"') :]
    for address, name, number in re.findall(r'href="([^"]+)"><span>([^<]+)</span><span class="n">(\d+)', atlases):
        narrowed = visitor.get(address.replace("&amp;", "&")).text
        assert f"{number} answer" in narrowed, name
    only = links(visitor, "automotive", atlas="jp", kind="cluster")
    assert only[0] == "/jp/2014.1/clusters/automotive/"
    assert all(link.startswith("/jp/2014.1/clusters/") for link in only)


def test_pages_hold_every_answer_once(visitor: Client) -> None:
    first = visitor.get("/search/", {"q": "manufacture", "kind": "industry"}).text
    number = int(re.findall(r'<h2>[^<]+<span class="n">([\d,]+)', first)[0].replace(",", ""))
    found: list[str] = []
    for page in range(1, number // 25 + 2):
        found += links(visitor, "manufacture", kind="industry", page=str(page))
    assert len(found) == len(set(found)) == number > 25


def test_an_error_is_named_with_a_way_to_the_right_word(visitor: Client) -> None:
    text = visitor.get("/search/", {"q": "vally photonics"}).text
    assert 'Did you mean <a href="/search/?q=valley+photonics">valley photonics</a>?' in text


@pytest.mark.parametrize(
    "asked",
    ["", " ", "m", "车", "a" * 1000, "%", "_", "*", "\x00", "wich\x00ita", "'", '"', "';--", "🦄", "\ud800", "\\"],
)
def test_whatever_is_asked_has_an_answer(visitor: Client, asked: str) -> None:
    for address in ("/search/", "/search/suggestions/", "/search/suggestions.json"):
        assert visitor.get(address, {"q": asked.encode("utf-8", "replace")}).status_code == 200


def test_what_is_asked_is_never_markup(visitor: Client) -> None:
    organisation("markup", "<b>Bold</b> & Sons")
    for asked in ("<script>alert(1)</script>", '"><img src=x>', "bold sons"):
        for address in ("/search/", "/search/suggestions/"):
            text = visitor.get(address, {"q": asked}).text
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert "<b>Bold" not in text
    assert "&lt;b&gt;Bold" in visitor.get("/search/", {"q": "bold sons"}).text


@pytest.mark.parametrize(("name", "value"), [("kind", "person"), ("atlas", "atlantis")])
def test_a_filter_that_there_is_not_names_those_there_are(visitor: Client, name: str, value: str) -> None:
    answer = visitor.get("/search/", {"q": "plastics", name: value})
    assert answer.status_code in (400, 404)
    assert value in answer.text


def test_suggestions_are_the_same_for_programs(visitor: Client) -> None:
    page = visitor.get("/search/suggestions/", {"q": "plas"}).text
    told = visitor.get("/search/suggestions.json", {"q": "plas"}).json()
    assert told["asked"] == "plas"
    assert [each["address"] for each in told["suggestions"]] == re.findall(r'role="option"[^>]*href="([^"]+)"', page)
    assert {each["kind"] for each in told["suggestions"]} >= {"cluster", "organisation"}


def test_every_word_of_the_glossary_has_a_place_on_its_page(visitor: Client) -> None:
    page = visitor.get("/glossary/").text
    assert 'id="location_quotient"' in page
    assert "区位商" in visitor.get("/zh-hans/glossary/").text


def test_a_home_without_tables_still_finds_what_the_atlases_have(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    from clusteratlas_web.search import finding

    def fails(*_: object) -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr(finding, "commons_indexes", fails)
    monkeypatch.setattr(finding, "find_organisations", fails)
    assert links(visitor, "wichita")[0] == "/us/2019.1/regions/us-metro-48620/"


def test_queries_do_not_grow_with_what_is_found(visitor: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        visitor.get("/search/", {"q": "foundry"})
        with CaptureQueriesContext(connection) as taken:
            visitor.get("/search/", {"q": "foundry"})
        return len(taken)

    organisation("foundry-1", "Foundry one")
    one = asked()
    for number in range(2, 5):
        organisation(f"foundry-{number}", f"Foundry {number}")
    assert asked() == one
