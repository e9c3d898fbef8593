"""Every figure in the tables of a region, a cluster and an industry leads to its explanation, which shows the same."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.template import Context, engines
from django.test import Client, RequestFactory, override_settings
from django.utils.html import strip_tags
from tests.web.atlas_pages import EUROPE, GERMANY, US, AtlasPages
from tests.web.explained_shown import is_written
from tests.web.table_cells import Cell, table_cells

from clusteratlas.editions.explained import RECIPES
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.explained.linking import explained_address, explained_figure

TEMPLATES = Path(__file__).parents[2] / "src" / "clusteratlas_web" / "explore" / "templates" / "explore"
TO = Addresses("us", "2019.1")
ROW = {"region": "us-metro-48620", "cluster": "plastics", "subcluster": None, "year": 2019}

# What is no figure of its own, by title of the section and head of the column; the reason stands beside it.
EXCEPTIONS = {
    ("", r"Year|Code|#|NAICS.*|KldB.*|NACE.*|Region"): "names of rows, and how many regions a list leaves out",
    ("Why (traded )?jobs .*|By cluster, .*|What its change is made of|The change with its numbers", ""): (
        "effects, which add up to the change; the section computes them with all numbers that go in"
    ),
    ("The .*conditions?|Minimum and stars|The stars", "Distance"): "the value less the threshold beside it",
    ("Other near misses in .*", "Jobs needed"): "worked out on the page of that cluster, which the row leads to",
    ("Specialisation and growth", "Clusters|Jobs"): "sums over the table of all clusters",
    ("How sure are these numbers\\?", "Cells|Share"): "counts of cells, and shares of the jobs beside them",
    ("Suppression, step by step", ""): "a worked example, whose numbers add up in its own table",
    ("How the location quotient of .* is computed", ""): "traded and local jobs together, where quotients are over all",
    ("The formulas with their numbers", "Number"): "traded and local jobs together, where quotients are over all",
    ("How related clusters are found", "Number"): "a worked example; the table above it leads to each",
    ("Under each rule book", ""): "counts of the rule book’s verdicts; its own address lists them",
    ("Where it is an opportunity", "Place among its candidates"): "leads to the list it is a place in",
    ("Strong clusters", "LQ of all jobs|Jobs.*|Growth"): "sums under another rule book than the edition’s first",
    ("Life cycle of clusters", "Clusters"): "how many names stand beside it",
}


@pytest.fixture
def browser(atlases_home: Path, client: Client) -> Iterator[Client]:
    """A browser before the atlases of the United States, Europe and Germany."""
    with override_settings(CLUSTERATLAS_HOME=atlases_home):
        yield client


def walked(pages: AtlasPages) -> list[str]:
    """The pages whose tables are walked."""
    regional = f"{pages.root}regions/{pages.region}/clusters/{pages.cluster}/"
    country = pages.atlas
    return [
        f"{pages.root}regions/{pages.region}/",
        f"{pages.root}regions/{country}/",
        f"{pages.root}regions/{pages.region}/?rules=eu-eocic-2020",
        f"{pages.root}regions/",
        regional,
        f"{regional}?rules=eu-eocic-2020",
        f"{pages.root}clusters/{pages.cluster}/",
        f"{pages.root}clusters/",
        f"{pages.root}industries/{pages.industry}/",
    ]


def is_excepted(cell: Cell) -> bool:
    """Whether a figure need not be explained, for one of the reasons above."""
    return any(
        (not title or re.fullmatch(title, cell.title)) and (not head or re.fullmatch(head, cell.head))
        for title, head in EXCEPTIONS
    )


@pytest.mark.parametrize("pages", [US, EUROPE, GERMANY], ids=lambda pages: pages.atlas)
def test_every_figure_leads_to_its_explanation(pages: AtlasPages, browser: Client) -> None:
    explained = 0
    for address in walked(pages):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        figures = [cell for cell in table_cells(answer.text) if cell.is_number]
        bare = [cell for cell in figures if not cell.explained and not is_excepted(cell)]
        assert bare == [], address
        explained += sum(cell.explained for cell in figures)
    assert explained > 500


@pytest.mark.parametrize("pages", [US, EUROPE, GERMANY], ids=lambda pages: pages.atlas)
def test_headlines_lead_to_their_explanations(pages: AtlasPages, browser: Client) -> None:
    for address in walked(pages)[:2] + walked(pages)[4:5] + walked(pages)[6:7]:
        tiles = re.findall(r'<div class="tile"><dt>(.*?)</dt><dd>(.*?)</dd>', browser.get(address).text)
        assert tiles, address
        bare = [label for label, figure in tiles if "explained" not in figure and 'class="missing"' not in figure]
        # What a country's page says of all regions of a level together stands in no table.
        together = {"Strong clusters", "Traded jobs in strong clusters", "Jobs in strong clusters"}
        assert set(bare) <= (together if address.endswith(f"regions/{pages.atlas}/") else set()), address


def links(text: str) -> list[tuple[str, str]]:
    """The addresses and the figures of all links to explanations."""
    found = re.findall(r'<a class="explained" href="([^"]+)" aria-label="[^"]+">(.*?)</a>', text)
    return [(unescape(address), unescape(strip_tags(figure)).strip()) for address, figure in found]


@pytest.mark.parametrize("pages", [US, EUROPE, GERMANY], ids=lambda pages: pages.atlas)
def test_an_explanation_shows_the_figure_that_led_to_it(pages: AtlasPages, browser: Client) -> None:
    for address in walked(pages):
        found = dict.fromkeys(links(browser.get(address).text))
        for lead, figure in list(found)[:: max(len(found) // 12, 1)]:
            answer = browser.get(lead)
            assert answer.status_code == 200, (address, lead)
            number = re.search(r'id="number"><data value="([^"]+)"', answer.text)
            assert number, lead
            place = re.search(r"this is number ([\d,]+)\.", answer.text)
            if lead.endswith("#standing") and place:
                assert place[1] == figure.split()[0], (address, lead)
            elif "#" not in lead:
                assert is_same(float(number[1]), figure), (address, lead, number[1], figure)


def is_same(value: float, figure: str) -> bool:
    """Whether a figure is a number written shorter: 119 of 381 is 119, P18 is 0.184; amounts of money are not read."""
    if re.search(r"[€$¥]|EUR|USD", figure):
        return True
    return is_written(value, f"{figure[1:]}%" if figure.startswith("P") else figure)


def test_templates_name_only_what_is_explained() -> None:
    named = set()
    for file in TEMPLATES.glob("*.html"):
        text = file.read_text(encoding="utf-8")
        named |= set(re.findall(r'\{% explained [^%]*?"(\w+\.\w+)"', text))
        named |= set(re.findall(r'_jobs\.html" with [^%]*column="(\w+\.\w+)"', text))
    assert len(named) > 20
    assert named <= RECIPES.keys()


def test_a_link_says_what_it_is() -> None:
    link = explained_figure(TO, "2,443", "portfolio.employment", ROW)
    assert link == (
        '<a class="explained" href="/us/2019.1/explained/portfolio/employment/?region=us-metro-48620&amp;'
        'cluster=plastics&amp;year=2019" aria-label="2,443: Jobs, how it comes about">2,443</a>'
    )
    place = explained_figure(TO, "119 of 380", "portfolio.location_quotient", ROW, "standing")
    assert "#standing" in place
    assert 'aria-label="119 of 380: Location quotient, place among all"' in place


def test_what_is_not_there_is_no_link() -> None:
    missing = engines["django"].from_string("{{ value|count }}").render({"value": None})
    assert explained_figure(TO, missing, "portfolio.employment", ROW) == missing
    assert explained_figure(TO, "", "portfolio.employment", ROW) == ""
    assert explained_figure(TO, "5", "portfolio.employment", {"region": "us"}) == "5"


def test_a_figure_is_escaped_and_so_is_its_address() -> None:
    link = explained_figure(TO, '<b>"5"</b>', "portfolio.employment", ROW | {"cluster": 'a"b&c'})
    assert "<b>" not in link
    assert "cluster=a%22b%26c" in link
    assert explained_address(TO, "thresholds.threshold", {}) == ""


def test_the_tag_needs_a_page_of_an_edition() -> None:
    template = engines["django"].from_string('{% explained "5" "portfolio.employment" row %}').template
    assert template.render(Context({"row": ROW})) == "5"
    assert template.render(Context({"row": ROW, "request": RequestFactory().get("/")})) == "5"
