"""Where the links of a region's page lead: files, explanations and places on the page itself, all of them there."""

import re
from html import unescape

import pytest
from django.test import Client
from tests.web.test_region_pages import PAGE

COUNTRY = "/us/2019.1/regions/us/"


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?year=2018", COUNTRY])
def test_places_on_the_page_are_there_and_stand_once(sample: Client, address: str) -> None:
    page = sample.get(address).text
    found = re.findall(r' id="([^"]+)"', page)
    assert len(found) == len(set(found))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(found)


def test_every_file_is_there(sample: Client) -> None:
    page = sample.get(PAGE).text
    files = {unescape(each) for each in re.findall(rf'href="({PAGE}[^"]+?\.(?:csv|xlsx|svg|json)[^"]*)"', page)}
    assert len(files) >= 20
    for address in sorted(files):
        answer = sample.get(address)
        assert answer.status_code == 200, address
        assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("table", ["structure", "peers", "summary", "relatedness", "portfolio"])
def test_figures_lead_to_their_explanation(sample: Client, table: str) -> None:
    page = sample.get(PAGE).text
    addresses = {unescape(each) for each in re.findall(rf'href="(/us/2019.1/explained/{table}/[^"]+)"', page)}
    assert addresses
    for address in sorted(addresses)[:8]:
        assert sample.get(address).status_code == 200, address
