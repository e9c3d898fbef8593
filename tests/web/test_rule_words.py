"""Rule books in words: stars, minima, exclusive classes, parameters and every operator; the line of a quotient."""

import pytest
from django.utils import translation

from clusteratlas.diagnosis import load, names
from clusteratlas_web.explore.edition_page.rule_words import rule_book_words, strong_in_words
from clusteratlas_web.explore.rule_choice import class_name, line_in_words, line_of

LIMITS = {"location_quotient_p75": 1.246, "location_quotient_p90": 2.69, "employment_p25": 55.0, "ranked": 347}


@pytest.fixture(autouse=True)
def in_english() -> object:
    with translation.override("en"):
        yield


def test_conditions_of_the_percentile_rule() -> None:
    words = rule_book_words(load("us-percentile"), in_use=True)
    assert words.classes[0].name == "Strong"
    assert words.classes[0].conditions == (
        "Location quotient at or above the 75th percentile; Location quotient at least 1; "
        "Jobs above the 25th percentile; Establishments above the 25th percentile"
    )
    assert (words.stars, words.minima, words.exclusive, words.parameters) == ([], "", False, [])
    assert (words.has_percentiles, words.is_reconstruction) == (True, False)


def test_stars_are_named_and_counted() -> None:
    book = load("eu-observatory-2007")
    words = rule_book_words(book, in_use=False)
    assert words.minima == "Jobs at least 1,000"
    assert words.stars == [
        ("Size", "Jobs at or above the 90th percentile"),
        ("Specialisation", "Location quotient over all jobs at least 2"),
        ("Focus", "Share of all jobs at or above the 90th percentile"),
    ]
    assert [(each.name, each.asks, each.is_strong) for each in words.classes] == [
        ("Two stars", "at least 2 stars", True),
        ("One star", "at least 1 star", False),
        ("Three stars", "at least 3 stars", False),
    ]
    assert words.is_reconstruction
    assert strong_in_words(book).startswith("Jobs at least 1,000; at least 2 of these: Jobs at or above the 90th")


def test_a_class_that_asks_for_no_star_says_so() -> None:
    words = rule_book_words(load("eu-eocic-2020"), in_use=False)
    assert (words.classes[0].name, words.classes[0].asks) == ("Basic", "no star is asked for")
    assert strong_in_words(load("eu-eocic-2020")) == "Location quotient over all jobs at least 1.5"


def test_exclusive_classes_and_the_lower_operators() -> None:
    words = rule_book_words(load("quadrants"), in_use=False)
    asked = {each.name: each.asks for each in words.classes}
    assert words.exclusive
    assert words.parameters == [("cut", "1")]
    assert not words.has_percentiles
    assert asked["Star"] == "Location quotient above 1; Location quotient rising"
    assert asked["Transforming"] == "Location quotient at most 1; Change of the location quotient at most 0"
    assert rule_book_words(load("quadrants:cut=1.2"), in_use=False).parameters == [("cut", "1.2")]


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_rule_book_can_be_said(name: str, language: str) -> None:
    with translation.override(language):
        book = load(name)
        words = rule_book_words(book, in_use=False)
        assert words.title == book.title[language]
        assert len(words.classes) == len(book.classes)
        assert all(each.name and each.conditions for each in words.classes if each.is_strong)
        assert words.is_reconstruction == ("reconstruction" in book.title["en"])


@pytest.mark.parametrize(
    ("name", "limits", "line", "words"),
    [
        ("us-percentile", LIMITS, 1.246, "threshold 1.25, and at least 1"),
        ("percentile-employment", LIMITS, 1.246, "threshold 1.25, and at least 1"),
        ("us-percentile", {}, 1.0, "threshold 1.00"),
        ("fixed-threshold", {}, 1.5, "threshold 1.50"),
        ("quadrants", {}, 1.0, "threshold 1.00"),
        ("eu-observatory-2007", {}, None, ""),
        ("canada-spencer", {}, None, ""),
    ],
)
def test_the_line_that_a_quotient_is_held_against(
    name: str, limits: dict[str, float], line: float | None, words: str
) -> None:
    """Where a rule book takes quotients over all jobs, the quotient of the table is held against nothing."""
    assert line_of(load(name), limits) == line
    assert line_in_words(load(name), limits) == words


def test_classes_are_called_what_their_book_calls_them() -> None:
    assert class_name(load("eu-observatory-2007"), "two_stars") == "Two stars"
    assert class_name(load("us-percentile"), "strong10") == "Strong, upper grade"
    assert class_name(load("quadrants"), None) == ""
