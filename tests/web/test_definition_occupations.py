"""Definitions of clusters of occupations: their pages speak of occupations, and of industries nowhere."""

import re

from django.test import Client
from tests.web.atlas_pages import GERMANY, US
from tests.web.test_custom_regions import told

from clusteratlas.definitions import load

ROOT = f"{GERMANY.root}definitions/"
DRAFT = f"{ROOT}edit/?from=de-occupations&version={load('de-occupations').version}"
# The heads of a table that is pasted are read as they stand; how a definition was made, and whom it cites, is its own.
LITERAL = ("industry, cluster, reason", load("de-occupations").method["en"], "Defining clusters of related industries")


def spoken_words(page: str) -> str:
    """What a page says by itself, without its frame, the names of things and what is to be typed as it stands."""
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert main
    said = told(re.sub(r"<option.*?</option>", "", main.group(), flags=re.DOTALL))
    for literal in LITERAL:
        said = said.replace(literal, "")
    return said


def test_a_definition_of_occupations_and_its_drafts_do_not_speak_of_industries(several: Client) -> None:
    for address in (ROOT, f"{ROOT}de-occupations/", DRAFT, f"{DRAFT}&move=51+farming-and-forestry+Near"):
        page = several.get(address)
        assert page.status_code == 200, address
        said = spoken_words(page.text)
        assert "ndustr" not in said, (address, said[max(0, said.index("ndustr") - 80) :][:160])
    assert "Move occupations" in said
    assert "Occupations that move" in said
    assert "has no occupation 513" in several.get(f"{DRAFT}&move=513+farming-and-forestry+Near").text


def test_a_definition_of_industries_still_speaks_of_them(several: Client) -> None:
    said = spoken_words(several.get(f"{US.root}definitions/edit/?from=us-benchmark&version=2016.2").text)
    assert "Industries that move 0" in said
    assert "ccupations that" not in said


def test_a_definition_is_spoken_of_in_its_own_terms_wherever_it_is_read(several: Client) -> None:
    said = spoken_words(several.get(f"{US.root}definitions/de-occupations/").text)
    assert re.search(r"\d+ occupations of KldB", said)
