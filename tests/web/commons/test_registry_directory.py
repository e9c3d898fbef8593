"""The directory: words in both languages, facets, order, pages, and how many queries it takes."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.commons.conftest import Cast
from tests.web.commons.registry_things import listed, organisation

ALL = ["jenny", "laser-works", "ministry-of-economy", "optik-jena", "valley-optics", "machine-hall"]


@pytest.fixture
def some(cast: Cast) -> Cast:
    """Five organisations and a draft besides the cast's."""
    organisation("optik-jena", names={"de": "Optik Jena", "zh-hans": "耶拿光学有限公司"}, regions=["de"], founded=1846)
    organisation("laser-works", about="Cuts steel for shipyards.", activities=["production"])
    organisation("machine-hall", kind="institute", names={"zh-hans": "机械研究院"}, capabilities=["精密加工"])
    organisation("jenny", names={"en": "Jenny Mills"}, clusters=["us/textile-manufacturing"])
    organisation("secret-optik", "draft", names={"en": "Secret Optik"}, regions=["de"])
    return listed(cast)


def slugs(client, query: str) -> list[str]:
    page = client.get(f"/organisations/?{query}")
    assert page.status_code == HTTPStatus.OK
    return [entry.address.rstrip("/").rsplit("/", 1)[-1] for entry in page.context["entries"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("q=optik", ["optik-jena"]),
        ("q=opt", ["optik-jena", "valley-optics"]),
        ("q=jen", ["jenny", "optik-jena"]),
        ("q=光学", ["optik-jena"]),
        ("q=机械", ["machine-hall"]),
        ("q=机", ["machine-hall"]),
        ("q=加工", ["machine-hall"]),
        ("q=械研", ["machine-hall"]),
        ("q=学机", []),
        ("q=shipyards", ["laser-works"]),
        ("q=laser+shipyards", ["laser-works"]),
        ("q=laser+optik", []),
        ("q=%25", []),
        ("kind=institute", ["machine-hall"]),
        ("region=de", ["optik-jena"]),
        ("cluster=us/textile-manufacturing", ["jenny"]),
        ("activity=production", ["laser-works"]),
        ("activity=production&kind=institute", []),
        (
            "kind=nonsense&sort=nonsense&page=99",
            ALL,
        ),
        ("sort=founded&kind=firm", ["optik-jena", "laser-works", "jenny"]),
    ],
)
def test_what_is_asked_is_what_is_found(some: Cast, query: str, found: list[str]) -> None:
    assert slugs(some.client("visitor"), query) == found


def test_a_name_comes_before_other_text(some: Cast) -> None:
    organisation("a-shop", names={"en": "A Shop"}, about="Sells what Laser Works makes.")
    assert slugs(some.client("visitor"), "q=laser+works") == ["laser-works", "a-shop"]


def test_drafts_are_found_by_administrators_only_and_only_when_they_ask(some: Cast) -> None:
    found = {name: slugs(some.client(name), "state=draft") for name in ("visitor", "ana", "gao")}
    assert found == {
        "visitor": slugs(some.client("visitor"), ""),
        "ana": slugs(some.client("ana"), ""),
        "gao": ["secret-optik"],
    }
    assert slugs(some.client("gao"), "q=secret") == []
    assert slugs(some.client("gao"), "q=secret&state=every") == ["secret-optik"]


def test_counts_beside_the_table_leave_out_what_is_not_public(some: Cast) -> None:
    facets = some.client("visitor").get("/organisations/").context["facets"]
    counts = {facet.title: {str(choice.label): choice.number for choice in facet.choices} for facet in facets}
    assert counts["Kind"] == {"Firm": 3, "Cluster organisation": 1, "Department or agency": 1, "Research institute": 1}
    assert counts["Region"] == {"de": 1}
    assert counts["Activity"] == {"Production": 1}


def test_a_change_is_found_at_once_and_what_was_before_is_not(some: Cast) -> None:
    from clusteratlas_web.registry.actions.editing import edit_names

    edit_names(some.ana, some.valley, 1, {"en": "Brighter Hills"}, ["Lumen"])
    client = some.client("visitor")
    found = {word: slugs(client, f"q={word}") for word in ("brighter", "lumen", "valley")}
    assert found == {"brighter": ["valley-optics"], "lumen": ["valley-optics"], "valley": []}


def test_pages_of_25_follow_each_other(cast: Cast) -> None:
    for at in range(30):
        organisation(f"firm-{at:02}")
    client = cast.client("visitor")
    assert [len(slugs(client, f"page={page}")) for page in (1, 2)] == [25, 5]
    assert slugs(client, "page=2")[0] == "firm-25"


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(cast: Cast, number: int) -> None:
    for at in range(number):
        organisation(f"firm-{at}", regions=["de", "us"], clusters=["us/a", "us/b"], activities=["production"])
    client = cast.client("visitor")
    client.get("/organisations/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(slugs(client, "kind=firm")) == number
    assert len(queries) == 12


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_of_a_profile_does_not_grow(cast: Cast, number: int) -> None:
    from clusteratlas_web.registry.models import Membership

    for at in range(number):
        member = organisation(f"firm-{at}")
        Membership.objects.create(organisation=cast.valley, member=member, kind="firm")
    client = cast.client("visitor")
    client.get("/organisations/valley-optics/")
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/organisations/valley-optics/")
    assert len(page.context["members"]) == number
    assert len(queries) == 27


def test_what_was_asked_is_escaped(some: Cast) -> None:
    page = some.client("visitor").get("/organisations/", {"q": "<script>alert(1)</script>", "region": '"><b>'})
    assert "<script>alert" not in page.content.decode()
    assert '"><b>' not in page.content.decode()


def test_the_section_of_an_atlas_page_is_public_cookieless_and_kept_for_five_minutes(some: Cast) -> None:
    organisation("hidden-lab", "draft", regions=["de"])
    for name in ("visitor", "gao"):
        answer = some.client(name).get("/organisations/here/?region=de")
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert not answer.cookies
        text = answer.content.decode()
        assert ("optik-jena" in text, "hidden-lab" in text, "Secret Optik" in text) == (True, False, False)
    client = some.client("visitor")
    of_cluster = client.get("/organisations/here/?atlas=us&cluster=textile-manufacturing").content.decode()
    assert of_cluster.count("/organisations/jenny/") == 1
    assert client.get("/organisations/here/").status_code == HTTPStatus.NOT_FOUND


def test_a_long_list_is_walked_through_in_the_same_order(some: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from clusteratlas_web.registry.queries import directory

    found = directory.find(directory.Asked())
    asked_for = directory.page_of(found, directory.BY_NAME, 1, 5)
    monkeypatch.setattr(directory, "FEW", 0)
    monkeypatch.setattr(directory, "AT_ONCE", 2)
    assert directory.page_of(found, directory.BY_NAME, 1, 5) == asked_for
    assert len(asked_for) == 4


@pytest.mark.parametrize("order", ["name", "changed", "founded"])
@pytest.mark.parametrize("most", [1, 3, 2000])
def test_a_page_is_the_same_however_it_is_found(
    some: Cast, monkeypatch: pytest.MonkeyPatch, order: str, most: int
) -> None:
    from clusteratlas_web.registry.queries import directory

    found = directory.find(directory.Asked(order=order))
    every = list(directory.all_in_order(found, order))
    monkeypatch.setattr(directory, "AT_ONCE", most)
    for few in (0, 8000):
        monkeypatch.setattr(directory, "FEW", few)
        pages = [directory.page_of(found, order, start, start + 2) for start in range(0, len(every), 2)]
        assert [number for page in pages for number in page] == every
