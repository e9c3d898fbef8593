"""Search: words and codes of regions, clusters and industries, in both languages."""

import re

import pytest
from django.test import Client


def found(client: Client, text: str, prefix: str = "") -> list[str]:
    answer = client.get(f"{prefix}/us/2019.1/search/", {"q": text})
    assert answer.status_code == 200
    body = answer.text[answer.text.index("<main") :]
    return [re.sub(r".*/2019\.1/", "", link) for link in re.findall(r'<td><a href="([^"]+)"', body)]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("wichita", "regions/us-metro-48620/"),
        ("WICHITA, ks", "regions/us-metro-48620/"),
        ("48620", "regions/us-metro-48620/"),
        ("aerospace", "clusters/aerospace-vehicles-and-defense/"),
        ("336411", "industries/336411/"),
        ("威奇托", "regions/us-metro-48620/"),
        ("航空", "clusters/aerospace-vehicles-and-defense/"),
        ("塑料", "clusters/plastics/"),
        ("espanola", "regions/us-micro-21580/"),
    ],
)
def test_the_likeliest_stands_first_in_either_language(sample: Client, asked: str, first: str) -> None:
    assert found(sample, asked)[0] == first
    assert found(sample, asked, "/zh-hans") == found(sample, asked)


def test_every_word_must_occur(sample: Client) -> None:
    both = found(sample, "wichita falls")
    assert both == ["regions/us-metro-48660/"]
    assert set(both) < set(found(sample, "wichita"))


def test_the_last_word_may_be_a_beginning(sample: Client) -> None:
    assert "regions/us-metro-48620/" in found(sample, "wich")


@pytest.mark.parametrize("asked", ["zzzz", "'; drop table names; --", "<script>alert(1)</script>", "，。", "x" * 5000])
def test_nothing_found_says_so_and_harms_nothing(sample: Client, asked: str) -> None:
    answer = sample.get("/us/2019.1/search/", {"q": asked})
    assert answer.status_code == 200
    assert "Nothing is called" in answer.text
    assert "<script>alert" not in answer.text


def test_an_empty_question_has_no_answer_and_no_reproach(sample: Client) -> None:
    assert "Nothing is called" not in sample.get("/us/2019.1/search/").text


def test_suggestions_are_few_and_lead_to_pages(sample: Client) -> None:
    text = sample.get("/us/2019.1/search/suggestions/", {"q": "air"}).text
    links = re.findall(r'role="option"[^>]*href="([^"]+)"', text)
    assert 0 < len(links) <= 8
    assert {sample.get(link).status_code for link in links} == {200}
