"""The four doors: each has links, every link leads to a page, and the firm's search finds an industry."""

import re
from pathlib import Path

import pytest
from django.test import Client
from tests.web.commons.conftest import Cast

DOORS = ("analyst", "official", "organisation", "firm")


def door(text: str, name: str) -> str:
    start = text.index(f'id="door-{name}"')
    return text[start : text.index("</section>", start)]


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
@pytest.mark.parametrize("page", ["/", "/us/2019.1/"])
def test_every_link_of_every_door_leads_to_a_page(cast: Cast, several: Client, prefix: str, page: str) -> None:
    text = several.get(f"{prefix}{page}").text
    for name in DOORS:
        links = re.findall(r'href="([^"]+)"', door(text, name))
        assert len(links) >= 2, name
        for link in links:
            answer = several.get(link.partition("#")[0], follow=True)
            assert answer.status_code == 200, (name, link)
            if anchor := link.partition("#")[2]:
                assert f'id="{anchor}"' in answer.text


NEEDS_A_PERSON = "/organisations/register/"  # who registers or claims a record answers for it


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_only_what_needs_a_person_asks_a_visitor_to_sign_in(cast: Cast, several: Client, prefix: str) -> None:
    text = several.get(f"{prefix}/").text
    links = [link for name in DOORS for link in re.findall(r'href="([^"]+)"', door(text, name))]
    asking = {link for link in links if several.get(link).status_code == 302}
    assert asking == {f"{prefix}{NEEDS_A_PERSON}"}


@pytest.mark.parametrize("page", ["/", "/us/2019.1/"])
def test_the_firm_finds_its_cluster_by_code_and_by_word(cast: Cast, several: Client, page: str) -> None:
    found = door(several.get(page).text, "firm")
    action = re.findall(r'<form[^>]*action="([^"]+)"', found)[0]
    assert "/us/2019.1/industries/336411/" in several.get(action, {"q": "336411"}).text
    assert "/us/2019.1/clusters/automotive/" in several.get(action, {"q": "cars"}).text


def test_the_first_page_asks_no_database_and_sets_no_cookie(several: Client, atlases_home: Path) -> None:
    answer = several.get("/")  # this test has no database: asking one would fail
    assert answer.status_code == 200
    assert not answer.cookies
