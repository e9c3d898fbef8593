"""Search that forgives: what must come first for words with errors, words that mean the same, codes, both languages."""

import re

import pytest
from django.test import Client

AEROSPACE = "clusters/aerospace-vehicles-and-defense/"
WICHITA = "regions/us-metro-48620/"


def first_of(client: Client, text: str, prefix: str = "") -> str:
    answer = client.get(f"{prefix}/us/2019.1/search/", {"q": text})
    assert answer.status_code == 200
    links = re.findall(r'<td><a href="([^"]+)"', answer.text[answer.text.index("<main") :])
    return re.sub(r".*/2019\.1/", "", links[0]) if links else ""


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        # Exact names and codes, with and without what people write before a code.
        ("Plastics", "clusters/plastics/"),
        ("塑料", "clusters/plastics/"),
        ("336411", "industries/336411/"),
        ("NAICS 336411", "industries/336411/"),
        ("naics336411", "industries/336411/"),
        ("NAICS 2017 336411", "industries/336411/"),
        ("code 336411", "industries/336411/"),
        ("代码 336411", "industries/336411/"),
        ("31-33", "industries/31-33/"),
        ("48620", WICHITA),
        ("metro-48620", WICHITA),
        ("CBSA 48620", WICHITA),
        ("us-metro-48620", WICHITA),
        ("plastics", "clusters/plastics/"),
        # Words that mean the same, in either language.
        ("cars", "clusters/automotive/"),
        ("auto", "clusters/automotive/"),
        ("automobiles", "clusters/automotive/"),
        ("轿车", "clusters/automotive/"),
        ("pharma", "clusters/biopharmaceuticals/"),
        ("生物医药", "clusters/biopharmaceuticals/"),
        ("vaccines", "clusters/biopharmaceuticals/"),
        ("aviation", AEROSPACE),
        ("飞机", f"{AEROSPACE}#subclusters"),
        ("军工", AEROSPACE),
        ("chips", "clusters/information-technology-and-analytical-instruments/#subclusters"),
        ("芯片", "clusters/information-technology-and-analytical-instruments/#subclusters"),
        ("movies", "clusters/video-production-and-distribution/"),
        ("电影", "clusters/video-production-and-distribution/"),
        ("shoes", "clusters/footwear/"),
        ("garments", "clusters/apparel/"),
        ("成衣", "clusters/apparel/"),
        ("medtech", "clusters/medical-devices/"),
        ("hotels", "clusters/hospitality-and-tourism/"),
        ("旅游业", "clusters/hospitality-and-tourism/"),
        ("lumber", "clusters/wood-products/"),
        ("cigarettes", "clusters/tobacco/"),
        ("banking", "clusters/financial-services/"),
        ("plastics industry", "clusters/plastics/"),
        # Errors: a letter less, more, other, exchanged; a Chinese character wrong.
        ("wichta", WICHITA),
        ("Wichtia, KS", WICHITA),
        ("areospace", AEROSPACE),
        ("aerospce vehicels", AEROSPACE),
        ("plastcs", "clusters/plastics/"),
        ("furnitture", "clusters/furniture/"),
        ("biopharmaceutcials", "clusters/biopharmaceuticals/"),
        ("automtive", "clusters/automotive/"),
        ("航空航大与国防", AEROSPACE),
        # A word not typed to its end, also with an error in it.
        ("aeros", AEROSPACE),
        ("areos", AEROSPACE),
        # A region and a cluster in one question.
        ("aerospace wichita", f"{WICHITA}{AEROSPACE}"),
        ("wichita plastics", f"{WICHITA}clusters/plastics/"),
        ("威奇托 飞机", f"{WICHITA}{AEROSPACE}"),
    ],
)
def test_what_was_meant_stands_first_in_either_language(sample: Client, asked: str, first: str) -> None:
    assert first_of(sample, asked) == first
    assert first_of(sample, asked, "/zh-hans") == first


def test_an_error_is_named_with_a_way_to_the_right_word(sample: Client) -> None:
    text = sample.get("/us/2019.1/search/", {"q": "areospace"}).text
    assert 'Did you mean <a href="?q=aerospace">aerospace</a>?' in text
    assert "Did you mean" not in sample.get("/us/2019.1/search/", {"q": "aerospace"}).text


def test_what_answers_as_it_stands_is_not_mixed_with_what_comes_near(sample: Client) -> None:
    text = sample.get("/us/2019.1/search/", {"q": "leather"}).text
    assert "weather" not in text.lower()


@pytest.mark.parametrize("asked", ["wichita zzzzqq", "zzzzqq", "%", "_", "'", '"', "\x00", "*", "🦄", "a" * 1000])
def test_nonsense_is_told_and_nothing_breaks(sample: Client, asked: str) -> None:
    for address in ("/us/2019.1/search/", "/us/2019.1/search/suggestions/"):
        assert sample.get(address, {"q": asked}).status_code == 200
    assert "Nothing is called" in sample.get("/us/2019.1/search/", {"q": asked}).text


def test_every_suggestion_leads_to_a_page(sample: Client) -> None:
    text = sample.get("/us/2019.1/search/suggestions/", {"q": "plastcs"}).text
    links = re.findall(r'role="option"[^>]*href="([^"]+)"', text)
    assert links[0] == "/us/2019.1/clusters/plastics/"
    assert {sample.get(link.partition("#")[0]).status_code for link in links} == {200}


def test_the_page_leads_to_the_search_over_everything(sample: Client) -> None:
    assert '<a href="/search/?q=wichita">' in sample.get("/us/2019.1/search/", {"q": "wichita"}).text
